"""data/geo -> a gazetteer of postcodes and places, and the outlines of land, water and municipalities.

postcodes.csv, plaatsen.csv ──────> Gazetteer
kust.geojson, gemeenten.geojson ──> features as they stand in the file (GeoJSON, WGS84 degrees, lon before lat)

A file that is absent gives nothing; one that can't be read raises GeodataError, which `read_geodata` collects.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from site_src.model.problems import SiteError
from site_src.model.region.gazetteer import Centre, Gazetteer, Town
from site_src.read.licences.geo_sources import GeoSource, geo_sources

Feature = dict[str, Any]
Result = TypeVar("Result")


class GeodataError(SiteError):
    """A file of data/geo that can't be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)  # from which another process makes it again

    def __str__(self) -> str:
        return f"data/geo/{self.name} is onleesbaar. Maak het opnieuw met: python build.py geodata"


@dataclass(frozen=True, slots=True)
class Geodata:
    """Everything under data/geo; what can't be read is empty here, and told in `unreadable`.

    `coast` has a `soort` (land, water, rivier) for each feature, `municipalities` a `naam`; all are (multi)polygons.
    """

    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    coast: tuple[Feature, ...] = ()
    municipalities: tuple[Feature, ...] = ()
    unreadable: tuple[GeodataError, ...] = ()
    sources: tuple[GeoSource, ...] = ()


def read_geodata(folder: Path) -> Geodata:
    """Reads data/geo, each file on its own."""
    errors: list[GeodataError] = []

    def tried(read: Callable[[], Result], otherwise: Result) -> Result:
        try:
            return read()
        except GeodataError as error:
            errors.append(error)
            return otherwise

    none: tuple[Feature, ...] = ()
    gazetteer = tried(lambda: read_gazetteer(folder), Gazetteer())
    coast = tried(lambda: read_features(folder / "kust.geojson", "soort"), none)
    municipalities = tried(lambda: read_features(folder / "gemeenten.geojson", "naam"), none)
    return Geodata(gazetteer, coast, municipalities, tuple(errors), geo_sources(folder))


def read_gazetteer(folder: Path) -> Gazetteer:
    """postcodes.csv and plaatsen.csv."""
    centres = _rows(folder / "postcodes.csv", _centre)
    return Gazetteer({centre.postcode: centre for centre in centres}, tuple(_rows(folder / "plaatsen.csv", _town)))


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


def _rows(path: Path, make: Callable[[dict[str, str]], Result]) -> list[Result]:
    if not path.is_file():
        return []
    made: list[Result] = []
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            made += [make(row) for row in csv.DictReader(handle)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        raise GeodataError(path.name) from error
    return made


def read_features(path: Path, key: str) -> tuple[Feature, ...]:
    """The areas of a GeoJSON file; each has the property `key`, and rings that are closed."""
    if not path.is_file():
        return ()
    try:
        features: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
        if not all(feature["properties"][key] and _is_area(feature["geometry"]) for feature in features):
            raise GeodataError(path.name)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise GeodataError(path.name) from error
    return tuple(features)


def _is_area(geometry: dict[str, Any]) -> bool:
    """A polygon or several, of rings of four points and more, the last one the first (RFC 7946 §3.1.6)."""
    if geometry["type"] not in {"Polygon", "MultiPolygon"}:
        return False
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [ring for polygon in polygons for ring in polygon]
    return bool(rings) and all(len(ring) > 3 and ring[0] == ring[-1] and all(map(_is_point, ring)) for ring in rings)


def _is_point(point: Any) -> bool:
    return all(isinstance(value, int | float) and math.isfinite(value) for value in point[:2]) and len(point) > 1
