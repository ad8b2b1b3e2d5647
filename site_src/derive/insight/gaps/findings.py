"""Findings: what stands out around a campus, and what is rare in the whole region.

    kind      about                                       value and reference
    aandeel   a term around a campus (gaps.measure)       percent of initiatives; median of the other campuses
    totaal    how many initiatives a campus has           initiatives; median of the other campuses
    profiel   a vmbo profile around a campus (5.1, 5.2)   percent of pupils; median of the other campuses
    regio     a term over all initiatives                 percent of initiatives; the most common term beside it
    regioprofiel  a technical vmbo profile, all campuses  percent of pupils, median campus; the most common profile

Rare in the region is a school type, an audience or "veel" practice that fewer than half as many initiatives have as
the most common term of its dimension (lightly), or fewer than a fifth (strongly). For activities and sectors a
small share is a choice of form or subject rather than a gap; there only what fewer than one in ten have is told, and
lightly. A vmbo profile with technology is rare when fewer than half (a fifth) as many pupils can choose it as the
profile most offered; any hard technical profile, when fewer than half of all pupils can choose one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from site_src.derive.insight.counts import ALL, REPORT, TermCount
from site_src.derive.insight.gaps.deviations import LESS, LIGHT, MORE, STRONG, median_of_others, poisson_chance
from site_src.derive.insight.report_figures import HARD, SOME, profile_table
from site_src.derive.report_tables import ReportTables

TOTAL, PROFILE = "totaal", "vmbo-profiel"
MIRRORED = {("bereik", "landelijk-online")}  # the other side of "lokaal"
# Where rare means too little (§6 of the report), for all terms of a dimension or for some.
WANTED: dict[str, set[str]] = {"schooltype": set(), "doelgroep": set(), "praktijk": {"veel"}}
RARE = {"activiteit": 10.0, "branche": 10.0}  # percent of initiatives
POINTS = {STRONG: 20.0, LIGHT: 8.0}  # percentage points of pupils; the report tells of 9 (§5, Biotech Campus)
TOTAL_CHANCE = 0.05
VERY_RARE, QUITE_RARE = 0.2, 0.5  # as a part of the most common; the report: parents are 13 beside 68 for pupils


Ends = tuple[float, float]
Cells = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands out. `campus` is empty for the region; the ends of a range are equal when all is known."""

    set: str
    kind: str
    campus: str
    dimension: str
    term: str
    direction: str
    strength: str
    value: Ends
    reference: Ends
    count: int | None = None
    n: int | None = None
    unknown: int = 0
    beside: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is about: set, campus, dimension, term."""
        return (self.set, self.campus, self.dimension, self.term)


def find(
    name: str, counts: pd.DataFrame, cells: pd.DataFrame, sizes: pd.Series, tables: ReportTables | None
) -> list[Finding]:
    """Every finding of one set: the region first, then campus by campus, strong before light."""
    found = [*_region(name, counts), *_totals(name, sizes), *_shares(name, cells)]
    codes = [str(code) for code in sizes.index]
    if name == REPORT and tables:
        found += [*_region_profiles(tables, codes), *_profiles(tables, codes)]
    campuses = [ALL, *codes]
    return sorted(found, key=lambda f: (campuses.index(f.campus), f.strength != STRONG))


def _shares(name: str, cells: pd.DataFrame) -> Iterator[Finding]:
    for row in _rows(cells[cells["richting"] != ""]):
        if (row["dimensie"], row["term"]) not in MIRRORED:
            yield Finding(
                name, "aandeel", row["campus"], row["dimensie"], row["term"], row["richting"], row["sterkte"],
                (row["waarde_min"], row["waarde_max"]), (row["referentie_min"], row["referentie_max"]),
                row["aantal"], row["n"], row["onbekend"],
            )  # fmt: skip


def _rows(frame: pd.DataFrame) -> Cells:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _totals(name: str, sizes: pd.Series) -> Iterator[Finding]:
    """How many initiatives a campus has; told when a Poisson count would be so far off at most one time in twenty."""
    references = median_of_others(sizes.to_numpy(float)[None, :])[0]
    for code, count, reference in zip(sizes.index, sizes.tolist(), references.tolist(), strict=True):
        if poisson_chance(count, reference) <= TOTAL_CHANCE and abs(count - reference) >= 2:
            side = MORE if count > reference else LESS
            yield Finding(
                name, "totaal", str(code), TOTAL, "initiatieven", side, STRONG,
                (float(count), float(count)), (reference, reference), count,
            )  # fmt: skip


def _region(name: str, counts: pd.DataFrame) -> Iterator[Finding]:
    rows = _rows(counts[counts["campus"] == ALL])
    for dimension in dict.fromkeys(row["dimensie"] for row in rows):
        for row, top, strength in rare([row for row in rows if row["dimensie"] == dimension]):
            yield Finding(
                name, "regio", ALL, dimension, row["term"], LESS, strength, _ends(row), _ends(top),
                row["aantal"], row["n"], row["onbekend"], top["term"],
            )  # fmt: skip


def rare(rows: Cells) -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """(row, row of the most common term, strength) for each term of one dimension that is rare in the region."""
    top = max(rows, key=lambda row: int(row["aantal"]))
    for row in rows:
        if strength := _rarity(row, top):
            yield row, top, strength


def _ends(row: dict[str, Any]) -> Ends:
    low, high = TermCount(row["aantal"], row["onbekend"], row["n"]).share
    return (round(low, 1), round(high, 1))


def _rarity(row: dict[str, Any], top: dict[str, Any]) -> str:
    """How rare a term is when all its unknowns are yes and those of the most common are no; "" when it is not."""
    dimension, share, most = row["dimensie"], _ends(row), _ends(top)
    if dimension in RARE:
        return LIGHT if share[1] < RARE[dimension] else ""
    if dimension not in WANTED or (WANTED[dimension] and row["term"] not in WANTED[dimension]):
        return ""
    ratio = share[1] / max(most[0], 0.1)
    return STRONG if ratio < VERY_RARE else LIGHT if ratio < QUITE_RARE else ""


def _profiles(tables: ReportTables, codes: list[str]) -> Iterator[Finding]:
    table = profile_table(tables, codes)
    table = table[~table.index.isin(_no_technology(tables))]
    references = median_of_others(table.to_numpy())
    for term, row, reference in zip(table.index, table.to_numpy().tolist(), references.tolist(), strict=True):
        for code, value, other in zip(codes, row, reference, strict=True):
            strength = next((name for name, points in POINTS.items() if abs(value - other) >= points), "")
            if strength:
                side = MORE if value > other else LESS
                yield Finding(REPORT, "profiel", code, PROFILE, str(term), side, strength, (value,) * 2, (other,) * 2)


def _region_profiles(tables: ReportTables, codes: list[str]) -> Iterator[Finding]:
    medians = profile_table(tables, codes).median(axis=1)
    median = {str(term): float(value) for term, value in medians.items()}
    top = max(set(median) - {HARD, SOME}, key=lambda term: (median[term], term))
    beside = {term: top for term in median if term not in _no_technology(tables) and term != SOME} | {HARD: SOME}
    for term, other in beside.items():
        ratio = median[term] / max(median[other], 0.1)
        strength = (STRONG if median[HARD] < 50 else "") if term == HARD else ""
        strength = strength or (STRONG if ratio < VERY_RARE else LIGHT if ratio < QUITE_RARE else "")
        if strength:
            ends = (median[term],) * 2, (median[other],) * 2
            yield Finding(REPORT, "regioprofiel", ALL, PROFILE, term, LESS, strength, *ends, beside=other)


def _no_technology(tables: ReportTables) -> set[str]:
    """Profiles such as care and business: shown in the table, never a finding."""
    return {name for name, profile in tables.about.profiles.items() if not profile.technology}
