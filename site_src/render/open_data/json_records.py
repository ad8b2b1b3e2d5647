"""The catalogue as JSON and GeoJSON: the same facts as on the pages, with what the catalogue computes from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import MultiPoint, Point

from site_src.derive.knowledge import Answer
from site_src.derive.projection import WGS84
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Excluded, Location
from site_src.model.region.campus import Campus
from site_src.render import routes
from site_src.render.last_modified import last_changed
from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.formula_escaping import cleaned, written
from site_src.render.open_data.tables import Sheet

SCHEMA_VERSION = "1.1.0"
LICENCE = "CC BY 4.0"
TOLD = (Answer.YES, Answer.PROBABLE, Answer.NO)  # what is none of these is unknown


def json_bytes(data: Any) -> bytes:
    """Plain data as a file: clean text on one line. NaN and infinity are refused (RFC 8259)."""
    return (json.dumps(cleaned(data), ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def envelope(published: Published, name: str, rows: Sequence[Any]) -> dict[str, Any]:
    """A list with what a reader must know of it around it."""
    return {
        "schema_version": SCHEMA_VERSION,
        "naam": published.catalogue.settings.name,
        "licentie": LICENCE,
        "peildatum": published.catalogue.today.isoformat(),
        "totaal": len(rows),
        name: list(rows),
    }


def initiative(published: Published, item: Initiative) -> dict[str, Any]:
    """One record; what is unknown is absent, as in the YAML, but `locaties` is always a list."""
    data: dict[str, Any] = item.model_dump(mode="json", by_alias=True, exclude_unset=True)
    data.setdefault("locaties", [])
    for place, row in zip(item.locations, data["locaties"], strict=True):
        if place.placed:
            row["rd"] = list(published.rd_of(place))
    data.setdefault("bronnen", [])
    return data | {
        "feiten": _answers(published, item),
        "campussen": list(published.catalogue.campus_codes[item.id]),
        "afstanden_km": published.kilometres(item),
        "bijgewerkt": last_changed(item).isoformat(),
        "url": published.url(item),
        **({"concept": True} if item.id in published.catalogue.concept else {}),
    }


def _answers(published: Published, item: Initiative) -> dict[str, dict[str, list[str]]]:
    """Of each field that may say no: which terms are a yes, probable or a no; the rest is unknown."""
    found = {}
    for field in fields_of(Excluded):
        known = published.catalogue.knowledge.of(item.id, field.spec.term or "")
        terms = (known.yes, known.probable, known.no)
        found[field.name] = {str(answer): list(named) for answer, named in zip(TOLD, terms, strict=True)}
    return found


def campus(published: Published, place: Campus) -> dict[str, Any]:
    """One campus, with the initiatives that count around it, nearest first."""
    data: dict[str, Any] = place.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return data | {
        "rd": list(published.rd[place.lat, place.lon]),
        "initiatieven": [reach.initiative for reach in published.catalogue.around(place.code)],
        "url": published.where.absolute(routes.campus(place.id)),
    }


def terms(published: Published) -> list[dict[str, Any]]:
    """Every controlled term with the list it belongs to."""
    return [
        {"lijst": dimension, **term.model_dump(mode="json", by_alias=True, exclude_none=True)}
        for dimension, term in published.catalogue.vocabulary
    ]


def initiatives_geojson(published: Published) -> dict[str, Any]:
    """RFC 7946: longitude first, WGS84; an initiative without a place has no geometry."""
    columns, items = published.columns, published.catalogue.initiatives
    several = {column.name for column in columns if column.several}
    rows = []
    for item in items:
        cells = {column.name: column.value(item) for column in columns}
        rows.append({n: str(v).split(";") if n in several and v else _plain(v) for n, v in cells.items()})
    return _collection([item.id for item in items], rows, [_geometry(item.locations) for item in items])


def campuses_geojson(table: Sheet) -> dict[str, Any]:
    """Each campus as a point."""
    rows = [{name: _plain(value) for name, value in zip(table.names, row, strict=True)} for row in table.rows]
    return _collection([row["id"] for row in rows], rows, [Point(row["lon"], row["lat"]) for row in rows])


def _collection(ids: Sequence[str], rows: Sequence[dict[str, Any]], geometries: Sequence[Any]) -> dict[str, Any]:
    """A FeatureCollection; facts stay as they are, None too, because every column holds objects."""
    facts = pd.DataFrame(rows, index=list(ids), dtype=object)
    collection: dict[str, Any] = gpd.GeoDataFrame(facts, geometry=list(geometries), crs=WGS84).to_geo_dict()
    return collection


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | float | None) else written(value)


def _geometry(places: Sequence[Location]) -> Point | MultiPoint | None:
    points = [Point(place.lon, place.lat) for place in places if place.placed]
    return points[0] if len(points) == 1 else MultiPoint(points) if points else None
