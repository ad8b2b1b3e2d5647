"""A record with its place: which line of which file each value stands on, also when some of it is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from site_src.model.initiative import Initiative
from site_src.model.problems import Problem
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import Document, Key

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located(Generic[Model]):
    """A record and the document it came from, so that a rule can point at a line.

    `broken` are the keys with something wrong in them that has been told of: the record goes on without that. Of a list
    that lost items, `kept` says where in the file the others stand.
    """

    record: Model
    document: Document
    root: Key = ()
    broken: frozenset[str] = frozenset()
    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def problem(self, key: Key, rule: str, message: str, hint: str = "", *, on_key: bool = False) -> Problem:
        """An error at the place of `key` (relative to this record)."""
        full = (*self.root, *self._in_file(key))
        mark = self.document.key_mark(full) if on_key else None
        mark = mark or self.document.mark(full)
        return Problem(self.document.file, message, rule, mark.line, mark.column, hint=hint)

    def _in_file(self, key: Key) -> Key:
        name, *inner = key
        if name in self.kept and inner:
            inner[0] = self.kept[str(name)][int(inner[0])]
        return (name, *inner)


def validated(document: Document, model: type[Model], key: Key = ()) -> tuple[Located[Model] | None, list[Problem]]:
    """The part of the document at `key` as a model, or None when too little is right; and what is wrong with it.

    The rest is tried once more without what is wrong, so that the rules still see it and the contributor gets
    everything in one run.
    """
    data = document.data
    for step in key:
        data = data[step]
    try:
        return Located(model.model_validate(data), document, key), []
    except ValidationError as error:
        problems = explain(error, document, model, key)
        wrong = [tuple(item["loc"]) for item in error.errors(include_url=False) if item["loc"]]
    if not isinstance(data, dict):
        return None, problems
    broken = frozenset(str(path[0]) for path in wrong)
    rest, kept = _without(data, wrong)
    stand_ins = _stand_ins(model, document, broken - set(rest))
    try:
        return Located(model.model_validate(rest | stand_ins), document, key, broken, kept), problems
    except ValidationError:
        return None, problems


def _without(data: Mapping[str, Any], wrong: Iterable[Key]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The data without what is wrong: an item of a list, a key of a part, else a whole key; and the items that stay."""
    rest = {name: dict(value) if isinstance(value, dict) else value for name, value in data.items()}
    gone: dict[str, set[int]] = {}
    for name, *inner in {path[:2] for path in wrong}:
        value = rest.get(str(name))
        if inner and isinstance(value, list):
            gone.setdefault(str(name), set()).add(int(inner[0]))
        elif inner and isinstance(value, dict) and inner[0] in value:
            del value[inner[0]]
        else:
            rest.pop(str(name), None)
    kept = {name: [n for n in range(len(rest[name])) if n not in lost] for name, lost in gone.items() if name in rest}
    return rest | {name: [rest[name][n] for n in places] for name, places in kept.items()}, kept


def _stand_ins(model: type[BaseModel], document: Document, missing: frozenset[str]) -> dict[str, object]:
    """Values for what an initiative can't do without, so that the rules still see the rest of the record."""
    if model is not Initiative:
        return {}
    values = {"id": Path(document.file).stem, "naam": document.file[-200:], "gecontroleerd": dt.date.min}
    return {name: value for name, value in values.items() if name in missing}
