"""Pages full of attacks, in a real browser: nothing runs, the policy has nothing to block, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import serving
from playwright.sync_api import Browser, Page
from tiles import PIXEL, TILES

pytestmark = pytest.mark.browser
PAGES = ("", "initiatieven/", "initiatieven/aanval-1/", "initiatieven/aanval-6/", "initiatieven/aanval-33/",
         "initiatieven/mengsel-0/", "campussen/", "campussen/getijdencampus/", "rollen/", "over/", "zoeken/",
         "en/initiatieven/mengsel-3/", "witte-vlekken/", "data/")  # fmt: skip
#: listens for whatever an attack would bring about, before anything of the page runs
LISTEN = """
  window.onAttack = [];
  window.aanval = () => window.onAttack.push("aanval()");
  window.alert = window.prompt = window.confirm = () => window.onAttack.push("alert");
  document.addEventListener("securitypolicyviolation", (e) => window.onAttack.push(e.violatedDirective + e.blockedURI));
"""
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def hostile_address(hostile_region: Path) -> Iterator[str]:
    with serving(hostile_region / "public") as address:
        yield address


@pytest.fixture
def listening(browser: Browser, hostile_address: str) -> Iterator[Page]:
    """A narrow tab; the test fails when anything but map tiles is asked of another host, or the page complains."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(LISTEN)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
    context.route(TILES, lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    page.on(
        "request", lambda asked: None if asked.url.startswith((hostile_address, TILES[:-2])) else told.append(asked.url)
    )
    yield page
    context.close()
    assert told == []


def test_nothing_that_was_written_runs_or_pushes_a_page_wide(listening: Page, hostile_address: str) -> None:
    wide = {}
    for address in PAGES:
        listening.goto(f"{hostile_address}/{address}", wait_until="load")
        listening.wait_for_timeout(150)
        assert listening.evaluate("window.onAttack") == [], address
        if found := listening.evaluate(WIDER):
            wide[address] = found
    assert wide == {}


def test_attacks_stay_text_in_what_scripts_draw(listening: Page, hostile_address: str) -> None:
    """The list that a filter draws again, the results of a search, and the kept list."""
    listening.goto(f"{hostile_address}/zoeken/?q=aanval")
    listening.locator("main a[href*='/initiatieven/aanval-']").first.wait_for()
    listening.goto(f"{hostile_address}/initiatieven/?q=script")
    listening.locator("[data-initiative]").first.wait_for()
    assert listening.evaluate("window.onAttack") == []
    assert listening.locator("main script:not([src]):not([type*=json]), main [onerror], main [onload]").count() == 0
