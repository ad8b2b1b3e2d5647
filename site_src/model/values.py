"""Kinds of values: texts, dates, degrees, and the base of everything that stands in a data file."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
POSTCODE = r"^[1-9][0-9]{3} [A-Z]{2}$"
PARTIAL_DATE = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?$"
WEB_ADDRESS = r"^https?://[^\s/?#.]+\.\S+$"
SUMMARY_LENGTH = 300
TEXT_LENGTH = 2000
ONE_LINE = 200  # letters of a short text; what may be longer gets a larger box on a form


def _no_number(value: object) -> object:
    """Pydantic would read a number as seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_type", "a number is not a date")
    return value


Day = Annotated[dt.date, BeforeValidator(_no_number)]
Text = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=TEXT_LENGTH, strip_whitespace=True)]
ShortText = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=ONE_LINE, strip_whitespace=True)]
Slug = Annotated[str, Strict(), StringConstraints(pattern=SLUG, max_length=80)]
WebAddress = Annotated[ShortText, StringConstraints(pattern=WEB_ADDRESS)]
Postcode = Annotated[str, Strict(), StringConstraints(pattern=POSTCODE)]
PartialDate = Day | Annotated[str, Strict(), StringConstraints(pattern=PARTIAL_DATE)]
Flag = Annotated[bool, Strict()]
GroupYear = Annotated[int, Strict(), Field(ge=1, le=8)]  # of primary school (groep)
ClassYear = Annotated[int, Strict(), Field(ge=1, le=6)]  # of secondary school (klas)
Degrees = Annotated[float, Strict(), Field(ge=-180, le=180, allow_inf_nan=False)]


class Part(BaseModel):
    """Whatever stands in a data file: unknown keys are refused, values don't change, filled in by their Dutch name."""

    model_config = ConfigDict(extra="forbid", frozen=True)
