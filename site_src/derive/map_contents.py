"""What stands on each map: places with a number, the initiatives at each, and who has no place.

Kilometres are straight lines in RD New; coordinates are WGS84 degrees. Initiatives at the same coordinates (to 4
decimals, about 10 m) share a spot.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from site_src.derive.facets import NATIONAL
from site_src.derive.projection import distances_km, to_rd
from site_src.derive.reach import UNCERTAINTY_KM, Distance, Reach
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location
from site_src.model.region.campus import Campus

NEAREST = 2  # campuses on the map of one initiative
SAME = 4  # decimals of a degree within which two places are one


@dataclass(frozen=True, slots=True)
class Spot:
    """One marker: `number` is also the number in the table; `x` and `y` are metres in RD New."""

    number: int
    places: tuple[Location, ...]
    members: tuple[Initiative, ...]
    x: float
    y: float
    distance: Distance | None = None
    inside: bool = True

    @property
    def lat(self) -> float:
        """Degrees north."""
        return self.places[0].lat or 0.0

    @property
    def lon(self) -> float:
        """Degrees east."""
        return self.places[0].lon or 0.0

    @property
    def precision(self) -> str:
        """How well the place is known: the roughest of those that share it."""
        return max((place.precision or "plaats" for place in self.places), key=UNCERTAINTY_KM.__getitem__)

    @property
    def town(self) -> str:
        """The town, or what else the place is called."""
        place = self.places[0]
        return place.town or place.municipality or place.name or ""

    @property
    def label(self) -> str:
        """'Heijplaatstraat 17, Rotterdam'; only the town when those who share the spot give different addresses."""
        addresses = {place.address or place.name for place in self.places}
        address = addresses.pop() if len(addresses) == 1 else None
        if address == self.town:
            return self.town
        return ", ".join(part for part in (address, self.town) if part)


@dataclass(frozen=True, slots=True)
class Mark:
    """A campus on a map; `text` is what its marker says: the report's code, or a number."""

    campus: Campus
    text: str
    x: float
    y: float


@dataclass(frozen=True, eq=False)
class MapSet:
    """One map: the spots, the campuses, and who isn't on it. `circle_km` is drawn around the first campus."""

    name: str
    kind: str
    spots: tuple[Spot, ...]
    marks: tuple[Mark, ...]
    missing: tuple[Initiative, ...] = ()
    national: tuple[Initiative, ...] = ()
    circle_km: float | None = None

    @cached_property
    def shown(self) -> tuple[Initiative, ...]:
        """Every initiative on the map, once."""
        return tuple({item.id: item for spot in self.spots for item in spot.members}.values())

    @property
    def metres(self) -> list[tuple[float, float]]:
        """(x, y) in RD New of the campuses, then of the spots."""
        return [(mark.x, mark.y) for mark in self.marks] + [(spot.x, spot.y) for spot in self.spots]

    @property
    def degrees(self) -> list[tuple[float, float]]:
        """(lat, lon) of the campuses, then of the spots."""
        return [(m.campus.lat, m.campus.lon) for m in self.marks] + [(spot.lat, spot.lon) for spot in self.spots]

    @property
    def total(self) -> int:
        """How many initiatives could have been on the map."""
        return len(self.shown) + len(self.missing) + len(self.national)


