"""CSV: RFC 4180, UTF-8 with the mark at the beginning that Excel needs to read é and ë."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

import pandas as pd

from site_src.derive.catalogue import Catalogue
from site_src.derive.report_tables import FILES
from site_src.model.fields import Meaning
from site_src.render.open_data.formats.formula_escaping import Cell, defused, written
from site_src.render.open_data.tables import Head, Sheet

_REPORT = {
    "funnel": Meaning("Tabel 2.1: selectie van de initiatieven", "Table 2.1: selection of the initiatives"),
    "totals": Meaning("Tabellen 3.1–3.6: aantallen", "Tables 3.1–3.6: counts"),
    "per_campus": Meaning("Tabellen 2.2 en 4.1–4.6: per campus", "Tables 2.2 and 4.1–4.6: for each campus"),
    "vmbo_share": Meaning("Tabel 5.1: vmbo-techniek (%)", "Table 5.1: vmbo technology (%)"),
    "vmbo_profiles": Meaning("Tabel 5.2: vmbo-profielen (%)", "Table 5.2: vmbo profiles (%)"),
}
_FIGURE = Meaning("Uit het rapport van 2023.", "From the report of 2023.")


def csv_bytes(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as CSV; texts that a spreadsheet would run are defused."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # its own dialect is that of RFC 4180: commas, double quotes, CR LF
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def _cell(value: Cell) -> str:
    return defused(value) if isinstance(value, str) else written(value)


def report_sheets(catalogue: Catalogue) -> tuple[Sheet, ...]:
    """The published tables of the report, as they stand in data/rapport."""
    return tuple(
        _report_sheet(f"rapport/{FILES[name].removesuffix('.csv')}", title, getattr(catalogue.tables, name))
        for name, title in _REPORT.items()
    )


def _report_sheet(name: str, title: Meaning, frame: pd.DataFrame) -> Sheet:
    heads: tuple[Head, ...] = tuple(
        (str(column), "integer" if pd.api.types.is_integer_dtype(frame[column]) else "string", _FIGURE)
        for column in frame.columns
    )
    rows = tuple(tuple(None if pd.isna(v) else v for v in row) for row in frame.astype(object).to_numpy().tolist())
    return Sheet(name, title, heads, rows)
