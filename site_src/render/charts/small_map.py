"""Small maps beside each other, one a term: at each campus a disc as large as what is nearby, or a ring for none.

They share one drawing of the ground, which a page holds once. The area of a disc follows the number; the table of the
page has the numbers, so a screen reader gets those.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from site_src.derive.base_map import Outline
from site_src.render.maps.drawing import path_of
from site_src.render.maps.frame import Points, frame_around, spread

SIZE = (150, 116)  # units
EDGE = 14
LEAST, MOST = 2.5, 11.0  # units: radius of one initiative nearby, and of the most that any map shows
GROUND = "ondergrond"


def ground(outline: Outline, campuses: Sequence[tuple[float, float]]) -> Markup:
    """The ground that all small maps of a page share (RD New metres of the campuses: they lie within it)."""
    frame = frame_around(campuses, SIZE, 9000.0, EDGE)
    return Markup(
        f'<svg class="visually-hidden" aria-hidden="true" focusable="false"><symbol id="{GROUND}" '
        f'viewBox="0 0 {SIZE[0]} {SIZE[1]}"><path class="map-land" d="{path_of(outline.land, frame)}"/></symbol></svg>'
    )


def places(campuses: Sequence[tuple[float, float]]) -> Points:
    """Where the campuses stand on a small map, moved apart where they would hide each other."""
    frame = frame_around(campuses, SIZE, 9000.0, EDGE)
    return spread(frame.units(list(campuses)), [MOST * 0.8] * len(campuses), SIZE, EDGE)


def small_map(counts: Mapping[str, int], at: Mapping[str, Sequence[float]], most: int) -> Markup:
    """One map: by campus code the number nearby and where it stands; `most` is the largest number on any map."""
    discs = "".join(_disc(count, at[code], most) for code, count in counts.items())
    return Markup(
        f'<svg class="small-map" viewBox="0 0 {SIZE[0]} {SIZE[1]}" aria-hidden="true" focusable="false">'
        f'<rect class="map-water" width="{SIZE[0]}" height="{SIZE[1]}"/><use href="#{GROUND}"/>{discs}</svg>'
    )


def _disc(count: int, place: Sequence[float], most: int) -> str:
    x, y = place
    if not count:
        return f'<circle class="small-map__none" cx="{x:.0f}" cy="{y:.0f}" r="{LEAST}"/>'
    radius = LEAST + (MOST - LEAST) * math.sqrt(count / max(most, 1))
    return f'<circle class="small-map__some" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'
