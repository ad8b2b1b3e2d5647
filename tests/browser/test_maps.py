"""Maps in a real browser: by keyboard, without tiles, without scripts, on paper; only the tiles come from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from accessibility import faults
from playwright.sync_api import Browser, Page, Route
from source_data import CAMPUSES, RECORDS, placed
from tiles import HOST, PIXEL, TILES

from site_src.check.geography import km_between

CAMPUS = f"/campussen/{CAMPUSES['IT']['id']}/"
POINTS = [(campus["lat"], campus["lon"]) for campus in CAMPUSES.values()]
FAR = {name: min(km_between(*placed(record)[0], *point) for point in POINTS)
       for name, record in RECORDS.items() if placed(record)}  # fmt: skip
INITIATIVE = f"/initiatieven/{max(FAR, key=FAR.__getitem__)}/"  # with more than its own marker and name on its map
PAGES = ("/kaart/", CAMPUS, INITIATIVE)


def _watched(browser: Browser, *, offline: bool, **settings: object) -> Iterator[tuple[Page, list[str]]]:
    """A tab that notes every host it asks for anything and every complaint but that of a tile that doesn't come."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
    page = context.new_page()
    noted: list[str] = []

    def tile(route: Route) -> None:
        route.abort() if offline else route.fulfill(body=PIXEL, content_type="image/png")

    context.route(TILES, tile)
    page.on("request", lambda request: None if "127.0.0.1" in request.url else noted.append(request.url))
    page.on("pageerror", lambda error: noted.append(f"error {error}"))
    page.on("console", lambda said: noted.append(said.text) if "Content Security Policy" in said.text else None)
    yield page, noted
    context.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    yield from _watched(browser, offline=True)


@pytest.fixture
def online(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    yield from _watched(browser, offline=False)


def opened(page: Page, url: str) -> None:
    """Opens a page and brings its map into view until it can be moved."""
    page.goto(url)
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.mouse.move(1, 1)
    page.locator("[data-map][data-ready]").wait_for()


def signs(page: Page) -> list[str]:
    """Every number and code on a marker, also those that share one."""
    return sorted(sign for group in signs_apart(page) for sign in group.split())


def signs_apart(page: Page) -> list[str]:
    """What stands on each marker."""
    return page.eval_on_selector_all("[data-signs]", "all => all.map(m => m.dataset.signs)")


@pytest.mark.parametrize("path", PAGES)
def test_the_markers_are_those_of_the_table(offline: tuple[Page, list[str]], address: str, path: str) -> None:
    page, _ = offline
    opened(page, address + path)
    rows = page.eval_on_selector_all("[data-map-scope] [data-spot]", "all => all.map(r => r.dataset.spot)")
    codes = page.eval_on_selector_all("[data-map] [data-campus]", "all => all.map(r => r.dataset.campus)")
    assert signs(page) == sorted([*set(rows), *codes])


@pytest.mark.parametrize("path", PAGES)
def test_every_marker_has_a_name_and_opens_and_closes_by_keyboard(
    offline: tuple[Page, list[str]], address: str, path: str
) -> None:
    page, noted = offline
    opened(page, address + path)
    count = page.locator("[data-signs]").count()
    assert count > 1
    for number in range(count):
        sign = page.locator("[data-signs]").nth(number)
        assert sign.get_attribute("role") == "button" and sign.get_attribute("tabindex") == "0"
        name = sign.get_attribute("aria-label")
        assert name and len(name) > 3
        sign.focus()
        page.keyboard.press("Enter" if number % 2 else "Space")
        popup = page.locator(".leaflet-popup[role=dialog]")
        popup.wait_for()
        assert popup.get_attribute("aria-label") == name
        assert page.evaluate("document.activeElement.className") == "map-popup"
        assert popup.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "Sluit"
        page.keyboard.press("Escape")
        popup.wait_for(state="detached")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    assert [url for url in noted if "service.pdok.nl" not in url] == []


def test_the_tab_key_reaches_the_markers(offline: tuple[Page, list[str]], address: str) -> None:
    page, _ = offline
    opened(page, address + INITIATIVE)
    page.locator("[data-map-live]").focus()
    reached = set()
    for _ in range(page.locator("[data-signs]").count() + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.signs ?? ''"))
    assert set(page.eval_on_selector_all("[data-signs]", "all => all.map(m => m.dataset.signs)")) <= reached


def test_a_popup_tells_what_the_row_tells(offline: tuple[Page, list[str]], address: str) -> None:
    page, _ = offline
    opened(page, address + "/kaart/")
    alone = next(sign for sign in signs_apart(page) if sign.isdigit())
    page.locator(f"[data-signs='{alone}']").focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup-content")
    row = page.locator(f"tr[data-spot='{alone}'] a")
    told, first = row.all_text_contents(), row.first.get_attribute("href")
    assert told and popup.locator("a").all_inner_texts() == told
    popup.locator("a").first.click()
    assert page.url == f"{address}{first}"


@pytest.mark.parametrize("path", PAGES)
def test_without_tiles_land_water_and_names_are_there(offline: tuple[Page, list[str]], address: str, path: str) -> None:
    page, noted = offline
    opened(page, address + path)
    assert any("service.pdok.nl" in url for url in noted), "the tiles were asked for and refused"
    assert page.locator(".leaflet-tile-loaded").count() == 0
    assert page.locator(".leaflet-ground-pane path.map-land").count() >= 1
    assert page.locator(".leaflet-ground-pane path.map-river").count() >= 1
    land, water = (page.eval_on_selector(f"[data-map-live] .{name}", "e => getComputedStyle(e).fill")
                   for name in ("map-land", "map-water"))  # fmt: skip
    assert land != water
    assert page.locator(".map-town").count() >= 2


def test_tiles_that_come_cover_our_own_ground_and_nobody_else_is_asked(
    online: tuple[Page, list[str]], address: str
) -> None:
    page, noted = online
    opened(page, address + "/kaart/")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    level = "e => Number(getComputedStyle(e).zIndex)"
    assert page.eval_on_selector(".leaflet-tile-pane", level) > page.eval_on_selector(".leaflet-names-pane", level)
    assert noted and all(url.startswith(HOST) for url in noted)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_on_a_live_map(browser: Browser, address: str, path: str, width: int, scheme: str) -> None:
    for page, _ in _watched(browser, offline=True, color_scheme=scheme):
        page.set_viewport_size({"width": width, "height": 900})
        opened(page, address + path)
        assert faults(page) == []
        page.locator("[data-signs]").first.focus()
        page.keyboard.press("Enter")
        page.locator(".leaflet-popup").wait_for()
        page.wait_for_timeout(400)
        assert faults(page) == []


def test_layers_switch_markers_rows_and_the_count_together(offline: tuple[Page, list[str]], address: str) -> None:
    page, _ = offline
    opened(page, address + CAMPUS)
    members = set(page.eval_on_selector_all("tr [data-member]", "all => all.map(m => m.dataset.member)"))
    page.locator("[data-map-layers] summary").click()
    for box in page.locator("[data-dimension=categorie] input").all():
        if box.get_attribute("value") != "haven":
            box.uncheck()
    rows = page.eval_on_selector_all("tr[data-spot]", "all => all.filter(r => !r.hidden).map(r => r.dataset.spot)")
    assert [sign for sign in signs(page) if sign.isdigit()] == sorted(rows)
    left = page.eval_on_selector_all("tr [data-member]", "all => all.filter(m => !m.hidden).map(m => m.dataset.member)")
    ports = {name for name in members if RECORDS[name].get("categorie") == "haven"}
    assert ports and set(left) == ports
    total = page.locator("[data-map]").get_attribute("data-total")
    told = f"{len(ports)} van {total} initiatieven staan op de kaart."
    assert page.locator("[data-map-told]").inner_text() == told


def test_the_wheel_scrolls_the_page_until_the_map_has_focus(offline: tuple[Page, list[str]], address: str) -> None:
    page, _ = offline
    opened(page, address + "/kaart/")
    before = page.locator("[data-map-live] .leaflet-zoom-animated").first.get_attribute("style")
    page.locator("[data-map-live]").hover()
    start = page.evaluate("scrollY")
    page.mouse.wheel(0, 300)
    page.wait_for_function("start => scrollY > start", arg=start)
    assert page.locator("[data-map-live] .leaflet-zoom-animated").first.get_attribute("style") == before


def test_leaflet_is_not_loaded_before_the_map_comes_near(browser: Browser, address: str) -> None:
    for page, _ in _watched(browser, offline=True):
        page.set_viewport_size({"width": 1280, "height": 300})
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))  # type: ignore[misc]
        page.goto(address + CAMPUS)
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if "leaflet" in url or "geojson" in url] == []
        page.locator("[data-map]").scroll_into_view_if_needed()
        page.locator("[data-map][data-ready]").wait_for()
        assert any("leaflet" in url for url in asked)


