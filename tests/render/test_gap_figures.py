"""The page of each group: chart, files, table, sentences and downloads say the same numbers, whatever the data hold."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from helpers import LANGUAGES, text
from PIL import Image

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import CATALOGUE, REPORT
from site_src.render.charts.dot_plot import EDGE, WIDTH, Chart, DotRow, at, strip, svg_file
from site_src.render.charts.dot_plot_png import png_file
from site_src.render.pages.gaps.figures import subjects
from site_src.render.words.language import languages_of
from site_src.render.words.part_sentences import gap_sentence

Page = Callable[[str], BeautifulSoup]
HEADS = ("dichtbij", "verder", "landelijk", "waarschijnlijk", "onbekend", "n", "hier", "hier_mogelijk")


@pytest.fixture(scope="module")
def cells(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / "data/witte-vlekken-cellen.json").read_text("utf-8"))["cellen"]
    return found


def own(cells: list[dict[str, Any]], dimension: str, term: str) -> list[dict[str, Any]]:
    return [row for row in cells if (row["set"], row["dimensie"], row["term"]) == (CATALOGUE, dimension, term)]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_table_of_every_page_is_the_published_cells(
    prefix: str, catalogue: Catalogue, page: Page, cells: list[dict[str, Any]]
) -> None:
    seen = 0
    for dimension, term in subjects(catalogue):
        soup = page(f"{prefix}/witte-vlekken/{dimension}/{term}/")
        rows = own(cells, dimension, term)
        shown = {text(row.th): [text(cell) for cell in row("td")] for row in soup.select("table tbody tr")}
        assert list(shown) == [row["campus_naam"] for row in rows]
        for row in rows:
            told = shown[row["campus_naam"]]
            assert told[: len(HEADS)] == [str(row[name]) for name in HEADS]
            assert float(told[len(HEADS)].replace(",", ".")) == row["hier_mediaan"]
            assert (told[-1] == "–") == (row["hier_richting"] == "")
        seen += 1
    assert seen == 29


def test_the_strips_and_the_file_draw_what_the_table_says(page: Page, site: Path, cells: list[dict[str, Any]]) -> None:
    rows = own(cells, "schooltype", "vmbo")
    most = max(row["hier_mogelijk"] for row in rows)
    strips = page("/witte-vlekken/schooltype/vmbo/").select(".dots")
    drawn = [float(str(found.circle["cx"])) for found in strips]
    assert drawn == [at(row["hier"], most, EDGE, WIDTH - EDGE) for row in rows]
    tree = ElementTree.parse(site / "witte-vlekken/schooltype/vmbo/grafiek.svg").getroot()
    places = [float(found.get("cx", "")) for found in tree.iter("{http://www.w3.org/2000/svg}circle")]
    assert [round((x - places[0]) / (places[1] - places[0]), 2) for x in places[2:]] == [
        round((x - drawn[0]) / (drawn[1] - drawn[0]), 2) for x in drawn[2:]]  # fmt: skip
    words = [found.text for found in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert all(row["campus_naam"] in words for row in rows)


def test_every_page_has_a_picture_and_a_file_in_each_language(site: Path, catalogue: Catalogue) -> None:
    for folder in (site, site / "en"):
        for dimension, term in subjects(catalogue):
            picture = Image.open(folder / "witte-vlekken" / dimension / term / "grafiek.png")
            assert picture.width > 1200 and len(picture.getcolors() or []) > 4


def test_csv_and_json_of_the_cells_hold_the_same_rows_of_both_sets(site: Path, cells: list[dict[str, Any]]) -> None:
    with (site / "data/witte-vlekken-cellen.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {row["set"] for row in rows} == {REPORT, CATALOGUE}
    for row, other in zip(rows, cells, strict=True):
        for name, value in other.items():
            plain = "" if value is None else str(value)
            assert row[name] == plain or float(row[name]) == float(plain), (name, row)
        if other["set"] == CATALOGUE:
            assert other["dichtbij"] + other["verder"] + other["landelijk"] == other["aantal"]
        else:
            assert other["dichtbij"] is None  # the report prints no parts


def test_each_figure_has_an_address_a_sentence_and_who_is_behind_it(page: Page, cells: list[dict[str, Any]]) -> None:
    soup = page("/witte-vlekken/schooltype/po/")
    for row in own(cells, "schooltype", "po"):
        [figure] = [found for found in soup.select(".gap-figure") if text(found.h3) == row["campus_naam"]]
        quote = text(figure.select_one("[data-quote]"))
        numbers = f"{row['dichtbij']} dichtbij, {row['verder']} van verder, {row['landelijk']} landelijk of online"
        assert row["campus_naam"] in quote and numbers in quote
        [inside] = figure.select("div[id]")
        assert str(figure.select_one("[data-copy-quote]")["data-address"]).endswith(f"#{inside['id']}")
        names = figure.select("h4")[0].find_next_sibling()
        assert len(names("li")) == row["hier"]


def test_around_green_technology_campus_primary_schools_and_girls_say_what_is_near(page: Page) -> None:
    for subject, near in (("schooltype/po", "1 dichtbij"), ("doelgroep/meisjes", "0 dichtbij")):
        place = page(f"/witte-vlekken/{subject}/").select_one("#green-technology-campus")
        assert place and near in text(place.select_one("[data-quote]"))


def test_a_finding_in_our_own_records_says_where_its_initiatives_are(page: Page) -> None:
    found = page("/campussen/energietransitielab/cijfers/").select('[data-finding^="catalogus"]')
    shares = [text(item) for item in found if "%" in text(item)]
    assert shares and all(re.search(r"Daarvan \d+ dichtbij, \d+ van verder, \d+ landelijk", told) for told in shares)


@pytest.mark.parametrize(
    ("dimension", "term"), [("doelgroep", "meisjes"), ("activiteit", "stage"), ("praktijk", "veel")]
)
def test_where_nobody_has_it_or_nobody_knows_the_sentence_stays_true(
    dimension: str, term: str, catalogue: Catalogue
) -> None:
    for language in languages_of({code: found.words for code, found in LANGUAGES.items()}, catalogue).values():
        for campus in catalogue.campuses:
            told = gap_sentence(catalogue, language, (dimension, term, campus.code), "X")
            found = catalogue.insights.nearby[dimension, term, campus.code]
            assert campus.name in told and "{" not in told
            if found.count[0] == 0 == found.reference[0]:
                assert not found.direction


def test_a_chart_without_anything_divides_by_nothing_and_repeats_its_bytes() -> None:
    nothing = DotRow("Campus & <co>", 0, 0, 0.0, "")
    chart = Chart("Niets", "", (nothing,), "", "")
    assert f'cx="{float(EDGE)}"' in strip(nothing, chart.most)
    assert b"Campus &amp; &lt;co&gt;" in svg_file(chart)
    assert png_file(chart) == png_file(chart)
    assert Image.open(io.BytesIO(png_file(chart))).height > 100
