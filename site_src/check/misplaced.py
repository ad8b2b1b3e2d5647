"""Whether a location lies where it says: not in the sea, near its postcode, in its municipality.

One location is told one thing: who lies in the sea is not also told to be far from the postcode. A location that is
only known roughly gets more room. All in plain maths, see ground.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from site_src.check.ground import Area, Ground, km_between
from site_src.maintenance.geodata.geocoding import by_hand
from site_src.model.problems import clipped
from site_src.read.gazetteer import REGION

ROOM_KM = {"adres": 0.0, "straat": 0.0, "wijk": 1.0, "plaats": 2.0}
SHORE_KM = 0.5  # quays and piers, and a coastline that is drawn at 100 m
POSTCODE_KM = 3.0
BORDER_KM = 0.5
TOWN_KM = 15.0
TOO_LARGE = {"Goeree-Overflakkee", "Hoeksche Waard"}  # islands: their ends lie further than that from the main town


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


def by_region(place: Placed, ground: Ground) -> Finding | None:
    """Outside the rectangle that this project covers."""
    if place.lat is None or place.lon is None or _point(place):
        return None
    return Finding(f"{place.lat}, {place.lon} ligt buiten de regio.", "Zijn lat en lon verwisseld? lat is ongeveer 52.")


def by_sea(place: Placed, ground: Ground) -> Finding | None:
    """In the sea or one of its arms, further from land than a quay; lakes and rivers don't count."""
    point = _point(place)
    if not point or not ground.land:
        return None
    km = ground.land.km_to(*point)
    if km <= SHORE_KM + _room(place):
        return None
    return Finding(f"Deze plek ligt in zee of een zeearm, {_km(km)} van het land.", _mend(place, ground))


def by_postcode(place: Placed, ground: Ground) -> Finding | None:
    """Further than 3 km from the middle of its postcode, or than the next postcode is when postcodes are large.

    Only against exact middles; the others can be off by more than that themselves.
    """
    point, centre = _point(place), ground.nearby.centre_of(place.postcode or "")
    if not point or not centre or not centre[2]:
        return None
    km, room = km_between(*point, *centre[:2]), _room(place)
    if km <= POSTCODE_KM + room or km <= _next_postcode_km(place.postcode or "", ground) + room:
        return None
    if by_sea(place, ground):
        return None
    message = f"Deze plek ligt {_km(km)} van het midden van postcode {(place.postcode or '')[:4]}."
    return Finding(message, _mend(place, ground))


def by_municipality(place: Placed, ground: Ground) -> Finding | None:
    """Outside its municipality; without boundaries: over 15 km from every point known by its name or its town's."""
    point = _point(place)
    if not point:
        return None
    border = next((area for area in ground.municipalities if area.name == place.municipality), None)
    message = _outside(border, place, point, ground) if border else _far_from_name(place, point, ground)
    if not message or by_sea(place, ground) or by_postcode(place, ground):
        return None
    return Finding(message, _mend(place, ground))


def _outside(border: Area, place: Placed, point: tuple[float, float], ground: Ground) -> str:
    km = border.km_to(*point)
    if km <= BORDER_KM + _room(place):
        return ""
    inside = next((area.name for area in ground.municipalities if area.contains(*point)), "")
    where = f" Daar ligt {inside}." if inside else ""
    return f"Deze plek ligt {_km(km)} buiten de gemeente {clipped(border.name)}.{where}"


def _far_from_name(place: Placed, point: tuple[float, float], ground: Ground) -> str:
    names = [name for name in (place.municipality, place.town) if name and name not in TOO_LARGE]
    known = [(km_between(*point, *other), name) for name in names for other in ground.nearby.points_of(name)]
    km, name = min(known, default=(0.0, ""))
    return f"Deze plek ligt {_km(km)} van {clipped(name)}." if km > TOWN_KM + _room(place) else ""


def _known(*names: str | None, ground: Ground) -> tuple[str, tuple[tuple[float, float], ...]]:
    """The first of the names that we know, and where it is."""
    for name in names:
        points = ground.nearby.points_of(name) if name else ()
        if name and points:
            return name, points
    return "", ()


def _point(place: Placed) -> tuple[float, float] | None:
    """The coordinates, if there are any inside the region: outside it there is another rule."""
    if place.lat is None or place.lon is None:
        return None
    inside = all(low <= v <= high for v, (low, high) in zip((place.lat, place.lon), REGION.values(), strict=True))
    return (place.lat, place.lon) if inside else None


def _room(place: Placed) -> float:
    return ROOM_KM.get(place.precision or "", 2.0)


def _next_postcode_km(postcode: str, ground: Ground) -> float:
    """From the middle of a postcode to the nearest other one: large in a polder or a port."""
    here = ground.nearby.postcodes[postcode[:4]]
    others = (c for c in ground.nearby.postcodes.values() if c.exact and c.postcode != here.postcode)
    return min((km_between(here.lat, here.lon, other.lat, other.lon) for other in others), default=0.0)


def _mend(place: Placed, ground: Ground) -> str:
    """Where the postcode or the town is, which postcode the coordinates belong to, and how to look it up."""
    address = " ".join(part for part in (place.address, place.town) if part)
    expected = _expected(place, ground)
    return " ".join(part for part in (expected, _belongs_to(place, ground), by_hand(address)) if part)


def _expected(place: Placed, ground: Ground) -> str:
    centre = ground.nearby.centre_of(place.postcode or "")
    if centre:
        return f"Postcode {(place.postcode or '')[:4]} ligt bij lat {centre[0]:.4f}, lon {centre[1]:.4f}."
    name, points = _known(place.town, place.municipality, ground=ground)
    return f"{clipped(name)} ligt bij lat {points[0][0]:.4f}, lon {points[0][1]:.4f}." if points else ""


def _belongs_to(place: Placed, ground: Ground) -> str:
    """The postcode that the coordinates are nearest to, when that is another one and they are on land."""
    point = _point(place)
    exact = [centre for centre in ground.nearby.postcodes.values() if centre.exact]
    if not point or not exact or not ground.land or not ground.land.contains(*point):
        return ""
    near = min(exact, key=lambda centre: km_between(*point, centre.lat, centre.lon))
    other = near.postcode != (place.postcode or "")[:4]
    return f"Bij deze lat en lon hoort postcode {near.postcode} ({near.town})." if other else ""


def _km(km: float) -> str:
    return f"{km:.1f} km".replace(".", ",")
