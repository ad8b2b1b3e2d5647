"""The gap engine says what the report says, from figures that anyone can work out again."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from statistics import median

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from helpers import ROOT

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import ALL, CATALOGUE, REPORT
from site_src.derive.insight.counts import COLUMNS as COUNTS
from site_src.derive.insight.gaps.deviations import measure
from site_src.derive.insight.gaps.findings import Finding
from site_src.derive.insight.insights import Insights
from site_src.derive.knowledge import Knowledge, Known, knowledge_of
from site_src.model.initiative import Initiative
from site_src.model.region.report import Comparison
from site_src.read.records import read_data

Page = Callable[[str], BeautifulSoup]
REPORTED = read_data(ROOT / "data").report
COMPARISONS: tuple[Comparison, ...] = REPORTED.comparisons if REPORTED else ()
CODES = ("ITS", "GT", "DIF", "IEM", "DOC", "ETL", "IT", "BT")


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


@pytest.mark.parametrize("claim", COMPARISONS, ids=lambda c: f"{c.section} {'-'.join(c.campuses)} {c.term}")
def test_every_comparison_of_chapter_4_comes_out_or_is_listed(claim: Comparison, catalogue: Catalogue) -> None:
    findings = found(catalogue)
    told = {code: findings.get((code, claim.dimension, claim.term)) for code in claim.campuses}
    listed = [row.claim for row in catalogue.insights.unsupported]
    right = all(f and f.direction == claim.direction for f in told.values())
    assert right != (claim in listed)


def test_only_the_sentence_on_delft_is_not_in_its_table(catalogue: Catalogue, page: Page) -> None:
    [row] = catalogue.insights.unsupported
    claim = row.claim
    assert (claim.section, claim.term, claim.campuses) == ("§4.5", "installatietechniek", ("IEM", "DOC", "BT"))
    assert {figure.campus: figure.count for figure in row.figures} == {"IEM": 6, "DOC": 6, "BT": 9}
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


def test_a_campus_has_at_most_twelve_strong_findings_in_the_report(catalogue: Catalogue) -> None:
    strong = Counter(f.campus for f in catalogue.insights.findings if (f.set, f.strength) == (REPORT, "sterk"))
    assert strong and max(strong.values()) <= 12


def filled(catalogue: Catalogue, yes: Callable[[str], bool]) -> Insights:
    """The same records with every unknown made a yes for the initiatives that `yes` picks, and a no for the others."""

    def sure(item_id: str, found: Known) -> Known:
        maybe = (*found.probable, *found.unknown)
        return Known((*found.yes, *maybe), no=found.no) if yes(item_id) else Known(found.yes, no=(*found.no, *maybe))

    known = {i: {name: sure(i, found) for name, found in row.items()} for i, row in catalogue.knowledge.known.items()}
    return Insights(catalogue.initiatives, catalogue.campuses, catalogue.reach, catalogue.vocabulary,
                    catalogue.tables, Knowledge(known))  # fmt: skip


def told(insights: Insights) -> set[tuple[str, str, str, str]]:
    return {(f.campus, f.dimension, f.term, f.direction) for f in insights.findings if f.set == CATALOGUE}


@pytest.mark.parametrize("campus", ["", *CODES])
@pytest.mark.parametrize("here", [True, False])
def test_no_unknown_can_overturn_a_finding_in_our_own_records(campus: str, here: bool, catalogue: Catalogue) -> None:
    """All unknowns yes and all no; and for each campus its own one way and those elsewhere the other way."""
    own = {item for item, codes in catalogue.campus_codes.items() if not campus or campus in codes}
    flipped = filled(catalogue, lambda item_id: (item_id in own) == here)
    assert told(catalogue.insights) <= told(flipped)


def test_unknown_is_never_no(catalogue: Catalogue) -> None:
    """A finding in our own records holds when all unknowns are no, and when all are yes."""
    for f in catalogue.insights.findings:
        if f.set == CATALOGUE and f.kind == "aandeel":
            sides = {(value > other) for value, other in zip(f.value, f.reference, strict=True)}
            assert sides == {f.direction == "meer"}


@pytest.mark.parametrize(("unknown", "direction"), [(0, "meer"), (2, "meer"), (6, ""), (15, "")])
def test_a_finding_goes_when_the_unknown_can_undo_it(unknown: int, direction: str) -> None:
    """10 of 20 here, 4 of 20 at the others, where more and more is unknown."""
    rows = [("schooltype", "po", code, 10 if code == "GT" else 4, 0 if code == "GT" else unknown, 20) for code in CODES]
    cells = measure(pd.DataFrame(rows, columns=COUNTS)).set_index("campus")
    assert cells.loc["GT", "richting"] == direction


def with_parents(catalogue: Catalogue, item_id: str) -> Insights:
    items: list[Initiative] = [
        item.model_copy(update={"audiences": (*item.audiences, "ouders")}) if item.id == item_id else item
        for item in catalogue.initiatives
    ]
    known = knowledge_of(items, catalogue.vocabulary, catalogue.report_check)
    return Insights(items, catalogue.campuses, catalogue.reach, catalogue.vocabulary, catalogue.tables, known)


def test_one_changed_record_changes_exactly_its_own_cells(catalogue: Catalogue) -> None:
    around = catalogue.campus_codes
    fits = (
        i for i in catalogue.initiatives if catalogue.knowledge.of(i.id, "doelgroep").answer("ouders") == "onbekend"
    )
    item = next(i.id for i in fits if 0 < len(around[i.id]) < len(catalogue.campuses))
    codes = set(around[item])
    before, after = catalogue.insights, with_parents(catalogue, item)
    keys = ["dimensie", "term", "campus"]
    joined = before.counts[CATALOGUE].merge(after.counts[CATALOGUE], on=keys, suffixes=("", "_na"))
    changed = joined[joined["aantal"] != joined["aantal_na"]]
    assert {tuple(row) for row in changed[keys].to_numpy()} == {("doelgroep", "ouders", c) for c in codes | {ALL}}
    assert (changed["aantal_na"] - changed["aantal"] == 1).all()
    assert (joined["onbekend"] - joined["onbekend_na"] == joined["aantal_na"] - joined["aantal"]).all()
    assert (joined["n"] == joined["n_na"]).all()
    told = set(after.findings) ^ set(before.findings)
    assert {(f.set, f.dimension, f.term) for f in told} <= {(CATALOGUE, "doelgroep", "ouders")}
