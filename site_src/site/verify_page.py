"""Checks on one finished page. Each check says what is wrong as a Dutch sentence without a full stop."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from lxml import html
from lxml.etree import XPath
from lxml.html import HtmlElement

from site_src.problems import Problem

NOT_LOADED = {"canonical", "alternate"}
SCHEMES = {"", "http", "https", "mailto", "tel"}
_HEADINGS = XPath("//h1|//h2|//h3|//h4|//h5|//h6")
_NAMED = XPath("//a|//button")
_FIELDS = XPath("//input[not(@type='hidden' or @type='submit')]|//select|//textarea")
_LOADED = XPath("//script[@src]|//img[@src]|//iframe[@src]|//source[@src]|//video[@src]|//link[@href]")
_STYLED = XPath("//style|//*[@style]")
_SCRIPTS = XPath("//script[not(@src)]")
_HANDLERS = XPath("//@*[starts-with(name(), 'on')]")
_LINKS = XPath("//@href|//@src|//meta[@property='og:image']/@content")
_PARSER = html.HTMLParser(encoding="utf-8")
_SAFE = ("/", "#", "https://", "http://", "mailto:", "tel:")
_DATA = {"application/ld+json", "application/json"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one page offers (ids), asks for (links) and gets wrong (problems)."""

    file: str
    ids: frozenset[str]
    links: tuple[str, ...]
    indexed: bool
    problems: tuple[Problem, ...]


def check_page(folder: Path, file: str) -> Checked:
    """Parses one HTML file of the finished site."""
    root = html.document_fromstring((folder / file).read_bytes(), parser=_PARSER)
    ids = [str(name) for name in root.xpath("//@id")]
    faults = [f"het id “{name}” staat er {count} keer" for name, count in Counter(ids).items() if count > 1]
    faults += [fault for check in PAGE_CHECKS for fault in check(root)]
    links = tuple(str(link) for link in _LINKS(root) if link)
    indexed = not root.xpath("//meta[@name='robots']")
    problems = tuple(Problem(file, fault[:1].upper() + fault[1:] + ".", "pagina") for fault in faults)
    return Checked(file, frozenset(ids), links, indexed, problems)


def _text(tag: HtmlElement) -> str:
    return " ".join(str(tag.text_content()).split())


def head_is_complete(root: HtmlElement) -> Iterator[str]:
    """Language, title and description are there."""
    if not root.get("lang"):
        yield "de taal van de pagina ontbreekt"
    if not any(_text(title) for title in root.findall(".//title")):
        yield "de titel ontbreekt"
    if not root.xpath("//meta[@name='description' and string(@content)]"):
        yield "de omschrijving ontbreekt"


def headings_in_order(root: HtmlElement) -> Iterator[str]:
    """One h1, and no level skipped on the way down."""
    levels = [(int(tag.tag[1]), _text(tag)) for tag in _HEADINGS(root)]
    first = sum(level == 1 for level, _ in levels)
    if first != 1:
        yield f"er hoort één h1 te zijn, het zijn er {first}"
    for (before, _), (level, text) in itertools.pairwise(levels):
        if level > before + 1:
            yield f"de kop “{text}” slaat een niveau over (h{before} naar h{level})"
    yield from (f"een h{level} is leeg" for level, text in levels if not text)


def everything_has_a_name(root: HtmlElement) -> Iterator[str]:
    """Images, links, buttons and form fields say what they are."""
    yield from (f"de afbeelding {src} heeft geen alt-tekst" for src in root.xpath("//img[not(@alt)]/@src"))
    for tag in _NAMED(root):
        if not (tag.get("aria-label") or _text(tag) or any(image.get("alt") for image in tag.iter("img"))):
            yield f"een {tag.tag} heeft geen tekst ({tag.get('href', '')})"
    labelled = set(root.xpath("//label/@for"))
    for tag in _FIELDS(root):
        inside = next(tag.iterancestors("label"), None) is not None
        if not inside and tag.get("id") not in labelled and not tag.get("aria-label"):
            yield f"het veld “{tag.get('name')}” heeft geen label"


def nothing_inline_or_foreign(root: HtmlElement) -> Iterator[str]:
    """The Content-Security-Policy would block it, so it may not be there."""
    yield from (f"er staat opmaak in de pagina zelf (<{tag.tag}>)" for tag in _STYLED(root))
    yield from (f"<{found.getparent().tag}> heeft een {found.attrname}" for found in _HANDLERS(root))
    if any(script.get("type") not in _DATA for script in _SCRIPTS(root)):
        yield "er staat een script in de pagina zelf"
    for tag in _LOADED(root):
        address = tag.get("src") or tag.get("href", "")
        if "//" in address and split(address).netloc and not NOT_LOADED & set(tag.get("rel", "").split()):
            yield f"{address} komt van een andere host"


def links_are_addresses(root: HtmlElement) -> Iterator[str]:
    """No link runs a script, and none is so broken that it has no host."""
    for link in set(root.xpath("//@href")):
        if (not link.startswith(_SAFE) or "[" in link) and split(link).scheme not in SCHEMES:
            yield f"de link {link} is geen webadres"


def split(link: str) -> SplitResult:
    """The parts of an address; one that cannot be read gets the scheme "kapot"."""
    try:
        return urlsplit(link)
    except ValueError:
        return SplitResult("kapot", "", "", "", "")


def data_parses(root: HtmlElement) -> Iterator[str]:
    """Structured data is JSON."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            json.loads(script.text or "")
        except ValueError as error:
            yield f"de gegevens voor zoekmachines zijn geen JSON ({error})"


def tables_have_headers(root: HtmlElement) -> Iterator[str]:
    """Each table says what its columns are."""
    yield from ("een tabel heeft geen kolomkoppen" for _ in root.xpath("//table[not(.//th[@scope='col'])]"))


PAGE_CHECKS: tuple[Callable[[HtmlElement], Iterator[str]], ...] = (
    head_is_complete,
    headings_in_order,
    everything_has_a_name,
    nothing_inline_or_foreign,
    links_are_addresses,
    data_parses,
    tables_have_headers,
)
