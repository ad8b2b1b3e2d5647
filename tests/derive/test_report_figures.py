"""The figures that tables and charts print are those of data/rapport, with shares of the right number."""

from __future__ import annotations

import csv
from statistics import median

import pytest
from helpers import ROOT

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.report_figures import ReportFigures

CODES = ("ITS", "GT", "DIF", "IEM", "DOC", "ETL", "IT", "BT")


def printed(name: str) -> list[dict[str, str]]:
    with (ROOT / "data/rapport" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figures(catalogue: Catalogue) -> ReportFigures:
    assert catalogue.insights.report
    return catalogue.insights.report


@pytest.mark.parametrize("code", CODES)
def test_each_count_around_a_campus_is_the_printed_one_with_its_share_of_the_initiatives_there(
    code: str, figures: ReportFigures
) -> None:
    rows = printed("tabel-4-per-campus.csv")
    (size,) = (row for row in rows if row["dimensie"] == "totaal")
    here, everywhere = int(size[code]), int(size["totaal"])
    expected = {
        (row["tabel"], row["dimensie"], row["term"]): (
            int(row[code]),
            round(100 * int(row[code]) / here),
            int(row["totaal"]),
            round(100 * int(row["totaal"]) / everywhere),
        )
        for row in rows
    }
    found = {
        (number, row.dimension, row.term): (row.count, row.share, row.total, row.total_share)
        for number, table in figures.around(code).items()
        for row in table
    }
    assert found == expected


def test_each_vmbo_profile_stands_beside_the_median_of_the_other_seven_campuses(figures: ReportFigures) -> None:
    assert [row.term for row in figures.indicators] == ["minimaal-iets-techniek", "hard-techniekprofiel"]
    rows = printed("tabel-5.1-vmbo-techniekprofielen.csv") + printed("tabel-5.2-vmbo-profielen.csv")
    for row, profile in zip(rows, (*figures.indicators, *figures.profiles), strict=True):
        for code in CODES:
            assert profile.around[code] == int(row[code])
            assert profile.others[code] == median(int(row[other]) for other in CODES if other != code)
