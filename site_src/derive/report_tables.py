"""The report's tables (data/rapport/*.csv) as data frames. They are published figures: read, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from site_src.model.region.campus import Campus
from site_src.model.region.report import Report
from site_src.read.csv_table import CsvTable

FILES = {
    "funnel": "tabel-2.1-selectiestappen.csv",
    "totals": "tabel-3-totalen.csv",
    "per_campus": "tabel-4-per-campus.csv",
    "vmbo_share": "tabel-5.1-vmbo-techniekprofielen.csv",
    "vmbo_profiles": "tabel-5.2-vmbo-profielen.csv",
}
TEXTS = {"stap", "tabel", "dimensie", "term", "indicator", "profiel", "naam", "hard"}


@dataclass(frozen=True, slots=True)
class ReportTables:
    """Tables 2.1, 3.1-3.6, 2.2 with 4.1-4.6, 5.1 and 5.2, and what the report is; counts, and percent of pupils."""

    about: Report
    funnel: pd.DataFrame
    totals: pd.DataFrame
    per_campus: pd.DataFrame
    vmbo_share: pd.DataFrame
    vmbo_profiles: pd.DataFrame

    @property
    def counted(self) -> int:
        """How many initiatives the report counted in all (table 2.2)."""
        return int(self.per_campus[self.per_campus["dimensie"] == "totaal"].iloc[0]["totaal"])

    def codes_of(self, campuses: Sequence[Campus]) -> list[str]:
        """The codes of the campuses that the report counted around; one that came later is not among them."""
        return [campus.code for campus in campuses if campus.code in self.per_campus.columns]


def report_tables(about: Report, tables: Mapping[str, CsvTable]) -> ReportTables:
    """The tables by file name as data frames; expects tables that the check found right."""
    return ReportTables(about, **{name: _frame(tables[file]) for name, file in FILES.items()})


def _frame(table: CsvTable) -> pd.DataFrame:
    """Whole numbers in each column of figures, texts in the others."""
    frame = pd.DataFrame([row.cells for row in table.rows], columns=list(table.columns))
    figures = [name for name in table.columns if name not in TEXTS and frame[name].str.fullmatch("[0-9]+").all()]
    return frame.astype(dict.fromkeys(figures, int))
