"""Municipality boundaries from PDOK (CBS gebiedsindelingen, OGC API Features) -> data/geo/gemeenten.geojson.

Only `python build.py geodata` comes here, and only when there is a network; the site is complete without the file.
Source of the format: OGC API - Features, part 1 (bbox, limit, links with rel "next"; coordinates lon, lat in CRS84),
and the collection gemeente_gegeneraliseerd with statcode, statnaam and jaarcode. The server takes no filter on the
year, and holds all years since 2016, so we ask everything in the rectangle and keep the newest year.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from shapely import coverage_simplify, make_valid, set_precision
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape

from site_src.maintenance.geodata.coastline import rounded, to_degrees_shape, to_rd_shape
from site_src.maintenance.geodata.geonames import DECIMALS
from site_src.maintenance.geodata.pdok import HOST, Get, Unreadable, get_json
from site_src.model.region.region import Extent, Region

ITEMS = f"{HOST}cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"
PAGE = 100  # the most the server gives at once
MOST_PAGES = 50
SIMPLIFY_M = 100.0  # metres in RD New; neighbours are simplified together, so their border stays one line


def fetch_municipalities(region: Region, today: dt.date, get: Get = get_json) -> dict[str, Any]:
    """The municipalities of the region in the newest year, cut at its rectangle, as GeoJSON with a date."""
    newest = _newest(_all_features(region.extent, get))
    try:
        features = _simplified(newest, region)
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("PDOK geeft grenzen in een vorm die we niet kennen.") from error
    year = newest[0]["properties"]["jaarcode"]
    return {"type": "FeatureCollection", "jaar": int(year), "opgehaald": today.isoformat(), "features": features}


def _all_features(extent: Extent, get: Get) -> list[dict[str, Any]]:
    (south, north), (west, east) = extent.lat, extent.lon
    url, parameters = ITEMS, {"f": "json", "limit": str(PAGE), "bbox": f"{west},{south},{east},{north}"}
    found: list[dict[str, Any]] = []
    for _ in range(MOST_PAGES):
        page = get(url, parameters)
        if not isinstance(page, dict) or not isinstance(page.get("features"), list):
            raise Unreadable("PDOK geeft geen lijst met gemeenten.")
        found += page["features"]
        links = page.get("links") or []
        following = [link["href"] for link in links if link.get("rel") == "next" and link.get("href")]
        if not following:
            return found
        url, parameters = str(following[0]), {}
    raise Unreadable(f"PDOK blijft doorverwijzen, ook na {MOST_PAGES} pagina's.")


def _newest(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    try:
        year = max(int(feature["properties"]["jaarcode"]) for feature in features)
        return [feature for feature in features if int(feature["properties"]["jaarcode"]) == year]
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("PDOK geeft geen gemeenten met een jaar.") from error


def _simplified(features: list[dict[str, Any]], region: Region) -> list[dict[str, Any]]:
    (south, north), (west, east) = region.extent.lat, region.extent.lon
    frame = box(west, south, east, north)
    metric = [to_rd_shape(make_valid(shape(feature["geometry"]))) for feature in features]
    made = []
    for feature, area in zip(features, coverage_simplify(metric, SIMPLIFY_M), strict=True):
        degrees = set_precision(to_degrees_shape(area).intersection(frame), 10**-DECIMALS)
        parts = [part for part in getattr(degrees, "geoms", [degrees]) if isinstance(part, Polygon) and part.area > 0]
        if parts:
            name, code = str(feature["properties"]["statnaam"]), str(feature["properties"]["statcode"])
            geometry = rounded(mapping(MultiPolygon(parts).normalize()))
            properties = {"naam": region.names.get(name, name), "code": code}
            made.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return sorted(made, key=lambda feature: feature["properties"]["code"])


def date_of(path: Path) -> str:
    """The day the boundaries on disk were fetched, or "" when there are none."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["opgehaald"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
