"""Where the land and the municipalities are, and distances: what a location is held against.

Coordinates are WGS84 degrees (EPSG:4326), `(lat, lon)` in arguments and (lon, lat) inside GeoJSON. Kilometres are
straight lines on a sphere; beside RD New they differ by less than 0.2 % in this region.

Which municipality a place lies in is asked here, of shapely's tree of their outlines, and not by a spatial join of
geopandas: the command check and a build must say the same, and check has to be quick. Shapely itself is loaded when
the first location is looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from site_src.model.region.gazetteer import Gazetteer
from site_src.model.region.region import Region
from site_src.read.geodata import Feature, Geodata

if TYPE_CHECKING:
    from shapely import STRtree

# The Gaussian radius of curvature of WGS84 at 52° N, √(M·N): the sphere that fits this region best. With the mean
# radius of the whole earth (6371.0 km) lines from east to west would be 0.3 % short here.
EARTH_RADIUS_KM = 6383.3


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle kilometres by the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


@dataclass(frozen=True, slots=True)
class Area:
    """A named shape of shapely, in degrees (lon, lat)."""

    name: str
    shape: Any

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point is inside the area, and not in one of its holes."""
        from shapely import contains_xy

        return bool(contains_xy(self.shape, lon, lat))

    def km_to(self, lat: float, lon: float) -> float:
        """Kilometres to the area; 0 inside. Flat around the point: within 0.5 % for distances under 50 km."""
        from shapely import Point, distance, transform

        north = math.radians(1) * EARTH_RADIUS_KM
        scale = (north * math.cos(math.radians(lat)), north)
        return float(distance(transform(self.shape, lambda points: (points - (lon, lat)) * scale), Point(0, 0)))


class Geography:
    """data/geo as the check needs it; without a file there is nothing to hold a location against."""

    def __init__(self, geodata: Geodata | None = None, region: Region | None = None) -> None:
        self._geodata = geodata or Geodata()
        self.region = region

    @property
    def gazetteer(self) -> Gazetteer:
        """Postcodes and places."""
        return self._geodata.gazetteer

    def covers(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the region; without data/regio.yml every point does."""
        return self.region is None or self.region.extent.contains(lat, lon)

    @cached_property
    def land(self) -> Area | None:
        """All land, with its lakes: an island or a houseboat in a lake is not lost at sea."""
        from shapely import Polygon, union_all

        areas = [_area(feature, "soort") for feature in self._geodata.coast]
        shores = [Polygon(part.exterior) for area in areas if area.name == "land" for part in _parts(area.shape)]
        return Area("land", union_all(shores)) if shores else None

    @cached_property
    def municipalities(self) -> dict[str, Area]:
        """The municipalities whose boundaries are known, by name."""
        areas = (_area(feature, "naam") for feature in self._geodata.municipalities)
        return {area.name: area for area in areas}

    def municipality_at(self, lat: float, lon: float) -> str:
        """The name of the municipality around a point; empty when no boundary that is known goes around it."""
        from shapely import Point

        found = self._tree.query(Point(lon, lat), predicate="within")
        return [*self.municipalities][min(found)] if len(found) else ""

    @cached_property
    def _tree(self) -> STRtree:
        from shapely import STRtree

        return STRtree([area.shape for area in self.municipalities.values()])


def _area(feature: Feature, key: str) -> Area:
    from shapely.geometry import shape

    return Area(str(feature["properties"][key]), shape(feature["geometry"]))


def _parts(shape: Any) -> list[Any]:
    return list(getattr(shape, "geoms", [shape]))
