"""Land, rivers, borders and place names as maps are drawn from them, in RD New (EPSG:28992) metres.

Made from data/geo: kust.geojson, gemeenten.geojson (where present) and the gazetteer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from site_src.derive.projection import RD_NEW, WGS84, to_rd
from site_src.model.region.gazetteer import Gazetteer, Town
from site_src.read.geodata import Feature, Geodata


@dataclass(frozen=True, slots=True)
class Name:
    """A town and where it is, in RD New metres."""

    text: str
    x: float
    y: float
    lat: float
    lon: float


@dataclass(frozen=True, eq=False)
class Outline:
    """What is drawn under the markers. Names stand with the town of most postcodes first."""

    land: Any = None
    rivers: Any = None
    borders: Any = None
    names: tuple[Name, ...] = ()
    features: tuple[dict[str, Any], ...] = ()


def outline_of(geodata: Geodata) -> Outline:
    """What data/geo knows; what it lacks is None or empty here."""
    coast = _in_metres(geodata.coast)
    borders = _in_metres(geodata.municipalities)
    shapes = dict(zip(coast["soort"], coast.geometry, strict=True)) if len(coast) else {}
    frontier = borders.boundary.union_all() if len(borders) else None
    features = (*geodata.coast, *geodata.municipalities)
    return Outline(shapes.get("land"), shapes.get("rivier"), frontier, _names(geodata.gazetteer), features)


def _in_metres(features: Sequence[Feature]) -> gpd.GeoDataFrame:
    """The features with their properties as columns, in RD New."""
    if not features:
        return gpd.GeoDataFrame(geometry=[], crs=RD_NEW)
    return gpd.GeoDataFrame.from_features(features, crs=WGS84).to_crs(RD_NEW)


def _names(gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Towns that have postcodes of their own, the one with most of them first."""
    codes = Counter(centre.town for centre in gazetteer.postcodes.values())
    counted = [(sum(codes[name] for name in {town.name, *town.also}), town) for town in gazetteer.towns
               if town.kind == "plaats"]  # fmt: skip
    towns: list[Town] = [town for count, town in sorted(counted, key=lambda row: (-row[0], row[1].name)) if count]
    if not towns:
        return ()
    points = to_rd([town.lat for town in towns], [town.lon for town in towns])
    return tuple(Name(town.name, float(x), float(y), town.lat, town.lon)
                 for town, (x, y) in zip(towns, points, strict=True))  # fmt: skip
