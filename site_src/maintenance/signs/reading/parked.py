"""Is a domain for sale or empty? A page that only looks like it is “misschien”: a person decides.

Parking pages have little text, few links of their own, scripts of a handful of companies, or marks that those scripts
need. One sign alone is a doubt: a trader in domains, and a site that is being rebuilt, have one as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from site_src.maintenance.signs.event import clipped
from site_src.maintenance.signs.reading.page import text_of

LITTLE_TEXT = 1500  # characters; a front page of a real site has more
_PARKERS = (
    "above.com", "afternic.com", "bodis.com", "dan.com", "domainmarket.com", "hugedomains.com", "parkingcrew.net",
    "parklogic.com", "sedo.com", "sedoparking.com", "undeveloped.com",
)  # fmt: skip
_FOR_SALE = re.compile(
    r"(?:domein|domeinnaam|domain|domain name|website|\b[a-z0-9-]+\.(?:nl|com|org|net|eu))\W+(?:\w+\W+){0,3}?"
    r"(?:is te koop|te koop|staat te koop|is for sale|may be for sale|kopen\?)"
    r"|buy this domain|koop (?:dit domein|deze domeinnaam)|related searches|gerelateerde zoekopdrachten",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"(?:domein|domeinnaam|domain|site|website)\W+(?:\w+\W+){0,6}?(?:gereserveerd|geregistreerd|geparkeerd|parked)"
    r"|domain parking|is nog niet in gebruik|welcome to nginx|apache2? \w+ default page|index of /"
    r"|default web ?site page",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parked:
    """Whether it is certain, and why, each with what the page says."""

    certain: bool
    reasons: tuple[str, ...]


def parked(tree: html.HtmlElement, asked: str, address: str) -> Parked | None:
    """What the page gives away; None for an ordinary page. `asked` is the website of the record, `address` the end."""
    text = text_of(tree)
    little = len(text) < LITTLE_TEXT
    structure = [*_parker(asked, address), *_marks(tree)]
    said = [*_said(_FOR_SALE, text), *_said(_RESERVED, text)]
    if not structure and not (said and little):
        return None
    return Parked(bool(structure and said) or len(structure) > 1, (*structure, *said))


def _parker(asked: str, address: str) -> list[str]:
    host = (urlsplit(address).hostname or "").lower()
    known = any(host == name or host.endswith(f".{name}") for name in _PARKERS)
    return [f"het adres verwijst naar {host}"] if known and host != (urlsplit(asked).hostname or "").lower() else []


def _marks(tree: html.HtmlElement) -> list[str]:
    keyed = bool(tree.xpath("//@data-adblockkey"))
    found = ["de pagina heeft een kenmerk van advertenties (data-adblockkey)"] if keyed else []
    for element in tree.iter("script", "iframe", "frame"):
        host = _host(element.get("src") or "").lower()
        if any(host == name or host.endswith(f".{name}") for name in _PARKERS):
            found.append(f"de pagina laadt iets van {host}")
    return list(dict.fromkeys(found))[:3]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _said(pattern: re.Pattern[str], text: str) -> list[str]:
    found = pattern.search(text[:20_000])
    if not found:
        return []
    return [f"er staat “{clipped(text[max(0, found.start() - 30) : found.end() + 40], 120)}”"]
