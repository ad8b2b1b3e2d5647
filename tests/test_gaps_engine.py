"""The gap engine says what the report says, from figures that anyone can work out again."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from helpers import ROOT

from site_src.catalogue.model import Initiative
from site_src.catalogue.reading import Reading
from site_src.deriving import Catalogue, derive
from site_src.insight.claims import CLAIMS
from site_src.insight.counts import ALL, CATALOGUE, REPORT
from site_src.insight.findings import Finding
from site_src.insight.insights import Insights
from site_src.settings import read_settings

Page = Callable[[str], BeautifulSoup]
CODES = ("ITS", "GT", "DIF", "IEM", "DOC", "ETL", "IT", "BT")
ADDRESSES = {REPORT: "/witte-vlekken/", CATALOGUE: "/witte-vlekken/nu/"}
FIELDS = {"schooltype": "schooltypen", "doelgroep": "doelgroepen", "activiteit": "activiteiten",
          "praktijk": "praktijk", "branche": "branches", "bereik": "bereik"}  # fmt: skip
COLUMNS = ["campus", "dimensie", "term", "richting", "sterkte", "waarde", "referentie", "aantal", "n", "set",
           "tekst_nl", "tekst_en"]  # fmt: skip
SIGNS = {"++": ("meer", "sterk"), "+": ("meer", "licht"), "−": ("minder", "licht"), "−−": ("minder", "sterk")}


@pytest.fixture(scope="module")
def catalogue(reading: Reading) -> Catalogue:
    return derive(reading, read_settings(ROOT / "content"), dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def published(site: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((site / "data/witte-vlekken.json").read_text("utf-8"))["bevindingen"]
    return rows


def found(catalogue: Catalogue, name: str = REPORT) -> dict[tuple[str, str, str], Finding]:
    return {(f.campus, f.dimension, f.term): f for f in catalogue.insights.findings if f.set == name}


def printed() -> dict[tuple[str, str], dict[str, int]]:
    """Table 4 as it stands in its file, read without the engine."""
    with (ROOT / "data/rapport/tabel-4-per-campus.csv").open(encoding="utf-8") as handle:
        return {(r["dimensie"], r["term"]): {c: int(r[c]) for c in (*CODES, "totaal")} for r in csv.DictReader(handle)}


def test_the_five_gaps_of_the_summary_come_out(catalogue: Catalogue) -> None:
    findings = found(catalogue)
    region = {(d, t): f for (campus, d, t), f in findings.items() if campus == ALL}
    assert all(f.direction == "minder" for f in region.values())
    assert region["schooltype", "po"].count == 25
    audiences = {t: region["doelgroep", t] for t in ("ouders", "meisjes", "migratieachtergrond")}
    assert {t: (f.count, f.strength) for t, f in audiences.items()} == {
        "ouders": (13, "sterk"), "meisjes": (2, "sterk"), "migratieachtergrond": (1, "sterk")}  # fmt: skip
    assert region["praktijk", "veel"].count == 15
    few = {campus: f.count for (campus, d, _), f in findings.items() if d == "totaal" and f.direction == "minder"}
    assert few == {"GT": 20, "DIF": 19}
    assert region["vmbo-profiel", "hard-techniekprofiel"].value[0] < 50
    assert ("doelgroep", "leerlingen") not in region and ("schooltype", "vmbo") not in region


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: f"{c.section} {'-'.join(c.campuses)} {c.term}")
def test_every_comparison_of_chapter_4_comes_out_or_is_listed(claim, catalogue: Catalogue) -> None:
    findings = found(catalogue)
    told = {code: findings.get((code, claim.dimension, claim.term)) for code in claim.campuses}
    listed = [other for other, _ in catalogue.insights.unsupported]
    right = all(f and f.direction == claim.direction for f in told.values())
    assert right != (claim in listed)


def test_only_the_sentence_on_delft_is_not_in_its_table(catalogue: Catalogue, page: Page) -> None:
    [(claim, rows)] = catalogue.insights.unsupported
    assert (claim.section, claim.term, claim.campuses) == ("§4.5", "installatietechniek", ("IEM", "DOC", "BT"))
    assert dict(zip(rows["campus"], rows["aantal"], strict=True)) == {"IEM": 6, "DOC": 6, "BT": 9}
    section = page("/witte-vlekken/").find(id="niet").parent
    assert re.findall(r"(\d+) van (\d+) \((\d+)%", section.get_text()) == [
        ("6", "30", "20"), ("6", "31", "19"), ("9", "34", "26")]  # fmt: skip


def test_other_comparisons_in_words(catalogue: Catalogue) -> None:
    counts = printed()
    local, national = counts["bereik", "lokaal"], counts["bereik", "landelijk-online"]
    assert [code for code in CODES if local[code] < national[code]] == ["GT", "DIF"]
    cells = catalogue.insights.cells[REPORT]
    own = cells[cells["dimensie"] == "activiteit"]
    odd = (own["waarde_min"] - own["referentie_min"]).abs().groupby(own["campus"]).mean().sort_values()
    assert set(odd.index[-2:]) == {"GT", "DIF"}  # the spread over activities differs most there


def test_shares_and_references_are_those_of_the_table(catalogue: Catalogue) -> None:
    counts, seen = printed(), 0
    sizes = counts["totaal", "initiatieven"]
    for row in catalogue.insights.cells[REPORT].to_dict("records"):
        shares = {code: 100 * counts[row["dimensie"], row["term"]][code] / sizes[code] for code in CODES}
        others = median(share for code, share in shares.items() if code != row["campus"])
        assert row["waarde_min"] == pytest.approx(shares[row["campus"]], abs=0.051)
        assert row["referentie_min"] == pytest.approx(others, abs=0.051)
        seen += 1
    assert seen == 8 * 36


def test_no_finding_rests_on_one_initiative(catalogue: Catalogue) -> None:
    shares = [f for f in catalogue.insights.findings if f.kind == "aandeel"]
    assert len(shares) > 100
    for f in shares:
        assert f.count is not None and f.n
        step = -1 if f.direction == "meer" else 1
        for value, reference in zip(f.value, f.reference, strict=True):
            moved = value + step * 100 / f.n
            assert (moved > reference) == (f.direction == "meer"), f


@pytest.mark.parametrize("name", [REPORT, CATALOGUE])
def test_a_campus_has_at_most_twelve_strong_findings(name: str, catalogue: Catalogue) -> None:
    strong = Counter(f.campus for f in catalogue.insights.findings if (f.set, f.strength) == (name, "sterk"))
    assert strong and max(strong.values()) <= 12


def test_unknown_is_never_no(catalogue: Catalogue) -> None:
    """A finding in our own records holds when all unknowns are no, and when all are yes."""
    for f in catalogue.insights.findings:
        if f.set == CATALOGUE and f.kind == "aandeel":
            sides = {(value > other) for value, other in zip(f.value, f.reference, strict=True)}
            assert sides == {f.direction == "meer"}
    assert any(f.unknown for f in catalogue.insights.findings)


def text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


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


def test_the_heat_map_of_the_catalogue_counts_the_records(page: Page, site: Path) -> None:
    records = json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    terms = yaml.safe_load((ROOT / "data/termen.yml").read_text("utf-8"))
    cells = grid(page(ADDRESSES[CATALOGUE]))
    assert len(cells) == 9 * sum(len(terms[dimension]) for dimension in FIELDS)
    for (code, dimension, term), (count, share, _) in cells.items():
        around = [r for r in records if not code or code in r["campussen"]]
        values = [r.get(FIELDS[dimension]) or [] for r in around]
        lists = [[value] if isinstance(value, str) else value for value in values]
        low, high = sum(term in v for v in lists), sum(term in v or not v for v in lists)
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
    campuses = yaml.safe_load((ROOT / "data/campussen.yml").read_text("utf-8"))
    for prefix, column in (("", "tekst_nl"), ("/en", "tekst_en")):
        for campus in campuses:
            soup = page(f"{prefix}/campussen/{campus['id']}/")
            shown = sorted(text(item) for item in soup.select("[data-finding]"))
            assert shown == sorted(str(r[column]) for r in published if r["campus"] == campus["code"])


def test_campus_pages_put_their_vmbo_profiles_beside_the_others(page: Page) -> None:
    with (ROOT / "data/rapport/tabel-5.2-vmbo-profielen.csv").open(encoding="utf-8") as handle:
        rows = {r["profiel"]: r for r in csv.DictReader(handle)}
    table = page("/campussen/biotech-campus/").select_one("#opvalt").parent.select("table")[-1]
    shown = {text(row.th): [text(cell) for cell in row.find_all("td")] for row in table.select("tbody tr")}
    others = median(int(rows["PIE"][code]) for code in CODES if code != "BT")
    assert shown["Produceren, installeren, energie"] == ["32%", f"{others:.0f}%"]
    assert len(shown) == 10


def with_parents(catalogue: Catalogue, item_id: str) -> Insights:
    items: list[Initiative] = [
        item.model_copy(update={"audiences": (*item.audiences, "ouders")}) if item.id == item_id else item
        for item in catalogue.initiatives
    ]
    return Insights(items, catalogue.campuses, catalogue.campus_codes, catalogue.vocabulary, catalogue.tables)


def test_one_changed_record_changes_exactly_its_own_cells(catalogue: Catalogue) -> None:
    item = "jet-net-festo-bv"
    codes = set(catalogue.campus_codes[item])
    before, after = catalogue.insights, with_parents(catalogue, item)
    keys = ["dimensie", "term", "campus"]
    joined = before.counts[CATALOGUE].merge(after.counts[CATALOGUE], on=keys, suffixes=("", "_na"))
    changed = joined[joined["aantal"] != joined["aantal_na"]]
    assert {tuple(row) for row in changed[keys].to_numpy()} == {("doelgroep", "ouders", c) for c in codes | {ALL}}
    assert codes and codes < set(CODES)
    assert (changed["aantal_na"] - changed["aantal"] == 1).all()
    assert (joined["onbekend"] == joined["onbekend_na"]).all() and (joined["n"] == joined["n_na"]).all()
    told = set(after.findings) ^ set(before.findings)
    assert told and {(f.set, f.dimension, f.term) for f in told} == {(CATALOGUE, "doelgroep", "ouders")}


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
