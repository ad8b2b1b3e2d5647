"""The figures of the report as plain values, which tables and charts print: around each campus, and in total.

Counts are initiatives; shares are whole percent of the initiatives in table 2.2. Tables 5.1 and 5.2 give
percent of vmbo pupils. Campuses are named by the report's codes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from site_src.derive.insight.gaps.deviations import median_of_others
from site_src.derive.report_tables import ReportTables
from site_src.model.region.report import Report

HARD, SOME = "hard-techniekprofiel", "minimaal-iets-techniek"
SIZES = "2.2"  # the table with the number of initiatives around each campus


@dataclass(frozen=True, slots=True)
class TermTotal:
    """One row of tables 3.1-3.6: how many of all initiatives have a term."""

    dimension: str
    term: str
    count: int


@dataclass(frozen=True, slots=True)
class TermFigures:
    """One row of tables 2.2 and 4.1-4.6: how many initiatives have a term, around each campus and in total."""

    dimension: str
    term: str
    around: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class CampusFigure:
    """One term around one campus and in total: how many, and whole percent of the initiatives."""

    dimension: str
    term: str
    count: int
    share: int
    total: int
    total_share: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One row of tables 5.1 and 5.2: percent of vmbo pupils around each campus, and the median of the others."""

    term: str
    around: Mapping[str, float]
    others: Mapping[str, float]


@dataclass(frozen=True)
class ReportFigures:
    """Every figure of the report that the site prints, by the number of its table."""

    tables: ReportTables
    codes: tuple[str, ...]

    @property
    def about(self) -> Report:
        """What the report is."""
        return self.tables.about

    @cached_property
    def totals(self) -> dict[str, tuple[TermTotal, ...]]:
        """Tables 3.1-3.6, in the order of the report."""
        return {
            str(number): tuple(TermTotal(str(r.dimensie), str(r.term), int(str(r.aantal))) for r in rows.itertuples())
            for number, rows in self.tables.totals.groupby("tabel", sort=False)
        }

    @cached_property
    def per_campus(self) -> dict[str, tuple[TermFigures, ...]]:
        """Tables 2.2 and 4.1-4.6, by rising number."""
        return {
            str(number): tuple(self._figures(row) for row in rows.to_dict("records"))
            for number, rows in self.tables.per_campus.groupby("tabel")
        }

    def around(self, code: str) -> dict[str, tuple[CampusFigure, ...]]:
        """The same tables for one campus, with shares of its own number and of all; nothing for a later campus."""
        if code not in self.codes:
            return {}
        (size,) = self.per_campus[SIZES]
        return {
            number: tuple(
                CampusFigure(
                    row.dimension,
                    row.term,
                    row.around[code],
                    round(100 * row.around[code] / size.around[code]),
                    row.total,
                    round(100 * row.total / size.total),
                )
                for row in rows
            )
            for number, rows in self.per_campus.items()
        }

    @property
    def indicators(self) -> tuple[Profile, ...]:
        """Table 5.1: any and hard technical profiles."""
        return self._vmbo[: len(self.tables.vmbo_share)]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Table 5.2: each profile."""
        return self._vmbo[len(self.tables.vmbo_share) :]

    @cached_property
    def _vmbo(self) -> tuple[Profile, ...]:
        table = profile_table(self.tables, list(self.codes))
        rows = zip(table.index, table.to_numpy().tolist(), median_of_others(table.to_numpy()).tolist(), strict=True)
        return tuple(
            Profile(str(term), dict(zip(self.codes, here, strict=True)), dict(zip(self.codes, others, strict=True)))
            for term, here, others in rows
        )

    def _figures(self, row: Mapping[Hashable, object]) -> TermFigures:
        around = {code: int(str(row[code])) for code in self.codes}
        return TermFigures(str(row["dimensie"]), str(row["term"]), around, int(str(row["totaal"])))


def profile_table(tables: ReportTables, codes: list[str]) -> pd.DataFrame:
    """Tables 5.1 and 5.2 as one: percent of pupils by indicator or profile, a column a campus."""
    share = tables.vmbo_share.set_index("indicator")[codes]
    return pd.concat([share, tables.vmbo_profiles.set_index("profiel")[codes]]).astype(float)
