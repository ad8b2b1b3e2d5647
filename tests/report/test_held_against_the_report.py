"""What stays true of our records beside the totals of the report, and of data/rapport/toets.yml beside both."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import ROOT

from site_src.check.report_check.fingerprints import checksum
from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.standings import Standing
from site_src.model.initiative import Initiative
from site_src.model.region.report_check import NOT_JUDGED, ReportCheck
from site_src.read.records import Reading

OUTCOME = ROOT / "data" / "rapport" / "toets.yml"
MOST_BYTES = 25_000


@pytest.fixture(scope="module")
def outcome(reading: Reading) -> ReportCheck:
    assert reading.report_check is not None
    return reading.report_check


@pytest.fixture(scope="module")
def standings(catalogue: Catalogue, seventy: Mapping[str, Initiative]) -> Mapping[tuple[str, str], Standing]:
    if len(catalogue.initiatives) != len(seventy):
        pytest.skip("there are initiatives that the report did not count")
    return catalogue.insights.standings


def test_no_term_has_more_certain_yeses_than_the_report_unless_the_outcome_says_why(
    standings: Mapping[tuple[str, str], Standing], outcome: ReportCheck
) -> None:
    explained = {(found.dimension, found.term) for found in outcome.conflicts}
    above = {key for key, found in standings.items() if found.certain > found.published or found.above}
    assert above - explained == set()


def test_yes_probable_and_unknown_together_are_never_fewer_than_the_report_counted(
    standings: Mapping[tuple[str, str], Standing],
) -> None:
    reachable = {key: found.certain + found.probable + found.unknown for key, found in standings.items()}
    assert [key for key, found in standings.items() if reachable[key] < found.published] == []


@pytest.mark.parametrize(("term", "least"), [("havo", 28), ("vwo", 28), ("vmbo", 57)])
def test_most_of_what_the_report_counted_is_certain_or_probable(
    term: str, least: int, standings: Mapping[tuple[str, str], Standing]
) -> None:
    found = standings["schooltype", term]
    assert found.certain + found.probable >= least


def test_everything_probable_or_proved_has_its_reason_on_its_page_in_both_languages(
    outcome: ReportCheck, catalogue: Catalogue, site: Path
) -> None:
    for address, probable, proved in (("", ": het rapport telt er", "kloppen de aantallen alleen als"),
                                      ("en/", ": the report counts", "numbers are only right if")):  # fmt: skip
        for item in catalogue.initiatives:
            known = catalogue.knowledge.known[item.id].values()
            likely = sum(len(found.probable) for found in known)
            certain = sum(len(found.proved) for found in known)
            soup = BeautifulSoup((site / address / "initiatieven" / item.id / "index.html").read_text("utf-8"), "lxml")
            told = [line.text for line in soup.select(".facts .quiet")]
            assert sum(probable in line for line in told) == likely, (address, item.id)
            assert sum(proved in line for line in told) == certain, (address, item.id)
    assert outcome.probable and outcome.proved


def test_the_outcome_is_small_as_it_was_made_and_every_conflict_is_judged(outcome: ReportCheck) -> None:
    assert OUTCOME.stat().st_size <= MOST_BYTES
    assert outcome.checksum == checksum(outcome)
    assert [
        found.term for found in outcome.conflicts if found.judgement == NOT_JUDGED or not found.judgement.get("en")
    ] == []


def test_probable_begins_at_nine_of_ten_and_speaks_of_nothing_a_record_says(
    outcome: ReportCheck, seventy: Mapping[str, Initiative], catalogue: Catalogue
) -> None:
    assert all(found.share >= 0.9 for found in outcome.probable)
    said = [found for found in outcome.probable
            if found.term in catalogue.knowledge.of(found.initiative, found.dimension).yes]  # fmt: skip
    assert said == []
