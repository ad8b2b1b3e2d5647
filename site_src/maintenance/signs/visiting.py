"""A visit to one website: its robots.txt, the page of the record, one calendar and the sitemap. Nothing more.

What robots.txt closes for this check is not asked, as good manners have it (RFC 9309).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from site_src.check.record_rules import is_web_address
from site_src.maintenance.links.http_check import Answer, State
from site_src.maintenance.signs.fetching import Fetched
from site_src.maintenance.signs.reading.page import calendar_link, tree_of
from site_src.maintenance.signs.reading.sitemaps import listed

Fetch = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True)
class Visit:
    """What came back from one website; `sitemaps` is one file, or two when the first only names others."""

    website: str
    page: Fetched
    calendar: Fetched | None = None
    sitemaps: tuple[Fetched, ...] = ()


@dataclass(slots=True)
class Visitor:
    """Visits the websites of one host after each other, and asks what they share only once."""

    fetch: Fetch
    agent: str
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _sitemaps: dict[str, tuple[Fetched, ...]] = field(default_factory=dict)

    def visit(self, website: str) -> Visit:
        """Never raises for what the other side does."""
        if not self._may(website):
            return Visit(website, Fetched(Answer(State.CLOSED), website))
        page = self.fetch(website)
        if not page.works:
            return Visit(website, page)
        return Visit(website, page, self._calendar(page), self._sitemap(page.address))

    def _calendar(self, page: Fetched) -> Fetched | None:
        tree = tree_of(page)
        link = calendar_link(tree, page.address) if tree is not None else ""
        found = self.fetch(link) if link and self._may(link) else None
        return found if found and found.works else None

    def _sitemap(self, address: str) -> tuple[Fetched, ...]:
        origin = _origin(address)
        if origin not in self._sitemaps:
            named = [place for place in self._rules(address).site_maps() or () if is_web_address(place)]
            first = self.fetch(named[0] if named else urljoin(origin, "/sitemap.xml"))
            found = [first] if first.works else []
            other = listed(first.body)[1] if first.works else ""
            second = self.fetch(other) if other else None
            self._sitemaps[origin] = (*found, second) if second and second.works else tuple(found)
        return self._sitemaps[origin]

    def _may(self, address: str) -> bool:
        return self._rules(address).can_fetch(self.agent, address)

    def _rules(self, address: str) -> RobotFileParser:
        origin = _origin(address)
        if origin not in self._robots:
            answer = self.fetch(urljoin(origin, "/robots.txt"))
            rules = RobotFileParser()
            lines = answer.body.decode("utf-8", "replace").splitlines() if answer.works else []
            plain = answer.content_type.startswith("text/plain") and b"<html" not in answer.body[:500].lower()
            rules.parse(lines[:5000] if plain else [])
            self._robots[origin] = rules
        return self._robots[origin]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
