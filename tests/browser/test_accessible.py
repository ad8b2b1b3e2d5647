"""Every kind of page is accessible, in both languages, both colour schemes and both widths."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

KINDS = {
    "home": "/",
    "list": "/initiatieven/",
    "term": "/initiatieven/schooltype/po/",
    "municipality": "/initiatieven/gemeente/zoetermeer/",
    "empty term": "/initiatieven/activiteit/stage/",
    "initiative": "/initiatieven/jet-net-shell-rijswijk/",
    "campuses": "/campussen/",
    "campus": "/campussen/it-campus-rotterdam/",
    "method": "/verantwoording/",
    "text": "/over/",
    "not found": "/404.html",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_nothing(browser: Browser, address: str, language: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for kind, path in KINDS.items():
        page.goto(address + language + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        violations = Axe().run(page, options=RULES).response["violations"]
        faults = [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["html"][:150]) for v in violations]
        if faults:
            found[kind] = faults
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_sideways(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wide = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[kind] = found
    context.close()
    assert wide == {}
