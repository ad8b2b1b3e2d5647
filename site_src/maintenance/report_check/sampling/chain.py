"""Draws from all completions at once: membership, every column, and the rates behind them.

One sweep: (1) membership takes a walk under its own law and the walk is accepted by the ratio
of the chances of all tables, with every column summed out exactly (`exact`); (2) every
column is drawn anew, exactly; (3) the rates are renewed (`rates`). The three practice levels
are drawn as `veel` and then `geen` among the rest, their joint chance estimated from that
draw (pseudo-marginal Metropolis). Seeds fix the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.inputs import PRACTICE, Column, Inputs
from site_src.maintenance.report_check.membership import MIXED_POOL, places, pool_of
from site_src.maintenance.report_check.sampling.evidence import evidence, levels
from site_src.maintenance.report_check.sampling.exact import MarginSampler, Patterns, patterns_of
from site_src.maintenance.report_check.sampling.practice import PracticeLaw
from site_src.maintenance.report_check.sampling.rates import Rates
from site_src.maintenance.report_check.sampling.rows import Membership, PlacePrior, starting_membership

IMPOSSIBLE = -500.0
STAGES = 5
PRACTICE_STEPS = 3
COOLEST, WARM_PART = 0.1, 0.6
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws of the chain: columns (draw, column, initiative), membership, national."""

    columns: tuple[Column, ...]
    has: Flags
    member: Flags
    national: Flags
    accepted: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the chain runs."""

    sweeps: int = 400
    burn_in: int = 100
    walks: int = 24
    seed: int = 2023

    def with_seed(self, seed: int) -> Plan:
        """The same plan from another seed."""
        return replace(self, seed=seed)


@dataclass(slots=True)
class _Fit:
    """One membership with the laws of all columns, in the order of the stages."""

    place: Membership
    laws: list[MarginSampler]
    practice: PracticeLaw | None


def _log_chance(law: MarginSampler) -> float:
    """Return the log chance of a column's margins, bounded so that sums stay finite."""
    return max(law.log_likelihood, IMPOSSIBLE)


