"""Every kind of page is accessible, in both languages, both colour schemes and both widths."""

from __future__ import annotations

import itertools
import os
from collections import Counter

import pytest
import yaml
from accessibility import RULES, asked, faults
from helpers import ROOT
from playwright.sync_api import Browser, Page
from source_data import CAMPUSES, RECORDS, placed, used

from site_src.derive.facets import slug

RECORD = ROOT / "content" / "toetsen.yml"
TOWN = Counter(place["gemeente"] for r in RECORDS.values() for place in r.get("locaties", []) if "gemeente" in place)
FULLEST = max((name for name in RECORDS if placed(RECORDS[name])), key=lambda name: len(RECORDS[name]))
CAMPUS_IDS = [campus["id"] for campus in CAMPUSES.values()]
LANGUAGES = {"": "nl", "/en": "en"}
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

KINDS = {
    "home": "/",
    "list": "/initiatieven/",
    "term": "/initiatieven/schooltype/po/",
    "municipality": f"/initiatieven/gemeente/{slug(TOWN.most_common(1)[0][0])}/",
    "empty term": f"/initiatieven/activiteit/{used('activiteit')[-1]}/",
    "initiative": f"/initiatieven/{FULLEST}/",
    "owner": f"/initiatieven/{FULLEST}/beheer/",
    "campuses": "/campussen/",
    "map": "/initiatieven/?toon=kaart",
    "campus": f"/campussen/{CAMPUS_IDS[0]}/",
    "method": "/verantwoording/",
    "text": "/over/",
    "shortlist": f"/bewaard/?id={min(RECORDS)}&id={max(RECORDS)}",
    "search": "/zoeken/?q=robot",
    "embedding": "/insluiten/",
    "embedded list": "/embed/initiatieven/?schooltype=po",
    "embedded campus": f"/embed/campussen/{CAMPUS_IDS[-1]}/",
    "filtered list": "/initiatieven/?schooltype=po&doelgroep=ouders",
    "empty list": "/initiatieven/?q=zzzz",
    "gaps": "/witte-vlekken/",
    "gaps now": "/witte-vlekken/nu/?dimensie=schooltype",
    "gap figure": f"/witte-vlekken/schooltype/po/#{CAMPUS_IDS[1]}",
    "campus figures": f"/campussen/{CAMPUS_IDS[1]}/cijfers/",
    "promising": "/witte-vlekken/kansen/",
    "roles": "/rollen/?ouders=5&keer=3&bus=grote-bus&jaren=2&budget=500000",
    "open data": "/data/",
    "changes": "/veranderd/",
    "question": "/vragen/",
    "coverage": "/vragen/overzicht/",
    "licences": "/licenties/",
    "not found": "/404.html",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser: Browser, address: str, kind: str, language: str) -> None:
    found = {}
    for width in WIDTHS:
        page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme=SCHEMES[0],
            reduced_motion="reduce",  # else axe may see a colour on its way to the next
        )
        page.goto(address + language + KINDS[kind])
        found[width, SCHEMES[0]] = faults(page)
        page.emulate_media(color_scheme=SCHEMES[1])
        found[width, SCHEMES[1]] = faults(page)
        page.close()
    assert {how: what for how, what in found.items() if what} == {}


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


BIG = "() => { document.documentElement.style.fontSize = '200%' }"


def test_text_at_twice_its_size_fits_a_telephone_without_scrolling_sideways(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    wide = {}
    for language, kind in itertools.product(LANGUAGES, KINDS):
        page.goto(address + language + KINDS[kind])
        page.evaluate(BIG)
        if (found := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wide[language, kind] = found
    page.close()
    assert wide == {}


def test_the_header_leaves_room_at_400_percent_and_holds_three_languages_on_one_line(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 225})
    high = "document.querySelector('.site-header').getBoundingClientRect().height"
    page.goto(address)
    assert page.evaluate(high) <= 225 / 2
    page.set_viewport_size({"width": 1280, "height": 900})
    one = page.evaluate(high)
    page.evaluate("""() => { const all = document.querySelector('.site-header__languages');
                     all.append(all.firstElementChild.cloneNode(true));
                     document.querySelector('[data-saved-item]').hidden = false }""")
    assert page.evaluate(high) == one
    page.close()


def test_the_statement_says_what_is_tested_here(browser: Browser, address: str) -> None:
    """content/toetsen.yml feeds the accessibility page; `make statement` rewrites it after the tests above pass."""
    page = browser.new_page()
    page.goto(address)
    engine = asked(page)["testEngine"]
    page.close()
    now = {
        "hulpmiddel": f"{engine['name']} {engine['version']}",
        "browser": f"Chromium {browser.version.split('.')[0]}",
        "regels": RULES,
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


#: what a browser remembers of a site beside the cache of its worker
STORED = (
    """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await indexedDB.databases()]"""
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_another_host_breaks_its_own_policy_or_remembers_anything(
    tab: Page, address: str, language: str
) -> None:
    for path in KINDS.values():
        tab.goto(address + language + path)
        tab.wait_for_load_state("networkidle")
    assert tab.context.cookies() == []
    assert tab.evaluate(STORED) == [], "only the worker's cache, and what a visitor keeps"
