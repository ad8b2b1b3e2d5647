"""Small bar charts of the report's figures around one campus; behind each stands the table it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.render.tables.tables import Table, per_campus
from site_src.render.words.language import Language

DRAWN = ("4.2", "4.3", "4.4", "4.5", "4.6")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: the share around this campus and over all 70, both in whole percent (0 to 100)."""

    label: str
    count: str
    share: int
    reference: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and the table they are drawn from."""

    table: Table
    bars: tuple[Bar, ...]


def campus_charts(catalogue: Catalogue, language: Language, code: str) -> list[Chart]:
    """Tables 4.2-4.6 for one campus: shares of its own number of initiatives (table 2.2) beside those of all 70."""
    frame = catalogue.tables.per_campus
    total = frame[frame["dimensie"] == "totaal"].iloc[0]
    tables = {table.source.rsplit(" ", 1)[1]: table for table in campus_tables(catalogue, language, code)}
    return [
        Chart(tables[number], tuple(_bar(row, int(total[code]), int(total["totaal"])) for row in tables[number].rows))
        for number in DRAWN
    ]


def campus_tables(catalogue: Catalogue, language: Language, code: str) -> list[Table]:
    """The report's count for one campus, beside the total."""
    column = 1 + [campus.code for campus in catalogue.campuses].index(code)
    return [table.only(column) for table in per_campus(catalogue, language)]


def _bar(row: tuple[str, ...], n: int, n_all: int) -> Bar:
    label, here, everywhere = row
    return Bar(label, here, round(100 * int(here) / n), round(100 * int(everywhere) / n_all))
