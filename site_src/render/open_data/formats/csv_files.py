"""CSV: RFC 4180, UTF-8 with the mark at the beginning that Excel needs to read é and ë."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

import pandas as pd

from site_src.derive.catalogue import Catalogue
from site_src.derive.report_tables import FILES
from site_src.model.region.report import Report
from site_src.model.texts import Meaning
from site_src.render.open_data.formats.formula_escaping import Cell, defused, written
from site_src.render.open_data.tables import Head, Sheet


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
    """The published tables of the report, as they stand in data/rapport; none without a report."""
    if not (tables := catalogue.tables):
        return ()
    return tuple(_report_sheet(file.removesuffix(".csv"), getattr(tables, name), tables.about) for name, file in
                 FILES.items())  # fmt: skip


def _report_sheet(name: str, frame: pd.DataFrame, about: Report) -> Sheet:
    figure = Meaning(f"Uit het rapport van {about.year}.", f"From the report of {about.year}.")
    heads: tuple[Head, ...] = tuple(
        (str(column), "integer" if pd.api.types.is_integer_dtype(frame[column]) else "string", figure)
        for column in frame.columns
    )
    rows = tuple(tuple(None if pd.isna(v) else v for v in row) for row in frame.astype(object).to_numpy().tolist())
    title = about.files[name]
    return Sheet(f"rapport/{name}", Meaning(title.nl, title.get("en") or title.nl), heads, rows)
