"""Checks on one finished page, walked once. Each check says what is wrong as a Dutch sentence without a full stop."""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from lxml.etree import HTMLParser, _Element, fromstring

from site_src.model.problems import Problem

NOT_LOADED = {"canonical", "alternate"}
SCHEMES = {"", "http", "https", "mailto", "tel"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "link": "href"}
_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_SAFE = ("/", "#", "https://", "http://", "mailto:", "tel:")
_DATA = {"application/ld+json", "application/json"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one page offers (ids), asks for (links) and gets wrong (problems).

    `leads_to` are the links that a visitor can follow; those to the same page in another language are `translations`.
    """

    file: str
    ids: frozenset[str]
    links: tuple[str, ...]
    leads_to: tuple[str, ...]
    translations: tuple[str, ...]
    indexed: bool
    redirects: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A page taken apart in one walk: its elements by tag, and the attributes that checks are about."""

    root: _Element
    tags: defaultdict[str, list[_Element]] = field(default_factory=lambda: defaultdict(list))
    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    inline: list[tuple[str, str]] = field(default_factory=list)  # (tag, style or handler)

    def meta(self, attribute: str, value: str) -> str | None:
        """The content of the first <meta> with this attribute."""
        return next((tag.get("content") for tag in self.tags["meta"] if tag.get(attribute) == value), None)


def parts_of(root: _Element) -> Parts:
    """Walks the page in the order of the document."""
    parts = Parts(root)
    kept = {"id": parts.ids.append, "href": parts.hrefs.append, "src": parts.sources.append}
    for element in root.iter():
        parts.tags[str(element.tag)].append(element)
        for name, value in element.items():
            if name in kept:
                kept[name](value)
            elif name == "style" or name.startswith("on"):
                parts.inline.append((str(element.tag), name))
    return parts


def check_page(folder: Path, file: str) -> Checked:
    """Parses one HTML file of the finished site."""
    parts = parts_of(fromstring((folder / file).read_bytes(), _PARSER))
    faults = [f"het id “{name}” staat er {count} keer" for name, count in Counter(parts.ids).items() if count > 1]
    faults += [fault for check in PAGE_CHECKS for fault in check(parts)]
    links = (*parts.hrefs, *parts.sources, parts.meta("property", "og:image"))
    anchors = parts.tags["a"]
    return Checked(
        file,
        ids=frozenset(parts.ids),
        links=tuple(filter(None, links)),
        leads_to=tuple(anchor.get("href", "") for anchor in anchors if anchor.get("hreflang") is None),
        translations=tuple(anchor.get("href", "") for anchor in anchors if anchor.get("hreflang") is not None),
        indexed=parts.meta("name", "robots") is None,
        redirects=parts.meta("http-equiv", "refresh") is not None,
        problems=tuple(Problem(file, fault[:1].upper() + fault[1:] + ".", "pagina") for fault in faults),
    )


def _text(tag: _Element) -> str:
    return " ".join("".join(tag.itertext()).split())


def _says(tag: _Element) -> bool:
    """Whether there is any text in it."""
    return any(not part.isspace() for part in tag.itertext() if part)


def head_is_complete(page: Parts) -> Iterator[str]:
    """Language, title and description are there."""
    if not page.root.get("lang"):
        yield "de taal van de pagina ontbreekt"
    if not (page.root.findtext("head/title") or "").strip():
        yield "de titel ontbreekt"
    if not page.meta("name", "description"):
        yield "de omschrijving ontbreekt"


def headings_in_order(page: Parts) -> Iterator[str]:
    """One h1, and no level skipped on the way down."""
    levels = [(int(str(tag.tag)[1]), tag) for tag in page.root.iter(*HEADINGS)]
    first = sum(level == 1 for level, _ in levels)
    if first != 1:
        yield f"er hoort één h1 te zijn, het zijn er {first}"
    for (before, _), (level, tag) in itertools.pairwise(levels):
        if level > before + 1:
            yield f"de kop “{_text(tag)}” slaat een niveau over (h{before} naar h{level})"
    yield from (f"een h{level} is leeg" for level, tag in levels if not _says(tag))


def everything_has_a_name(page: Parts) -> Iterator[str]:
    """Images, links, buttons and form fields say what they are."""
    for image in page.tags["img"]:
        if image.get("alt") is None:
            yield f"de afbeelding {image.get('src')} heeft geen alt-tekst"
    for tag in (*page.tags["a"], *page.tags["button"]):
        if not (_says(tag) or tag.get("aria-label") or any(image.get("alt") for image in tag.iter("img"))):
            yield f"een {tag.tag!s} heeft geen tekst ({tag.get('href', '')})"
    yield from _unlabelled(page)


def _unlabelled(page: Parts) -> Iterator[str]:
    labelled = {label.get("for") for label in page.tags["label"]} - {None}
    shown = (tag for tag in page.tags["input"] if tag.get("type") not in {"hidden", "submit"})
    for tag in (*shown, *page.tags["select"], *page.tags["textarea"]):
        inside = next(tag.iterancestors("label"), None) is not None
        if not inside and tag.get("id") not in labelled and not tag.get("aria-label"):
            yield f"het veld “{tag.get('name')}” heeft geen label"


def nothing_inline_or_foreign(page: Parts) -> Iterator[str]:
    """The Content-Security-Policy would block it, so it may not be there."""
    yield from ("er staat opmaak in de pagina zelf (<style>)" for _ in page.tags["style"])
    for tag, name in page.inline:
        yield f"er staat opmaak in de pagina zelf (<{tag}>)" if name == "style" else f"<{tag}> heeft een {name}"
    if any(script.get("src") is None and script.get("type") not in _DATA for script in page.tags["script"]):
        yield "er staat een script in de pagina zelf"
    for loading, attribute in LOADING.items():
        for element in page.tags[loading]:
            address = element.get(attribute, "")
            if "//" in address and split(address).netloc and not NOT_LOADED & set(element.get("rel", "").split()):
                yield f"{address} komt van een andere host"


def links_are_addresses(page: Parts) -> Iterator[str]:
    """No link runs a script, and none is so broken that it has no host."""
    for link in dict.fromkeys(page.hrefs):
        if (not link.startswith(_SAFE) or "[" in link) and split(link).scheme not in SCHEMES:
            yield f"de link {link} is geen webadres"


def split(link: str) -> SplitResult:
    """The parts of an address; one that cannot be read gets the scheme "kapot"."""
    try:
        return urlsplit(link)
    except ValueError:
        return SplitResult("kapot", "", "", "", "")


def data_parses(page: Parts) -> Iterator[str]:
    """Structured data is JSON."""
    for script in page.tags["script"]:
        if script.get("type") == "application/ld+json":
            try:
                json.loads(script.text or "")
            except ValueError as error:
                yield f"de gegevens voor zoekmachines zijn geen JSON ({error})"


def tables_have_headers(page: Parts) -> Iterator[str]:
    """Each table says what its columns are."""
    for table in page.tags["table"]:
        if not any(head.get("scope") == "col" for head in table.iter("th")):
            yield "een tabel heeft geen kolomkoppen"


PAGE_CHECKS: tuple[Callable[[Parts], Iterator[str]], ...] = (
    head_is_complete,
    headings_in_order,
    everything_has_a_name,
    nothing_inline_or_foreign,
    links_are_addresses,
    data_parses,
    tables_have_headers,
)
