"""Around which campuses an initiative counts: what distances, records and table 4.1 say.

The report counts an initiative around a campus within 10 km, and also when schools near the
campus take part (section 2, third step). Points in the records are approximate, so distance
gives a chance and not a verdict. Initiatives of the classes `overig` and `landelijk-online`
form one pool, because the report does not say which eleven it calls national.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from site_src.maintenance.report_check.inputs import CAMPUS, NATIONAL, OTHER, Certainty, Inputs

RADIUS_KM = 10.0
MIXED_POOL = "overig-of-landelijk"
FLOOR = 0.01
UNKNOWN_PLACE = 0.25
NATIONAL_IN_CLASS = 0.97
NOWHERE = 0.02
SURE_INSIDE_KM = 3.0
SURE_OUTSIDE_KM = 5.0

ERROR_RATE: Mapping[Certainty, float] = {
    Certainty.REPORT: 0.005,
    Certainty.WEBSITE: 0.04,
    Certainty.OWN: 0.04,
    Certainty.GROUP: 0.10,
    Certainty.INFERRED: 0.10,
}


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of membership before the tables, and the pools that table 4.1 counts."""

    pools: Mapping[str, tuple[int, ...]]
    counts: Mapping[str, Mapping[str, int]]
    national: int
    chance: Mapping[tuple[int, str], float]
    fixed: Mapping[tuple[int, str], bool]
    stays_local: Mapping[int, float]


def places(inputs: Inputs) -> Places:
    """Collect pools, counts per pool, and per initiative and campus a chance of membership."""
    pools: dict[str, list[int]] = {}
    for index, initiative in enumerate(inputs.initiatives):
        pools.setdefault(pool_of(initiative.category), []).append(index)
    cells = [(index, code) for index in range(len(inputs.initiatives)) for code in inputs.campuses]
    return Places(
        pools={name: tuple(members) for name, members in sorted(pools.items())},
        counts=_pool_counts(inputs),
        national=next((row.total for row in inputs.tables.classes if row.term == NATIONAL), 0),
        chance={cell: _chance(inputs, *cell) for cell in cells},
        fixed={cell: sure for cell in cells if (sure := _sure(inputs, *cell)) is not None},
        stays_local=_stays_local(inputs),
    )


def pool_of(category: str) -> str:
    """Return the pool of a class: the two that cannot be told apart share one."""
    return MIXED_POOL if category in (NATIONAL, OTHER) else category


def _pool_counts(inputs: Inputs) -> dict[str, dict[str, int]]:
    """Add up table 4.1 per pool and campus."""
    counts: dict[str, dict[str, int]] = {}
    for row in inputs.tables.classes:
        pool = counts.setdefault(pool_of(row.term), dict.fromkeys(inputs.campuses, 0))
        for code in inputs.campuses:
            pool[code] += row.around[code]
    return counts


def _chance(inputs: Inputs, index: int, code: str) -> float:
    """Return the chance that an initiative counts around a campus, if it is a local one."""
    initiative = inputs.initiatives[index]
    distance = inputs.distances.get(initiative.id, {}).get(code)
    if pool_of(initiative.category) != MIXED_POOL and initiative.reach == NATIONAL:
        chance = NATIONAL_IN_CLASS
    elif distance is None:
        chance = UNKNOWN_PLACE
    else:
        scale = 0.35 + 0.35 * distance.spread
        chance = 1 / (1 + math.exp(max(-30.0, min(30.0, (distance.km - RADIUS_KM) / scale))))
    odds = max(FLOOR, min(1 - FLOOR, chance))
    odds = odds / (1 - odds) * _statement_odds(inputs, initiative.id, code)
    return odds / (1 + odds)


def _statement_odds(inputs: Inputs, identity: str, code: str) -> float:
    """Return how much a record's own statement about a campus changes the odds."""
    odds = 1.0
    for fact in inputs.statements:
        if (fact.initiative, fact.dimension, fact.term) == (identity, CAMPUS, code):
            wrong = ERROR_RATE[fact.certainty]
            odds *= (1 - wrong) / wrong if fact.value else wrong / (1 - wrong)
    return odds


def _sure(inputs: Inputs, index: int, code: str) -> bool | None:
    """Return a membership that no error in the point can change; None when it can.

    In the mixed pool this is the membership of the initiative as a local one.
    """
    initiative = inputs.initiatives[index]
    distance = inputs.distances.get(initiative.id, {}).get(code)
    stated = any(
        (fact.initiative, fact.dimension, fact.term) == (initiative.id, CAMPUS, code) for fact in inputs.statements
    )
    if distance is None or stated or initiative.reach == NATIONAL:
        return None
    if distance.km > RADIUS_KM + SURE_OUTSIDE_KM + distance.spread:
        return False
    inside = distance.km < RADIUS_KM - SURE_INSIDE_KM - distance.spread
    return True if inside and pool_of(initiative.category) != MIXED_POOL else None


def _stays_local(inputs: Inputs) -> dict[int, float]:
    """Return, for the mixed pool, the chance that the report calls the initiative local."""
    chances: dict[int, float] = {}
    for index, initiative in enumerate(inputs.initiatives):
        if pool_of(initiative.category) == MIXED_POOL:
            wrong = ERROR_RATE[initiative.category_certainty]
            chances[index] = wrong if initiative.category == NATIONAL else 1 - wrong
    return chances
