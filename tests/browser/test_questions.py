"""The three questions at home: the picks are true, the best come first, and nobody needs more than five actions."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from accessibility import faults
from helpers import ROOT
from playwright.sync_api import Browser, Page
from source_data import RECORDS, read_yaml
from test_near import NEARBY, centre, kilometres

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.questions import choices

SETTINGS = read_yaml(ROOT / "content/site.yml")
SURE, OPEN, PROBABLE, UNKNOWN = range(4)
RADIUS = SETTINGS["straal_km"]
WAYS = SETTINGS["vragen"]["hoe"]
YEARS = [
    (row["schooltypen"], kind, year)
    for row in SETTINGS["vragen"]["wie"]
    for kind, ends in (("groep", row.get("groepen")), ("klas", row.get("klassen")))
    if ends
    for year in range(ends[0], ends[1] + 1)
]
PLACES = ["3201", "2512", "2712", "3011", "Naaldwijk", "Brielle", "Delft"]
SCREENS = [(360, 740), (1280, 900)]


@pytest.fixture(scope="module")
def facts(site: Path) -> dict[str, dict[str, Any]]:
    """What the published data say of each initiative."""
    rows = json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    return {row["id"]: row for row in rows}


def told(row: dict[str, Any], field: str, term: str) -> str:
    """What is known of a term: ja, waarschijnlijk, nee or onbekend; `deelname` has room for one."""
    if field == "deelname":
        return "onbekend" if field not in row else "ja" if row[field] == term else "nee"
    return next((name for name, terms in row["feiten"][field].items() if term in terms), "onbekend")


def for_whom(row: dict[str, Any], terms: list[str], kind: str, year: int) -> int | None:
    """How sure it is for a year of school; None when it is not."""
    answer, *stages = (told(row, "schooltypen", term) for term in terms)
    first, last = row.get(f"{kind}_van"), row.get(f"{kind}_tot")
    known = first is not None or last is not None
    inside = known and (first or 0) <= year <= (last or 9)
    if answer == "nee" or (known and not inside) or (not known and "nee" in stages):
        return None
    if answer != "ja":
        return PROBABLE if answer == "waarschijnlijk" else UNKNOWN
    return SURE if inside or (stages and set(stages) == {"ja"}) else OPEN


def in_what_way(row: dict[str, Any], terms: list[str]) -> int | None:
    """How sure it is that somebody can take part in one of these ways; None when they can't."""
    answers = {told(row, "deelname", term) for term in terms}
    ranks = {"ja": SURE, "waarschijnlijk": PROBABLE, "onbekend": UNKNOWN}
    return min((ranks[answer] for answer in answers if answer in ranks), default=None)


def test_what_an_answer_could_change_at_home_is_counted_as_the_picks_judge(
    catalogue: Catalogue, facts: dict[str, dict[str, Any]]
) -> None:
    for item in catalogue.initiatives:
        stand = choices.Stand(item, catalogue.knowledge.known[item.id], catalogue.reach[item.id])
        for years in catalogue.settings.questions.who:
            kind = "groep" if years.groups else "klas"
            for year in years.years:
                judged = for_whom(facts[item.id], list(years.terms), kind, year)
                assert choices.for_whom(stand, years, year) == (choices.NEVER if judged is None else judged)
        for terms in WAYS.values():
            way = in_what_way(facts[item.id], terms)
            assert choices.in_what_way(stand, terms) == (choices.NEVER if way is None else way)


def where(row: dict[str, Any], place: str) -> int | None:
    """How sure it is that it is to be had here; None when it is too far."""
    if row["bereik"] == "landelijk-online":
        return SURE
    far = kilometres(*centre(place)).get(row["id"])
    area, town = row.get("werkgebied", []), municipality(place)
    if town in area:
        return SURE
    if far is not None and far > 2.5 * RADIUS:
        return None
    return UNKNOWN if area or far is None else SURE


def municipality(place: str) -> str:
    """The municipality of a postcode or a place."""
    known = NEARBY.centre_of(place)
    name = NEARBY.postcodes[place].town if known else place
    towns = {
        "Naaldwijk": "Westland",
        "Brielle": "Voorne aan Zee",
        "Spijkenisse": "Nissewaard",
        "'s-Gravenhage": "Den Haag",
    }
    return towns.get(name, name)


