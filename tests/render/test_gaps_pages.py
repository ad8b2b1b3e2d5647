"""Heat map, campus pages, CSV and JSON show the same numbers, and those are the numbers of the records."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers import ROOT, text
from source_data import CAMPUSES, FIELDS, TERMS, values

from site_src.derive.insight.counts import ALL, CATALOGUE, REPORT

Page = Callable[[str], BeautifulSoup]
CODES = ("ITS", "GT", "DIF", "IEM", "DOC", "ETL", "IT", "BT")
ADDRESSES = {REPORT: "/witte-vlekken/", CATALOGUE: "/witte-vlekken/nu/"}
COLUMNS = ["campus", "dimensie", "term", "richting", "sterkte", "waarde", "referentie", "aantal", "n", "set",
           "tekst_nl", "tekst_en"]  # fmt: skip
SIGNS = {"++": ("meer", "sterk"), "+": ("meer", "licht"), "−": ("minder", "licht"), "−−": ("minder", "sterk")}


@pytest.fixture(scope="module")
def published(site: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((site / "data/witte-vlekken.json").read_text("utf-8"))["bevindingen"]
    return rows


def grid(soup: BeautifulSoup) -> dict[tuple[str, str, str], tuple[int, str, str]]:
    """(campus, dimension, term) -> count, share, sign of every cell of the heat map on a page."""
    cells = {}
    for row in soup.select("section[data-dimension] tbody tr"):
        dimension, term = str(row["data-term"]).split("=")
        for code, cell in zip((*CODES, ALL), row.find_all("td"), strict=True):
            sign = cell.select_one("b[aria-hidden]")
            count, share = text(cell).split()[:2]
            cells[code, dimension, term] = (int(count), share, text(sign) if sign else "")
    return cells


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_heat_map_and_downloads_say_the_same(
    name: str, language: str, page: Page, published: list[dict[str, object]]
) -> None:
    cells = grid(page(language + ADDRESSES[name]))
    rows = {(r["campus"], r["dimensie"], r["term"]): r for r in published if r["set"] == name and r["campus"]}
    for key, (count, share, sign) in cells.items():
        row = rows.get(key)
        if row:
            assert (row["aantal"], SIGNS[sign]) == (count, (row["richting"], row["sterkte"])), key
            assert re.match(r"\d+", share)[0] == f"{float(str(row['waarde'])):.0f}" or abs(
                int(re.match(r"\d+", share)[0]) - float(str(row["waarde"]))) <= 0.51  # fmt: skip
            assert str(count) in str(row["tekst_nl"])
        else:
            assert not sign or key[1:] == ("bereik", "landelijk-online"), key
    assert {key for key, row in rows.items() if row["n"]} <= set(cells)
    assert len(cells) > 200


def surely(record: dict[str, Any], field: str, term: str) -> bool:
    """Whether a term holds for sure, by what the JSON says."""
    return term in (record["feiten"][field]["ja"] if field in record["feiten"] else values(record, field))


def may_be(record: dict[str, Any], field: str, term: str) -> bool:
    """Whether a term holds or may hold, by what the JSON says is certain."""
    if field not in record["feiten"]:
        return term in values(record, field) or not values(record, field)
    return term not in record["feiten"][field]["nee"]


def test_the_heat_map_of_the_catalogue_counts_the_records(page: Page, site: Path) -> None:
    records = json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    cells = grid(page(ADDRESSES[CATALOGUE]))
    assert len(cells) == 9 * sum(len(TERMS[dimension]) for dimension in FIELDS)
    for (code, dimension, term), (count, share, _) in cells.items():
        around = [r for r in records if not code or code in r["campussen"]]
        low = sum(surely(r, FIELDS[dimension], term) for r in around)
        high = sum(may_be(r, FIELDS[dimension], term) for r in around)
        assert count == low
        ends = [int(part) for part in share.rstrip("%").split("–")]
        assert [ends[0], ends[-1]] == pytest.approx([100 * low / len(around), 100 * high / len(around)], abs=0.51)


def test_csv_and_json_hold_the_same_rows(site: Path, published: list[dict[str, object]]) -> None:
    with (site / "data/witte-vlekken.csv").open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        rows = list(reader)
    assert reader.fieldnames == COLUMNS == list(published[0])
    assert len(rows) == len(published) > 150
    for row, other in zip(rows, published, strict=True):
        for name in COLUMNS:
            value = "" if other[name] is None else other[name]
            same = float(row[name]) == value if isinstance(value, float) else row[name] == str(value)
            assert same, (name, row[name], value)


def test_campus_pages_tell_every_finding_of_their_campus(page: Page, published: list[dict[str, object]]) -> None:
    for prefix, column in (("", "tekst_nl"), ("/en", "tekst_en")):
        for campus in CAMPUSES.values():
            soup = page(f"{prefix}/campussen/{campus['id']}/cijfers/")
            shown = sorted(text(item) for item in soup.select("[data-finding]"))
            assert shown == sorted(str(r[column]) for r in published if r["campus"] == campus["code"])


def test_campus_pages_put_their_vmbo_profiles_beside_the_others(page: Page) -> None:
    with (ROOT / "data/rapport/tabel-5.2-vmbo-profielen.csv").open(encoding="utf-8") as handle:
        rows = {r["profiel"]: r for r in csv.DictReader(handle)}
    table = page("/campussen/biotech-campus/cijfers/").select_one("#opvalt").parent.select("table")[-1]
    shown = {text(row.th): [text(cell) for cell in row.find_all("td")] for row in table.select("tbody tr")}
    others = median(int(rows["PIE"][code]) for code in CODES if code != "BT")
    assert shown["Produceren, installeren, energie"] == ["32%", f"{others:.0f}%"]
    assert len(shown) == 10


def test_five_sentences_on_each_page(page: Page) -> None:
    for prefix in ("", "/en"):
        for address in ADDRESSES.values():
            assert len(page(prefix + address).select("ol.five > li")) == 5
    first = [text(item) for item in page("/witte-vlekken/").select("ol.five > li")]
    assert [re.findall(r"\d+", sentence)[:2] for sentence in first] == [
        ["25", "70"], ["70", "13"], ["15", "70"], ["20", "19"], ["37", "58"]]  # fmt: skip


def test_the_page_is_light(site: Path) -> None:
    for name in ("index.html", "nu/index.html", "kansen/index.html"):
        assert len(gzip.compress((site / "witte-vlekken" / name).read_bytes())) < 60_000
