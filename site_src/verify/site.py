"""Checks on the finished site as a whole; verify_page.py checks each page.

Every internal link and anchor resolves, the sitemap is complete, and no file stands there that nothing leads to.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from site_src.model.problems import Problem
from site_src.verify.page import Checked, split

ENTRY_POINTS = {"sitemap.xml", "robots.txt", "404.html", "en/404.html", "sw.js", "llms.txt", ".well-known/security.txt"}
OWN_FOLDERS = ("api/v1/", "static/leaflet.", "data/kaart/ondergrond.geojson", "data/kaart/instellingen.json",
               "pagefind/", "zoeken/woorden-", "zoeken/plekken.json")  # found by scripts, not by links  # fmt: skip
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


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
    parts = split(path)
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
