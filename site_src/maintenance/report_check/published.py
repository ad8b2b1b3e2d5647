"""The published margins of the report, out of data/rapport: classes, terms, everything, per campus and in all."""

from __future__ import annotations

from collections.abc import Iterable

from site_src.check.report_table_rules import PER_CAMPUS, TOTALS
from site_src.maintenance.report_check.inputs import NATIONAL, Column, Row, Tables
from site_src.read.csv_table import CsvTable
from site_src.read.records import Reading

CLASSES, EVERYTHING = "categorie", "totaal"
TERMS = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche")


def tables_of(reading: Reading) -> tuple[Tables, dict[Column, int]]:
    """The margins, and the totals that chapter 4 prints for its rows; expects tables that the check found right."""
    per_campus = reading.report_tables[PER_CAMPUS]
    chapter_3 = _chapter_3(reading.report_tables[TOTALS])
    codes = [item.record.code for item in reading.campuses if item.record.code in per_campus.columns]
    printed = {_column(cells): int(cells["totaal"]) for cells in _cells(per_campus)}
    rows = [
        Row(cells["tabel"], *_column(cells), chapter_3.get(_column(cells), printed[_column(cells)]),
            {code: int(cells[code]) for code in codes})
        for cells in _cells(per_campus)
    ]  # fmt: skip
    classes = tuple(row for row in rows if row.dimension == CLASSES or row.term == NATIONAL)
    everything = next(row for row in rows if row.dimension == EVERYTHING)
    return Tables(classes, tuple(row for row in rows if row.dimension in TERMS), everything), printed


def _chapter_3(table: CsvTable) -> dict[Column, int]:
    """The totals of chapter 3."""
    return {_column(cells): int(cells["aantal"]) for cells in _cells(table)}


def _cells(table: CsvTable) -> Iterable[dict[str, str]]:
    """The rows of a table by column."""
    return (row.cells for row in table.rows)


def _column(cells: dict[str, str]) -> Column:
    """The column of the matrix that a row counts."""
    return (cells["dimensie"], cells["term"])
