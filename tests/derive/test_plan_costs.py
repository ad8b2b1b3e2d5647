"""What a plan costs: the report's sums to the euro, and totals that behave."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from helpers import ROOT
from hypothesis import given
from hypothesis import strategies as st

from site_src.derive.insight.role_costs import (
    BUSES,
    MOST,
    VERDICTS,
    Plan,
    examples,
    lines,
    prices,
    total,
    verdict,
    weighed,
    years,
)
from site_src.read.records import read_data

ROLES = read_data(ROOT / "data").roles
assert ROLES is not None
PRICES = prices(ROLES)
AMOUNTS = {amount.id: amount for role in ROLES.roles for amount in role.amounts}
plans = st.builds(
    Plan,
    **{name: st.integers(1 if name == "jaren" else 0, most) for name, most in MOST.items()},
    bus=st.sampled_from(BUSES),
)


def test_the_worked_examples_of_the_report_to_the_euro() -> None:
    parents = Plan(ouders=5, keer=3)
    assert (lines(parents, PRICES)[0].once, lines(parents, PRICES)[0].yearly) == ((75_000, 100_000), (75_000, 75_000))
    assert total(parents, PRICES) == (150_000, 175_000)
    assert total(Plan(ritten=100), PRICES) == (60_000, 60_000)
    large, small = Plan(bus="grote-bus", jaren=2), Plan(bus="bestelbusje", jaren=2)
    assert years(large, PRICES) == [(335_000, 435_000), (135_000, 135_000)]
    assert years(small, PRICES) == [(90_000, 90_000), (70_000, 70_000)]
    assert years(Plan(opschalen=2, jaren=2), PRICES) == [(70_000, 90_000), (50_000, 60_000)]


def test_every_worked_example_in_the_data_is_what_the_arithmetic_gives() -> None:
    told = examples(ROLES)
    assert {amount_id for _, _, amount_id in told} == {a.id for a in AMOUNTS.values() if a.kind == "totaal"}
    for which, plan, amount_id in told:
        parts = [part.once if which == "eenmalig" else part.yearly for part in lines(plan, PRICES)]
        printed = AMOUNTS[amount_id]
        assert (sum(a for a, _ in parts), sum(b for _, b in parts)) == (printed.minimum, printed.maximum), amount_id


def test_effect_against_cost_starts_with_the_most_effect_and_costs_what_the_planner_says() -> None:
    options = weighed(ROLES)
    effects = {role.id: role.effect for role in ROLES.roles}
    assert [effects[option.role] for option in options] == ["+++", "++", "++", "++", "+/++"]
    assert {option.role for option in options} == set(effects)
    assert all(option.cost == total(option.plan, PRICES) for option in options)
    assert options[0].cost == (150_000, 175_000) and options[1].plan == Plan(opschalen=1)


@given(plans)
def test_totals_are_never_negative_and_keep_their_order(plan: Plan) -> None:
    for low, high in (*years(plan, PRICES), total(plan, PRICES)):
        assert 0 <= low <= high
    assert len(years(plan, PRICES)) == plan.jaren


@given(plans, st.sampled_from([name for name in MOST if name != "budget"]), st.integers(1, 20))
def test_more_of_anything_never_costs_less(plan: Plan, name: str, more: int) -> None:
    before, after = total(plan, PRICES), total(replace(plan, **{name: getattr(plan, name) + more}), PRICES)
    assert before[0] <= after[0] and before[1] <= after[1]


@given(plans)
def test_the_budget_verdict_follows_the_range(plan: Plan) -> None:
    cost = total(plan, PRICES)
    answer = verdict(plan.budget, cost)
    assert answer in (*VERDICTS, "")
    assert (answer == "") == (plan.budget == 0)
    if answer:
        assert (cost[1] <= plan.budget) == (answer == "past")
        assert (cost[0] > plan.budget) == (answer == "past-niet")


@pytest.mark.parametrize(
    ("budget", "says"),
    [(0, ""), (149_999, "past-niet"), (150_000, "misschien"), (174_999, "misschien"), (175_000, "past")],
)
def test_a_budget_of_exactly_the_cost_fits(budget: int, says: str) -> None:
    assert verdict(budget, total(Plan(ouders=5, keer=3), PRICES)) == says


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_names_every_amount_with_its_place_in_the_report(
    language: str, page: Callable[[str], BeautifulSoup]
) -> None:
    soup = page(f"{language}/rollen/")
    for role in ROLES.roles:
        rows = soup.select(f"#{role.id} tbody tr")
        assert len(rows) == len(role.amounts)
        for row, amount in zip(rows, role.amounts, strict=True):
            cells = [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
            figures = [int(re.sub(r"\D", "", part)) for part in cells[0].split("–")]
            assert (figures[0], figures[-1]) == (amount.minimum, amount.maximum)
            assert cells[-1] == amount.source
        assert role.effect in soup.select_one(f"#{role.id}").get_text()
    for plan in soup.select("[data-outcome], #voorbeelden"):
        assert plan.find_next("table")
