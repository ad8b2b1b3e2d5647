"""Land, rivers, borders and place names as maps are drawn from them, in RD New (EPSG:28992) metres.

Read from data/geo/kust.geojson, gemeenten.geojson (where present) and plaatsen.csv.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import transform, unary_union
from shapely.geometry import shape

from site_src.derive.projection import to_rd
from site_src.read.gazetteer import GeodataError, Nearby, Town


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


def read_outline(folder: Path, nearby: Nearby) -> Outline:
    """data/geo -> Outline; a file that is absent gives nothing, one that is broken raises GeodataError."""
    coast = list(_features(folder / "kust.geojson"))
    borders = list(_features(folder / "gemeenten.geojson"))
    shapes = {feature["properties"]["soort"]: _in_metres(feature) for feature in coast}
    lines = [_in_metres(feature).boundary for feature in borders]
    frontier = unary_union(lines) if lines else None
    return Outline(shapes.get("land"), shapes.get("rivier"), frontier, _names(nearby), tuple(coast + borders))


def _features(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        return
    try:
        yield from json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GeodataError(path.name) from error


def _in_metres(feature: dict[str, Any]) -> Any:
    return transform(shape(feature["geometry"]), lambda points: to_rd(points[:, 1], points[:, 0]))


def _names(nearby: Nearby) -> tuple[Name, ...]:
    """Towns that have postcodes of their own, the one with most of them first."""
    codes = Counter(centre.town for centre in nearby.postcodes.values())
    counted = [(sum(codes[name] for name in {town.name, *town.also}), town) for town in nearby.towns
               if town.kind == "plaats"]  # fmt: skip
    towns: list[Town] = [town for count, town in sorted(counted, key=lambda row: (-row[0], row[1].name)) if count]
    if not towns:
        return ()
    points = to_rd([town.lat for town in towns], [town.lon for town in towns])
    return tuple(Name(town.name, float(x), float(y), town.lat, town.lon)
                 for town, (x, y) in zip(towns, points, strict=True))  # fmt: skip
