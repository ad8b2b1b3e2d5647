"""What a field is: its kind, its names and the description that people and programs read."""

from __future__ import annotations

import datetime as dt
import functools
import types
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from site_src.model.texts import HOUSE_LANGUAGE, Meaning, marked
from site_src.model.values import ONE_LINE


class Kind(StrEnum):
    """What a field holds; the words are those of the data dictionary."""

    TEXT = "tekst"
    FLAG = "ja_nee"
    INTEGER = "geheel_getal"
    NUMBER = "getal"
    DAY = "dag"
    LIST = "lijst"
    GROUP = "groep"


@dataclass(frozen=True, slots=True)
class Described:
    """What a person needs to know of a field, said once: checks, forms, pages and downloads all read it here.

    `nl` and `en` are its label. `term` names the list in termen.yml its values come from. `sourced`: it is a fact, so
    it needs a source. `asked`: the forms for a new initiative ask for it. `correctable`: a form can correct it.
    `shown`: its place among the facts on a page, 0 for a field that stands elsewhere; `shown_unknown`: also while
    nobody knows it. `dutch`: free text that stays Dutch on a page in another language. `recheck`: after how many months
    somebody should look at the fact again, 0 for what time does not change (derive/insight/freshness.py).
    """

    nl: str
    en: str
    help: str = ""
    help_en: str = ""
    term: str | None = None
    example: str = ""
    sourced: bool = True
    asked: bool = False
    correctable: bool = True
    shown: int = 0
    shown_unknown: bool = True
    dutch: bool = False
    recheck: int = 24


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field of a model: its English attribute, its Dutch public name, its kind and its description."""

    attribute: str
    name: str
    kind: Kind
    spec: Described
    long: bool = False
    part: type[BaseModel] | None = None  # what a group is made of

    @property
    def several(self) -> bool:
        """Whether it holds a list of words or names."""
        return self.kind is Kind.LIST

    def label(self, language: str) -> str:
        """How people know it; in Dutch where the model has no other word."""
        return {HOUSE_LANGUAGE: self.spec.nl, "en": self.spec.en}.get(language) or marked(self.spec.nl)

    @property
    def meaning(self) -> Meaning:
        """What it means to who reads the data."""
        return Meaning(self.spec.help, self.spec.help_en)


_KINDS: dict[type, Kind] = {bool: Kind.FLAG, int: Kind.INTEGER, float: Kind.NUMBER, dt.date: Kind.DAY}


def kind_of(annotation: Any) -> Kind:
    """The kind that an annotation stands for: `ShortText | None` is a text, `tuple[Location, ...]` a group."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind_of(inner[0])
    if origin in (Union, types.UnionType):
        return kind_of(next(part for part in inner if part is not type(None)))
    if origin is tuple:
        return Kind.GROUP if kind_of(inner[0]) is Kind.GROUP else Kind.LIST
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Kind.GROUP
    return _KINDS.get(annotation, Kind.TEXT)


def part_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a group is made of: `tuple[Location, ...]` gives Location."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := part_in(inner))), None)


def _is_long(metadata: list[Any], annotation: Any) -> bool:
    """Whether a text may be longer than a line."""
    found = [*metadata, *(extra for part in get_args(annotation) for extra in getattr(part, "__metadata__", ()))]
    return any((getattr(extra, "max_length", None) or 0) > ONE_LINE for extra in found)


@functools.cache
def fields_of(model: type[BaseModel]) -> tuple[RecordField, ...]:
    """Each described field, in the order of a record."""
    return tuple(
        RecordField(
            name,
            field.alias or name,
            kind_of(field.annotation),
            spec,
            _is_long(field.metadata, field.annotation),
            part_in(field.annotation),
        )
        for name, field in model.model_fields.items()
        for spec in field.metadata
        if isinstance(spec, Described)
    )


@functools.cache
def field_named(model: type[BaseModel], name: str) -> RecordField:
    """The described field with this Dutch name; raises KeyError when there is none."""
    return {field.name: field for field in fields_of(model)}[name]


@functools.cache
def meanings_of(model: type[BaseModel]) -> dict[str, Meaning]:
    """Dutch name of each field -> what it means to a reader: its own meaning, else its help."""
    found: dict[str, Meaning] = {}
    for name, field in model.model_fields.items():
        for extra in field.metadata:
            if isinstance(extra, Described) and extra.help_en:
                found.setdefault(field.alias or name, Meaning(extra.help, extra.help_en))
            elif isinstance(extra, Meaning):
                found[field.alias or name] = extra
    return found


def term_fields(model: type[BaseModel]) -> list[tuple[str, str, str]]:
    """(attribute, Dutch name, dimension) of each field whose values are controlled terms."""
    return [(field.attribute, field.name, field.spec.term) for field in fields_of(model) if field.spec.term]


@functools.cache
def attribute_of_dimension(model: type[BaseModel], dimension: str) -> str:
    """The attribute whose values are terms of a dimension; raises KeyError when no field has them."""
    return {term: attribute for attribute, _, term in term_fields(model)}[dimension]


def values_of(record: BaseModel, attribute: str) -> tuple[Any, ...]:
    """The values of a field as a tuple, whether it holds one, several or none."""
    value = getattr(record, attribute)
    return value if isinstance(value, tuple) else () if value is None else (value,)
