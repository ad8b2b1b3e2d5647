"""Exact sampling of one 0/1 column whose margins are fixed: the conditional Bernoulli law.

Initiatives with the same campus pattern are interchangeable in the margins, so a column is
described by how many of each pattern have the term. The number per pattern follows a
Poisson-binomial law; dynamic programming over the patterns keeps only the partial sums
that can still reach the margins. Drawing backwards gives an exact, independent sample
(Chen, Dempster & Liu 1994, "Weighted finite population sampling", for the one-margin case).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layer:
    """The partial sums after one pattern: sorted codes and the weight of each."""

    codes: Counts
    weights: Reals


@dataclass(frozen=True, slots=True)
class Patterns:
    """Initiatives by campus pattern, in the order of the programme.

    `rows` is one 0/1 vector per pattern, with a last 1 that counts towards the total.
    """

    rows: Counts
    members: tuple[Counts, ...]


def patterns_of(membership: Counts) -> Patterns:
    """Group initiatives by their row of the membership matrix.

    The order closes one campus after the other, which keeps the partial sums few.
    """
    rows, inverse = np.unique(membership, axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    breadth = rows.sum(axis=1)
    keys = sorted(range(len(rows)), key=lambda index: (-int(breadth[index]), tuple(-rows[index])))
    ones = np.ones((len(rows), 1), dtype=np.int64)
    members = tuple(np.flatnonzero(inverse == index) for index in keys)
    return Patterns(np.hstack([rows, ones])[keys], members)


def poisson_binomial(chances: Sequence[float]) -> list[float]:
    """Return the law of the number of successes of independent trials.

    Groups are small, so plain lists are faster here than arrays.
    """
    law = [1.0]
    for chance in chances:
        law = _one_more(law, chance)
    return law


def _one_more(law: list[float], chance: float) -> list[float]:
    """Add one trial to the law of a number of successes."""
    stay = [weight * (1 - chance) for weight in law] + [0.0]
    for count, weight in enumerate(law):
        stay[count + 1] += weight * chance
    return stay


class MarginSampler:
    """The law of one column, given chances per initiative and the margins to be met."""

    def __init__(self, patterns: Patterns, chances: Reals, margins: Counts) -> None:
        """Run the programme forwards.

        Args:
            patterns: initiatives by campus pattern.
            chances: chance of a one for each initiative, before the margins.
            margins: the count around each campus, and the total as last.
        """
        self._patterns = patterns
        self._chances = chances
        self._strides = np.concatenate([[1], np.cumprod(margins[:-1] + 1)]).astype(np.int64)
        self._margins = margins
        self._laws = [np.array(poisson_binomial(chances[group].tolist())) for group in patterns.members]
        self._layers = self._forward()

    @property
    def log_likelihood(self) -> float:
        """Return the logarithm of the chance of these margins; minus infinity if impossible."""
        last = self._layers[-1].weights
        return float(np.log(last.sum())) if last.size and last.sum() > 0 else -np.inf

    def _forward(self) -> list[Layer]:
        """Build the layers; the last holds the margins alone, or nothing."""
        sizes = np.array([len(group) for group in self._patterns.members])
        capacity = (self._patterns.rows * sizes[:, None]).sum(axis=0)
        sums = np.zeros((1, len(self._margins)), dtype=np.int64)
        layer = Layer(np.zeros(1, dtype=np.int64), np.ones(1))
        layers = [layer]
        for row, size, law in zip(self._patterns.rows, sizes, self._laws, strict=True):
            capacity = capacity - row * size
            layer, sums = self._step(layer, sums, row, law, capacity)
            layers.append(layer)
        return layers

    def _step(self, layer: Layer, sums: Counts, row: Counts, law: Reals, capacity: Counts) -> tuple[Layer, Counts]:
        """Add one pattern and drop the partial sums that can no longer reach the margins."""
        grown = (sums[None] + np.arange(len(law))[:, None, None] * row).reshape(-1, len(row))
        weights = np.multiply.outer(law, layer.weights).reshape(-1)
        left = self._margins - grown
        keep = ((left >= 0) & (left <= capacity)).all(1) & (weights > 0)
        grown, weights = grown[keep], weights[keep]
        codes = grown @ self._strides
        order = codes.argsort()
        codes, grown, weights = codes[order], grown[order], weights[order]
        first = np.flatnonzero(np.diff(codes, prepend=-1))
        merged = np.add.reduceat(weights, first) if first.size else weights
        return Layer(codes[first], merged), grown[first]

    def draw(self, random: np.random.Generator) -> npt.NDArray[np.bool_]:
        """Draw one column from its law."""
        column = np.zeros(len(self._chances), dtype=bool)
        code = int(self._margins @ self._strides)
        backwards = reversed(range(len(self._laws)))
        for index in backwards:
            count, code = self._draw_count(index, code, random)
            group = self._patterns.members[index]
            column[group] = _draw_members(self._chances[group].tolist(), count, random)
        return column

    def _draw_count(self, index: int, code: int, random: np.random.Generator) -> tuple[int, int]:
        """Draw how many of one pattern have the term, given the partial sum after it."""
        layer, law = self._layers[index], self._laws[index]
        stride = int(self._patterns.rows[index] @ self._strides)
        before = code - stride * np.arange(len(law))
        place = np.minimum(np.searchsorted(layer.codes, before), len(layer.codes) - 1)
        weights = np.where(layer.codes[place] == before, layer.weights[place] * law, 0.0)
        count = int(np.searchsorted(weights.cumsum(), random.random() * weights.sum(), side="right"))
        return count, int(before[count])


def _draw_members(chances: list[float], count: int, random: np.random.Generator) -> list[bool]:
    """Draw which members have the term, given how many of them have it."""
    if count in (0, len(chances)):
        return [count > 0] * len(chances)
    tails = [[1.0]]
    for chance in chances[::-1]:
        tails.append(_one_more(tails[-1], chance))
    chosen, left = [], count
    for index, (chance, luck) in enumerate(zip(chances, random.random(len(chances)), strict=True)):
        rest = tails[len(chances) - index - 1]
        yes = chance * rest[left - 1] if 0 < left <= len(rest) else 0.0
        no = (1 - chance) * rest[left] if left < len(rest) else 0.0
        chosen.append(bool(luck * (yes + no) < yes))
        left -= chosen[-1]
    return chosen
