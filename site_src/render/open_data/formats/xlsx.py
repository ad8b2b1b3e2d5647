"""XLSX: one tab a table, with a frozen header, filters, column widths and a tab that explains the rest."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.formula_escaping import Cell, defused, written
from site_src.render.open_data.tables import Sheet

_WIDTHS = {"id": 34, "naam": 38, "samenvatting": 60, "samenvatting_en": 60, "bron": 44, "toelichting": 60, "waarde": 44}
EXPLANATION = "Uitleg"


def xlsx_bytes(published: Published, tables: Sequence[Sheet]) -> bytes:
    """The whole catalogue as one workbook. XlsxWriter dates the parts of the file 1980, so the bytes repeat."""
    import xlsxwriter  # only a build needs it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": published.catalogue.settings.name, "author": published.catalogue.settings.publisher,
                         "created": _created(published)})  # fmt: skip
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#DDEBE9", "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "bold": book.add_format({"bold": True, "font_size": 14}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _explain(book.add_worksheet(EXPLANATION), published, tables, formats)
    for table in tables:
        _fill(book.add_worksheet(table.name.capitalize()), table, formats)
    book.close()
    return stream.getvalue()


def _created(published: Published) -> dt.datetime:
    """The day of the report, else the catalogue's own: a clock would make every build another file."""
    tables = published.catalogue.tables
    return dt.datetime.combine(tables.about.published if tables else published.catalogue.today, dt.time())


def _explain(sheet: Any, published: Published, tables: Sequence[Sheet], formats: dict[str, Any]) -> None:
    settings = published.catalogue.settings
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 3, 70, formats["wrap"])
    lines = [
        (settings.name, "bold"),
        (f"Gegevens van {published.catalogue.today.isoformat()}. Licentie: CC BY 4.0. Bron: {settings.publisher}.", ""),
        (f"Alle vormen, de uitleg en de licentie: {published.where.absolute('/data/')}", ""),
        ("Leeg betekent: niet bekend. Een lijst staat in één cel, met ; ertussen.", ""),
        ("Een tekst die met =, +, - of @ begint, heeft een ' ervoor, zodat hij tekst blijft.", ""),
    ]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, defused(text), formats.get(style))
    start = len(lines) + 1
    for column, name in enumerate(("Tabblad", "Kolom", "Betekenis", "Meaning")):
        sheet.write_string(start, column, name, formats["head"])
    rows = [(table.name.capitalize(), name, told.nl, told.en) for table in tables for name, _, told in table.columns]
    for number, cells in enumerate(rows, start + 1):
        for column, text in enumerate(cells):
            sheet.write_string(number, column, defused(text))
    sheet.freeze_panes(start + 1, 0)


def _fill(sheet: Any, table: Sheet, formats: dict[str, Any]) -> None:
    for column, (name, kind, _) in enumerate(table.columns):
        sheet.write_string(0, column, name, formats["head"])
        default = 12 if kind != "string" else 24
        sheet.set_column(column, column, max(_WIDTHS.get(name, default), len(name) + 3))
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _write(sheet: Any, row: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    """The cell with its own type: text stays text, whatever it looks like."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), formats["date"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, defused(written(value)))
