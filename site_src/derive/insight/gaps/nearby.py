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
from statistics import median

from site_src.derive.insight.gaps.deviations import LESS, LIGHT, MORE, STRONG, poisson_chance
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
    return {(*key, code): _beside(code, own) for key, own in rows.items() for code in own}


def _beside(code: str, around: Mapping[str, PartCount]) -> Nearby:
    own, others = around[code], [found for other, found in around.items() if other != code]
    count = (own.local, own.local + own.local_open)
    if not others:
        return Nearby(count, (0.0, 0.0))
    least = float(median(found.local for found in others))
    most = float(median(found.local + found.local_open for found in others))
    direction, strength = _level(count, (least, most))
    return Nearby(count, (least, most), direction, strength)


def _level(count: tuple[int, int], reference: tuple[float, float]) -> tuple[str, str]:
    """More when even what is sure is above all that may be elsewhere, less the other way round."""
    for direction, here, there in ((MORE, count[0], reference[1]), (LESS, count[1], reference[0])):
        difference = (here - there) if direction == MORE else (there - here)
        if difference >= LIGHT_INITIATIVES:
            return direction, STRONG if poisson_chance(here, there) <= STRONG_CHANCE else LIGHT
    return "", ""
