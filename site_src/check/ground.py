"""What the check knows of the ground, in plain maths so that it stays fast: land, municipalities, distances.

Coordinates are WGS84 degrees (EPSG:4326), `(lat, lon)` in arguments and (lon, lat) inside GeoJSON. Kilometres are
straight lines on a sphere; beside RD New they differ by less than 0.2 % in this region.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from site_src.read.gazetteer import GeodataError, Nearby, read_nearby

# The Gaussian radius of curvature of WGS84 at 52° N, √(M·N): the sphere that fits this region best. With the mean
# radius of the whole earth (6371.0 km) lines from east to west would be 0.3 % short here.
EARTH_RADIUS_KM = 6383.3

Result = TypeVar("Result")
Ring = Sequence[Sequence[float]]
Polygon = Sequence[Ring]


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle kilometres by the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


@dataclass(frozen=True, slots=True)
class Area:
    """A named set of polygons."""

    name: str
    polygons: tuple[Polygon, ...]

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point is inside a polygon and not in one of its holes (even-odd rule)."""
        return any(sum(_crosses(ring, lat, lon) for ring in polygon) % 2 == 1 for polygon in self.polygons)

    def km_to(self, lat: float, lon: float) -> float:
        """Kilometres to the area; 0 inside. Flat around the point: within 0.5 % for distances under 50 km."""
        if self.contains(lat, lon):
            return 0.0
        rings = (ring for polygon in self.polygons for ring in polygon)
        return min((_km_to_ring(ring, lat, lon) for ring in rings), default=math.inf)


def _crosses(ring: Ring, lat: float, lon: float) -> int:
    """How often a line from the point to the east crosses the ring (W. R. Franklin's PNPOLY)."""
    crossings = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings


def _km_to_ring(ring: Ring, lat: float, lon: float) -> float:
    north = math.radians(1) * EARTH_RADIUS_KM
    east = north * math.cos(math.radians(lat))
    points = [((x - lon) * east, (y - lat) * north) for x, y in ring]
    return min((_from_origin(*a, *b) for a, b in itertools.pairwise(points)), default=math.inf)


def _from_origin(x1: float, y1: float, x2: float, y2: float) -> float:
    """Distance from (0, 0) to the piece of line between two points."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length)) if length else 0.0
    return math.hypot(x1 + along * dx, y1 + along * dy)


@dataclass(frozen=True, slots=True)
class Ground:
    """data/geo as the check needs it; a file that is absent is simply not used.

    `land` counts lakes in: an island or a houseboat in a lake is not lost at sea.
    """

    nearby: Nearby = field(default_factory=Nearby)
    land: Area | None = None
    municipalities: tuple[Area, ...] = ()
    unreadable: tuple[GeodataError, ...] = ()


def read_ground(folder: Path) -> Ground:
    """Reads data/geo; a file that can't be read is told in `unreadable` and left out."""
    errors: list[GeodataError] = []

    def tried(read: Callable[[], Result], otherwise: Result) -> Result:
        try:
            return read()
        except GeodataError as error:
            errors.append(error)
            return otherwise

    nearby = tried(lambda: read_nearby(folder), Nearby())
    none: tuple[Area, ...] = ()
    coast = tried(lambda: _areas(folder / "kust.geojson", "soort"), none)
    borders = tried(lambda: _areas(folder / "gemeenten.geojson", "naam"), none)
    land = tuple(polygon[:1] for area in coast if area.name == "land" for polygon in area.polygons)
    return Ground(nearby, Area("land", land) if land else None, borders, tuple(errors))


def _areas(path: Path, key: str) -> tuple[Area, ...]:
    """The areas of a GeoJSON file, named by a property; none when there is no such file."""
    if not path.is_file():
        return ()
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(Area(str(feature["properties"][key]), _polygons(feature["geometry"])) for feature in features)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise GeodataError(path.name) from error


def _polygons(shape: dict[str, Any]) -> tuple[Polygon, ...]:
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return tuple(tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in part) for part in parts)
