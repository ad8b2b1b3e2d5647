"""Checks on the finished site as a whole; page.py checks each page.

Every internal link and anchor resolves, the sitemap is complete, no file stands there that nothing leads to, and every
page can be reached from a home page by links that a visitor can follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from site_src.model.problems import Problem
from site_src.verify.page import Checked, split

ENTRY_POINTS = {
    "_headers", "sitemap.xml", "robots.txt", "sw.js", "llms.txt",
    ".well-known/build.json", ".well-known/build.sha256", ".well-known/security.txt",
}  # fmt: skip
OWN_FOLDERS = (  # found by scripts, not by links
    "api/v1/",
    "static/leaflet.",
    "static/pins.",
    "static/qr-code.",
    "data/kaart/ondergrond.geojson",
    "data/kaart/instellingen.json",
    "pagefind/",
    "zoeken/begrippen-",
    "zoeken/keuzes-",
    "zoeken/woorden-",
    "zoeken/plekken.json",
)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
HOME = "index.html"
NOT_FOUND = "404.html"  # a server shows it, in each language


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site stands, to tell which file a link means."""

    origin: str
    base_path: str
    _known: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    def target(self, link: str, file: str) -> tuple[str | None, str]:
        """The file that a link on the page `file` means, or None when it leaves the site; and the fragment."""
        if link not in self._known:
            self._known[link] = self._target(link)
        target, fragment = self._known[link]
        return (file if target == "" else target), fragment

    def _target(self, link: str) -> tuple[str | None, str]:
        """The same, with "" for the page itself."""
        path = link.removeprefix(self.origin) if link.startswith(self.origin + self.base_path) else link
        parts = split(path)
        if parts.scheme or parts.netloc:
            return None, ""
        fragment = unquote(parts.fragment)
        if not parts.path:
            return "", fragment
        name = unquote(parts.path).removeprefix(self.base_path)
        return (name + "index.html" if not name or name.endswith("/") else name), fragment

    def files(self, links: Iterable[str], file: str) -> set[str]:
        """The files within the site that these links mean."""
        return {target for link in set(links) if (target := self.target(link, file)[0]) is not None}


def check_site(folder: Path, pages: Iterable[Checked], origin: str, base_path: str) -> list[Problem]:
    """What no single page can know: links, anchors, orphans, sitemap."""
    address = Address(origin, base_path)
    by_file = {page.file: page for page in pages}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    problems = [problem for page in by_file.values() for problem in page.problems]
    problems += [problem for page in by_file.values() for problem in _broken_links(page, by_file, files, address)]
    problems += [*_orphan_files(by_file, files, address), *_orphan_pages(by_file, address)]
    return problems + _sitemap_problems(folder, by_file, address)


def _broken_links(page: Checked, pages: Mapping[str, Checked], files: Set[str], address: Address) -> Iterator[Problem]:
    for link in sorted(set(page.links)):
        target, fragment = address.target(link, page.file)
        if target is None:
            continue
        if target not in files:
            yield Problem(page.file, f"De link {link} gaat nergens heen.", "link")
        elif fragment and target in pages and fragment not in pages[target].ids:
            yield Problem(page.file, f"De link {link} wijst naar een plek die er niet is.", "anker")


def _orphan_files(pages: Mapping[str, Checked], files: Set[str], address: Address) -> list[Problem]:
    """Files that are no page and that no page asks for."""
    wanted = {target for page in pages.values() for target in address.files(page.links, page.file)}
    orphans = (file for file in files - wanted - pages.keys() - ENTRY_POINTS if not file.startswith(OWN_FOLDERS))
    return [Problem(file, "Naar dit bestand leidt geen enkele link.", "wees") for file in sorted(orphans)]


def _orphan_pages(pages: Mapping[str, Checked], address: Address) -> list[Problem]:
    """Pages that no visitor gets to: a page is not found because its translation links to it, or its own head does.

    A page that sends its visitors on is for links from elsewhere.
    """
    reached = _reached(pages, address)
    own = {file for file, page in pages.items() if not page.redirects and file.rpartition("/")[2] != NOT_FOUND}
    message = "Geen enkele link leidt van de voorpagina naar deze pagina."
    return [Problem(file, message, "wees") for file in sorted(own - reached)]


def _reached(pages: Mapping[str, Checked], address: Address) -> set[str]:
    """Every page on a path of links from a home page; the translations of the first home page are home pages too."""
    homes = {HOME} & pages.keys()
    waiting = homes | {file for home in homes for file in address.files(pages[home].translations, home)}
    reached: set[str] = set()
    while waiting:
        file = waiting.pop()
        reached.add(file)
        if file in pages:
            waiting |= address.files(pages[file].leads_to, file) - reached
    return reached


def _sitemap_problems(folder: Path, pages: Mapping[str, Checked], address: Address) -> list[Problem]:
    locations = [node.text or "" for node in ElementTree.parse(folder / "sitemap.xml").iter(SITEMAP)]
    listed = {address.target(location, "")[0] for location in locations}
    there = {file for file, page in pages.items() if page.indexed}
    missing = [Problem(file, "Deze pagina ontbreekt in de sitemap.", "sitemap") for file in sorted(there - listed)]
    extra = sorted(str(file) for file in listed - there)
    return missing + [
        Problem("sitemap.xml", f"{file} staat in de sitemap maar is geen pagina.", "sitemap") for file in extra
    ]
