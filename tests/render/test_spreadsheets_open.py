"""CSV and XLSX open in a spreadsheet with é, ë and long texts whole: LibreOffice where it is, else openpyxl."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from source_data import RECORDS

OFFICE = shutil.which("localc")  # the spreadsheets of LibreOffice; a machine may have its letters only
SUMMARIES = sorted(" ".join(record.get("samenvatting", "").split()) for record in RECORDS.values())
NOTES = sorted(
    " ".join(source.get("toelichting", "").split())
    for record in RECORDS.values()
    for source in record["bronnen"]
    for _ in source["velden"]
)
# file, tab in a workbook, column, what should be in it
FILES = [("initiatieven.csv", "", "samenvatting", SUMMARIES), ("bronnen.csv", "", "toelichting", NOTES),
         ("initiatieven.xlsx", "Initiatieven", "samenvatting", SUMMARIES),
         ("initiatieven.xlsx", "Bronnen", "toelichting", NOTES)]  # fmt: skip


def texts(path: Path, tab: str, column: str) -> list[str]:
    """Every text in a column, in alphabetical order."""
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    else:
        book = openpyxl.load_workbook(path)
        sheet = book[tab] if tab else book.worksheets[0]
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    return sorted(row[rows[0].index(column)] for row in rows[1:])


def test_the_records_have_letters_that_a_wrong_encoding_would_break_and_long_texts() -> None:
    assert any("ë" in text for text in SUMMARIES) and any("é" in text for text in NOTES)
    assert max(map(len, SUMMARIES)) > 250


@pytest.mark.parametrize(("name", "tab", "column", "wanted"), FILES)
def test_texts_are_whole(name: str, tab: str, column: str, wanted: list[str], site: Path) -> None:
    assert texts(site / "data" / name, tab, column) == wanted


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not here; the test above read the files with openpyxl")
@pytest.mark.parametrize(("name", "tab", "column", "wanted"), FILES)
def test_libreoffice_opens_it_with_every_text_whole(
    name: str, tab: str, column: str, wanted: list[str], site: Path, tmp_path: Path
) -> None:
    command = [str(OFFICE), "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile",
               "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]  # fmt: skip
    if name.endswith(".csv"):
        command.append("--infilter=CSV:44,34,UTF8,1")  # what its window proposes for a file that begins as ours do
    subprocess.run([*command, str(site / "data" / name)], check=True, capture_output=True, timeout=180)
    assert texts(tmp_path / f"{name.split('.')[0]}.xlsx", tab, column) == wanted


def test_the_workbook_has_an_explanation_a_frozen_header_filters_and_widths(site: Path) -> None:
    book = openpyxl.load_workbook(site / "data/initiatieven.xlsx")
    assert book.sheetnames == ["Uitleg", "Initiatieven", "Bronnen", "Locaties", "Campussen", "Termen"]
    told = [[cell.value for cell in row] for row in book["Uitleg"].iter_rows()]
    explained = {(row[0], row[1]) for row in told}
    for sheet in book.worksheets[1:]:
        header = [cell.value for cell in sheet[1]]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert all(sheet[1][0].font.b for _ in header)
        assert {sheet.column_dimensions[name].width for name in ("A", "B")} != {None}
        assert {(sheet.title, name) for name in header} <= explained
    assert any("CC BY 4.0" in str(cell) for row in told for cell in row)


def test_types_are_kept(site: Path) -> None:
    sheet = openpyxl.load_workbook(site / "data/initiatieven.xlsx")["Initiatieven"]
    header = [cell.value for cell in sheet[1]]
    kinds = {name: {row[number].data_type for row in sheet.iter_rows(min_row=2)} - {"n"}
             for number, name in enumerate(header)}  # fmt: skip
    assert kinds["gecontroleerd"] == {"d"}
    assert kinds["rolmodellen"] == {"b"}
    assert kinds["afstand_km_ITS"] == set()
    assert kinds["naam"] == {"s"}
