"""What is near: postcodes, places and the browser's own location, without sending any of it anywhere."""

from __future__ import annotations

import pytest
from helpers import ROOT
from playwright.sync_api import Browser, Page
from source_data import RECORDS, placed

from site_src.check.geography import km_between
from site_src.read.geodata import read_gazetteer

NEARBY = read_gazetteer(ROOT / "data/geo")


def near(tab: Page) -> list[tuple[str, float]]:
    """(id, kilometres) of the results with a distance, in the order on the screen."""
    return tab.eval_on_selector_all(
        "[data-initiative]:not([hidden])[data-distance-km]",
        "cards => cards.map(card => [card.dataset.initiative, Number(card.dataset.distanceKm)])",
    )


def kilometres(lat: float, lon: float) -> dict[str, float]:
    """Id -> how far the nearest place of an initiative is, for those that have a place."""
    return {name: min(km_between(lat, lon, *point) for point in placed(record))
            for name, record in RECORDS.items() if placed(record)}  # fmt: skip


def centre(question: str) -> tuple[float, float]:
    """(lat, lon) of a postcode or a place."""
    known = NEARBY.centre_of(question)
    if known:
        return known[:2]
    towns = (town for town in NEARBY.towns if question.casefold() in {n.casefold() for n in (town.name, *town.also)})
    return next((town.lat, town.lon) for town in towns)


def ask(tab: Page, address: str, question: str) -> list[tuple[str, float]]:
    tab.goto(f"{address}/initiatieven/")
    tab.locator("[name=pc]").fill(question)
    tab.locator("[name=pc]").press("Enter")
    tab.locator("[data-near-told]:not(:empty)").wait_for()
    return near(tab)


def test_2712_puts_what_is_near_zoetermeer_first(tab: Page, address: str) -> None:
    found = ask(tab, address, "2712")
    assert dict(found) == pytest.approx(kilometres(*centre("2712")), abs=0.2)
    assert [km for _, km in found] == sorted(km for _, km in found)
    dividers = tab.locator("[data-divider]").all_inner_texts()
    assert dividers[0] == "Landelijk en online"
    assert tab.url.endswith("#pc=2712")


@pytest.mark.parametrize(
    "question", ["3232", "Hoogvliet", "Scheveningen", "2595 AN", "2595an", "den haag", "'s-Gravenhage"]
)
def test_postcodes_and_places_work(tab: Page, address: str, question: str) -> None:
    found = ask(tab, address, question)
    assert dict(found) == pytest.approx(kilometres(*centre(question)), abs=0.2)
    assert [km for _, km in found] == sorted(km for _, km in found)


@pytest.mark.parametrize(
    ("question", "municipality"), [("3011", "Rotterdam"), ("Naaldwijk", "Westland"), ("2611", "Delft")]
)
def test_what_works_in_the_municipality_is_near_and_its_card_says_so(
    tab: Page, address: str, question: str, municipality: str
) -> None:
    ask(tab, address, question)
    local = {name for name, record in RECORDS.items() if record.get("bereik") != "landelijk-online"}
    works = {name for name in local if municipality in RECORDS[name].get("werkgebied", [])}
    cards = tab.locator("[data-initiative]:not([hidden])")
    told = dict(
        cards.evaluate_all(
            "all => all.map(c => [c.dataset.initiative, c.querySelector('[data-distance]').textContent])"
        )
    )
    assert works and {name for name, words in told.items() if "werkt in jouw gemeente" in words} == works
    order, kinds = list(told), tab.locator("[data-divider]").all_inner_texts()
    assert kinds[0] == "Landelijk en online"
    first_national = next(n for n, name in enumerate(order) if name not in local)
    assert all(order.index(name) < first_national for name in works)


def test_a_place_elsewhere_works_nowhere_here(tab: Page, address: str) -> None:
    ask(tab, address, "2712")
    told = tab.locator("[data-initiative=sto-barendrecht-en-ridderkerk] [data-distance]").text_content()
    assert "werkt in jouw gemeente" not in (told or "")


def test_the_granted_location_works_and_a_refused_one_says_what_to_try(browser: Browser, address: str) -> None:
    context = browser.new_context(geolocation={"latitude": 52.047, "longitude": 4.513}, permissions=["geolocation"])
    page = context.new_page()
    page.goto(f"{address}/initiatieven/")
    page.locator("[data-here]").click()
    page.locator("[data-distance-km]").first.wait_for()
    assert dict(near(page)) == pytest.approx(kilometres(52.047, 4.513), abs=0.2)
    context.close()
    refused = browser.new_context()
    page = refused.new_page()
    page.goto(f"{address}/initiatieven/")
    page.locator("[data-here]").click()
    page.locator("[data-near-told]:not(:empty)").wait_for()
    assert "postcode" in page.locator("[data-near-told]").inner_text()
    refused.close()


@pytest.mark.parametrize("question", ["9999", "0000", "12", "12345", "Atlantis", "<b>x</b>", "9711 AA"])
def test_what_is_not_found_gets_a_sentence_that_says_what_to_try(tab: Page, address: str, question: str) -> None:
    assert ask(tab, address, question) == []
    told = tab.locator("[data-near-told]").inner_text()
    assert any(word in told for word in ("Typ", "Kies", "Probeer"))
    assert tab.locator("main b").count() == 0


def test_the_postcode_is_in_no_request(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    page.goto(f"{address}/")
    page.locator("[name=pc]").fill("2712")
    page.locator("[name=pc]").press("Enter")
    page.locator("[data-picks-all]").click()
    page.wait_for_url("**/initiatieven/**")
    page.locator("[data-distance-km]").first.wait_for()
    page.reload()
    page.locator("[data-distance-km]").first.wait_for()
    assert page.url.endswith("#pc=2712")
    assert not [url for url in asked if "2712" in url.split("#")[0]]
    assert all("127.0.0.1" in url for url in asked)
    context.close()


def test_from_a_campus_page_the_list_is_about_that_campus(tab: Page, address: str) -> None:
    tab.goto(f"{address}/campussen/green-technology-campus/")
    tab.locator("[name=pc]").fill("Brielle")
    tab.locator("[name=pc]").press("Enter")
    tab.wait_for_url("**/initiatieven/?campus=GT**")
    assert "#pc=Brielle" in tab.url


def test_without_javascript_nothing_asks_for_a_postcode(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    assert page.locator("[name=pc]:visible").count() == 0
    page.locator('a[href^="/initiatieven/gemeente/"]').first.click()
    assert page.locator("[data-initiative]").count() > 0
    context.close()
