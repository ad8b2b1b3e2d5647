"""The gap pages and the planner in a real browser: numbers lead to what they count, plans can be made by keyboard."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from helpers import ROOT
from playwright.sync_api import Browser, Page, expect
from source_data import CAMPUSES, FIELDS, TERMS, values

from site_src.derive.insight.role_costs import BUSES, MOST, Plan, prices, total, verdict, years
from site_src.read.records import read_data

CODES = (*CAMPUSES, "")
ROLES = read_data(ROOT / "data").roles


def opened(tab: Page, address: str, path: str = "/witte-vlekken/nu/") -> None:
    tab.goto(address + path)
    tab.wait_for_selector("html[data-gaps-ready]", state="attached")


def surely(record: dict[str, Any], field: str) -> list[Any]:
    """What a record has for sure, by what is published."""
    known: list[Any] = record["feiten"][field]["ja"] if field in record["feiten"] else values(record, field)
    return known


def cells(tab: Page) -> list[tuple[str, str, str, str]]:
    """(campus, dimension=term, text, link) of every cell of the heat map."""
    found = tab.eval_on_selector_all(
        "section[data-dimension] tbody tr",
        "rows => rows.flatMap(r => [...r.cells].slice(1).map((c, i) => "
        "[i, r.dataset.term, c.querySelector('a').textContent, c.querySelector('a').getAttribute('href')]))",
    )
    return [(CODES[i], term, text, link) for i, term, text, link in found]


def test_every_cell_lists_exactly_what_it_counts(tab: Page, address: str, site: Path) -> None:
    records = json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    opened(tab, address)
    found = cells(tab)
    assert len(found) == len(CODES) * sum(len(TERMS[dimension]) for dimension in FIELDS)
    random.Random(5).shuffle(found)
    tab.goto(f"{address}/initiatieven/")
    tab.wait_for_selector("html[data-list-ready]", state="attached")
    for number, (code, key, text, link) in enumerate(found):
        dimension, term = key.split("=")
        around = [r for r in records if not code or code in r["campussen"]]
        wanted = [r["id"] for r in around if term in surely(r, FIELDS[dimension])]
        assert int(text) == len(wanted), (code, key)
        if not wanted:
            assert link == "#niemand"
            continue
        assert link == f"/initiatieven/?{f'campus={code}&' if code else ''}{key}"
        if number < 8:
            tab.goto(address + link)
        else:
            tab.evaluate("a => { history.pushState(null, '', a); dispatchEvent(new PopStateEvent('popstate')); }", link)
        shown = tab.eval_on_selector_all(
            ":not([data-group=waarschijnlijk]) > [data-list] [data-initiative]:not([hidden])",
            "cards => cards.map(c => c.dataset.initiative)",
        )  # also those behind a card that opens or behind “more”
        assert sorted(shown) == sorted(wanted), (code, key)


def test_a_column_sorts_and_says_so(tab: Page, address: str) -> None:
    opened(tab, address, "/witte-vlekken/")
    table = tab.locator("#schooltype table")
    button = table.get_by_role("button", name="GT")
    button.focus()
    tab.keyboard.press("Enter")

    def shares() -> list[int]:
        texts = table.locator("tbody tr td:nth-of-type(2)").all_inner_texts()
        return [int(re.search(r"(\d+)%", text)[1]) for text in texts]

    first = shares()
    assert first == sorted(first, reverse=True) and len(set(first)) > 3
    expect(table.locator("th[data-code=GT]")).to_have_attribute("aria-sort", "descending")
    tab.keyboard.press("Enter")
    assert shares() == sorted(first)


def test_one_subject_alone_stays_in_the_address(tab: Page, address: str) -> None:
    opened(tab, address)
    tab.locator("[data-dimension-link=doelgroep]").click()
    assert tab.url.endswith("?dimensie=doelgroep")
    expect(tab.locator("section[data-dimension]:visible")).to_have_count(1)
    tab.reload()
    expect(tab.locator("section[data-dimension]:visible")).to_have_count(1)
    tab.go_back()
    expect(tab.locator("section[data-dimension]:visible")).to_have_count(6)
    opened(tab, address, "/witte-vlekken/nu/?dimensie=<script>")
    expect(tab.locator("section[data-dimension]:visible")).to_have_count(6)


def test_without_javascript_everything_stands_there(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    for path in ("/witte-vlekken/", "/witte-vlekken/nu/"):
        page.goto(address + path)
        assert page.locator("section[data-dimension]:visible").count() >= 6
        links = page.eval_on_selector_all("[data-heatmap] a", "all => all.map(a => a.getAttribute('href'))")
        assert len(links) > 200
        for link in sorted(set(links) - {"#niemand"})[:8]:
            assert page.request.get(address + link).ok
    page.locator("[data-dimension-link=branche]").click()
    assert page.url.endswith("#branche")
    page.goto(f"{address}/rollen/")
    assert not page.locator("[data-planner]").is_visible()
    assert page.locator("[data-outcome] tbody tr").count() == 4
    assert "75.000 – 100.000" in page.locator("#voorbeelden + figure").inner_text()
    page.context.close()


def ready(tab: Page, address: str, plan: str = "") -> None:
    tab.goto(f"{address}/rollen/{plan}")
    tab.wait_for_selector("html[data-planner-ready]", state="attached")


def test_a_plan_by_keyboard_ends_up_in_the_address(tab: Page, address: str) -> None:
    ready(tab, address)
    tab.get_by_label("Activiteiten voor ouders").focus()
    for value in ("5", "3", "0", "0", "1"):
        tab.keyboard.press("Control+A")
        tab.keyboard.type(value)
        tab.keyboard.press("Tab")
    tab.keyboard.type("160000")
    tab.keyboard.press("Tab")
    expect(tab.locator("[data-told]")).to_have_text(
        "Samen € 150.000 – 175.000 in 1 jaar. Dat past alleen als het meevalt."
    )
    assert tab.url.endswith("/rollen/?ouders=5&keer=3&budget=160000")
    assert tab.evaluate("document.activeElement.name") == "bus"
    tab.keyboard.press("G")
    tab.keyboard.press("ArrowDown")
    assert tab.get_by_label("Techniekbus", exact=True).input_value() in BUSES
    url, told = tab.url, tab.locator("[data-told]").inner_text()
    tab.goto(url)
    expect(tab.locator("[data-told]")).to_have_text(told)


@pytest.mark.parametrize("query", ["?ouders=-1&jaren=0", "?ouders=1e9&bus=<b>&jaren=99999999999", "?keer=%00&ritten=é"])
def test_any_address_gives_a_plan_that_works(query: str, tab: Page, address: str) -> None:
    ready(tab, address, query)
    assert re.match(r"Samen €\s[\d.]+( – [\d.]+)? in \d+ jaar\.", tab.locator("[data-told]").inner_text())


def test_browser_and_python_agree_on_every_plan(tab: Page, address: str) -> None:
    chance = random.Random(6)
    price = prices(ROLES)
    plans = [Plan(ouders=5, keer=3), Plan(), Plan(bus="grote-bus", jaren=10)]
    for _ in range(200):
        numbers = {name: chance.randint(1 if name == "jaren" else 0, most) for name, most in MOST.items()}
        plans.append(Plan(**numbers, bus=chance.choice(BUSES)))
    ready(tab, address)
    module = tab.eval_on_selector("link[rel=modulepreload][href*=planning]", "link => link.href")
    answers = tab.evaluate(
        """async ([module, queries]) => {
          const { readPlan, writePlan, years, total, verdict } = await import(module);
          const page = JSON.parse(document.querySelector("[data-prices]").textContent);
          return queries.map((query) => {
            const plan = readPlan(query, page);
            const all = total(plan, page.prices);
            return [writePlan(plan), years(plan, page.prices), all, verdict(plan.budget, all)];
          });
        }""",
        [module, [f"?{plan.query}" for plan in plans]],
    )
    for plan, (query, by_year, all_years, fits) in zip(plans, answers, strict=True):
        cost = total(plan, price)
        assert query.removeprefix("?") == plan.query
        assert [tuple(year) for year in by_year] == years(plan, price)
        assert (tuple(all_years), fits) == (cost, verdict(plan.budget, cost))


def test_the_plan_as_csv_adds_up(tab: Page, address: str) -> None:
    plan = Plan(ouders=2, keer=4, ritten=10, opschalen=1, bus="bestelbusje", jaren=3)
    ready(tab, address, f"?{urlencode({'x': 1})}&{plan.query}")
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Download als CSV").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8-sig"))))
    sums = [
        (sum(int(r["Van"]) for r in rows if r["Jaar"] == str(year)),
         sum(int(r["Tot"]) for r in rows if r["Jaar"] == str(year)))
        for year in (1, 2, 3)
    ]  # fmt: skip
    assert sums == years(plan, prices(ROLES))
    assert all("6.1" in row["Bron"] for row in rows)


@pytest.mark.parametrize("path", ["/witte-vlekken/", "/witte-vlekken/nu/", "/witte-vlekken/kansen/", "/rollen/"])
def test_it_fits_on_a4(path: str, tab: Page, address: str) -> None:
    tab.goto(address + path)
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 680, "height": 1000})  # 180 mm between the margins, at 96 dots an inch
    wide = tab.eval_on_selector_all("table", "all => all.filter(t => t.getBoundingClientRect().right > 681).length")
    assert wide == 0
    assert not tab.locator("[data-planner]:visible, [data-actions]:visible, [data-filter]:visible").count()
