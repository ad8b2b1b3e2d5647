"""The history of a gap, as in data/witte-vlekken-register.csv: when it came and went, and what record made it so."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from site_src.model.values import Day, Part, ShortText, Slug

FILE = "witte-vlekken-register.csv"
DATA, WORLD = "gegevens", "wereld"  # a correction of data, or a change of what there is


def _words(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


def _absent(value: object) -> object:
    return None if value == "" else value


Ids = Annotated[tuple[Slug, ...], BeforeValidator(_words)]
Nature = Literal["", "gegevens", "wereld"]


class GapEntry(Part):
    """One stretch of time in which a gap stood; `until` is the first day without it, None while it stands.

    `nature` is empty for what stood at the first day that the register knows, and for what did not end.
    """

    id: Slug
    campus: str
    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    kind: Literal["dichtbij", "aandeel", "regio"] = Field(alias="soort")
    direction: Literal["meer", "minder"] = Field(alias="richting")
    strength: Literal["licht", "sterk"] = Field(alias="sterkte")
    since: Day = Field(alias="sinds")
    until: Annotated[Day | None, BeforeValidator(_absent)] = Field(None, alias="tot")
    causes: Ids = Field((), alias="oorzaak")
    nature: Nature = Field("", alias="aard")
    end_causes: Ids = Field((), alias="oorzaak_tot")
    end_nature: Nature = Field("", alias="aard_tot")


COLUMNS = tuple(field.alias or name for name, field in GapEntry.model_fields.items())
