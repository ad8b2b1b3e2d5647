"""The three practice levels of tables 3.5 and 4.5: one level per initiative.

`veel` is drawn first, `geen` among the rest; `deels` is what remains. The chance of the
margins is that of `veel` times that of `geen` given the draw: an unbiased estimate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.inputs import PRACTICE, PRACTICE_LEVELS, Certainty, Column, Inputs
from site_src.maintenance.report_check.membership import ERROR_RATE
from site_src.maintenance.report_check.sampling.exact import MarginSampler, Patterns

Reals = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PracticeLaw:
    """Rates (class by level), what statements say (initiative by level), and a draw."""

    columns: tuple[Column, ...]
    margins: Ints
    likelihood: Reals
    rates: Reals
    share: Reals
    drawn: Flags
    log_chance: float = -np.inf

    @staticmethod
    def start(inputs: Inputs, classes: int) -> PracticeLaw | None:
        """Return the law at the published shares; None when the tables have no levels."""
        rows = {row.term: row for row in inputs.tables.terms if row.dimension == PRACTICE}
        if set(rows) != set(PRACTICE_LEVELS):
            return None
        ordered = [rows[level] for level in PRACTICE_LEVELS]
        margins = np.array([[*(row.around[c] for c in inputs.campuses), row.total] for row in ordered])
        share = margins[:, -1] / margins[:, -1].sum()
        size = len(inputs.initiatives)
        return PracticeLaw(
            columns=tuple(row.column for row in ordered),
            margins=margins,
            likelihood=_likelihood(inputs),
            rates=np.repeat(share[None], classes, axis=0),
            share=share,
            drawn=np.zeros((len(ordered), size), dtype=bool),
        )

    def proposed(self, patterns: Patterns, classes: Ints, random: np.random.Generator) -> PracticeLaw:
        """Draw the levels under a membership, with the estimated chance of the margins."""
        weights = self.rates[classes] * self.likelihood
        chances = weights / weights.sum(axis=1, keepdims=True)
        much = MarginSampler(patterns, chances[:, 2], self.margins[2])
        if much.log_likelihood == -np.inf:
            return replace(self, log_chance=-np.inf)
        veel = much.draw(random)
        rest = np.where(veel, 0.0, chances[:, 0] / (chances[:, 0] + chances[:, 1]))
        none = MarginSampler(patterns, rest, self.margins[0])
        if none.log_likelihood == -np.inf:
            return replace(self, log_chance=-np.inf)
        geen = none.draw(random)
        drawn = np.array([geen, ~(geen | veel), veel])
        return replace(self, drawn=drawn, log_chance=much.log_likelihood + none.log_likelihood)

    def renewed(self, classes: Ints, random: np.random.Generator) -> PracticeLaw:
        """Draw the class rates given the levels."""
        rates = np.array(
            [random.dirichlet(2 * self.share + self.drawn[:, classes == g].sum(axis=1)) for g in range(len(self.rates))]
        )
        return replace(self, rates=np.clip(rates, 1e-3, 1.0))


def _likelihood(inputs: Inputs) -> Reals:
    """Return how well each level of each initiative agrees with its statements."""
    index_of = {initiative.id: index for index, initiative in enumerate(inputs.initiatives)}
    table = np.ones((len(index_of), len(PRACTICE_LEVELS)))
    for fact in inputs.statements:
        if fact.dimension == PRACTICE:
            wrong = ERROR_RATE[Certainty(fact.certainty)]
            level = PRACTICE_LEVELS.index(fact.term)
            said, other = (1 - wrong, wrong / 2) if fact.value else (wrong, 1 - wrong)
            factors = np.full(len(PRACTICE_LEVELS), other)
            factors[level] = said
            table[index_of[fact.initiative]] *= factors
    return table