ASK = """async ([school, how, asked, most]) => {
  const links = [...document.querySelectorAll('link[rel=modulepreload]')].map(link => link.href);
  const module = name => import(links.find(link => link.includes(`/${name}.`)));
  const [near, picks] = [await module('near'), await module('picks')];
  const form = document.querySelector('form[data-questions]').dataset;
  const { initiatieven } = await (await fetch(form.questions)).json();
  const place = asked && await near.findPlace(asked, form.table);
  const tools = { distanceTo: near.nearest, radius: Number(form.radius) };
  return picks.pick(initiatieven, { school, how, place }, tools, most)
    .map(({ item, level, who, band, km }) => ({ id: item.id, level, who, band, km, facts: item.feiten }));
}"""
MOVED = """new PerformanceObserver(list => {
  const inside = ({ node }) => document.querySelector('main')?.contains(node);
  const shifts = list.getEntries().filter(shift => shift.sources.some(inside));
  for (const shift of shifts) window.moved = (window.moved ?? 0) + shift.value;
}).observe({ type: 'layout-shift', buffered: true })"""


def test_two_hundred_random_answers_get_what_the_records_say_the_best_first(
    tab: Page, address: str, facts: dict[str, dict[str, Any]]
) -> None:
    tab.goto(f"{address}/")
    rng = random.Random(20261124)
    sizes = set()
    for _ in range(200):
        year, way = rng.choice([None, *YEARS]), rng.choice([None, *WAYS.values()])
        place = rng.choice([None, *PLACES])
        school = year and {"terms": year[0], "kind": year[1], "year": year[2]}
        found = tab.evaluate(ASK, [school, way and {"terms": way}, place, 999])
        expected = {}
        for name, row in facts.items():
            asked = [year and for_whom(row, *year), way and in_what_way(row, way), place and where(row, place)]
            answers = [answer for question, answer in zip((year, way, place), asked, strict=True) if question]
            if row["status"] != "gestopt" and None not in answers:
                expected[name] = max([SURE, *answers])
        assert {row["id"]: row["level"] for row in found} == expected, (year, way, place)
        order = [(row["level"], row["who"], row["band"], row["km"], -row["facts"]) for row in found]
        assert order == sorted(order)
        sizes.add(len(found))
    assert len(sizes) > 10


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("year", "place", "way", "school", "word"),
    [("po-7", "3201", "zelf", "po", "robot"), ("havo-3", "2512", "zelf", "havo", "")],
    ids=["a girl of 10 in 3201 who likes robots", "a son in 3 havo in 2512"],
)
def test_a_parent_has_a_result_that_fits_after_four_actions(
    browser: Browser, address: str, width: int, height: int, language: str,
    year: str, place: str, way: str, school: str, word: str, facts: dict[str, dict[str, Any]],
) -> None:  # fmt: skip
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(f"{address}{language}/")
    actions = [
        lambda: tab.locator("#wie").select_option(year),
        lambda: tab.locator("[name=pc]").fill(place),
        lambda: tab.locator(f"[name=hoe][value={way}]").check(),
        lambda: tab.locator("[data-questions] [type=submit]").click(),
    ]
    for act in actions:
        act()
    tab.locator("[data-pick]").first.wait_for()
    ids = tab.locator("[data-pick]").evaluate_all("all => all.map(one => one.dataset.pick)")
    levels = tab.locator("[data-pick]").evaluate_all("all => all.map(one => Number(one.dataset.level))")
    assert 1 <= len(ids) <= 5
    assert levels == sorted(levels)
    assert told(facts[ids[0]], "schooltypen", school) == "ja"
    assert told(facts[ids[0]], "deelname", "met-de-klas") != "ja"
    assert any(word in facts[name]["samenvatting"] for name in ids[:2])
    assert all(tab.locator("[data-pick] ul").nth(n).locator("li").count() >= 3 for n in range(len(ids)))
    heading, first = tab.locator("#keuze").bounding_box(), tab.locator("[data-pick] a").first.bounding_box()
    assert heading
    assert 0 <= heading["y"] < first["y"] < height
    assert tab.evaluate("document.activeElement.id") == "keuze"
    tab.close()


def test_the_reasons_are_sentences_about_this_child_and_this_place(tab: Page, address: str) -> None:
    tab.goto(f"{address}/#wie=po-7&pc=3011&hoe=klas")
    tab.locator("[data-pick]").first.wait_for()
    reasons = " | ".join(tab.locator("[data-pick] .reason").all_inner_texts())
    for sentence in ("voor groep 7 (", "km van 3011 Rotterdam", "met de klas", "landelijk of online, dus ook bij jou"):
        assert sentence in reasons
    assert "{" not in reasons
    assert "undefined" not in reasons
    tab.goto(f"{address}/en/#wie=havo-3&pc=2512")
    tab.reload()
    tab.locator("[data-pick]").first.wait_for()
    reasons = " | ".join(tab.locator("[data-pick] .reason").all_inner_texts())
    assert "for havo, lower secondary" in reasons
    assert "{" not in reasons


