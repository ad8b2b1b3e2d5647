"""Events in the structured data of a page: JSON-LD and microdata in the words of schema.org.

extruct reads both. Each block is read apart, so that one with a mistake doesn't hide the others, and within limits:
references between parts of a page (`itemref`) are left out, since a few kilobytes of them can take hours.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, Protocol

from lxml import html

from site_src.maintenance.signs.event import Event, clipped, day_of
from site_src.model.problems import SiteError

MOST_BLOCKS, MOST_PARTS = 50, 5000
MOST_MICRODATA = 500_000  # bytes of a page; larger ones are only read for JSON-LD
_ALSO_EVENTS = {"Festival", "Hackathon", "EventSeries", "CourseInstance"}
_SCRIPTS = "//script[starts-with(normalize-space(@type), 'application/ld+json')]"
_ITEMS = (
    "//*[@itemscope][contains(@itemtype, 'schema.org/')][contains(@itemtype, 'Event')]"
    "[not(ancestor::*[@itemscope][contains(@itemtype, 'Event')])]"
)


class ReaderMissing(SiteError):
    """extruct is not installed; the message says how to install it."""


class _Extractor(Protocol):
    def extract_items(self, document: Any, base_url: str | None) -> list[dict[str, Any]]: ...


def extractors() -> tuple[_Extractor, _Extractor]:
    """The readers of JSON-LD and of microdata; raises ReaderMissing."""
    try:
        from extruct.jsonld import JsonLdExtractor
        from extruct.w3cmicrodata import MicrodataExtractor
    except ImportError as error:
        raise ReaderMissing("extruct ontbreekt; installeer het met: pip install '.[signs]'") from error
    return JsonLdExtractor(), MicrodataExtractor()


def structured_events(tree: html.HtmlElement, address: str, size: int) -> Iterator[Event]:
    """Every event with a date; `size` is how many bytes the page has."""
    json_ld, microdata = extractors()
    for script in tree.xpath(_SCRIPTS)[:MOST_BLOCKS]:
        plain = html.Element("script", type="application/ld+json")
        plain.text = str(script.xpath("string()"))
        yield from _events(_read(json_ld, plain), address, "JSON-LD")
    if size <= MOST_MICRODATA:
        for item in tree.xpath(_ITEMS)[:MOST_BLOCKS]:
            yield from _events([_flat(found) for found in _read(microdata, _alone(item))], address, "microdata")


def _read(extractor: _Extractor, element: html.HtmlElement) -> list[Any]:
    try:
        return extractor.extract_items(element, base_url=None)
    except (ValueError, RecursionError, TypeError, AttributeError, KeyError):
        return []  # a mistake of the site, which says nothing about its events


def _alone(item: html.HtmlElement) -> html.HtmlElement:
    """A part of the page without the rest, and without references to the rest."""
    part = copy.deepcopy(item)
    for element in part.xpath("descendant-or-self::*[@itemref]"):
        del element.attrib["itemref"]
    return part


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    """Microdata in the form of JSON-LD."""
    properties = item.get("properties")
    return {"@type": item.get("type", ""), **(properties if isinstance(properties, dict) else {})}


def _events(found: list[Any], address: str, form: str) -> Iterator[Event]:
    for part in _parts(found):
        start = day_of(_first(part.get("startDate")))
        if start and _is_event(part.get("@type")):
            until = day_of(_first(part.get("endDate"))) or start
            name = _first(part.get("name"))
            yield Event(
                clipped(name if isinstance(name, str) else "", 120), start, max(start, until), _quote(part), address,
                form, "EventCancelled" in str(_first(part.get("eventStatus")))[:80],
            )  # fmt: skip


def _parts(found: list[Any]) -> Iterator[dict[str, Any]]:
    """Every object in a piece of JSON, however deep, without recursion and no more than MOST_PARTS values."""
    waiting: list[Any] = list(reversed(found))
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
        inner = list(part.values()) if isinstance(part, dict) else part if isinstance(part, list) else []
        waiting += [value for value in inner[:MOST_PARTS] if isinstance(value, dict | list)][::-1]


def _is_event(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    names = {str(name)[:100].rstrip("/").rpartition("/")[2].rpartition(":")[2] for name in kinds[:10]}
    return any(name.endswith("Event") or name in _ALSO_EVENTS for name in names)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _quote(part: dict[str, Any]) -> str:
    """The lines that say what and when, as the site has them."""
    kept = {key: part[key] for key in ("name", "startDate", "endDate", "eventStatus") if isinstance(part.get(key), str)}
    return clipped(json.dumps(kept, ensure_ascii=False)[1:-1])
