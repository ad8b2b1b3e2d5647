"""Values that are the same in every completion, with room for error in the premises.

A cell is proved when no completion gives it the other value while the premises that are false
weigh at most a little more than must be false anyway. The room is `SLACK` for all premises
and `PLACE_SLACK` for distances and classes: a proof survives the loss of any one statement of
a website, or two or three weaker ones, and of two clear distances. Only what the report says
of an initiative itself is beyond doubt. First the tables with the report's own statements are
tried, then all statements; membership is free throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_src.maintenance.report_check.inputs import CAMPUS, Certainty, Column, Inputs, Row, Statement
from site_src.maintenance.report_check.proving.conflicts import column_groups
from site_src.maintenance.report_check.proving.model import ColumnModel, build
from site_src.maintenance.report_check.proving.solver import SolverUndecided, solve

SLACK = 10
PLACE_SLACK = 4
Cell = tuple[Column, int]


@dataclass(frozen=True, slots=True)
class Room:
    """The most that false premises may weigh: all of them, and distances and classes alone."""

    everything: int
    places: int


@dataclass(frozen=True, slots=True)
class Proof:
    """One proved value, and the statements of the column that it leans on."""

    initiative: str
    column: Column
    value: bool
    premises: tuple[Statement, ...]


def prove(
    inputs: Inputs,
    groups: Sequence[tuple[Row, ...]] | None = None,
    slack: int = SLACK,
) -> tuple[Proof, ...]:
    """Prove what can be proved about cells that no statement speaks of.

    Args:
        inputs: without twins, practice made exclusive, suspects left out.
        groups: the columns to look at; all of them when left out.
        slack: weight of premises that may be false without the proof failing.
    """
    proofs: list[Proof] = []
    for rows in groups or column_groups(inputs):
        done: set[Cell] = set()
        for strongest in (True, False):
            try:
                found = _prove_group(inputs, rows, strongest, done, slack)
            except SolverUndecided:
                continue
            done |= {(proof.column, _index(inputs, proof.initiative)) for proof in found}
            proofs.extend(found)
    return tuple(proofs)


def _index(inputs: Inputs, identity: str) -> int:
    """Return the place of an initiative."""
    return next(index for index, item in enumerate(inputs.initiatives) if item.id == identity)


def _prove_group(inputs: Inputs, rows: Sequence[Row], strongest: bool, done: set[Cell], slack: int) -> list[Proof]:
    """Prove the open cells of some columns with the strongest statements, or with all."""
    columns = {row.column for row in rows}
    about = [fact for fact in inputs.statements if fact.column in columns]
    used = [fact for fact in about if not strongest or fact.certainty is Certainty.REPORT]
    if not strongest and len(used) == sum(fact.certainty is Certainty.REPORT for fact in about):
        return []
    places = [fact for fact in inputs.statements if fact.dimension == CAMPUS]
    room = _room(inputs, rows, [*places, *used], slack)
    cells = _open_cells(inputs, rows) - done
    backbone = _backbone(inputs, rows, [*places, *used], room, cells)
    if not backbone:
        return []
    premises = _needed(inputs, rows, places, used, room, backbone)
    names = [item.id for item in inputs.initiatives]
    return [Proof(names[index], column, value, premises) for (column, index), value in sorted(backbone.items())]


def _open_cells(inputs: Inputs, rows: Sequence[Row]) -> set[Cell]:
    """Return the cells that no statement speaks of."""
    stated = {(fact.column, fact.initiative) for fact in inputs.statements}
    return {
        (row.column, index)
        for row in rows
        for index, item in enumerate(inputs.initiatives)
        if (row.column, item.id) not in stated
    }


def _room(inputs: Inputs, rows: Sequence[Row], used: Sequence[Statement], slack: int) -> Room:
    """Return the room above what must be false anyway."""
    built = build(inputs, rows, used)
    built.model.minimize(built.cost())
    engine = solve(built.model)
    if engine is None:
        raise SolverUndecided("geen enkele verdeling past bij de tabellen")
    places = sum(premise.weight for premise in built.places() if engine.value(premise.breaks))
    return Room(round(engine.objective_value) + slack, places + min(slack, PLACE_SLACK))


def _bounded(inputs: Inputs, rows: Sequence[Row], used: Iterable[Statement], room: Room) -> ColumnModel:
    """Return the model in which false premises weigh at most the room."""
    built = build(inputs, rows, used)
    built.model.add(built.cost() <= room.everything)
    built.model.add(sum(premise.weight * premise.breaks for premise in built.places()) <= room.places)
    return built


def _backbone(
    inputs: Inputs, rows: Sequence[Row], used: Sequence[Statement], room: Room, cells: set[Cell]
) -> dict[Cell, bool]:
    """Return the cells that have one value only: ask for a completion that differs, until none.

    Each question asks for a difference among fewer cells than the one before, so the earlier
    ones need not be taken back.
    """
    built = _bounded(inputs, rows, used, room)
    engine = solve(built.model)
    same: dict[Cell, bool] = {}
    first = True
    while engine is not None:
        values = {cell: bool(engine.value(built.has[cell[0]][cell[1]])) for cell in sorted(cells)}
        same = values if first else {cell: value for cell, value in same.items() if values[cell] == value}
        first = False
        if not same:
            return {}
        built.model.clear_hints()
        flips = [_differs(built, cell, value) for cell, value in same.items()]
        for (column, index), value in same.items():
            built.model.add_hint(built.has[column][index], not value)
        built.model.add_bool_or(flips)
        engine = solve(built.model)
    return same


def _differs(built: ColumnModel, cell: Cell, value: bool) -> object:
    """Return the literal that a cell has the other value."""
    variable = built.has[cell[0]][cell[1]]
    return variable.Not() if value else variable


def _needed(
    inputs: Inputs,
    rows: Sequence[Row],
    places: Sequence[Statement],
    used: Sequence[Statement],
    room: Room,
    backbone: dict[Cell, bool],
) -> tuple[Statement, ...]:
    """Drop the statements, weakest first, without which the proofs still hold."""
    kept = sorted(used, key=lambda fact: (-fact.certainty.rank, fact.initiative, fact.term))
    size = max(1, len(kept) // 3)
    while kept:
        start = 0
        while start < len(kept):
            shorter = kept[:start] + kept[start + size :]
            if _still(inputs, rows, [*places, *shorter], room, backbone):
                kept = shorter
            else:
                start += size
        if size == 1:
            break
        size = max(1, size // 3)
    return tuple(sorted(kept, key=lambda fact: (fact.certainty.rank, fact.initiative, fact.term)))


def _still(
    inputs: Inputs, rows: Sequence[Row], used: Sequence[Statement], room: Room, backbone: dict[Cell, bool]
) -> bool:
    """Tell whether all the proofs hold with fewer statements."""
    built = _bounded(inputs, rows, used, room)
    built.model.add_bool_or([_differs(built, cell, value) for cell, value in backbone.items()])
    try:
        return solve(built.model) is None
    except SolverUndecided:
        return False
