"""Every kind of page is accessible, in both languages, both colour schemes and both widths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
RECORD = ROOT / "content" / "toetsen.yml"
LANGUAGES = {"": "nl", "/en": "en"}
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

KINDS = {
    "home": "/",
    "list": "/initiatieven/",
    "term": "/initiatieven/schooltype/po/",
    "municipality": "/initiatieven/gemeente/zoetermeer/",
    "empty term": "/initiatieven/activiteit/stage/",
    "initiative": "/initiatieven/jet-net-shell-rijswijk/",
    "campuses": "/campussen/",
    "map": "/kaart/",
    "campus": "/campussen/it-campus-rotterdam/",
    "method": "/verantwoording/",
    "text": "/over/",
    "shortlist": "/bewaard/?id=vhto&id=go-dare",
    "search": "/zoeken/?q=robot",
    "embedding": "/insluiten/",
    "embedded list": "/embed/initiatieven/?schooltype=po",
    "embedded campus": "/embed/campussen/biotech-campus/",
    "filtered list": "/initiatieven/?schooltype=po&doelgroep=ouders",
    "empty list": "/initiatieven/?q=zzzz",
    "gaps": "/witte-vlekken/",
    "gaps now": "/witte-vlekken/nu/?dimensie=schooltype",
    "promising": "/witte-vlekken/kansen/",
    "roles": "/rollen/?ouders=5&keer=3&bus=grote-bus&jaren=2&budget=500000",
    "open data": "/data/",
    "changes": "/veranderd/",
    "not found": "/404.html",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
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


def test_the_statement_says_what_is_tested_here(browser: Browser, address: str) -> None:
    """content/toetsen.yml feeds the accessibility page; `make statement` rewrites it after the tests above pass."""
    page = browser.new_page()
    page.goto(address)
    engine = Axe().run(page, options=RULES).response["testEngine"]
    page.close()
    now = {
        "hulpmiddel": f"{engine['name']} {engine['version']}",
        "browser": f"Chromium {browser.version.split('.')[0]}",
        "regels": RULES["runOnly"],
        "soorten_paginas": len(KINDS),
        "talen": list(LANGUAGES.values()),
        "schermbreedtes": list(WIDTHS),
        "kleurenschemas": list(SCHEMES),
        "fouten": 0,
    }
    if os.environ.get("WRITE_STATEMENT"):
        text = yaml.safe_dump({"datum": os.environ["WRITE_STATEMENT"], **now}, allow_unicode=True, sort_keys=False)
        RECORD.write_text("# Gemaakt door `make statement`, als alle toetsen slagen.\n" + text, encoding="utf-8")
    recorded = yaml.safe_load(RECORD.read_text("utf-8"))
    fixed = ("regels", "soorten_paginas", "talen", "schermbreedtes", "kleurenschemas", "fouten")
    assert {key: recorded[key] for key in fixed} == {key: now[key] for key in fixed}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_another_host_or_breaks_its_own_policy(tab: Page, address: str, language: str) -> None:
    for path in KINDS.values():
        tab.goto(address + language + path)
        tab.wait_for_load_state("networkidle")
