"""Two sites of Hugo to measure beside: a plain one, and one that does the same work as ours.

The plain one is what anybody makes in an afternoon: one language, a page a record with related ones, lists, terms, a
sitemap and a feed. The other has two languages, JSON of each record, an index for searching, and as many pages and
bytes of HTML as a site of ours that was built before; the bytes it lacks come from one drawing that every page repeats,
which costs Hugo nothing but writing, so a comparison is never easier for us than it should be. Templates stand in
tests/bench/hugo/; content is made here, before anything is measured.
"""

from __future__ import annotations

import json
import math
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import yaml
from lxml import html

from site_src.check.geography import km_between
from tests.bench.measure import Cost, cost_of

TEMPLATES = Path(__file__).parent / "hugo"
HUGO = next(Path(str(distribution("hugo").locate_file("hugo/binaries"))).glob("hugo*"), Path("hugo"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LISTS = {"schooltypen": "schooltypen", "doelgroepen": "doelgroepen", "activiteiten": "activiteiten",
         "praktijk": "praktijken", "branches": "branches", "bereik": "bereiken", "status": "statussen",
         "onderdeel_van": "gehelen"}  # fmt: skip
DIMENSIONS = {"schooltypen": "schooltype", "doelgroepen": "doelgroep", "activiteiten": "activiteit",
              "praktijken": "praktijk", "branches": "branche", "bereiken": "bereik", "statussen": "status"}  # fmt: skip
PLAIN_LISTS = ("schooltypen", "doelgroepen", "activiteiten", "branches")
NEAR_KM = 10
CARDS = (20, 24, 25, 30, 40, 48, 50, 60, 80, 100, 200, 500, 1000, 100_000)  # that a page of a list may hold
LANGUAGES = ("nl", "en")
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Output:
    """A finished site: how many pages, their bytes, and the paths of those of no record, list or term, by language."""

    pages: int
    html: int
    others: dict[str, tuple[Path, ...]]


def output_of(folder: Path) -> Output:
    """What a built site of ours holds."""
    pages = [path for path in folder.rglob("*.html") if "pagefind" not in path.parts]
    others: dict[str, list[Path]] = {code: [] for code in LANGUAGES}
    for path in pages:
        code, *rest = (LANGUAGES[0], *path.relative_to(folder).parts)
        code, rest = (rest[0], rest[1:]) if rest[0] == LANGUAGES[1] else (code, rest)
        if rest[0] != "initiatieven" and len(rest) + len(path.parent.name) > 1:
            others[code].append(path)
    return Output(len(pages), sum(path.stat().st_size for path in pages),
                  {code: tuple(sorted(found)) for code, found in others.items()})  # fmt: skip


def records_of(data: Path) -> list[Record]:
    """Every record as plain values."""
    return [yaml.load(path.read_bytes(), LOADER) for path in sorted((data / "initiatieven").glob("*.yml"))]


def build(folder: Path) -> Cost:
    """Builds a site of Hugo from nothing, and tells what it cost."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    command = [str(HUGO), "--quiet", "--cacheDir", str(folder / "cache"), "--noBuildLock"]
    return cost_of(command, folder)


def write_plain(data: Path, folder: Path) -> None:
    """The plain site: content out of the records, and the templates."""
    shutil.copytree(TEMPLATES / "plain", folder, dirs_exist_ok=True)
    for record in records_of(data):
        places = [place["gemeente"] for place in record.get("locaties", ()) if "gemeente" in place]
        front = {"title": record["naam"], "gemeenten": sorted(set(places)), "params": record}
        front |= {
            key: record[key] for key in ("schooltypen", "doelgroepen", "activiteiten", "branches") if key in record
        }
        _content(folder / "content/initiatieven" / f"{record['id']}.md", front)


def write_same(data: Path, ours: Path, folder: Path) -> tuple[Output, Output]:
    """The site of the same work as the one built in `ours`; what that one and this one hold."""
    target, records = output_of(ours), records_of(data)
    shutil.copytree(TEMPLATES / "same", folder, dirs_exist_ok=True)
    campuses = yaml.load((data / "campussen.yml").read_bytes(), LOADER)
    _labels(data, folder)
    terms: Counter[tuple[str, str]] = Counter()
    for record in records:
        lists = _lists(record, campuses)
        terms.update((name, term) for name, found in lists.items() for term in found)
        for code in LANGUAGES:
            _content(folder / "content" / code / "initiatieven" / f"{record['id']}.md",
                     _front(record, lists, campuses, code))  # fmt: skip
    size = _page_size(target, len(records), terms.values())
    _paged(folder, size)
    room = target.pages // 2 - len(records) - _in_lists(size, len(records), terms.values()) - 1
    for code in LANGUAGES:
        _others(folder, code, target, room)
    _ground(folder, 0)
    build(folder)
    made = output_of(folder / "public")
    _ground(folder, max(0, (target.html - made.html) // made.pages))
    build(folder)
    return target, output_of(folder / "public")


def _content(path: Path, front: Record, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    header = yaml.dump(front, Dumper=DUMPER, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{header}---\n{text}", encoding="utf-8")


def _front(record: Record, lists: dict[str, list[str]], campuses: list[Record], code: str) -> Record:
    places = [place for place in record.get("locaties", ()) if "lat" in place]
    away = {campus["naam"]: min((_km(campus, place) for place in places), default=0.0) for campus in campuses}
    params = {
        "samenvatting": record["samenvatting" if code == LANGUAGES[0] else "samenvatting_en"],
        "organisatie": record.get("organisatie", ""),
        "record": record,
        "spots": [{"x": round(300 + 500 * (place["lon"] - 4.4), 1), "y": round(200 - 800 * (place["lat"] - 52), 1)}
                  for place in places],
        "afstanden": [{"campus": name, "km": km} for name, km in sorted(away.items()) if places],
    }  # fmt: skip
    outputs = ["html", "json"] if code == LANGUAGES[0] else ["html"]
    return {"title": record["naam"], "outputs": outputs, **lists, "params": params}


def _lists(record: Record, campuses: list[Record]) -> dict[str, list[str]]:
    """The terms of a record, by taxonomy; nothing for what is not known."""
    found = {}
    for key, name in LISTS.items():
        value = record.get(key, [])
        found[name] = value if isinstance(value, list) else [value]
    places = record.get("locaties", [])
    towns = [place["gemeente"] for place in places if "gemeente" in place] + record.get("werkgebied", [])
    found["gemeenten"] = sorted(set(towns))
    found["campussen"] = [campus["naam"] for campus in campuses if _reaches(record, campus, places)]
    return {name: terms for name, terms in found.items() if terms}


def _reaches(record: Record, campus: Record, places: list[Record]) -> bool:
    if record["bereik"] != "lokaal" or campus["code"] in record.get("ook_rond", ()):
        return True
    return any(_km(campus, place) <= NEAR_KM for place in places if "lat" in place)


def _km(campus: Record, place: Record) -> float:
    return round(km_between(campus["lat"], campus["lon"], place["lat"], place["lon"]), 2)


def _labels(data: Path, folder: Path) -> None:
    terms = yaml.load((data / "termen.yml").read_bytes(), LOADER)
    labels = {name: {term["id"]: term["label"] for term in terms[kind]} for name, kind in DIMENSIONS.items()}
    _json(folder / "data/labels.json", labels)


def _json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _ground(folder: Path, length: int) -> None:
    """A drawing of this many bytes, the same on every page."""
    steps = (f"L{step * 37 % 600} {step * 91 % 400}" for step in range(length // 4 + 1))
    _json(folder / "data/ground.json", {"path": ("M0 0" + "".join(steps))[: max(4, length)]})


def _page_size(target: Output, count: int, sizes: Iterable[int]) -> int:
    """How many cards a page of a list may hold to come nearest to the number of pages of ours, and not above it."""
    wanted, sizes = target.pages // 2, list(sizes)
    rest = min(len(found) for found in target.others.values()) + 1
    fitting = [size for size in CARDS if count + rest + _in_lists(size, count, sizes) <= 1.01 * wanted]
    return min(fitting, default=CARDS[-1])


def _in_lists(size: int, count: int, sizes: Iterable[int]) -> int:
    return sum(math.ceil(found / size) for found in [count, *sizes])


def _paged(folder: Path, size: int) -> None:
    settings = yaml.load((folder / "hugo.yaml").read_bytes(), LOADER)
    settings["pagination"]["pagerSize"] = size
    (folder / "hugo.yaml").write_text(yaml.dump(settings, Dumper=DUMPER, sort_keys=False), encoding="utf-8")


def _others(folder: Path, code: str, target: Output, room: int) -> None:
    """Pages with the text of our other pages, as many as there is room for; the same ones again when there is more."""
    texts = [html.parse(str(path)).getroot().text_content() for path in target.others[code]]
    _content(folder / f"content/{code}/overig/_index.md", {"title": "Overig", "build": {"render": "never"}})
    for number in range(max(0, room)):
        words = " ".join(texts[number % len(texts)].split())
        front = {"title": f"Pagina {number}", "samenvatting": words[:150]}
        _content(folder / f"content/{code}/overig/pagina-{number}.md", front, words.replace("<", ""))
