"""The two sets of figures in one shape: a row for each campus and term, with how many and of how many.

    set        where from                              unknown
    rapport    tables 4.1-4.6 of the report            0: the report counted every initiative
    catalogus  our records                             initiatives for which nobody is sure of this yet

Both are long frames with the columns of COLUMNS, terms in the order of the vocabulary, campuses in the report's order.
They have the same shape so that one engine can read both; they are never added up or compared with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from site_src.derive.report_tables import ReportTables
from site_src.model.fields import attribute_of_dimension, values_of
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus

REPORT, CATALOGUE = "rapport", "catalogus"
SETS = (REPORT, CATALOGUE)
COLUMNS = ["dimensie", "term", "campus", "aantal", "onbekend", "n"]
ALL = ""  # the "campus" of the region as a whole
COUNTED = ("bereik", "schooltype", "doelgroep", "activiteit", "praktijk", "branche")
DIMENSIONS = (*COUNTED, "categorie")


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many initiatives have a term, for how many nobody knows, and of how many."""

    count: int
    unknown: int
    n: int

    @property
    def share(self) -> tuple[float, float]:
        """Percent of the initiatives, from "all unknowns are no" to "all are yes"."""
        n = max(self.n, 1)
        return (100 * self.count / n, 100 * (self.count + self.unknown) / n)


def term_counts(frame: pd.DataFrame) -> dict[tuple[str, str, str], TermCount]:
    """The rows of a frame with COLUMNS as figures, by (dimension, term, campus)."""
    keys = zip(frame["dimensie"], frame["term"], frame["campus"], strict=True)
    figures = zip(frame["aantal"].tolist(), frame["onbekend"].tolist(), frame["n"].tolist(), strict=True)
    return {key: TermCount(*map(int, row)) for key, row in zip(keys, figures, strict=True)}


def report_counts(tables: ReportTables, campuses: Sequence[Campus]) -> pd.DataFrame:
    """Tables 4.1-4.6, and tables 3.1-3.6 for the region: n is the number of initiatives in table 2.2."""
    codes = tables.codes_of(campuses)
    frame = tables.per_campus
    long = frame.melt(["dimensie", "term"], codes, "campus", "aantal")
    totals = frame[frame["dimensie"] == "totaal"].iloc[0]
    region = tables.totals[["dimensie", "term", "aantal"]].assign(campus=ALL)
    both = pd.concat([long[long["dimensie"].isin(DIMENSIONS)], region], ignore_index=True)
    sizes = {code: int(totals[code]) for code in codes} | {ALL: int(totals["totaal"])}
    return both.assign(onbekend=0, n=both["campus"].map(sizes))[COLUMNS].astype({"aantal": int, "n": int})


def report_sizes(tables: ReportTables, campuses: Sequence[Campus]) -> pd.Series:
    """How many initiatives the report counted around each campus (table 2.2), by code."""
    frame = tables.per_campus
    return frame[frame["dimensie"] == "totaal"].iloc[0][tables.codes_of(campuses)].astype(int)


def catalogue_sizes(campus_codes: Mapping[str, Sequence[str]], campuses: Sequence[Campus]) -> pd.Series:
    """How many of our records count around each campus, by code."""
    return pd.Series({c.code: sum(c.code in codes for codes in campus_codes.values()) for c in campuses}, dtype=int)


def count_terms(initiatives: Sequence[Initiative], dimension: str) -> tuple[Counter[str], int]:
    """How many records have each term, and how many have none filled in."""
    found = [values_of(item, attribute_of_dimension(Initiative, dimension)) for item in initiatives]
    return Counter(value for values in found for value in values), sum(not values for values in found)


def count_categories(
    initiatives: Sequence[Initiative], campus_codes: Mapping[str, Sequence[str]]
) -> Counter[tuple[str, str]]:
    """How many of our records count around each campus, by (code, category)."""
    return Counter((code, item.category) for item in initiatives if item.category for code in campus_codes[item.id])
