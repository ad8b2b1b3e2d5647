"""What an interactive map shows: one GeoJSON layer (WGS84 degrees, RFC 7946), and which part of the ground.

Under the tiles of the Dutch government's base map lies our own ground, which is enough by itself when tiles don't come.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

from site_src.derive.base_map import Outline
from site_src.derive.map_contents import MapSet, Mark, Spot
from site_src.model.initiative import Initiative

KM_NORTH = 111.2  # kilometres in a degree of latitude


def view_of(maps: MapSet) -> dict[str, Any]:
    """Where this map opens: bounds [[south, west], [north, east]], circle [lat, lon, km].

    With a circle the map opens on it; what lies outside it appears when one zooms out.
    """
    points = maps.degrees
    circle: list[float] | None = None
    if maps.circle_km:
        centre = maps.marks[0].campus
        circle = [centre.lat, centre.lon, maps.circle_km]
        high, wide = maps.circle_km / KM_NORTH, maps.circle_km / KM_NORTH / math.cos(math.radians(centre.lat))
        points = [(centre.lat + sign * high, centre.lon + sign * wide) for sign in (-1, 1)]
    lat, lon = zip(*points, strict=True)
    return {"grenzen": [[min(lat), min(lon)], [max(lat), max(lon)]], "cirkel": circle}


def geojson(maps: MapSet, url: Callable[[Initiative], str]) -> bytes:
    """The layer of one map: a point for each spot and each campus. The same for every language."""
    features = [_spot(spot, url) for spot in maps.spots] + [_mark(mark) for mark in maps.marks]
    return _collection(features)


def ground_geojson(outline: Outline) -> bytes:
    """What lies under the tiles: land, water, rivers and borders; towns as points, the largest (`rang` 1) first."""
    towns = [_point(name.lat, name.lon, {"plaats": name.text, "rang": rank})
             for rank, name in enumerate(outline.names, 1)]  # fmt: skip
    return _collection([*outline.features, *towns])


def _spot(spot: Spot, url: Callable[[Initiative], str]) -> dict[str, Any]:
    members = [{"id": item.id, "naam": item.name, "url": url(item), "categorie": item.category or "",
                "schooltypen": list(item.school_types)} for item in spot.members]  # fmt: skip
    about = {"nummer": spot.number, "plek": spot.label, "nauwkeurigheid": spot.precision, "initiatieven": members}
    if spot.distance:
        about |= {"afstand_km": spot.distance.rounded, "binnen": spot.inside}
    return _point(spot.lat, spot.lon, about)


def _mark(mark: Mark) -> dict[str, Any]:
    return _point(mark.campus.lat, mark.campus.lon, {"campus": mark.text, "naam": mark.campus.name})


def _point(lat: float, lon: float, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: list[dict[str, Any]]) -> bytes:
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{rows}\n]}}\n'.encode()
