"""The constraint model of one column (or the three practice levels) with free membership.

Every variable is 0/1: `member[i, c]`, `national[i]` and `has[column][i]`. The margins of
tables 2.2-4.6 are hard. A premise (statement, class or distance) costs its weight when it is
false; the weights let the weakest give way first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from site_src.maintenance.report_check.inputs import (
    CAMPUS,
    NATIONAL,
    PRACTICE,
    Certainty,
    Column,
    Inputs,
    Row,
    Statement,
)
from site_src.maintenance.report_check.membership import MIXED_POOL, Places, places
from site_src.maintenance.report_check.proving.solver import cp_model

WEIGHT: Mapping[Certainty, int] = {
    Certainty.REPORT: 30,
    Certainty.WEBSITE: 10,
    Certainty.OWN: 10,
    Certainty.GROUP: 4,
    Certainty.INFERRED: 3,
}
DISTANCE_WEIGHT = 2
CLASS_DIMENSION = "categorie"
NEAR, FAR = 0.93, 0.07
DISTANCE = "afstand"


@dataclass(frozen=True, slots=True)
class Premise:
    """Something taken as true: the literal that breaks it, its weight, and where it stands."""

    breaks: Any
    weight: int
    statement: Statement


@dataclass(slots=True)
class ColumnModel:
    """A CP-SAT model, its variables and the premises it may break at a cost."""

    inputs: Inputs
    model: Any
    member: dict[tuple[int, str], Any] = field(default_factory=dict)
    national: dict[int, Any] = field(default_factory=dict)
    has: dict[Column, list[Any]] = field(default_factory=dict)
    premises: list[Premise] = field(default_factory=list)

    def places(self) -> list[Premise]:
        """Return the premises about distance and class."""
        return [
            premise
            for premise in self.premises
            if premise.statement.source == DISTANCE or premise.statement.dimension == CLASS_DIMENSION
        ]

    def cost(self) -> Any:
        """Return the weight of the premises that are broken."""
        return sum(premise.weight * premise.breaks for premise in self.premises)


def build(inputs: Inputs, rows: Sequence[Row], statements: Iterable[Statement]) -> ColumnModel:
    """Build the model of membership with the given rows; `statements` are the premises used."""
    built = ColumnModel(inputs, cp_model().CpModel())
    known = places(inputs)
    chosen = tuple(statements)
    _add_membership(built, known)
    _add_place_premises(built, known)
    for row in rows:
        _add_column(built, row)
    _add_practice(built, rows)
    _add_statements(built, chosen)
    return built


def _add_membership(built: ColumnModel, known: Places) -> None:
    """Add membership and the counts of table 4.1 per pool and campus."""
    inputs, model = built.inputs, built.model
    for index in range(len(inputs.initiatives)):
        for code in inputs.campuses:
            sure = known.fixed.get((index, code))
            free = sure is None or index in known.stays_local
            built.member[index, code] = model.new_bool_var(f"m_{index}_{code}") if free else int(bool(sure))
    for pool, members in known.pools.items():
        if pool == MIXED_POOL:
            _add_national(built, members, known)
        for code in inputs.campuses:
            count = known.counts.get(pool, {}).get(code, 0)
            model.add(sum(built.member[index, code] for index in members) == count)


def _add_national(built: ColumnModel, members: Sequence[int], known: Places) -> None:
    """Let exactly eleven of the mixed pool be national: around every campus, near or far."""
    for index in members:
        variable = built.model.new_bool_var(f"n_{index}")
        built.national[index] = variable
        for code in built.inputs.campuses:
            built.model.add_implication(variable, built.member[index, code])
            if known.fixed.get((index, code)) is False:
                built.model.add_implication(built.member[index, code], variable)
    built.model.add(sum(built.national.values()) == known.national)


def _add_place_premises(built: ColumnModel, known: Places) -> None:
    """Add classes, and clear distances where no statement speaks of the campus."""
    stated = {(fact.initiative, fact.term) for fact in built.inputs.statements if fact.dimension == CAMPUS}
    for index, variable in built.national.items():
        initiative = built.inputs.initiatives[index]
        fact = Statement(initiative.id, CLASS_DIMENSION, initiative.category, True, initiative.category_certainty, "")
        is_national = initiative.category == NATIONAL
        breaks = (1 - variable) if is_national else variable
        built.premises.append(Premise(breaks, WEIGHT[fact.certainty], fact))
    for (index, code), chance in known.chance.items():
        initiative = built.inputs.initiatives[index]
        local = index not in built.national or initiative.category != NATIONAL
        clear = chance >= NEAR or chance <= FAR
        if local and clear and (index, code) not in known.fixed and (initiative.id, code) not in stated:
            _add_distance_premise(built, index, code, chance >= NEAR)


def _add_distance_premise(built: ColumnModel, index: int, code: str, near: bool) -> None:
    """Let a clear distance count as a weak statement about membership."""
    fact = Statement(built.inputs.initiatives[index].id, CAMPUS, code, near, Certainty.INFERRED, DISTANCE)
    variable = built.member[index, code]
    national = built.national.get(index)
    if near:
        breaks = 1 - variable
    elif national is None:
        breaks = variable
    else:
        breaks = built.model.new_bool_var(f"d_{index}_{code}")
        built.model.add(breaks >= variable - national)
    built.premises.append(Premise(breaks, DISTANCE_WEIGHT, fact))


def _add_column(built: ColumnModel, row: Row) -> None:
    """Add one 0/1 column with its total and its count around each campus."""
    model = built.model
    size = len(built.inputs.initiatives)
    has = [model.new_bool_var(f"x_{row.term}_{index}") for index in range(size)]
    built.has[row.column] = has
    model.add(sum(has) == row.total)
    for code in built.inputs.campuses:
        both = [_both(built, index, code, has[index], row) for index in range(size)]
        model.add(sum(both) == row.around[code])


def _both(built: ColumnModel, index: int, code: str, has: Any, row: Row) -> Any:
    """Return a literal for: counts around the campus and has the term."""
    member = built.member[index, code]
    if isinstance(member, int):
        return has if member else 0
    both = built.model.new_bool_var(f"y_{row.term}_{index}_{code}")
    built.model.add_bool_and(member, has).only_enforce_if(both)
    built.model.add_bool_or(member.Not(), has.Not(), both)
    return both


def _add_practice(built: ColumnModel, rows: Sequence[Row]) -> None:
    """Give each initiative one practice level, when all three are in the model."""
    levels = [built.has[row.column] for row in rows if row.dimension == PRACTICE]
    complete = sum(row.total for row in rows) == len(built.inputs.initiatives)
    for values in zip(*levels, strict=True):
        if len(levels) > 1:
            (built.model.add_exactly_one if complete else built.model.add_at_most_one)(values)


def _add_statements(built: ColumnModel, chosen: Iterable[Statement]) -> None:
    """Let each statement about a variable of the model cost its weight when it is false."""
    index_of = {initiative.id: index for index, initiative in enumerate(built.inputs.initiatives)}
    for fact in chosen:
        index = index_of[fact.initiative]
        if fact.dimension == CAMPUS:
            variable = built.member[index, fact.term]
        elif fact.column in built.has:
            variable = built.has[fact.column][index]
        else:
            continue
        breaks = (1 - variable) if fact.value else variable
        built.premises.append(Premise(breaks, WEIGHT[fact.certainty], fact))