class Chain:
    """The chain's state and its sweeps."""

    def __init__(self, inputs: Inputs, plan: Plan) -> None:
        """Start at the most probable membership."""
        rows = [row for row in inputs.tables.terms if row.dimension != PRACTICE]
        self._random = np.random.default_rng(plan.seed)
        self._plan = plan
        self._columns = tuple(row.column for row in rows)
        self._margins = [np.array([*(row.around[c] for c in inputs.campuses), row.total]) for row in rows]
        self._staged = [term for start in range(STAGES) for term in range(start, len(rows), STAGES)]
        self._seen = evidence(inputs, self._columns)
        self._inputs = inputs
        known = places(inputs)
        self._prior = PlacePrior(inputs, known)
        pools = sorted(known.pools)
        self._pool = np.array([pools.index(pool_of(item.category)) for item in inputs.initiatives])
        self._mixed = pools.index(MIXED_POOL) if MIXED_POOL in pools else -1
        self._classes = len(pools) + 1
        size = len(inputs.initiatives)
        self._rates = Rates.start([row.total / size for row in rows], self._classes)
        self._practice = PracticeLaw.start(inputs, self._classes)
        self._fit = self._renewed(starting_membership(inputs, known))
        self._heat = 1.0
        self._tried = self._taken = 0

    def run(self) -> Draws:
        """Run the chain and keep the draws after the burn-in."""
        kept: list[tuple[Flags, Flags, Flags]] = []
        total = self._plan.burn_in + self._plan.sweeps
        for sweep in range(total):
            self._heat = min(1.0, COOLEST + sweep / max(1.0, WARM_PART * self._plan.burn_in))
            has = self._sweep()
            if sweep >= self._plan.burn_in:
                place = self._fit.place
                kept.append((has, place.member.astype(bool), place.national.copy()))
        has_all, member, national = (np.array(part) for part in zip(*kept, strict=True))
        columns = self._columns + (self._practice.columns if self._practice else ())
        return Draws(columns, has_all, member, national, self._taken / max(1, self._tried))

    def _sweep(self) -> Flags:
        """Renew membership, columns and rates once; return the columns."""
        self._fit = self._renewed(self._fit.place)
        for _ in range(self._plan.walks):
            self._try_walk()
        classes = self._classes_of(self._fit.place)
        drawn = self._draw_columns(classes)
        if self._practice is None or self._fit.practice is None:
            return drawn
        self._practice = self._settled(self._fit.practice, classes).renewed(classes, self._random)
        return np.vstack([drawn, self._practice.drawn])

    def _settled(self, practice: PracticeLaw, classes: npt.NDArray[np.int64]) -> PracticeLaw:
        """Correct the draw of the levels: a few Metropolis steps on the estimated chance."""
        patterns = patterns_of(self._fit.place.member)
        for _ in range(PRACTICE_STEPS):
            other = practice.proposed(patterns, classes, self._random)
            if not self._refuses(max(other.log_chance, IMPOSSIBLE) - max(practice.log_chance, IMPOSSIBLE)):
                practice = other
        return practice

    def _try_walk(self) -> None:
        """Propose another membership and accept it by the chance of the tables."""
        steps = int(self._random.choice([2, 5, 12]))
        place = self._prior.walk(self._fit.place, steps, self._random)
        if (place.member == self._fit.place.member).all() and (place.national == self._fit.place.national).all():
            return
        self._tried += 1
        fit = self._fitted(place, against=self._fit)
        if fit is not None:
            self._fit = fit
            self._taken += 1

    def _fitted(self, place: Membership, against: _Fit | None = None) -> _Fit | None:
        """Return the laws of all columns under a membership.

        With a fit to compare against, the columns are looked at in `STAGES` parts and each
        part may refuse (delayed acceptance, Christen & Fox 2005): None when one does.
        """
        patterns, classes = patterns_of(place.member), self._classes_of(place)
        laws: list[MarginSampler] = []
        for start in range(STAGES):
            part = range(start, len(self._columns), STAGES)
            new = [self._law(term, patterns, classes) for term in part]
            if against is not None:
                old = [against.laws[len(laws) + number] for number in range(len(new))]
                if self._refuses(sum(map(_log_chance, new)) - sum(map(_log_chance, old))):
                    return None
            laws += new
        practice = self._practice.proposed(patterns, classes, self._random) if self._practice else None
        if against is not None and practice is not None and against.practice is not None:
            now, then = practice.log_chance, against.practice.log_chance
            if self._refuses(max(now, IMPOSSIBLE) - max(then, IMPOSSIBLE)):
                return None
        return _Fit(place, laws, practice)

    def _renewed(self, place: Membership) -> _Fit:
        """Return the laws under a membership, without refusal."""
        fit = self._fitted(place)
        assert fit is not None
        return fit

    def _refuses(self, gain: float) -> bool:
        """Draw whether a proposal with this gain in log chance is refused.

        While the chain warms up, gains count for less, so that it does not settle at once.
        """
        return bool(np.log(self._random.random()) >= gain * self._heat)

    def _law(self, term: int, patterns: Patterns, classes: npt.NDArray[np.int64]) -> MarginSampler:
        """Return the law of one column."""
        chances = self._rates.chances(term, classes, self._seen[term])
        return MarginSampler(patterns, chances, self._margins[term])

    def _classes_of(self, place: Membership) -> npt.NDArray[np.int64]:
        """Return the class of each initiative; national ones of the mixed pool are a class."""
        return np.where((self._pool == self._mixed) & place.national, self._classes - 1, self._pool)

    def _draw_columns(self, classes: npt.NDArray[np.int64]) -> Flags:
        """Draw every column and renew its rates; an impossible column stays at its statements."""
        drawn = np.zeros((len(self._columns), len(classes)), dtype=bool)
        wrong, stated = np.zeros(levels()), np.zeros(levels())
        for law, term in zip(self._fit.laws, self._staged, strict=True):
            seen = self._seen[term]
            if law.log_likelihood == -np.inf:
                drawn[term] = seen.says == 1
                continue
            drawn[term] = law.draw(self._random)
            self._rates.renew_term(term, classes, seen, drawn[term], self._random)
            speaks = seen.says != 0
            off = speaks & (drawn[term] != (seen.says == 1))
            wrong += np.bincount(seen.level[off], minlength=levels())
            stated += np.bincount(seen.level[speaks], minlength=levels())
        self._rates.renew_errors(wrong, stated, self._random)
        return drawn
