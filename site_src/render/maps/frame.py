"""From metres to a picture: the frame of a map, and markers moved apart so that none hides another.

Metres are RD New (EPSG:28992); picture units have their origin top left, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_src.derive.base_map import Name

Box = tuple[float, float, float, float]  # left, top, right, bottom
Points = npt.NDArray[np.float64]
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
ROUNDS = 400
TOUCH = 0.3  # units that discs may overlap: nobody sees it


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the ground. `west` and `north` are its corner in metres, `scale` metres for one unit."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres."""
        return self.west, self.north - self.height * self.scale, self.west + self.width * self.scale, self.north

    def units(self, points: npt.ArrayLike) -> Points:
        """Metres (n, 2) -> picture units (n, 2)."""
        metres = np.asarray(points, dtype=float).reshape(-1, 2)
        return np.column_stack([(metres[:, 0] - self.west) / self.scale, (self.north - metres[:, 1]) / self.scale])


def frame_around(points: Sequence[tuple[float, float]], size: tuple[int, int], least_m: float, edge: int) -> Frame:
    """The smallest frame of this size that holds all points, `edge` units from the border, and `least_m` across."""
    x, y = np.asarray(points, dtype=float).reshape(-1, 2).T
    width, height = size
    scale = max(np.ptp(x) / (width - 2 * edge), np.ptp(y) / (height - 2 * edge), least_m / min(width, height))
    west = (x.min() + x.max()) / 2 - scale * width / 2
    return Frame(float(west), float((y.min() + y.max()) / 2 + scale * height / 2), float(scale), width, height)


def spread(points: Points, radii: npt.ArrayLike, size: tuple[int, int], edge: float) -> Points:
    """Moves points apart, each pair equally far, until no discs with these radii touch and all lie inside the picture.

    Points that coincide leave along a spiral, so that the same input always gives the same picture.
    """
    turns = GOLDEN_ANGLE * np.arange(len(points))
    gap = np.add.outer(np.asarray(radii, dtype=float), np.asarray(radii, dtype=float))
    aside = 0.01 * np.column_stack([np.cos(turns), np.sin(turns)])
    moved = points
    for _ in range(ROUNDS):
        moved = np.clip(moved, edge, np.asarray(size) - edge) + aside
        apart = moved[:, None, :] - moved[None, :, :]
        length = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(length, math.inf)
        short = np.clip(gap - length, 0, None)
        if short.max(initial=0) < TOUCH:
            break
        moved = moved + (apart / np.where(length > 0, length, 1)[..., None] * (short * 0.51)[..., None]).sum(axis=1)
    return moved


def with_room(
    names: Sequence[Name], frame: Frame, boxes: Sequence[Box], letter: float, most: int
) -> Iterator[tuple[Name, float, float]]:
    """The largest towns whose names find room on the picture, over no box and no other name.

    `letter` is how wide a letter is, about. Gives the middle of each name, on its base line.
    """
    taken = list(boxes)
    west, south, east, north = frame.bounds
    here = [name for name in names if west < name.x < east and south < name.y < north]
    shown = 0
    for name, (x, y) in zip(here, frame.units([(name.x, name.y) for name in here]).tolist(), strict=True):
        half = len(name.text) * letter / 2
        for lift in (0.6 * letter, -2.2 * letter, 3.4 * letter):
            box = (x - half, y + lift - 1.7 * letter, x + half, y + lift + 0.5 * letter)
            inside = box[0] > 2 and box[2] < frame.width - 2 and box[1] > 2 and box[3] < frame.height - 2
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                shown += 1
                yield name, x, y + lift
                break
        if shown == most:
            return


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
