"""How a campus differs from the others, and whether the difference means something.

For each campus and term, with k of n initiatives:

    share       k / n
    reference   the median of the same share around the other campuses. Not the share over all: a national
                offer counts around each campus and once among all, so around every campus its share is higher.
    excess      k - reference * n: how many initiatives more or fewer than expected
    chance      the chance of a count at least this far off when each of n initiatives had the reference as its
                chance (binomial, one side)

A difference is told lightly (`licht`) from LIGHT.points and LIGHT.excess on, strongly (`sterk`) when it also passes
STRONG. The excess is always above one, so no finding rests on a difference of one initiative.

Unknowns make a share a range: from "all unknowns are no" to "all are yes". A finding has to hold, and is as strong, as
in the worst case: the unknowns of this campus all say no and those of the others all yes, or the other way round. What
counts around more campuses can't be both, so this asks more than is possible, never less.

Limits. National offers stand around all campuses and neighbouring campuses share local ones, so counts are not
independent: `chance` ranks differences by size, it is no test. With 35 terms and 8 campuses some differences of this
size come up by chance. A count says nothing about how many pupils are reached or how well.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from site_src.derive.insight.counts import ALL

Numbers = npt.NDArray[np.float64]
MORE, LESS = "meer", "minder"
STRONG, LIGHT = "sterk", "licht"


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a difference is told: share in percentage points, initiatives, one-sided chance."""

    points: float
    excess: float
    chance: float


# Chosen so that the comparisons of chapter 4 of the report come out (report_comparisons.py), and so that a campus has
# at most twelve strong findings. LIGHT.excess: 8 of 20 for information in Voorne aan Zee is 1.5 more than expected.
LIGHT_FROM = Threshold(points=5, excess=1.5, chance=1)
STRONG_FROM = Threshold(points=10, excess=2, chance=0.05)


def measure(counts: pd.DataFrame) -> pd.DataFrame:
    """Adds to each campus row its share and reference (percent, at both ends of the range), direction and strength."""
    local = counts[counts["campus"] != ALL].set_index(["dimensie", "term", "campus"])
    codes = local.index.unique("campus")
    grid = {name: local[name].unstack("campus")[list(codes)] for name in ("aantal", "onbekend", "n")}
    k, unknown, n = (frame.to_numpy(float) for frame in grid.values())
    low, high = _share(k, n), _share(k + unknown, n)
    least, most, level = levels(k, unknown, n)
    columns = {"waarde_min": low, "waarde_max": high, "referentie_min": least, "referentie_max": most}
    found = {name: np.round(100 * values, 1).ravel() for name, values in columns.items()}
    found["richting"] = np.select([level > 0, level < 0], [MORE, LESS], "").ravel()
    found["sterkte"] = np.select([np.abs(level) == 2, np.abs(level) == 1], [STRONG, LIGHT], "").ravel()
    rows = grid["n"].stack().index
    return local.join(pd.DataFrame(found, index=rows)).reset_index()


def levels(k: Numbers, unknown: Numbers, n: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The reference at both ends (0 to 1), and how far each cell is from it for sure: -2 (strongly less) to 2.

    A row a term, a column a campus; one column has no others and stands out from nothing.
    """
    least, most = median_of_others(_share(k, n)), median_of_others(_share(k + unknown, n))
    return least, most, np.maximum(_level(k, n, most), 0) + np.minimum(_level(k + unknown, n, least), 0)


def median_of_others(values: Numbers) -> Numbers:
    """For each column the median of the other columns, row by row."""
    others = [np.median(np.delete(values, column, axis=1), axis=1) for column in range(values.shape[1])]
    return np.stack(others, axis=1)


def _share(k: Numbers, n: Numbers) -> Numbers:
    return np.divide(k, n, out=np.zeros_like(k), where=n > 0)


def _level(k: Numbers, n: Numbers, reference: Numbers) -> Numbers:
    """How far k of n is from a reference (0 to 1), a row a term, a column a campus: -2, -1, 0, 1 or 2."""
    points, excess = np.abs(100 * (_share(k, n) - reference)), k - reference * n
    light, strong = ((points >= limit.points) & (np.abs(excess) >= limit.excess) for limit in (LIGHT_FROM, STRONG_FROM))
    far = (values[strong].tolist() for values in (k, n, reference))
    strong[strong] = [chance(*cell) <= STRONG_FROM.chance for cell in zip(*far, strict=True)]
    level: Numbers = np.sign(excess) * (light.astype(float) + (light & strong))
    return level


@functools.cache
def chance(k: float, n: float, p: float) -> float:
    """One-sided binomial tail from k outwards; p is kept off 0 and 1, where nothing would be possible."""
    p = (p * n + 0.5) / (n + 1)
    steps = range(int(k), int(n) + 1) if k > p * n else range(int(k) + 1)
    return min(1.0, sum(math.comb(int(n), i) * p**i * (1 - p) ** (int(n) - i) for i in steps))


@functools.cache
def poisson_chance(count: float, expected: float) -> float:
    """One-sided Poisson tail from a count outwards."""
    below = sum(math.exp(i * math.log(max(expected, 0.5)) - expected - math.lgamma(i + 1)) for i in range(int(count)))
    here = math.exp(count * math.log(max(expected, 0.5)) - expected - math.lgamma(count + 1))
    return 1 - below if count > expected else below + here
