"""Records for measuring: the real ones first, then as many as asked that are made out of them, all of them valid.

    python -m tests.bench.records 1000 DIR      writes DIR/data: 1,000 records and everything else that data/ has

The same seed gives the same bytes, and record 500 is the same in a catalogue of 1,000 and of 10,000. A made record has
the fields and sources of a real one; its terms, sentences, notes, places and larger whole come from all of them, so
that pages, lists and the search index have as much to do as with records that people wrote.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from site_src.model.region.gazetteer import Town
from site_src.read.records import Reading, read_data

ROOT = Path(__file__).parent.parent.parent
SEED = 2026
TERM_LISTS = ("schooltypen", "doelgroepen", "activiteiten", "vorm", "branches")
SUMMARY_LENGTH = 300
SAME_TOWN = 0.04  # degrees of latitude; further from a known place a town is a municipality of its own
SPREAD = 0.004  # degrees that a made place lies from the middle of its town
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stock:
    """What made records are put together from."""

    records: tuple[Record, ...]
    sentences: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    places: tuple[Record, ...]
    terms: dict[str, tuple[str, ...]]


def write_catalogue(count: int, folder: Path, source: Path = ROOT / "data", seed: int = SEED) -> Path:
    """Writes `folder`/data with `count` records (never fewer than `source` has) and the rest of `source`."""
    data = folder / "data"
    shutil.copytree(source, data, dirs_exist_ok=True)
    stock = _stock(source)
    for record in made_records(stock, count, seed):
        (data / "initiatieven" / f"{record['id']}.yml").write_text(as_yaml(record), encoding="utf-8")
    return data


def made_records(stock: Stock, count: int, seed: int = SEED) -> Iterator[Record]:
    """The records from the number that there are up to `count`."""
    for number in range(len(stock.records) + 1, count + 1):
        yield _made(stock, number, Random(f"{seed}:{number}"))


def as_yaml(record: Record) -> str:
    """A record as a file, laid out about as people do."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(record, Dumper=dumper, allow_unicode=True, sort_keys=False, width=105, indent=2)


def _stock(source: Path) -> Stock:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    paths = sorted((source / "initiatieven").glob("*.yml"))
    records = tuple(yaml.load(path.read_text(encoding="utf-8"), loader) for path in paths)
    notes = {part["toelichting"] for record in records for part in record["bronnen"] if "toelichting" in part}
    terms = {key: tuple(sorted({term for record in records for term in record.get(key, ())})) for key in TERM_LISTS}
    return Stock(records, _sentences(records), tuple(sorted(notes)), _places(read_data(source), records), terms)


def _sentences(records: tuple[Record, ...]) -> tuple[tuple[str, str], ...]:
    """Every sentence of the summaries with its translation, of records where they go together."""
    found = []
    for record in records:
        pair = [re.split(r"(?<=[.!?]) ", record.get(key, "").strip()) for key in ("samenvatting", "samenvatting_en")]
        if len(pair[0]) == len(pair[1]):
            found += list(zip(*pair, strict=True))
    return tuple(found)


def _places(reading: Reading, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """A place for each town of the region, in the municipality of the known place beside it or in one of its own."""
    known = [place for record in records for place in record.get("locaties", ()) if "gemeente" in place]
    known = [place for place in known if "lat" in place]
    region = reading.region
    towns = [town for town in reading.geodata.gazetteer.towns if not region or _well_inside(region.extent, town)]
    return tuple(_place(town, known) for town in towns)


def _well_inside(extent: Any, town: Town) -> bool:
    corners = [(town.lat + x * SPREAD, town.lon + y * SPREAD) for x in (-1, 1) for y in (-1, 1)]
    return all(extent.contains(*corner) for corner in corners)


def _place(town: Town, known: list[Record]) -> Record:
    near = min(known, key=lambda place: _apart(place, town), default=None)
    own = near is None or _apart(near, town) > SAME_TOWN
    return {"plaats": town.name, "gemeente": town.name if own or near is None else near["gemeente"],
            "lat": town.lat, "lon": town.lon}  # fmt: skip


def _apart(place: Record, town: Town) -> float:
    return ((place["lat"] - town.lat) ** 2 + (0.62 * (place["lon"] - town.lon)) ** 2) ** 0.5


def _made(stock: Stock, number: int, random: Random) -> Record:
    record = dict(random.choice(stock.records))
    place = random.choice(stock.places)
    whole = f"Netwerk {random.choice(stock.places[::2])['plaats']} {1 + number // 500}"  # one to three records
    record["id"] = _slug(f"{record['id'][:40]}-{place['plaats']}-{number}")
    record["naam"] = f"{record['naam'][:120]} {place['plaats']} {number}"
    record["onderdeel_van"] = whole if random.random() < 0.7 else record["onderdeel_van"]
    if "organisatie" in record:
        record["organisatie"] = f"{record['organisatie'][:120]} {place['plaats']}"
    if "website" in record:
        record["website"] = f"{record['website'][:120].rstrip('/')}/{number}"
    record["samenvatting"], record["samenvatting_en"] = _summary(stock, random)
    record |= {key: _terms(stock, record, key, random) for key in TERM_LISTS if key in record}
    if "locaties" in record:
        record["locaties"] = [_moved(place, old, random) for old in record["locaties"]]
    if "werkgebied" in record:
        record["werkgebied"] = sorted({random.choice(stock.places)["gemeente"] for _ in record["werkgebied"]})
    record["bronnen"] = [_source(stock, part, number, random) for part in record["bronnen"]]
    return record


def _summary(stock: Stock, random: Random) -> tuple[str, str]:
    """Two to five sentences in both languages, at most as long as a summary may be."""
    dutch, english = "", ""
    for nl, en in random.sample(stock.sentences, 5):
        longer = f"{dutch} {nl}".strip(), f"{english} {en}".strip()
        if max(map(len, longer)) <= SUMMARY_LENGTH:
            dutch, english = longer
    return dutch, english


def _terms(stock: Stock, record: Record, key: str, random: Random) -> list[str]:
    """About as many terms as the real record has, none of which it says no to."""
    allowed = [term for term in stock.terms[key] if term not in (record.get("niet") or {}).get(key, ())]
    return sorted(random.sample(allowed, min(len(allowed), max(1, len(record[key]) + random.randint(-1, 1)))))


def _moved(place: Record, old: Record, random: Random) -> Record:
    new = {key: value for key, value in old.items() if key in ("naam", "adres")} | place
    if "lat" not in old:
        return {key: value for key, value in new.items() if key not in ("lat", "lon")}
    for axis in ("lat", "lon"):
        new[axis] = round(new[axis] + random.uniform(-SPREAD, SPREAD), 4)
    return new | {"nauwkeurigheid": old["nauwkeurigheid"]}


def _source(stock: Stock, part: Record, number: int, random: Random) -> Record:
    changed = dict(part)
    if part["bron"].startswith("http"):
        changed["bron"] = f"{part['bron'][:180].rstrip('/')}/{number % 500}"
    if "toelichting" in part and random.random() < 0.6:
        changed["toelichting"] = random.choice(stock.notes)
    return changed


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


if __name__ == "__main__":
    write_catalogue(int(sys.argv[1]), Path(sys.argv[2]))