@dataclass(frozen=True, eq=False)
class Atlas:
    """Every map of the site, made from the records; places are converted to RD New once, together."""

    initiatives: tuple[Initiative, ...]
    campuses: tuple[Campus, ...]
    distances: Mapping[str, tuple[Distance, ...]]
    reach: Mapping[str, tuple[Reach, ...]]
    radius_km: float

    @cached_property
    def _metres(self) -> dict[tuple[float, float], tuple[float, float]]:
        """(lat, lon) -> (x, y) for all places and campuses."""
        found = {(p.lat or 0.0, p.lon or 0.0) for i in self.initiatives for p in i.locations if p.placed}
        points = sorted(found | {(campus.lat, campus.lon) for campus in self.campuses})
        return {point: (float(x), float(y)) for point, (x, y) in zip(points, to_rd(*zip(*points, strict=True)),
                                                                     strict=True)}  # fmt: skip

    @cached_property
    def _marks(self) -> dict[str, Mark]:
        return {c.code: Mark(c, c.code, *self._metres[c.lat, c.lon]) for c in self.campuses}

    @cached_property
    def all_campuses(self) -> MapSet:
        """Only the campuses, numbered as in the lists beside it."""
        marks = (Mark(m.campus, str(n), m.x, m.y) for n, m in enumerate(self._marks.values(), 1))
        return MapSet("campussen", "campussen", (), tuple(marks))

    @cached_property
    def region(self) -> MapSet:
        """Everything that has a place, by town."""
        spots = self._spots(self.initiatives)
        ordered = sorted(spots, key=lambda spot: (spot.town.casefold(), spot.members[0].name.casefold(), spot.y))
        missing, national = _without_place(self.initiatives)
        return MapSet("regio", "regio", _numbered(ordered), tuple(self._marks.values()), missing, national)

    @cached_property
    def around(self) -> dict[str, MapSet]:
        """For each campus what counts around it, nearest first; places outside the circle too."""
        return {campus.code: self._campus(campus) for campus in self.campuses}

    @cached_property
    def of(self) -> dict[str, MapSet]:
        """For each initiative with a place: its places in the order of the record, and the nearest campuses."""
        return {item.id: self._initiative(item) for item in self.initiatives if any(p.placed for p in item.locations)}

    def _campus(self, campus: Campus) -> MapSet:
        members = [item for item in self.initiatives if any(r.campus == campus.code for r in self.reach[item.id])]
        missing, national = _without_place(members)
        spots = self._spots(members)
        measured = self._measured(spots, campus)
        marks = (self._marks[campus.code],)
        return MapSet(f"campus-{campus.id}", "campus", _numbered(measured), marks, missing, national, self.radius_km)

    def _initiative(self, item: Initiative) -> MapSet:
        marks = tuple(self._marks[distance.campus] for distance in self.distances[item.id][:NEAREST])
        return MapSet(f"initiatief-{item.id}", "initiatief", _numbered(self._spots([item])), marks)

    def _spots(self, items: Iterable[Initiative]) -> list[Spot]:
        """The places of these initiatives, those with the same coordinates together; not numbered yet."""
        shared: dict[tuple[float, float], list[tuple[Location, Initiative]]] = {}
        for item in items:
            for place in item.locations:
                if place.placed:
                    key = round(place.lat or 0.0, SAME), round(place.lon or 0.0, SAME)
                    shared.setdefault(key, []).append((place, item))
        return [self._spot(pairs) for pairs in shared.values()]

    def _spot(self, pairs: Sequence[tuple[Location, Initiative]]) -> Spot:
        places, items = zip(*pairs, strict=True)
        x, y = self._metres[places[0].lat, places[0].lon]
        return Spot(0, places, tuple({item.id: item for item in items}.values()), x, y)

    def _measured(self, spots: Sequence[Spot], campus: Campus) -> list[Spot]:
        """With the distance to a campus, nearest first."""
        if not spots:
            return []
        table = distances_km([(spot.lat, spot.lon) for spot in spots], [(campus.lat, campus.lon)])[:, 0].tolist()
        here = UNCERTAINTY_KM[campus.precision]
        far = [Distance(campus.code, km, UNCERTAINTY_KM[spot.precision] + here, 0)
               for spot, km in zip(spots, table, strict=True)]  # fmt: skip
        measured = [Spot(0, s.places, s.members, s.x, s.y, distance, distance.km <= self.radius_km)
                    for s, distance in zip(spots, far, strict=True)]  # fmt: skip
        return sorted(measured, key=lambda spot: (spot.distance.km if spot.distance else math.inf, spot.members[0].id))


def _numbered(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    return tuple(Spot(number, s.places, s.members, s.x, s.y, s.distance, s.inside) for number, s in enumerate(spots, 1))


def _without_place(items: Iterable[Initiative]) -> tuple[tuple[Initiative, ...], tuple[Initiative, ...]]:
    """Those without a place on the map: local ones whose place isn't known, and national or online ones."""
    without = [item for item in items if not any(place.placed for place in item.locations)]
    local = tuple(item for item in without if item.reach != NATIONAL)
    return local, tuple(item for item in without if item.reach == NATIONAL)
