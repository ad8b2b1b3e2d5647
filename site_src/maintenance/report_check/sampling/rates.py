"""The rates of the probability model, and how they are renewed from one draw to the next.

Model. In class g a term t is held with rate theta[t, g] ~ Beta(k m, k (1 - m)), where m is the
published share of the term and the strength k of the pull is learned per term. A statement
of certainty c is wrong with a chance e[c] ~ Beta, at most `MOST_WRONG`; it sets the odds to
(1 - e) / e times the square root of the odds of the class, so that a frequent term does not
overrule a source; beside the report's own word the class counts for nothing. In a record that fills in the field,
silence about a term happens with chance s1 when it holds and s0 when it does not; both are learned per term, so silence
means as much as it turns out to mean, within a factor of four. A field that is empty says nothing. What this leaves
out: terms are independent of each other given class and margins, and so are initiatives of one organisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lgamma

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.inputs import Certainty
from site_src.maintenance.report_check.sampling.evidence import Evidence, Ints

Reals = npt.NDArray[np.float64]
Draw = npt.NDArray[np.bool_]

ERROR_PRIOR: Mapping[Certainty, tuple[float, float]] = {
    Certainty.REPORT: (1, 99),
    Certainty.WEBSITE: (2, 48),
    Certainty.OWN: (2, 48),
    Certainty.GROUP: (2, 18),
    Certainty.INFERRED: (2, 18),
}
STRENGTHS = np.array([0.5, 1.0, 2.0, 4.0, 8.0])
MOST_WRONG = np.array([0.02, 0.08, 0.08, 0.25, 0.25])
RATE_BESIDE_STATEMENT = np.array([0.0, 0.5, 0.5, 0.5, 0.5, 1.0])
LEAST_SILENCE = 0.25
EDGE = 1e-4


@dataclass(slots=True)
class Rates:
    """The current rates: per term and class, of errors per certainty, of silence per term."""

    theta: Reals
    error: Reals
    silence: Reals
    strength: Reals
    share: Reals

    @staticmethod
    def start(shares: Sequence[float], classes: int) -> Rates:
        """Begin at the published shares, with errors at their prior means."""
        share = np.clip(np.array(shares), 0.01, 0.99)
        error = np.array([a / (a + b) for a, b in (ERROR_PRIOR[level] for level in Certainty)])
        return Rates(
            theta=np.repeat(share[:, None], classes, axis=1),
            error=error,
            silence=np.full((len(share), 2), 0.5),
            strength=np.ones(len(share)),
            share=share,
        )

    def chances(self, term: int, classes: Ints, seen: Evidence) -> Reals:
        """Return each initiative's chance of the term, before the margins."""
        theta = np.clip(self.theta[term, classes], EDGE, 1 - EDGE)
        odds = (theta / (1 - theta)) ** RATE_BESIDE_STATEMENT[np.where(seen.says == 0, len(Certainty), seen.level)]
        wrong = np.minimum(self.error, MOST_WRONG)[seen.level].clip(EDGE)
        odds = np.where(seen.says == 1, odds * (1 - wrong) / wrong, odds)
        odds = np.where(seen.says == -1, odds * wrong / (1 - wrong), odds)
        silence = self.silence[term, 1] / self.silence[term, 0]
        odds = np.where((seen.says == 0) & seen.listed, odds * silence, odds)
        chances: Reals = odds / (1 + odds)
        return chances

    def renew_term(self, term: int, classes: Ints, seen: Evidence, drawn: Draw, random: np.random.Generator) -> None:
        """Draw the class rates, their strength and the silence of one term."""
        size = self.theta.shape[1]
        yes: Reals = np.bincount(classes, weights=drawn, minlength=size).astype(np.float64)
        held = np.bincount(classes, minlength=size).astype(np.int64)
        pull, share = self.strength[term], self.share[term]
        self.theta[term] = random.beta(pull * share + yes, pull * (1 - share) + held - yes)
        self.strength[term] = _draw_strength(yes, held, share, random)
        for value in (0, 1):
            listed = seen.listed & (drawn == bool(value))
            silent = int((listed & (seen.says == 0)).sum())
            chance = random.beta(1 + silent, 1 + int(listed.sum()) - silent)
            self.silence[term, value] = np.clip(chance, LEAST_SILENCE, 1.0)

    def renew_errors(self, wrong: Reals, stated: Reals, random: np.random.Generator) -> None:
        """Draw the chance of error per certainty from the statements now held wrong."""
        for rank, level in enumerate(Certainty):
            a, b = ERROR_PRIOR[level]
            self.error[rank] = random.beta(a + wrong[rank], b + stated[rank] - wrong[rank])


def _draw_strength(yes: Reals, held: Ints, share: float, random: np.random.Generator) -> float:
    """Draw the pull towards the published share, with the class rates summed out."""
    logs = np.array([_beta_binomial(yes, held, share, strength) for strength in STRENGTHS])
    weights = np.exp(logs - logs.max())
    return float(random.choice(STRENGTHS, p=weights / weights.sum()))


def _beta_binomial(yes: Reals, held: Ints, share: float, strength: float) -> float:
    """Return the log chance of the class counts, but for terms without the strength."""
    a, b = strength * share, strength * (1 - share)
    constant = lgamma(strength) - lgamma(a) - lgamma(b)
    return sum(
        constant + lgamma(a + one) + lgamma(b + total - one) - lgamma(strength + total)
        for one, total in zip(yes, held, strict=True)
    )
