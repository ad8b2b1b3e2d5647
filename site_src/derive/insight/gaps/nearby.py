"""What is scarce or plenty near a campus, without the national and online offer that stands around each of them.

Compared are numbers of initiatives, near and further together, not shares: a visitor can go to five, not to 40 percent.
The reference is the median of the same number around the other campuses. A difference has to hold in the worst case of
what nobody knows: all open here are yes and all open elsewhere no, or the other way round.

    light    at least LIGHT_INITIATIVES more or fewer than the reference
    strong   also a count that a Poisson count with the reference as its mean is at most STRONG_CHANCE of the time

LIGHT_INITIATIVES is above one, so that no finding rests on a single initiative; STRONG_CHANCE is that of findings on
the total of a campus (findings.py). Neighbouring campuses share what is near, so the chance ranks, it is no test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from site_src.derive.insight.gaps.deviations import (
    LESS,
    LIGHT,
    MORE,
    STRONG,
    Numbers,
    median_of_others,
    poisson_chance,
)
from site_src.derive.insight.gaps.parts import Key, PartCount

LIGHT_INITIATIVES = 2.0
STRONG_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Nearby:
    """One term near one campus: the count and the median of the other campuses, each from sure to possible.

    `direction` and `strength` are empty when it does not stand out, or when an unknown could undo it.
    """

    count: tuple[int, int]
    reference: tuple[float, float]
    direction: str = ""
    strength: str = ""


def nearby(parts: Mapping[Key, PartCount]) -> dict[Key, Nearby]:
    """Every term near every campus. With one campus there is nothing to compare with, so nothing stands out."""
    rows: dict[tuple[str, str], dict[str, PartCount]] = {}
    for (dimension, term, code), found in parts.items():
        rows.setdefault((dimension, term), {})[code] = found
    if not rows:
        return {}
    sure = np.array([[part.local for part in own.values()] for own in rows.values()], float)
    possible = sure + np.array([[part.local_open for part in own.values()] for own in rows.values()], float)
    least, most, level = levels(sure, possible)
    return {
        (*key, code): _nearby(own[code], least[row, column], most[row, column], level[row, column])
        for row, (key, own) in enumerate(rows.items())
        for column, code in enumerate(own)
    }


def _nearby(own: PartCount, least: float, most: float, level: float) -> Nearby:
    direction = MORE if level > 0 else LESS if level < 0 else ""
    strength = {2: STRONG, 1: LIGHT}.get(abs(int(level)), "")
    return Nearby((own.local, own.local + own.local_open), (float(least), float(most)), direction, strength)


def levels(sure: Numbers, possible: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The reference at both ends, and how far each count is from it for sure: -2 (strongly less) to 2.

    A row a term, a column a campus. More when even what is sure is above all that may be elsewhere, less the other way
    round.
    """
    if sure.shape[1] < 2:
        return np.zeros_like(sure), np.zeros_like(sure), np.zeros_like(sure)
    least, most = median_of_others(sure), median_of_others(possible)
    return least, most, _level(sure, most, 1) - _level(possible, least, -1)


def _level(here: Numbers, there: Numbers, sign: int) -> Numbers:
    """1 from LIGHT_INITIATIVES more (sign 1) or fewer (-1) than there, 2 where chance hardly does that."""
    level = (sign * (here - there) >= LIGHT_INITIATIVES).astype(float)
    light = level > 0
    counts = zip(here[light].tolist(), there[light].tolist(), strict=True)
    level[light] += [poisson_chance(*cell) <= STRONG_CHANCE for cell in counts]
    return level
