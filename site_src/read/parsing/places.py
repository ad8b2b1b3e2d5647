"""Where each value of a document stands, as one row of numbers: most are never asked for.

The row follows the values in the order of the file: for a value its line and column, and for each key of a mapping the
line and column of the key before those of its value. A text is its own text; how anything else was written stands in
`texts`, in the same order. Lines and columns count from 1.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Key = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value stands (from 1) and how it was written."""

    line: int
    column: int
    text: str = ""


@dataclass(slots=True)
class Places:
    """The places of the values of one document."""

    numbers: array[int] = field(default_factory=lambda: array("I"))
    texts: Sequence[str] = ()

    def found(self, data: Any, key: Key) -> tuple[Key, Mark, Mark | None]:
        """How much of `key` is in the data, its place, and that of the key of a mapping which leads to it."""
        at, text, on_key = 0, 0, None
        known: Key = ()
        for step in key:
            inside = self._inside(data, step, at, text)
            if inside is None:
                break
            data, on_key, at, text = inside
            known = (*known, step)
        return known, self._mark(data, at, text), on_key

    def all(self, data: Any) -> tuple[dict[Key, Mark], dict[Key, Mark]]:
        """The place of every value, and of every key of a mapping."""
        marks: dict[Key, Mark] = {}
        keys: dict[Key, Mark] = {}
        if self.numbers:
            self._collect(data, (), [0, 0], marks, keys)
        return marks, keys

    def _mark(self, value: Any, at: int, text: int) -> Mark:
        if not self.numbers:
            return Mark(1, 1)
        if isinstance(value, dict | list):
            return Mark(self.numbers[at], self.numbers[at + 1])
        written = value if isinstance(value, str) else self.texts[text]
        return Mark(self.numbers[at], self.numbers[at + 1], written)

    def _inside(self, data: Any, step: str | int, at: int, text: int) -> tuple[Any, Mark | None, int, int] | None:
        """The value at one step, the place of its key, and where in the row its own place and text are."""
        at += 2
        for name, value in _entries(data):
            keyed = isinstance(data, dict)
            start = at + 2 if keyed else at
            if name == step and type(name) is type(step):
                return value, Mark(self.numbers[at], self.numbers[at + 1]) if keyed else None, start, text
            places, texts = _extent(value)
            at, text = start + places, text + texts
        return None

    def _collect(self, value: Any, key: Key, at: list[int], marks: dict[Key, Mark], keys: dict[Key, Mark]) -> None:
        marks[key] = self._mark(value, *at)
        at[0] += 2
        at[1] += not isinstance(value, str | dict | list)
        for name, inner in _entries(value):
            if isinstance(value, dict):
                keys[*key, name] = Mark(self.numbers[at[0]], self.numbers[at[0] + 1])
                at[0] += 2
            self._collect(inner, (*key, name), at, marks, keys)


def texts_in(data: Any) -> Iterator[str]:
    """Every text among the values."""
    if isinstance(data, str):
        yield data
    for _, value in _entries(data):
        yield from texts_in(value)


def _entries(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _extent(value: Any) -> tuple[int, int]:
    """How many numbers and texts a value takes with all that is in it."""
    if isinstance(value, str):
        return 2, 0
    if not isinstance(value, dict | list):
        return 2, 1
    places, texts = 2, 0
    for inner in value.values() if isinstance(value, dict) else value:
        more, written = _extent(inner)
        places, texts = places + more, texts + written
    return places + (2 * len(value) if isinstance(value, dict) else 0), texts
