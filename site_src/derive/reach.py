"""Which campuses an initiative reaches, after the report: near it, everywhere, or further with a source."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_src.derive.facets import NATIONAL
from site_src.derive.projection import distances_km
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus

UNCERTAINTY_KM = {"adres": 0.3, "straat": 0.5, "wijk": 1.0, "plaats": 2.0}


class How(StrEnum):
    """Why an initiative counts around a campus."""

    NEAR = "nabij"
    NATIONAL = "landelijk"
    ELSEWHERE = "ook-rond"


@dataclass(frozen=True, slots=True)
class Distance:
    """Kilometres in a straight line from the nearest location, and how far off that may be."""

    campus: str
    km: float
    margin_km: float
    location: int

    @property
    def rounded(self) -> float:
        """As precise as the location allows: 0.1 km for an address, whole kilometres for a town."""
        return round(self.km, 1) if self.margin_km < 1 else float(round(self.km))


@dataclass(frozen=True, slots=True)
class Reach:
    """One initiative around one campus."""

    initiative: str
    campus: str
    how: How
    distance: Distance | None = None

    @property
    def order(self) -> tuple[int, float, str]:
        """Nearest first; then further away with a source; national and online last."""
        rank = {How.NEAR: 0, How.ELSEWHERE: 1, How.NATIONAL: 2}[self.how]
        return (rank, self.distance.km if self.distance else math.inf, self.initiative)


def nearest(initiatives: Sequence[Initiative], campuses: Sequence[Campus]) -> dict[str, tuple[Distance, ...]]:
    """For each initiative with a place: its distance to every campus, nearest campus first."""
    rows = [
        (item.id, index, place) for item in initiatives for index, place in enumerate(item.locations) if place.placed
    ]
    if not rows:
        return {}
    table = distances_km([(p.lat or 0.0, p.lon or 0.0) for _, _, p in rows], [(c.lat, c.lon) for c in campuses])
    best: dict[tuple[str, str], Distance] = {}
    for (item_id, index, place), row in zip(rows, table.tolist(), strict=True):
        for campus, km in zip(campuses, row, strict=True):
            margin = UNCERTAINTY_KM[place.precision or "plaats"] + UNCERTAINTY_KM[campus.precision]
            found = Distance(campus.code, km, margin, index)
            known = best.get((item_id, campus.code))
            best[item_id, campus.code] = min(known or found, found, key=lambda distance: distance.km)
    return {
        item_id: tuple(sorted((best[item_id, campus.code] for campus in campuses), key=lambda d: (d.km, d.campus)))
        for item_id in dict.fromkeys(row[0] for row in rows)
    }


def reach_of(
    item: Initiative, distances: Sequence[Distance], codes: Sequence[str], radius_km: float
) -> tuple[Reach, ...]:
    """The campuses one initiative counts around. National or online counts everywhere, at no distance."""
    if item.reach == NATIONAL:
        return tuple(Reach(item.id, code, How.NATIONAL) for code in codes)
    found = {d.campus: Reach(item.id, d.campus, How.NEAR, d) for d in distances if d.km <= radius_km}
    by_campus = {distance.campus: distance for distance in distances}
    for code in item.also_around:
        found.setdefault(code, Reach(item.id, code, How.ELSEWHERE, by_campus.get(code)))
    return tuple(found[code] for code in codes if code in found)


def codes_by_initiative(reach: Mapping[str, Sequence[Reach]]) -> dict[str, tuple[str, ...]]:
    """For each initiative the campuses it counts around, in the report's order."""
    return {item_id: tuple(row.campus for row in rows) for item_id, rows in reach.items()}
