"""Whether a location lies where it says: not in the sea, near its postcode, in its municipality.

One location is told one thing: who lies in the sea is not also told to be far from the postcode. A location that is
only known roughly gets more room. All in plain maths, see ground.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from site_src.places.geocoding import by_hand
from site_src.places.ground import Ground, km_between
from site_src.places.nearby import REGION
from site_src.problems import clipped

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


def by_region(place: Placed, ground: Ground) -> Finding | None:
    """Outside the rectangle that this project covers."""
    if place.lat is None or place.lon is None or _point(place):
        return None
    return Finding(f"{place.lat}, {place.lon} ligt buiten de regio.", "Zijn lat en lon verwisseld? lat is ongeveer 52.")


def by_sea(place: Placed, ground: Ground) -> Finding | None:
    """In the sea or in wide water, further from land than a quay."""
    point = _point(place)
    if not point or not ground.land:
        return None
    km = ground.land.km_to(*point)
    if km <= SHORE_KM + _room(place):
        return None
    return Finding(f"Deze plek ligt in het water, {_km(km)} van het land.", _mend(place, ground))


def by_postcode(place: Placed, ground: Ground) -> Finding | None:
    """Further than 3 km from the middle of its postcode, or than the next postcode is when postcodes are large.

    Only against exact middles; the others can be off by more than that themselves.
    """
    point, centre = _point(place), ground.nearby.centre_of(place.postcode or "")
    if not point or not centre or not centre[2] or by_sea(place, ground):
        return None
    km = km_between(*point, *centre[:2])
    if km <= max(POSTCODE_KM, _next_postcode_km(place.postcode or "", ground)) + _room(place):
        return None
    message = f"Deze plek ligt {_km(km)} van het midden van postcode {(place.postcode or '')[:4]}."
    return Finding(message, _mend(place, ground))


def by_municipality(place: Placed, ground: Ground) -> Finding | None:
    """Outside its municipality; without boundaries: over 15 km from every point known by its name or its town's."""
    point = _point(place)
    if not point or by_sea(place, ground) or by_postcode(place, ground):
        return None
    border = next((area for area in ground.municipalities if area.name == place.municipality), None)
    if border:
        km = border.km_to(*point)
        if km <= BORDER_KM + _room(place):
            return None
        inside = next((area.name for area in ground.municipalities if area.contains(*point)), "")
        where = f" Ze ligt in {inside}." if inside else ""
        message = f"Deze plek ligt {_km(km)} buiten de gemeente {clipped(border.name)}.{where}"
        return Finding(message, _mend(place, ground))
    return _far_from_name(place, point, ground)


def _far_from_name(place: Placed, point: tuple[float, float], ground: Ground) -> Finding | None:
    for name in (place.municipality, place.town):
        known = ground.nearby.points_of(name) if name else []
        if known:
            km = min(km_between(*point, *other) for other in known)
            message = f"Deze plek ligt {_km(km)} van {clipped(name or '')}."
            return Finding(message, _mend(place, ground)) if km > TOWN_KM + _room(place) else None
    return None


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
    name = next((n for n in (place.town, place.municipality) if n and ground.nearby.points_of(n)), None)
    if not name:
        return ""
    lat, lon = ground.nearby.points_of(name)[0]
    return f"{clipped(name)} ligt bij lat {lat:.4f}, lon {lon:.4f}."


def _belongs_to(place: Placed, ground: Ground) -> str:
    point = _point(place)
    exact = [centre for centre in ground.nearby.postcodes.values() if centre.exact]
    if not point or not exact or not ground.land or not ground.land.contains(*point):
        return ""
    near = min(exact, key=lambda centre: km_between(*point, centre.lat, centre.lon))
    return f"Bij deze lat en lon hoort postcode {near.postcode} ({near.town})." if near.postcode != (
        place.postcode or "")[:4] else ""  # fmt: skip


def _km(km: float) -> str:
    return f"{km:.1f} km".replace(".", ",")
