"""data/rapport/toets.yml: what the totals of the report's tables prove of an initiative, and what they make probable.

`report-check` makes it. Only what the site reads is described here; other keys are left alone.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from site_src.model.values import Part, ShortText, Text

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class _Tolerant(Part):
    """A part of a made file: a key that the site does not read is no mistake."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Proved(_Tolerant):
    """A term that an initiative has, or has not, whichever way the tables are filled in."""

    initiative: ShortText = Field(alias="initiatief")
    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    value: Literal["ja", "nee"] = Field(alias="waarde")
    reasoning: Text = Field(alias="redenering")


class Probable(_Tolerant):
    """A term that an initiative has in most ways to fill in the tables; `share` is the part of them, 0 to 1."""

    initiative: ShortText = Field(alias="initiatief")
    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    share: Share = Field(alias="aandeel")


class ReportCheck(_Tolerant):
    """The outcome of holding the records against the tables; empty when nobody did."""

    proved: tuple[Proved, ...] = Field((), alias="bewezen")
    probable: tuple[Probable, ...] = Field((), alias="waarschijnlijk")
