"""Invented worlds with a known truth, to see how often the check is right.

A world keeps the real initiatives, classes, points and table 4.1. Membership is drawn from the
law of distances; each term has a rate per class from Beta(m, 1 - m) around its published share,
and with chance `FAMILY` all members of one organisation share a value - something the model
of the sampler does not know. Facts are hidden and lies planted: one about a far campus, one
about a term with at most five, the rest a yes too many anywhere. What the report says of one
initiative itself (certainty `rapport`) is never a lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.inputs import (
    CAMPUS,
    PRACTICE,
    PRACTICE_LEVELS,
    Certainty,
    Column,
    Inputs,
    Row,
    Statement,
)
from site_src.maintenance.report_check.membership import places
from site_src.maintenance.report_check.sampling.rows import Membership, PlacePrior, starting_membership

FAMILY = 0.3
RARE = 5
STEPS = 3000
MIX = {Certainty.REPORT: 0.2, Certainty.WEBSITE: 0.25, Certainty.GROUP: 0.2, Certainty.INFERRED: 0.35}
Values = dict[Column, npt.NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class World:
    """What is told, what is true, and which statements are lies."""

    inputs: Inputs
    truth: Values
    lies: frozenset[Statement]

    def holds(self, initiative: str, column: Column) -> bool:
        """Tell the truth about one cell."""
        index = next(i for i, item in enumerate(self.inputs.initiatives) if item.id == initiative)
        return bool(self.truth[column][index])


def make_world(real: Inputs, seed: int, hidden: float = 0.4, lies: int = 5, tell_no: bool = True) -> World:
    """Invent a world.

    Args:
        real: inputs without twins.
        seed: fixes the world.
        hidden: share of the facts that is not told.
        lies: number of lies.
        tell_no: whether facts that something is not so are told too.
    """
    random = np.random.default_rng(seed)
    place = _true_membership(real, random)
    truth = _true_values(real, random)
    tables = replace(real.tables, terms=tuple(_count(real, row, truth, place) for row in real.tables.terms))
    told = _facts(real, truth, random, hidden, tell_no) + _place_facts(real, place)
    for number, code in enumerate(real.campuses):
        truth[CAMPUS, code] = place.member[:, number].astype(bool)
    false = _lies(replace(real, tables=tables), truth, told, random, lies)
    lied = {(lie.initiative, lie.column) for lie in false}
    kept = [fact for fact in told if (fact.initiative, fact.column) not in lied]
    inputs = replace(real, tables=tables, statements=(*kept, *false))
    return World(inputs, truth, frozenset(false))


def _true_membership(real: Inputs, random: np.random.Generator) -> Membership:
    """Draw a membership that agrees with table 4.1 and the distances."""
    known = places(real)
    return PlacePrior(real, known).walk(starting_membership(real, known), STEPS, random)


def _true_values(real: Inputs, random: np.random.Generator) -> Values:
    """Draw every column, the practice levels as one value per initiative."""
    values: Values = {}
    shares = {row.column: row.total / len(real.initiatives) for row in real.tables.terms}
    for column, share in shares.items():
        if column[0] != PRACTICE:
            values[column] = _draw_by_class(real, min(0.99, share), random)
    levels = [shares[PRACTICE, level] for level in PRACTICE_LEVELS if (PRACTICE, level) in shares]
    if levels:
        classes = sorted({item.category for item in real.initiatives})
        rates = {name: random.dirichlet(2 * np.array(levels)) for name in classes}
        picked = np.array([random.choice(len(levels), p=rates[item.category]) for item in real.initiatives])
        values |= {(PRACTICE, level): picked == number for number, level in enumerate(PRACTICE_LEVELS)}
    return values


def _draw_by_class(real: Inputs, share: float, random: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Draw one column: a rate per class, now and then one value for a whole organisation."""
    rates: dict[str, float] = {}
    family: dict[str, bool] = {}
    drawn = []
    for item in real.initiatives:
        rate = rates.setdefault(item.category, float(random.beta(share, 1 - share)))
        value = bool(random.random() < rate)
        if item.parent not in family and random.random() < FAMILY:
            family[item.parent] = value
        drawn.append(family.get(item.parent, value))
    return np.array(drawn, dtype=bool)


def _count(real: Inputs, row: Row, truth: Values, place: Membership) -> Row:
    """Make the published row of a column."""
    has = truth[row.column]
    around = {code: int((has & (place.member[:, n] == 1)).sum()) for n, code in enumerate(real.campuses)}
    return replace(row, total=int(has.sum()), around=around)


def _facts(real: Inputs, truth: Values, random: np.random.Generator, hidden: float, tell_no: bool) -> list[Statement]:
    """Tell part of the truth, each fact with a certainty in the proportions of the records."""
    told = []
    for (dimension, term), values in sorted(truth.items()):
        for item, value in zip(real.initiatives, values, strict=True):
            if (value or tell_no) and random.random() >= hidden:
                told.append(Statement(item.id, dimension, term, bool(value), _certainty(random), "wereld"))
    return told


def _certainty(random: np.random.Generator, strongest: bool = True) -> Certainty:
    """Draw a certainty; lies never have the strongest."""
    levels = [level for level in MIX if strongest or level is not Certainty.REPORT]
    weights = np.array([MIX[level] for level in levels])
    return levels[int(random.choice(len(levels), p=weights / weights.sum()))]


def _place_facts(real: Inputs, place: Membership) -> list[Statement]:
    """Tell the memberships that the records tell, where they are true in this world."""
    index_of = {item.id: index for index, item in enumerate(real.initiatives)}
    return [
        fact
        for fact in real.statements
        if fact.dimension == CAMPUS and place.member[index_of[fact.initiative], real.campuses.index(fact.term)]
    ]


def _lies(
    inputs: Inputs, truth: Values, told: Sequence[Statement], random: np.random.Generator, count: int
) -> list[Statement]:
    """Plant the lies: a far campus, a rare term, and a yes too many anywhere."""
    rare = {row.column for row in inputs.tables.terms if row.total <= RARE}
    cells = [
        (item.id, column)
        for column, values in sorted(truth.items())
        for item, value in zip(inputs.initiatives, values, strict=True)
        if not value and column[0] != PRACTICE
    ]
    far = [cell for cell in cells if cell[1][0] == CAMPUS]
    seldom = [cell for cell in cells if cell[1] in rare]
    any_term = [cell for cell in cells if cell[1][0] != CAMPUS]
    chosen: list[tuple[str, Column]] = []
    for kind in [far, seldom or any_term, *[any_term] * count][:count]:
        left = [cell for cell in kind if cell not in chosen]
        chosen.append(left[int(random.integers(len(left)))])
    return [Statement(name, *column, True, _certainty(random, False), "leugen") for name, column in chosen]
