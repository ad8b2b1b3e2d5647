"""What axe has against a page as it stands in the browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: only what is wrong: describing all that is right takes longer than finding what is wrong
OPTIONS = {"resultTypes": ["violations"]}


def asked(page: Page) -> dict[str, Any]:
    """The answer of axe, with every collapsed part of the page opened."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found: dict[str, Any] = Axe().run(page, options=OPTIONS | {"runOnly": RULES}).response
    return found


def faults(page: Page) -> list[tuple[str, list[str], str]]:
    """(rule, place, HTML) of the first of each kind of mistake."""
    found = asked(page)["violations"]
    return [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["html"][:150]) for v in found]
