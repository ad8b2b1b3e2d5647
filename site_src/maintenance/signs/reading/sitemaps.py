"""Sitemaps (sitemaps.org): addresses that speak of events, with the day in the address or the day they changed."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from site_src.check.record_rules import is_web_address
from site_src.maintenance.signs.event import Event, clipped, day_of

MOST_ADDRESSES = 50_000  # what the standard allows in one file
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip
_EVENT_WORDS = {
    "agenda", "beurs", "beurzen", "evenement", "evenementen", "event", "events", "informatieavond", "informatieavonden",
    "kijkdag", "kijkdagen", "meeloopdag", "meeloopdagen", "open-avond", "open-avonden", "open-dag", "open-dagen",
    "open-huis", "openavond", "opendag", "opendagen", "proefles", "proeflessen", "proefstuderen", "workshop",
    "workshops",
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(20\d\d)(?!\d)")
_MONTH_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})-({'|'.join(_MONTHS)})-(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class ListedPage:
    """An address of a sitemap that speaks of events; `changed` is what the sitemap says of it."""

    address: str
    changed: dt.date | None


def listed(body: bytes, below: str = "") -> tuple[list[ListedPage], str]:
    """The pages that speak of events below an address, and the first other sitemap that does.

    No entity is opened and nothing is fetched, whatever the file asks (a billion laughs, a file of this machine).
    """
    pages: list[ListedPage] = []
    other = ""
    for number, (kind, address, changed) in enumerate(_entries(body)):
        if number >= MOST_ADDRESSES:
            break
        if not is_web_address(address) or not _speaks_of_events(address):
            continue
        if kind == "sitemap":
            other = other or address
        elif _below(address, below):
            pages.append(ListedPage(address, day_of(changed)))
    return pages, other


def dated(pages: list[ListedPage], sitemap: str) -> Iterator[Event]:
    """The events whose day stands in their address."""
    for page in pages:
        if day := _day_in(urlsplit(page.address).path.lower()):
            yield Event(_name(page.address), day, day, clipped(page.address), sitemap, "sitemap")


def _entries(body: bytes) -> Iterator[tuple[str, str, str]]:
    """(url or sitemap, address, last change) of every row."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for row in root if root is not None else ():
        kind = _local(row)
        if kind in {"url", "sitemap"}:
            inner = {_local(part): (part.text or "").strip()[:2000] for part in row}
            yield kind, inner.get("loc", ""), inner.get("lastmod", "")


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _below(address: str, below: str) -> bool:
    """A site that is a corner of a larger one is only told of that corner."""
    path = urlsplit(below).path.rstrip("/")
    return not path or (urlsplit(address).path + "/").startswith(path + "/")


def _speaks_of_events(address: str) -> bool:
    words = [word for word in re.split(r"[^a-z0-9]+", unquote(urlsplit(address).path).lower()) if word]
    pairs = {f"{one}-{two}" for one, two in itertools.pairwise(words)}
    return bool(_EVENT_WORDS & (set(words) | pairs))


def _day_in(path: str) -> dt.date | None:
    if found := _YEAR_FIRST.search(path):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.search(path):
        year, month, day = int(found[3]), int(found[2]), int(found[1])
    elif found := _MONTH_NAME.search(path):
        year, month, day = int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _name(address: str) -> str:
    """The last words of an address, without the day: “open dag”."""
    path = unquote(urlsplit(address).path).lower()
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _MONTH_NAME):
        path = pattern.sub("", path)
    pieces = [re.sub(r"[^\w]+", " ", piece).strip() for piece in path.split("/")]
    return clipped(next((piece for piece in reversed(pieces) if piece), ""), 120)
