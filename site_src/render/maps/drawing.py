"""Static maps as SVG, drawn from our own geodata: what one sees before and without scripts, and on paper.

The projection is RD New (EPSG:28992): conformal and true to scale within 0.02 % here, so that ten kilometres is a
circle. Colours come from the style sheet, through classes, so that a map follows the colour scheme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup, escape
from shapely import (
    clip_by_rect,
    get_coordinates,
    get_exterior_ring,
    get_interior_ring,
    get_num_interior_rings,
    get_parts,
    is_empty,
    simplify,
)

from site_src.derive.base_map import Outline
from site_src.derive.map_contents import MapSet, Mark, Spot
from site_src.render.maps.frame import Frame, Points, frame_around, spread, with_room

SIZE = (420, 320)  # units; drawn between 0.8 and 1.6 pixels a unit
EDGE = 22
SPOT_RADIUS = 12.5  # units around the middle of a marker that no other marker may enter
MARK_RADIUS = 15.5
LINKED_RADIUS = 19.0  # markers that are links: their middles 24 pixels apart on a screen of 360 pixels
LEAST_M = 9000.0  # metres across, so that a map of one place shows where it is
DETAIL = 0.7  # units: what is smaller is left out
SMALLEST = 6.0  # units square
MOST_NUMBERED = 120  # places with a number of their own on a drawing
NAMES = 9
LETTER = 7.6  # units: how wide a letter is, about


@dataclass(frozen=True, slots=True)
class Drawn:
    """What both languages share: the ground as SVG, and where places and markers stand (campuses first)."""

    frame: Frame
    ground: str
    places: list[list[float]]
    markers: list[list[float]]


class Locator:
    """Draws maps; keeps what it drew of each for the other language."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._made: dict[str, Drawn] = {}

    def draw(self, maps: MapSet, title: str, description: str, links: dict[str, str] | None = None) -> Markup:
        """The map as inline SVG; with links it is a group of links, else an image. Ids follow from the map's name."""
        if maps.name not in self._made:
            self._made[maps.name] = _drawn(self.outline, maps)
        drawn, name = self._made[maps.name], f"kaart-{maps.name}"
        head = f'<svg class="map-drawn" viewBox="0 0 {drawn.frame.width} {drawn.frame.height}" '
        head += f'role="{"group" if links else "img"}" '
        head += f'aria-labelledby="{name}-titel" aria-describedby="{name}-uitleg">'
        head += f'<title id="{name}-titel">{escape(title)}</title><desc id="{name}-uitleg">{escape(description)}</desc>'
        return Markup(head + drawn.ground + "".join(_markers(maps, drawn, links or {})) + "</svg>")


def _drawn(outline: Outline, maps: MapSet) -> Drawn:
    frame = frame_of(maps)
    places = frame.units(maps.metres)
    mark = LINKED_RADIUS if maps.kind == "campussen" else MARK_RADIUS
    numbered = len(maps.marks) + (0 if is_crowded(maps) else len(maps.spots))
    radii = ([mark] * len(maps.marks) + [SPOT_RADIUS] * len(maps.spots))[:numbered]
    markers = spread(places[:numbered], radii, SIZE, 16).tolist()
    return Drawn(frame, "".join(_under(outline, frame, maps, markers)), places.tolist(), markers)


def is_crowded(maps: MapSet) -> bool:
    """Whether numbers would cover the map: then each place is a dot, and the table beside it has the numbers."""
    return len(maps.spots) > MOST_NUMBERED


def frame_of(maps: MapSet) -> Frame:
    """All spots and campuses, and the whole circle."""
    points = maps.metres
    if maps.circle_km:
        centre, radius = maps.marks[0], maps.circle_km * 1000
        points += [(centre.x + sign * radius, centre.y + sign * radius) for sign in (-1, 1)]
    return frame_around(points, SIZE, LEAST_M, EDGE if not maps.circle_km else 8)


def _under(outline: Outline, frame: Frame, maps: MapSet, markers: list[list[float]]) -> Iterator[str]:
    """Water, land, rivers, borders, the circle and place names."""
    yield f'<rect class="map-water" width="{frame.width}" height="{frame.height}"/>'
    yield f'<path class="map-land" d="{path_of(outline.land, frame)}"/>'
    yield f'<path class="map-river" d="{path_of(outline.rivers, frame, thin=True)}"/>'
    if outline.borders is not None:
        yield f'<path class="map-border" d="{path_of(outline.borders, frame)}"/>'
    if maps.circle_km:
        ((x, y),) = frame.units([(maps.marks[0].x, maps.marks[0].y)]).tolist()
        yield f'<circle class="map-circle" cx="{x:.0f}" cy="{y:.0f}" r="{maps.circle_km * 1000 / frame.scale:.0f}"/>'
    boxes = [(x - 14, y - 13, x + 14, y + 13) for x, y in markers]
    for name, x, y in with_room(outline.names, frame, boxes, LETTER, NAMES):
        yield f'<text class="map-name" x="{x:.0f}" y="{y:.0f}">{escape(name.text)}</text>'


