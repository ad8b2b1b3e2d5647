"""A page of a stranger as a tree, its text, and the links that matter here."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from site_src.check.record_rules import is_web_address
from site_src.maintenance.signs.fetching import Fetched

_UNREAD = "descendant::text()[not(ancestor::script or ancestor::style or ancestor::template)]"


def tree_of(page: Fetched) -> html.HtmlElement | None:
    """The elements of a page; None when there are none. A name of an encoding that nobody knows is left out."""
    if not page.body.strip() or page.content_type not in {"text/html", "application/xhtml+xml", "text/plain"}:
        return None
    for charset in (page.charset, None):
        try:
            return html.document_fromstring(page.body, parser=html.HTMLParser(encoding=charset, no_network=True))
        except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError):
            continue
    return None


def text_of(tree: html.HtmlElement) -> str:
    """What a visitor reads, with single spaces."""
    found = tree.xpath(_UNREAD)
    return " ".join(" ".join(str(piece) for piece in found).split()) if isinstance(found, list) else ""


def calendar_link(tree: html.HtmlElement, address: str) -> str:
    """The first link to a calendar on a page; "" when there is none."""
    for element in tree.iter("a", "link"):
        target = urljoin(address, (element.get("href") or "").strip())
        kind = element.get("type") or ""
        if target.startswith("webcal://"):
            target = "https" + target.removeprefix("webcal")
        if (kind == "text/calendar" or urlsplit(target).path.lower().endswith(".ics")) and is_web_address(target):
            return target
    return ""