def test_show_all_leads_to_the_list_with_the_same_school_and_place_and_as_many_as_it_said(
    tab: Page, address: str
) -> None:
    tab.goto(f"{address}/#wie=vmbo-2&pc=2712")
    all_of_them = tab.locator("[data-picks-all]")
    all_of_them.wait_for()
    n = int(all_of_them.inner_text().split("(")[1].rstrip(")"))
    all_of_them.click()
    tab.wait_for_url("**/initiatieven/?schooltype=vmbo#pc=2712")
    tab.locator("[data-distance-km]").first.wait_for()
    assert int(tab.locator("[data-count]").inner_text().split()[0]) == n


def test_the_answers_are_still_there_after_going_back(tab: Page, address: str) -> None:
    tab.goto(f"{address}/")
    tab.locator("#wie").select_option("havo-4")
    tab.locator("[name=pc]").fill("Delft")
    tab.locator("[name=pc]").press("Enter")
    first = tab.locator("[data-pick] a").first
    first.wait_for()
    name = first.inner_text()
    first.click()
    tab.wait_for_url("**/initiatieven/**")
    tab.go_back()
    assert tab.locator("[data-pick] a").first.inner_text() == name
    assert (tab.locator("#wie").input_value(), tab.locator("[name=pc]").input_value()) == ("havo-4", "Delft")


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_question_where_stands_on_the_first_screen_and_nothing_moves(
    browser: Browser, address: str, width: int, height: int, language: str
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.add_init_script(MOVED)
    tab.goto(f"{address}{language}/")
    tab.locator("html[data-questions-ready]").wait_for(state="attached")
    tab.wait_for_load_state("networkidle")
    field = tab.locator("[name=pc]").bounding_box()
    assert field
    assert field["y"] + field["height"] < height - 60
    assert tab.evaluate("window.moved ?? 0") == 0
    picture = tab.locator(".home__picture").bounding_box()
    assert picture
    assert picture["height"] > 80
    assert tab.evaluate("document.documentElement.scrollHeight") < (5500 if width == 360 else 3200)
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_picks_and_they_fit(browser: Browser, address: str, width: int, scheme: str) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.goto(f"{address}/#wie=vmbo-2&pc=2712&hoe=klas")
    tab.locator("[data-pick]").first.wait_for()
    assert faults(tab) == []
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tab.evaluate("document.querySelector('main').scrollWidth") <= width
    tab.close()


@pytest.mark.parametrize("answers", ["wie=vwo-99&hoe=vliegend&pc=<b>", "wie=&pc=&hoe=", "x=1"])
def test_nonsense_behind_the_address_leaves_a_form_that_works(tab: Page, address: str, answers: str) -> None:
    tab.goto(f"{address}/#{answers}")
    tab.locator("html[data-questions-ready]").wait_for(state="attached")
    assert tab.locator("main b").count() == 0
    tab.locator("#wie").select_option("vwo-6")
    tab.locator("[name=pc]").fill("")
    tab.locator("[data-questions] [type=submit]").click()
    tab.locator("[data-pick]").first.wait_for()


def test_a_place_that_is_not_known_is_told_and_what_stood_there_stays(tab: Page, address: str) -> None:
    tab.goto(f"{address}/")
    tab.locator("[name=pc]").fill("Atlantis")
    tab.locator("[name=pc]").press("Enter")
    tab.locator("[data-near-told]:not(:empty)").wait_for()
    assert "Atlantis" in tab.locator("[data-near-told]").inner_text()
    assert tab.evaluate("document.activeElement.name") == "pc"


def test_without_an_answer_or_without_the_file_the_whole_list_is_the_answer(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    tab = context.new_page()
    tab.goto(f"{address}/")
    tab.locator("[data-questions] [type=submit]").click()
    tab.wait_for_url("**/initiatieven/")
    tab.route("**/keuzes-*.json", lambda route: route.abort())
    tab.goto(f"{address}/")
    tab.locator("#wie").select_option("havo-3")
    tab.locator("[data-questions] [type=submit]").click()
    tab.wait_for_url("**/initiatieven/?schooltype=havo")
    context.close()


def test_the_picks_are_not_loaded_before_somebody_answers(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}/")
    tab.locator("html[data-questions-ready]").wait_for(state="attached")
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "keuzes-" in url or "plekken" in url]


def test_without_javascript_the_form_leads_to_the_list_and_everything_else_is_there(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/")
    assert tab.locator("[name=pc]:visible").count() == 0
    assert tab.locator(".door a:visible").count() > 8
    assert tab.locator('a[href^="/campussen/"]:visible').count() > 8
    tab.locator("#wie").select_option("po-7")
    tab.locator("[data-questions] [type=submit]").click()
    tab.wait_for_url("**/initiatieven/?*#onderwerpen")
    assert "pc=" not in tab.url
    assert tab.locator("[data-initiative]").count() == len(RECORDS)
    context.close()