STIRS: dict[str, Callable[[Page], None]] = {
    "mouse": lambda page: page.mouse.move(9, 9),
    "keyboard": lambda page: page.keyboard.press("Tab"),
    "wheel": lambda page: page.mouse.wheel(0, 40),
}


@pytest.mark.parametrize("stir", STIRS)
def test_one_initiative_stays_light_until_the_visitor_does_something(browser: Browser, address: str, stir: str) -> None:
    for page, _ in _watched(browser, offline=True):
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))  # type: ignore[misc]
        page.set_viewport_size({"width": 1280, "height": 1200})
        page.goto(address + INITIATIVE)
        page.wait_for_load_state("networkidle")
        assert page.locator("svg.map-drawn").bounding_box()["y"] < 1200 + 300  # so near that another map would come
        assert [url for url in asked if "leaflet" in url or "/data/" in url] == []
        STIRS[stir](page)
        page.locator("[data-map][data-ready]").wait_for()
        assert any("leaflet" in url for url in asked)


def test_without_scripts_the_drawing_and_the_table_are_there(browser: Browser, address: str) -> None:
    for page, _ in _watched(browser, offline=True, java_script_enabled=False):
        page.goto(address + CAMPUS)
        page.locator("details:has([data-map-table]) > summary").click()
        assert page.locator("svg.map-drawn").is_visible() and page.locator("[data-map-table]").is_visible()
        assert not page.locator("[data-map-live]").is_visible() and not page.locator("[data-map-layers]").is_visible()


def test_on_paper_the_drawing_takes_the_place_of_the_map(offline: tuple[Page, list[str]], address: str) -> None:
    page, _ = offline
    opened(page, address + "/kaart/")
    assert page.locator("[data-map-live]").is_visible() and not page.locator("svg.map-drawn").is_visible()
    page.emulate_media(media="print")
    assert page.locator("svg.map-drawn").is_visible() and not page.locator("[data-map-live]").is_visible()


def test_when_leaflet_does_not_come_the_drawing_stays(browser: Browser, address: str) -> None:
    for page, _ in _watched(browser, offline=True):
        page.route("**/static/leaflet.*.js", lambda route: route.abort())
        page.goto(address + "/kaart/")
        page.locator("[data-map]").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert page.locator("svg.map-drawn").is_visible()