def path_of(shape: Any, frame: Frame, *, thin: bool = False) -> str:
    """The shape inside the frame as path data in whole units, each step relative to the one before."""
    if shape is None:
        return ""
    west, south, east, north = frame.bounds
    beyond = 9 * frame.scale  # so that the edge of what was cut off stays out of sight
    clipped = clip_by_rect(shape, west - beyond, south - beyond, east + beyond, north + beyond)
    simple = simplify(clipped, DETAIL * frame.scale, preserve_topology=thin)
    rings = (ring for part in get_parts(simple) if not is_empty(part) for ring in _rings(part))
    return "".join(_steps(frame.units(get_coordinates(ring)), thin=thin) for ring in rings)


def _rings(part: Any) -> Iterable[Any]:
    if part.geom_type != "Polygon":
        return [part] if part.geom_type.endswith("LineString") else []
    return [get_exterior_ring(part), *(get_interior_ring(part, n) for n in range(get_num_interior_rings(part)))]


def _steps(points: Points, *, thin: bool) -> str:
    """'M3 4l5 6…': whole units, or tenths where a shape is only a few units wide."""
    if not thin and np.ptp(points[:, 0]) * np.ptp(points[:, 1]) < SMALLEST:
        return ""
    factor = 10 if thin else 1
    whole = np.rint(points * factor).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    return f"M{_pair(whole[0].tolist(), factor)}l" + " ".join(_pair(step, factor) for step in steps.tolist())


def _pair(step: Sequence[int], factor: int) -> str:
    x, y = (f"{value / factor:g}" for value in step)
    return x + ("" if y.startswith("-") else " ") + y


def _markers(maps: MapSet, drawn: Drawn, links: dict[str, str]) -> Iterator[str]:
    """Lines from moved markers to their places, then the campuses, then the spots."""
    moved = [(place, at) for place, at in zip(drawn.places, drawn.markers, strict=False)
             if abs(place[0] - at[0]) + abs(place[1] - at[1]) > 3]  # fmt: skip
    if moved:
        path = "".join(f"M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}" for (x, y), (to_x, to_y) in moved)
        yield f'<path class="map-lead" d="{path}"/>'
        yield f'<path class="map-dot" d="{"".join(f"M{x:.0f} {y:.0f}h0" for (x, y), _ in moved)}"/>'
    if is_crowded(maps):
        yield _dots(drawn.places[len(maps.marks) :])
    for mark, (x, y) in zip(maps.marks, drawn.markers, strict=False):
        yield _mark(mark, x, y, links)
    if is_crowded(maps):
        return
    at = drawn.markers[len(maps.marks) :]
    for inside in (True, False):
        spots = "".join(_spot(spot, *xy) for spot, xy in zip(maps.spots, at, strict=True) if spot.inside is inside)
        yield f'<g class="map-spot{"" if inside else " map-spot--outside"}">{spots}</g>' if spots else ""


def _dots(places: Sequence[Sequence[float]]) -> str:
    """All places as dots, those in the same spot once."""
    at = dict.fromkeys((round(x), round(y)) for x, y in places)
    return f'<path class="map-dot map-dot--place" d="{"".join(f"M{x} {y}h0" for x, y in at)}"/>'


def _mark(mark: Mark, x: float, y: float, links: dict[str, str]) -> str:
    """A campus: a square with the report's code, or a link with a number."""
    wide = 11 if len(mark.text) < 3 else 15
    drawn = f'<g class="map-campus"><rect x="{x - wide:.0f}" y="{y - 11:.0f}" width="{2 * wide}" height="22" rx="4"/>'
    drawn += f'<text x="{x:.0f}" y="{y:.0f}" dy=".35em">{escape(mark.text)}</text></g>'
    if mark.campus.code not in links:
        return drawn
    label = escape(f"{mark.text}. {mark.campus.name}")
    return f'<a href="{escape(links[mark.campus.code])}" aria-label="{label}"><title>{label}</title>{drawn}</a>'


def _spot(spot: Spot, x: float, y: float) -> str:
    """A place: a disc with its number."""
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="11"/><text x="{x:.0f}" y="{y:.0f}" dy=".35em">{spot.number}</text>'
