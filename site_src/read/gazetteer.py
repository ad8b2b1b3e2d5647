"""Postcodes and place names for "near me": data/geo/postcodes.csv and plaatsen.csv as dataclasses and as a table.

Imports nothing heavy: the check uses it too.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from site_src.model.problems import SiteError

REGION = {"lat": (51.6, 52.35), "lon": (3.85, 4.95)}  # Zuid-Holland and its edges
ORIGIN = (51.6, 3.85)  # lat, lon: the south-west corner of the region
STEPS = 1000  # steps in a degree: 0.001° is 111 m to the north and 69 m to the east

Row = TypeVar("Row")


class GeodataError(SiteError):
    """A file of data/geo that can't be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)  # from which another process makes it again

    def __str__(self) -> str:
        return f"data/geo/{self.name} is onleesbaar. Maak het opnieuw met: python build.py geodata"


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of the four digits of a postcode. `exact`: GeoNames gives it as the centroid (accuracy 6)."""

    postcode: str
    town: str
    lat: float
    lon: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A place (`plaats`) or a neighbourhood or hamlet (`wijk`), with other names it is known by."""

    name: str
    kind: str
    lat: float
    lon: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nearby:
    """Where postcodes and places are; WGS84 degrees."""

    postcodes: Mapping[str, Centre] = field(default_factory=dict)
    towns: tuple[Town, ...] = ()

    def centre_of(self, postcode: str) -> tuple[float, float, bool] | None:
        """(lat, lon, exact) of "3011", "3011 AD" or "3011ad"; None when the region has no such postcode."""
        centre = self.postcodes.get(postcode.strip()[:4])
        return (centre.lat, centre.lon, centre.exact) if centre else None

    def points_of(self, name: str) -> tuple[tuple[float, float], ...]:
        """Every point known by this name: first the place itself, then its postcodes ("Pernis Rotterdam" counts)."""
        return tuple(self._by_name.get(name, ()))

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[float, float]]]:
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for town in self.towns:
            found[town.name].append((town.lat, town.lon))
        for centre in self.postcodes.values():
            words = centre.town.split(" ")
            for name in (" ".join(words[start:]) for start in range(len(words))):
                if centre.exact:
                    found[name].append((centre.lat, centre.lon))
        for town in self.towns:  # 's-Gravenhage is where Den Haag is, and the other way round
            together = [point for name in (town.name, *town.also) for point in found[name]]
            found.update(dict.fromkeys((town.name, *town.also), together))
        return found

    def table(self) -> dict[str, Any]:
        """The compact table; see `lookup_json`."""
        names = sorted({centre.town for centre in self.postcodes.values()})
        index = {name: number for number, name in enumerate(names)}
        codes = {c.postcode: [*_steps(c.lat, c.lon), index[c.town]] for c in self.postcodes.values()}
        towns = [[t.name, *_steps(t.lat, t.lon), *([list(t.also)] if t.also else [])] for t in self.towns]
        rough = [centre.postcode for centre in self.postcodes.values() if not centre.exact]
        return {"oorsprong": list(ORIGIN), "stappen": STEPS, "namen": names, "postcodes": codes, "globaal": rough,
                "plaatsen": towns}  # fmt: skip

    def lookup_json(self) -> str:
        """The table for the browser, one line of JSON, rounded to 0.001° (at most 66 m off).

        - `oorsprong` [lat, lon] and `stappen`: a coordinate is oorsprong + number / stappen, in degrees;
        - `postcodes` {"2712": [lat, lon, n]}: numbers as above, and n is the place in `namen`;
        - `globaal` ["2541", …]: postcodes whose middle is only roughly known;
        - `plaatsen` [["Den Haag", lat, lon, ["'s-Gravenhage"]], …]: the list of other names only when there are any.
        """
        return json.dumps(self.table(), ensure_ascii=False, separators=(",", ":"))


def _steps(lat: float, lon: float) -> tuple[int, int]:
    return round((lat - ORIGIN[0]) * STEPS), round((lon - ORIGIN[1]) * STEPS)


def read_nearby(folder: Path) -> Nearby:
    """data/geo -> Nearby; a file that is absent gives nothing, one that is broken raises GeodataError."""
    centres = _read(folder / "postcodes.csv", _centre)
    return Nearby({centre.postcode: centre for centre in centres}, tuple(_read(folder / "plaatsen.csv", _town)))


def _centre(row: dict[str, str]) -> Centre:
    lat, lon = _degrees(row)
    return Centre(row["postcode"], row["plaats"], lat, lon, row["nauwkeurig"] == "ja")


def _town(row: dict[str, str]) -> Town:
    also = tuple(name for name in row["ook"].split(";") if name)
    return Town(row["naam"], row["soort"], *_degrees(row), also)


def _degrees(row: dict[str, str]) -> tuple[float, float]:
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise ValueError("not a place")
    return lat, lon


def _read(path: Path, make: Callable[[dict[str, str]], Row]) -> list[Row]:
    if not path.is_file():
        return []
    made: list[Row] = []
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            made += [make(row) for row in csv.DictReader(handle)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        raise GeodataError(path.name) from error
    return made
