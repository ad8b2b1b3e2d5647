"""One file as it was read: plain values, where each stands, and what was wrong with it as YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from site_src.model.problems import Problem
from site_src.read.parsing.places import Key, Mark, Places, texts_in

FEW = 8  # places that are looked up one by one


@dataclass(slots=True)
class Document:
    """One file: its plain values, the place of each, and what was wrong with it as YAML."""

    file: str
    data: Any = None
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    _expanded: tuple[dict[Key, Mark], dict[Key, Mark]] | None = None
    _asked: int = 0
    _told: set[tuple[int, int]] = field(default_factory=set)

    @property
    def marks(self) -> dict[Key, Mark]:
        """The place of every value."""
        return self._all[0]

    @property
    def keys(self) -> dict[Key, Mark]:
        """The place of every key of a mapping."""
        return self._all[1]

    @property
    def _all(self) -> tuple[dict[Key, Mark], dict[Key, Mark]]:
        if self._expanded is None:
            self._expanded = self.places.all(self.data)
        return self._expanded

    @property
    def written(self) -> str:
        """Every value as it was written, in no order: to ask at once whether something may be in one of them."""
        return "\n".join((*texts_in(self.data), *self.places.texts))

    def mark(self, key: Key) -> Mark:
        """The place of a value, or of the nearest thing around it that the file does have."""
        if not self._asks_often():
            return self.places.found(self.data, key)[1]
        while key and key not in self.marks:
            key = key[:-1]
        return self.marks.get(key, Mark(1, 1))

    def key_mark(self, key: Key) -> Mark | None:
        """The place of a key of a mapping; None when the file has no such key."""
        if self._asks_often():
            return self.keys.get(key)
        known, _, mark = self.places.found(self.data, key)
        return mark if known == key else None

    def _asks_often(self) -> bool:
        """Most documents are asked for one place or none; for many it pays to look all of them up at once."""
        self._asked += 1
        return self._asked > FEW or self._expanded is not None

    def add(self, rule: str, mark: Mark, message: str, hint: str = "") -> None:
        """Notes something that is wrong at a place in this file."""
        self._told.add((mark.line, mark.column))
        self.problems.append(Problem(self.file, message, rule, mark.line, mark.column, hint=hint))

    def tells_of(self, mark: Mark) -> bool:
        """Whether something is noted at this very place already."""
        return (mark.line, mark.column) in self._told
