"""What every field is made of: kinds of text, the description a person needs, texts in two languages."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
POSTCODE = r"^[1-9][0-9]{3} [A-Z]{2}$"
PARTIAL_DATE = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?$"
SUMMARY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Described:
    """What a person needs to know of a field; `term` names the list in termen.yml its values come from."""

    nl: str
    en: str
    help: str
    term: str | None = None
    example: str = ""
    sourced: bool = True


def _no_number(value: object) -> object:
    """Pydantic would read a number as seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_type", "a number is not a date")
    return value


Day = Annotated[dt.date, BeforeValidator(_no_number)]
Text = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
ShortText = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Slug = Annotated[str, Strict(), StringConstraints(pattern=SLUG, max_length=80)]
Postcode = Annotated[str, Strict(), StringConstraints(pattern=POSTCODE)]
PartialDate = Day | Annotated[str, Strict(), StringConstraints(pattern=PARTIAL_DATE)]
Flag = Annotated[bool, Strict()]
Degrees = Annotated[float, Strict(), Field(ge=-180, le=180, allow_inf_nan=False)]


class Part(BaseModel):
    """Whatever stands in a data file: unknown keys are refused, values don't change, filled in by their Dutch name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Part):
    """A text of our own in both languages of the site."""

    nl: Text
    en: Text

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.nl


@functools.cache
def described(model: type[BaseModel]) -> tuple[tuple[str, str, Described], ...]:
    """(attribute, Dutch name, description) of each described field, in the order of a record."""
    return tuple(
        (name, field.alias or name, spec)
        for name, field in model.model_fields.items()
        for spec in field.metadata
        if isinstance(spec, Described)
    )


def term_fields(model: type[BaseModel]) -> list[tuple[str, str, str]]:
    """(attribute, Dutch name, dimension) of each field whose values are controlled terms."""
    return [(name, alias, spec.term) for name, alias, spec in described(model) if spec.term]


def values_of(record: BaseModel, attribute: str) -> tuple[Any, ...]:
    """The values of a field as a tuple, whether it holds one, several or none."""
    value = getattr(record, attribute)
    return value if isinstance(value, tuple) else () if value is None else (value,)
