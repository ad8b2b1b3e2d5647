"""Whether a location lies where it says: not in the sea, near its postcode, in its municipality.

One location is told one thing: who lies in the sea is not also told to be far from the postcode. A location that is
only known roughly gets more room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from site_src.check.address_lookup import by_hand
from site_src.check.geography import Area, Geography, km_between
from site_src.model.problems import clipped

ROOM_KM = {"adres": 0.0, "straat": 0.0, "wijk": 1.0, "plaats": 2.0}
SHORE_KM = 0.5  # quays and piers, and a coastline that is drawn at 100 m
POSTCODE_KM = 3.0
BORDER_KM = 0.5
TOWN_KM = 15.0


class Placed(Protocol):
    """What a location and a campus have in common."""

    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def precision(self) -> str | None: ...  # noqa: D102
    @property
    def address(self) -> str | None: ...  # noqa: D102
    @property
    def postcode(self) -> str | None: ...  # noqa: D102
    @property
    def town(self) -> str | None: ...  # noqa: D102
    @property
    def municipality(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a location, and the likely mend."""

    message: str
    hint: str


def outside_region(place: Placed, geography: Geography) -> Finding | None:
    """Outside the rectangle that this project covers."""
    if place.lat is None or place.lon is None or _point(place, geography):
        return None
    lat, _ = geography.region.extent.about if geography.region else ("", "")
    swapped = f"Zijn lat en lon verwisseld? lat is ongeveer {lat}."
    return Finding(f"{place.lat}, {place.lon} ligt buiten de regio.", swapped)


def at_sea(place: Placed, geography: Geography) -> Finding | None:
    """In the sea or one of its arms, further from land than a quay; lakes and rivers don't count."""
    point = _point(place, geography)
    if not point or not geography.land:
        return None
    km = geography.land.km_to(*point)
    if km <= SHORE_KM + _room(place):
        return None
    return Finding(f"Deze plek ligt in zee of een zeearm, {_km(km)} van het land.", _mend(place, geography))


def far_from_postcode(place: Placed, geography: Geography) -> Finding | None:
    """Further than 3 km from the middle of its postcode, or than the next postcode is when postcodes are large.

    Only against exact middles; the others can be off by more than that themselves.
    """
    point, centre = _point(place, geography), geography.gazetteer.centre_of(place.postcode or "")
    if not point or not centre or not centre[2]:
        return None
    km, room = km_between(*point, *centre[:2]), _room(place)
    if km <= POSTCODE_KM + room or km <= _next_postcode_km(place.postcode or "", geography) + room:
        return None
    if at_sea(place, geography):
        return None
    message = f"Deze plek ligt {_km(km)} van het midden van postcode {(place.postcode or '')[:4]}."
    return Finding(message, _mend(place, geography))


def outside_municipality(place: Placed, geography: Geography) -> Finding | None:
    """Outside its municipality; without boundaries: over 15 km from every point known by its name or its town's."""
    point = _point(place, geography)
    if not point:
        return None
    border = geography.municipalities.get(place.municipality or "")
    message = _outside(border, place, point, geography) if border else _far_from_name(place, point, geography)
    if not message or at_sea(place, geography) or far_from_postcode(place, geography):
        return None
    return Finding(message, _mend(place, geography))


def _outside(border: Area, place: Placed, point: tuple[float, float], geography: Geography) -> str:
    km = border.km_to(*point)
    if km <= BORDER_KM + _room(place):
        return ""
    inside = geography.municipality_at(*point)
    where = f" Daar ligt {inside}." if inside else ""
    return f"Deze plek ligt {_km(km)} buiten de gemeente {clipped(border.name)}.{where}"


def _far_from_name(place: Placed, point: tuple[float, float], geography: Geography) -> str:
    large = geography.region.large_municipalities if geography.region else ()
    names = [name for name in (place.municipality, place.town) if name and name not in large]
    known = [(km_between(*point, *other), name) for name in names for other in geography.gazetteer.points_of(name)]
    km, name = min(known, default=(0.0, ""))
    return f"Deze plek ligt {_km(km)} van {clipped(name)}." if km > TOWN_KM + _room(place) else ""


def _known(*names: str | None, geography: Geography) -> tuple[str, tuple[tuple[float, float], ...]]:
    """The first of the names that we know, and where it is."""
    for name in names:
        points = geography.gazetteer.points_of(name) if name else ()
        if name and points:
            return name, points
    return "", ()


def _point(place: Placed, geography: Geography) -> tuple[float, float] | None:
    """The coordinates, if there are any inside the region: outside it there is another rule."""
    if place.lat is None or place.lon is None:
        return None
    return (place.lat, place.lon) if geography.covers(place.lat, place.lon) else None


def _room(place: Placed) -> float:
    return ROOM_KM.get(place.precision or "", 2.0)


def _next_postcode_km(postcode: str, geography: Geography) -> float:
    """From the middle of a postcode to the nearest other one: large in a polder or a port."""
    here = geography.gazetteer.postcodes[postcode[:4]]
    others = (c for c in geography.gazetteer.postcodes.values() if c.exact and c.postcode != here.postcode)
    return min((km_between(here.lat, here.lon, other.lat, other.lon) for other in others), default=0.0)


def _mend(place: Placed, geography: Geography) -> str:
    """Where the postcode or the town is, which postcode the coordinates belong to, and how to look it up."""
    address = " ".join(part for part in (place.address, place.town) if part)
    expected = _expected(place, geography)
    return " ".join(part for part in (expected, _belongs_to(place, geography), by_hand(address)) if part)


def _expected(place: Placed, geography: Geography) -> str:
    centre = geography.gazetteer.centre_of(place.postcode or "")
    if centre:
        return f"Postcode {(place.postcode or '')[:4]} ligt bij lat {centre[0]:.4f}, lon {centre[1]:.4f}."
    name, points = _known(place.town, place.municipality, geography=geography)
    return f"{clipped(name)} ligt bij lat {points[0][0]:.4f}, lon {points[0][1]:.4f}." if points else ""


def _belongs_to(place: Placed, geography: Geography) -> str:
    """The postcode that the coordinates are nearest to, when that is another one and they are on land."""
    point = _point(place, geography)
    exact = [centre for centre in geography.gazetteer.postcodes.values() if centre.exact]
    if not point or not exact or not geography.land or not geography.land.contains(*point):
        return ""
    near = min(exact, key=lambda centre: km_between(*point, centre.lat, centre.lon))
    other = near.postcode != (place.postcode or "")[:4]
    return f"Bij deze lat en lon hoort postcode {near.postcode} ({near.town})." if other else ""


def _km(km: float) -> str:
    return f"{km:.1f} km".replace(".", ",")
