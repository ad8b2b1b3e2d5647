"""A wrong table of the report stops everything, with the file and the row of the CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from helpers import RECORD, ROOT, TODAY

from site_src.check.rules import check
from site_src.derive.report_tables import FILES, report_tables
from site_src.model.problems import Severity
from site_src.read.records import read_data

FOUR, FIVE, PROFILES = "tabel-4-per-campus.csv", "tabel-5.1-vmbo-techniekprofielen.csv", "tabel-5.2-vmbo-profielen.csv"
TWO, THREE = "tabel-2.1-selectiestappen.csv", "tabel-3-totalen.csv"


def cut(name: str) -> Callable[[str], str]:
    """A table without one column."""

    def change(text: str) -> str:
        rows = [line.split(",") for line in text.splitlines()]
        place = rows[0].index(name)
        return "\n".join(",".join(row[:place] + row[place + 1 :]) for row in rows) + "\n"

    return change


def swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return change


PO = "4.2,schooltype,po,13,15,12"
# fmt: off
CASES = [
    ("a campus is missing", FOUR, cut("BT"), 1, "De kolom “BT” ontbreekt."),
    ("a campus is missing in 5.1", FIVE, cut("GT"), 1, "De kolom “GT” ontbreekt."),
    ("a column of terms is missing", THREE, cut("dimensie"), 1, "De kolom “dimensie” ontbreekt."),
    ("a negative count", FOUR, swap(PO, "4.2,schooltype,po,13,-15,12"), 9, "GT: “-15” is geen geheel getal"),
    ("more than all", FOUR, swap(PO, "4.2,schooltype,po,13,21,12"), 9, "GT: 21 kan niet, het hoogste is 20"),
    ("half an initiative", FOUR, swap(PO, "4.2,schooltype,po,13,1.5,12"), 9, "GT: “1.5” is geen geheel getal"),
    ("nothing", FOUR, swap(PO, "4.2,schooltype,po,13,,12"), 9, "GT: “” is geen geheel getal"),
    ("a share over 100", PROFILES, swap("Zorg & welzijn,nee,63", "Zorg & welzijn,nee,163"), 3,
     "ITS: 163 kan niet, het hoogste is 100 procent."),
    ("a share over 100 in 5.1", FIVE, swap("hard-techniekprofiel,46", "hard-techniekprofiel,101"), 3, "ITS: 101 kan"),
    ("an unknown term", FOUR, swap("4.2,schooltype,po,", "4.2,schooltype,bo,"), 9, "schooltype: “bo” is geen bekende"),
    ("an unknown term in 3", THREE, swap("3.2,schooltype,havo", "3.2,schooltype,havoo"), 13, "“havoo” is geen bekende"),
    ("an unknown dimension", FOUR, swap("4.2,schooltype,po,", "4.2,schol,po,"), 9, "“schol” is geen bekende dimensie"),
    ("no names of profiles", PROFILES, swap("profiel,naam,", "profiel,nam,"), 1, "De kolom “naam” ontbreekt."),
    ("steps without counts", TWO, swap("stap,aantal", "stap,aantallen"), 1, "De kolom “aantal” ontbreekt."),
    ("a step in words", TWO, swap("promotie,125", "promotie,veel"), 3, "aantal: “veel” is geen geheel getal"),
    ("an unknown profile", PROFILES, swap("MT,Mar", "MTX,Mar"), 7, "“MTX” is geen bekende profiel"),
    ("a row twice", FOUR, swap("4.2,schooltype,vwo", "4.2,schooltype,havo"), 14, "staat er twee keer"),
    ("a value too few", FOUR, swap(PO, "4.2,schooltype,po,15,12"), 9, "Deze rij heeft 11 waarden, de kop heeft er 12."),
    ("no totals", FOUR, swap("2.2,totaal,initiatieven,30,20,19,30,31,42,42,34,70\n", ""), 1, "totaal, initiatieven"),
]
# fmt: on


@pytest.mark.parametrize(("file", "spoil", "line", "says"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_row_is_named(file: str, spoil: Callable[[str], str], line: int, says: str, tree) -> None:
    text = (ROOT / "data/rapport" / file).read_text("utf-8")
    data: Path = tree({"initiatieven/voorbeeld.yml": RECORD, f"rapport/{file}": spoil(text)})
    errors = [p for p in check(read_data(data), TODAY) if p.severity is Severity.ERROR]
    told = [(p.file, p.line) for p in errors if says in p.message]
    assert told == [(f"data/rapport/{file}", line)], [(p.place, p.message) for p in errors]
    assert all(p.hint for p in errors)


def test_the_tables_as_they_are_are_right(reading) -> None:
    assert [p for p in check(reading, TODAY) if p.rule == "tabel-klopt"] == []


@pytest.mark.parametrize("name", [TWO, THREE, FIVE, PROFILES])
def test_a_missing_table_is_told_once(name: str, tree) -> None:
    data: Path = tree({"initiatieven/voorbeeld.yml": RECORD})
    (data / "rapport" / name).unlink()
    errors = [p for p in check(read_data(data), TODAY) if p.severity is Severity.ERROR]
    assert [(p.file, p.rule) for p in errors] == [(f"data/rapport/{name}", "tabel-klopt")]


@pytest.mark.parametrize("name", [TWO, THREE, FIVE, PROFILES])
def test_a_table_that_is_no_text_is_told_once(name: str, tree) -> None:
    errors = [p for p in check(read_data(tree({"initiatieven/voorbeeld.yml": RECORD, f"rapport/{name}": b"\xff\xfe"})),
                               TODAY) if p.severity is Severity.ERROR]  # fmt: skip
    assert [(p.file, p.rule) for p in errors] == [(f"data/rapport/{name}", "tabel-klopt")]


def test_a_count_above_that_of_the_report_is_a_tip_with_both_figures(problems_of) -> None:
    spoil = swap("3.2,schooltype,po,25", "3.2,schooltype,po,0")
    text = spoil((ROOT / "data/rapport" / THREE).read_text("utf-8"))
    found = problems_of({"initiatieven/voorbeeld.yml": RECORD, f"rapport/{THREE}": text})
    told = [p for p in found if p.rule == "meer-dan-rapport"]
    assert [(p.severity, p.file) for p in told] == [(Severity.HINT, f"data/rapport/{THREE}")]
    assert told[0].message == "schooltype “po”: 1 records, het rapport telde er 0 (tabel 3.2)."


@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_the_data_frames_hold_what_the_files_hold(name: str, file: str, reading) -> None:
    expected = pd.read_csv(ROOT / "data/rapport" / file, dtype={"tabel": str})
    pd.testing.assert_frame_equal(getattr(report_tables(reading.report, reading.report_tables), name), expected)
