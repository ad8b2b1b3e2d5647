"""Where initiatives lie: their distance to each campus and how far off that may be, in kilometres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_src.derive.projection import distances_km
from site_src.maintenance.report_check.inputs import Distance, Tables
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus

Point = tuple[float, float]
SPREAD_KM = {"adres": 0.3, "straat": 0.5, "wijk": 1.5, "plaats": 2.0}
WORK_AREA_SPREAD_KM = 4.0
TWIN_KM = 0.5


def distances_of(records: Sequence[Initiative], campuses: Sequence[Campus]) -> dict[str, dict[str, Distance]]:
    """The distance of each initiative to each campus (by code), where a place or a work area is known."""
    towns = _towns(records)
    found: dict[str, dict[str, Distance]] = {}
    for record in records:
        places = _places(record, towns)
        if not places:
            continue
        table = distances_km([point for point, _ in places], [(campus.lat, campus.lon) for campus in campuses])
        found[record.id] = {
            campus.code: min(
                (Distance(float(row[number]), spread) for row, (_, spread) in zip(table, places, strict=True)),
                key=lambda distance: distance.km,
            )
            for number, campus in enumerate(campuses)
        }
    return found


def _places(record: Initiative, towns: Mapping[str, Point]) -> list[tuple[Point, float]]:
    """The points of a record with their spread; else those of its work area."""
    points = [(point, SPREAD_KM[precision]) for point, precision, _ in _points(record)]
    areas = [(towns[town], WORK_AREA_SPREAD_KM) for town in record.service_area if town in towns]
    return points or areas


def _points(record: Initiative) -> list[tuple[Point, str, str]]:
    """Each place on the map: the point, its precision and its municipality."""
    return [
        ((place.lat, place.lon), place.precision or "plaats", place.municipality or "")
        for place in record.locations
        if place.lat is not None and place.lon is not None
    ]


def _towns(records: Sequence[Initiative]) -> dict[str, Point]:
    """A middle for each municipality: the mean of the points that the records give there."""
    points: dict[str, list[Point]] = {}
    for record in records:
        for point, _, town in _points(record):
            points.setdefault(town, []).append(point)
    return {
        town: (sum(lat for lat, _ in found) / len(found), sum(lon for _, lon in found) / len(found))
        for town, found in points.items()
    }


def twins_of(campuses: Sequence[Campus], tables: Tables) -> dict[str, str]:
    """Campuses within `TWIN_KM` of an earlier one that has the same count in every row, with that one."""
    rows = (*tables.classes, *tables.terms, tables.everything)
    spots = [(campus.lat, campus.lon) for campus in campuses]
    between = distances_km(spots, spots)
    twins: dict[str, str] = {}
    for later, campus in enumerate(campuses):
        for earlier, other in enumerate(campuses[:later]):
            alike = all(row.around[campus.code] == row.around[other.code] for row in rows)
            if alike and between[later, earlier] <= TWIN_KM:
                twins.setdefault(campus.code, other.code)
    return twins
