"""data/rapport/rapport.yml: the published report with the tables beside it; a region may have none."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from pydantic import Field

from site_src.model.region.report_check import CheckSettings
from site_src.model.texts import Translated
from site_src.model.values import Day, Flag, Part, ShortText, Text

#: how a place in a report is written: §3.4, tabel 4.1, box 3.1, voetnoot 12, bijlage, samenvatting §3, hoofdstuk 6
PLACE = r"§\d(\.\d)?|tabel (S\.)?\d(\.\d)?|box \d\.\d|voetnoot \d+|bijlage|samenvatting( §\d)?|hoofdstuk \d"


class ReportTable(Part):
    """One table: what it shows, and the dimensions that its rows belong to."""

    title: Translated = Field(alias="titel")
    dimensions: tuple[ShortText, ...] = Field((), alias="dimensies")


class Profile(Translated):
    """A vmbo profile, a row of table 5.2; `technology`: whether it can be a finding."""

    technology: Flag = Field(True, alias="techniek")


class Comparison(Part):
    """What a sentence of the report says: more or less of a term around some campuses than around the others."""

    section: ShortText = Field(alias="plek")
    campuses: tuple[ShortText, ...] = Field(alias="campussen")
    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    direction: Literal["meer", "minder"] = Field(alias="richting")


class Report(Part):
    """Who wrote it, how records cite it, and what its tables and their rows are called."""

    bureau: ShortText
    citation: ShortText = Field(alias="aanhaling")
    title: Text = Field(alias="titel")
    published: Day = Field(alias="datum")
    tables: dict[str, ReportTable] = Field(alias="tabellen")
    files: dict[str, Translated] = Field(alias="bestanden")
    selection_steps: tuple[Translated, ...] = Field((), alias="selectiestappen")
    indicators: dict[str, Translated] = Field(default_factory=dict, alias="indicatoren")
    profiles: dict[str, Profile] = Field(default_factory=dict, alias="profielen")
    scale_up: tuple[ShortText, ...] = Field((), alias="opschalen")
    comparisons: tuple[Comparison, ...] = Field((), alias="vergelijkingen")
    check: CheckSettings | None = Field(None, alias="toets")

    @property
    def year(self) -> int:
        """The year it was published."""
        return self.published.year

    @cached_property
    def _reference(self) -> re.Pattern[str]:
        return re.compile(rf"^{re.escape(self.citation)}, ({PLACE})$")

    def is_place(self, reference: str) -> bool:
        """Whether a reference is a place in this report: SEOR 2023, §3.4."""
        return bool(self._reference.match(reference))

    @property
    def example(self) -> str:
        """How a reference to it may look."""
        return f"{self.citation}, §3.4"

    def names(self, reference: str) -> bool:
        """Whether a reference starts as one to this report does, right or wrong."""
        return reference.startswith(self.bureau)

    def table(self, *numbers: str) -> str:
        """How tables of it are cited: SEOR 2023, tabel 5.1, tabel 5.2."""
        return ", ".join([self.citation, *(f"tabel {number}" for number in numbers)])
