"""The roles that the report sees for who it was made for (table 6.1), with every amount and its place in the report."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from site_src.model.texts import Translated
from site_src.model.values import Part, ShortText, Slug, WebAddress

Euro = Annotated[int, Strict(), Field(ge=0)]
Count = Annotated[int, Strict(), Field(ge=0)]
Kind = Literal["eenmalig", "per-keer", "per-jaar", "per-dag", "totaal"]


class Amount(Part):
    """A range in euro (equal ends when the report gives one figure), as estimated in the year of the report."""

    id: Slug
    kind: Kind = Field(alias="soort")
    minimum: Euro = Field(alias="min")
    maximum: Euro = Field(alias="max")
    per: Translated
    variant: Slug | None = None
    worked_example: bool = Field(False, alias="voorbeeld")
    count: int | None = Field(None, alias="aantal")
    note: Translated | None = Field(None, alias="toelichting")
    source: ShortText = Field(alias="bron")


class Variant(Part):
    """One of two ways to fill in a role: a large bus or a small van."""

    id: Slug
    name: Translated = Field(alias="naam")


class Example(Part):
    """Something that exists already and shows how the role could work."""

    name: ShortText = Field(alias="naam")
    note: Translated = Field(alias="toelichting")
    website: WebAddress | None = None


class Role(Part):
    """One thing that could be done: expected effect on study choice (+ to +++) and what it would cost."""

    id: Slug
    name: Translated = Field(alias="naam")
    effect: Literal["+++", "++", "+/++", "+"]
    effect_note: Translated = Field(alias="effect_toelichting")
    summary: Translated = Field(alias="samenvatting")
    audience_note: Translated | None = Field(None, alias="doelgroep_noot")
    advantages: tuple[Translated, ...] = Field((), alias="voordelen")
    drawbacks: tuple[Translated, ...] = Field((), alias="nadelen")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")
    variants: tuple[Variant, ...] = Field((), alias="varianten")
    amounts: tuple[Amount, ...] = Field(alias="bedragen")
    source: ShortText = Field(alias="bron")


class Period(Part):
    """For how many years the report would pay for delivery."""

    minimum: Count = Field(alias="min")
    maximum: Count = Field(alias="max")
    note: Translated = Field(alias="toelichting")
    source: ShortText = Field(alias="bron")


class Assumption(Part):
    """A quantity that the report calculates with, such as 200 school days a year."""

    id: Slug
    role: Slug = Field(alias="rol")
    variant: Slug | None = None
    value: Count = Field(alias="waarde")
    unit: Translated = Field(alias="eenheid")
    note: Translated = Field(alias="toelichting")
    source: ShortText = Field(alias="bron")


class Recommendation(Translated):
    """What the report advises, and where it says so."""

    source: ShortText = Field(alias="bron")


class Roles(Part):
    """data/rollen.yml as a whole."""

    roles: tuple[Role, ...] = Field(alias="rollen")
    recommendation: Recommendation = Field(alias="aanbeveling")
    also_said: tuple[Recommendation, ...] = Field((), alias="ook_gezegd")
    period: Period = Field(alias="periode_jaren")
    assumptions: tuple[Assumption, ...] = Field(alias="aannames")
