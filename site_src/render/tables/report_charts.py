"""Small bar charts of the report's figures around one campus; behind each stands the table of the same figures."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.render.tables.report_tables import around_campus, figure_label
from site_src.render.tables.table import Table
from site_src.render.words.language import Language

DRAWN = ("4.2", "4.3", "4.4", "4.5", "4.6")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: the share around this campus and in total, both in whole percent (0 to 100)."""

    label: str
    count: int
    share: int
    reference: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, and a table of the same figures."""

    table: Table
    bars: tuple[Bar, ...]


def campus_charts(catalogue: Catalogue, language: Language, code: str) -> tuple[Chart, ...]:
    """Tables 4.2-4.6 for one campus: shares of its own number of initiatives (table 2.2) beside those in total."""
    figures = catalogue.insights.report.around(code)
    charts = []
    for number in DRAWN:
        bars = tuple(
            Bar(figure_label(row.dimension, row.term, catalogue, language), row.count, row.share, row.total_share)
            for row in figures[number]
        )
        charts.append(Chart(around_campus(catalogue, language, code, number, figures[number]), bars))
    return tuple(charts)
