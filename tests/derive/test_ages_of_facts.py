"""A fact grows old by its own kind: half a year for a status, a year for what it costs, two for an address."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from helpers import LANGUAGES, RECORD, record

from site_src.derive.insight.freshness import ages_of, looked_at, months_later, old_facts
from site_src.model.initiative import Initiative
from site_src.render.words.ages import ages_in_words, said_once

FACTS, SOURCES = RECORD.split("bronnen:\n")
OF_COSTS = "  - {velden: [kosten], bron: 'https://voorbeeld.nl/kosten', geraadpleegd: 2027-01-15, zekerheid: website}\n"


@pytest.fixture
def item(tree: Any) -> Initiative:
    """The example with costs, looked at on 1 November 2026; the source of its costs was read in January 2027."""
    text = f"{FACTS}kosten: gratis in 2027\nbronnen:\n{SOURCES}{OF_COSTS}"
    folder: Path = tree({"initiatieven/voorbeeld.yml": text})
    return record(folder, "voorbeeld")


@pytest.mark.parametrize(
    ("today", "old"),
    [
        ("2027-04-30", []),
        ("2027-05-01", ["status"]),
        ("2027-11-01", ["status", "website", "gratis_vervoer"]),
        ("2028-01-15", ["status", "website", "gratis_vervoer", "kosten"]),
    ],
)
def test_a_fact_is_old_when_the_months_of_its_kind_have_passed_since_somebody_looked(
    item: Initiative, today: str, old: list[str]
) -> None:
    assert [age.field.name for age in old_facts(item, dt.date.fromisoformat(today))] == old


def test_two_years_after_the_day_it_was_checked_everything_but_the_newer_source_is_old(item: Initiative) -> None:
    ages = ages_of(item)
    assert (ages["locaties"].due, ages["kosten"].due) == (dt.date(2028, 11, 1), dt.date(2028, 1, 15))
    assert looked_at(item, "kosten") == dt.date(2027, 1, 15) and looked_at(item, "status") == item.checked
    assert {age.field.name for age in old_facts(item, dt.date(2028, 11, 1))} == set(ages)


def test_what_has_stopped_grows_no_older_and_what_nobody_knows_has_no_age(item: Initiative) -> None:
    stopped = item.model_copy(update={"status": "gestopt"})
    assert old_facts(stopped, dt.date(2040, 1, 1)) == ()
    assert "duur" not in ages_of(item)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-08-31", 6, "2027-02-28"), ("2026-12-01", 12, "2027-12-01"), ("2027-08-31", 6, "2028-02-29")],
)
def test_months_later_stays_within_the_month(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


def test_the_page_says_when_each_fact_was_looked_at_and_of_old_ones_that_it_is_time_again(
    item: Initiative,
) -> None:
    told = ages_in_words(item, dt.date(2027, 5, 1), LANGUAGES["nl"])
    assert set(told) == set(item.filled)
    assert told["status"] == "Nagekeken in november 2026: tijd om weer te kijken"
    assert told["kosten"] == "Nagekeken in januari 2027"
    numbers = Initiative.model_validate(item.model_dump(by_alias=True, exclude_none=True) | {"groep_van": 5})
    assert ages_in_words(numbers, dt.date(2027, 5, 1), LANGUAGES["nl"])["groepen"] == "Nagekeken in november 2026"


def test_what_holds_for_most_facts_is_said_once_and_what_differs_at_the_fact() -> None:
    assert said_once({"a": "oud", "b": "oud", "c": "oud", "d": "nieuw"}) == ("oud", {"d": "nieuw"})
    assert said_once({"a": "oud", "b": "nieuw"}) == ("", {"a": "oud", "b": "nieuw"})
    assert said_once({}) == ("", {})
