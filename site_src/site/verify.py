"""Reads the finished site back and checks it, page by page and as a whole.

one page:   one h1, headings in order, unique ids, labels, alt texts, nothing inline, nothing from another host,
            JSON-LD parses
the site:   every internal link and anchor resolves, the sitemap is complete, no file that nothing leads to
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree import ElementTree

from lxml import html
from lxml.html import HtmlElement

from site_src.problems import Problem

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
RESOURCES = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "link": "href"}
NOT_LOADED = {"canonical", "alternate"}
SCHEMES = {"", "http", "https", "mailto", "tel"}
ENTRY_POINTS = {"sitemap.xml", "robots.txt", "404.html", "en/404.html", "sw.js", "data/initiatieven.json"}
OWN_FOLDERS = ("pagefind/", "zoeken/woorden-")  # found by scripts, not by links
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


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
    root = html.document_fromstring((folder / file).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    tags = [tag for tag in root.iter() if isinstance(tag.tag, str)]
    ids = [tag.attrib["id"] for tag in tags if "id" in tag.attrib]
    faults = [f"het id “{name}” staat er {count} keer" for name, count in Counter(ids).items() if count > 1]
    faults += [fault for check in PAGE_CHECKS for fault in check(tags)]
    links = tuple(tag.attrib[name] for tag in tags for name in ("href", "src") if tag.attrib.get(name))
    indexed = not any(tag.tag == "meta" and tag.get("name") == "robots" for tag in tags)
    problems = tuple(Problem(file, fault[:1].upper() + fault[1:] + ".", "pagina") for fault in faults)
    return Checked(file, frozenset(ids), links, indexed, problems)


def _text(tag: HtmlElement) -> str:
    return " ".join(str(tag.text_content()).split())


def head_is_complete(tags: list[HtmlElement]) -> Iterator[str]:
    """Language, title and description are there."""
    if not tags or not tags[0].get("lang"):
        yield "de taal van de pagina ontbreekt"
    if not any(tag.tag == "title" and _text(tag) for tag in tags):
        yield "de titel ontbreekt"
    if not any(tag.tag == "meta" and tag.get("name") == "description" and tag.get("content") for tag in tags):
        yield "de omschrijving ontbreekt"


def headings_in_order(tags: list[HtmlElement]) -> Iterator[str]:
    """One h1, and no level skipped on the way down."""
    levels = [(int(tag.tag[1]), _text(tag)) for tag in tags if tag.tag in HEADINGS]
    first = sum(level == 1 for level, _ in levels)
    if first != 1:
        yield f"er hoort één h1 te zijn, het zijn er {first}"
    for (before, _), (level, text) in itertools.pairwise(levels):
        if level > before + 1:
            yield f"de kop “{text}” slaat een niveau over (h{before} naar h{level})"
    yield from (f"een h{level} is leeg" for level, text in levels if not text)


def everything_has_a_name(tags: list[HtmlElement]) -> Iterator[str]:
    """Images, links, buttons and form fields say what they are."""
    labelled = {tag.get("for") for tag in tags if tag.tag == "label"}
    for tag in tags:
        if tag.tag == "img" and tag.get("alt") is None:
            yield f"de afbeelding {tag.get('src')} heeft geen alt-tekst"
        elif tag.tag in {"a", "button"} and not (
            tag.get("aria-label") or _text(tag) or any(image.get("alt") for image in tag.iter("img"))
        ):
            yield f"een {tag.tag!s} heeft geen tekst ({tag.get('href', '')})"
        elif tag.tag in {"input", "select", "textarea"} and tag.get("type") not in {"hidden", "submit"}:
            inside = next(tag.iterancestors("label"), None) is not None
            if not inside and tag.get("id") not in labelled and not tag.get("aria-label"):
                yield f"het veld “{tag.get('name')}” heeft geen label"


def nothing_inline_or_foreign(tags: list[HtmlElement]) -> Iterator[str]:
    """The Content-Security-Policy would block it, so it may not be there."""
    for tag in tags:
        if tag.tag == "style" or "style" in tag.attrib:
            yield f"er staat opmaak in de pagina zelf (<{tag.tag!s}>)"
        if (
            tag.tag == "script"
            and not tag.get("src")
            and tag.get("type") not in {"application/ld+json", "application/json"}
        ):
            yield "er staat een script in de pagina zelf"
        yield from (f"<{tag.tag!s}> heeft een {name}" for name in tag.attrib if name.startswith("on"))
        address = tag.get(RESOURCES.get(str(tag.tag), "src"), "")
        if _split(address).netloc and not NOT_LOADED & set(tag.get("rel", "").split()):
            yield f"{address} komt van een andere host"


def links_are_addresses(tags: list[HtmlElement]) -> Iterator[str]:
    """No link runs a script, and none is so broken that it has no host."""
    for tag in tags:
        if _split(tag.get("href", "")).scheme not in SCHEMES:
            yield f"de link {tag.get('href')} is geen webadres"


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link)
    except ValueError:
        return SplitResult("kapot", "", "", "", "")


def data_parses(tags: list[HtmlElement]) -> Iterator[str]:
    """Structured data is JSON."""
    for tag in tags:
        if tag.tag == "script" and tag.get("type") == "application/ld+json":
            try:
                json.loads(tag.text or "")
            except ValueError as error:
                yield f"de gegevens voor zoekmachines zijn geen JSON ({error})"


def tables_have_headers(tags: list[HtmlElement]) -> Iterator[str]:
    """Each table says what its columns are."""
    for tag in tags:
        if tag.tag == "table" and tag.find(".//th[@scope='col']") is None:
            yield "een tabel heeft geen kolomkoppen"


PAGE_CHECKS: tuple[Callable[[list[HtmlElement]], Iterator[str]], ...] = (
    head_is_complete,
    headings_in_order,
    everything_has_a_name,
    nothing_inline_or_foreign,
    links_are_addresses,
    data_parses,
    tables_have_headers,
)


def check_site(folder: Path, pages: Iterable[Checked], origin: str, base_path: str) -> list[Problem]:
    """What no single page can know: links, anchors, sitemap, orphans."""
    by_file = {page.file: page for page in pages}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    problems = [problem for page in by_file.values() for problem in page.problems]
    wanted: set[str] = set()
    for page in by_file.values():
        for link in sorted(set(page.links)):
            target, fragment = _target(link, page.file, origin, base_path)
            if target is None:
                continue
            wanted.add(target)
            if target not in files:
                problems.append(Problem(page.file, f"De link {link} gaat nergens heen.", "link"))
            elif fragment and target in by_file and fragment not in by_file[target].ids:
                problems.append(Problem(page.file, f"De link {link} wijst naar een plek die er niet is.", "anker"))
    orphans = {file for file in files - wanted - ENTRY_POINTS if not file.startswith(OWN_FOLDERS)}
    problems += [Problem(file, "Naar dit bestand leidt geen enkele link.", "wees") for file in sorted(orphans)]
    return problems + _sitemap_problems(folder, by_file, origin, base_path)


def _target(link: str, file: str, origin: str, base_path: str) -> tuple[str | None, str]:
    """The file a link means, or None when it leaves the site."""
    path = link.removeprefix(origin) if link.startswith(origin + base_path) else link
    parts = _split(path)
    if parts.scheme or parts.netloc:
        return None, ""
    fragment = unquote(parts.fragment)
    if not parts.path:
        return file, fragment
    name = unquote(parts.path).removeprefix(base_path)
    return (name + "index.html" if not name or name.endswith("/") else name), fragment


def _sitemap_problems(folder: Path, pages: dict[str, Checked], origin: str, base_path: str) -> list[Problem]:
    locations = [node.text or "" for node in ElementTree.parse(folder / "sitemap.xml").iter(SITEMAP)]
    listed = {_target(location, "", origin, base_path)[0] for location in locations}
    there = {file for file, page in pages.items() if page.indexed}
    missing = [Problem(file, "Deze pagina ontbreekt in de sitemap.", "sitemap") for file in sorted(there - listed)]
    extra = sorted(str(file) for file in listed - there)
    return missing + [
        Problem("sitemap.xml", f"{file} staat in de sitemap maar is geen pagina.", "sitemap") for file in extra
    ]
