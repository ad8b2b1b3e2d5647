"""Which statements cannot all be true, given the tables.

Per column (the practice levels together) the least weight of premises that must give way is
found, then all sets of that weight: the minimal correction sets. A premise in one of them is a
suspect; in how many of them it stands ranks it. A core is a smallest-by-deletion set of
statements of which, with the tables, at least one is false; strong ones are left out first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from site_src.maintenance.report_check.inputs import CAMPUS, Inputs, Row, Statement
from site_src.maintenance.report_check.proving.model import DISTANCE, ColumnModel, build
from site_src.maintenance.report_check.proving.solver import BRIEF_EFFORT, NoCompletion, SolverUndecided, solve

MOST_SETS = 24
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A premise, and the share of the smallest corrections that give it up."""

    statement: Statement
    share: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of one column that cannot all be true.

    `give_way` is how many premises the lightest correction gives up; `complete` tells
    whether every such correction was listed.
    """

    columns: tuple[tuple[str, str], ...]
    give_way: int
    suspects: tuple[Suspect, ...]
    core: tuple[Statement, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """All conflicts, the least weight per group of columns, and what stayed undecided."""

    conflicts: tuple[Conflict, ...]
    least: dict[tuple[tuple[str, str], ...], int]
    undecided: tuple[str, ...]


def column_groups(inputs: Inputs) -> list[tuple[Row, ...]]:
    """Return the rows per model: each alone, the practice levels together."""
    singles: list[tuple[Row, ...]] = [(row,) for row in inputs.tables.terms if row.dimension != "praktijk"]
    levels = tuple(row for row in inputs.tables.terms if row.dimension == "praktijk")
    return [*singles, levels] if levels else singles


def find_conflicts(
    inputs: Inputs,
    progress: Progress = lambda message: None,
    groups: Sequence[tuple[Row, ...]] | None = None,
) -> Findings:
    """Look for conflicts in distances alone, in membership, then in each column.

    Membership is measured above what distances alone must give up, a column above membership.
    """
    conflicts: list[Conflict] = []
    least: dict[tuple[tuple[str, str], ...], int] = {}
    undecided: list[str] = []
    chosen = column_groups(inputs) if groups is None else groups
    floor = 0
    for rows, told in [((), False), ((), True), *((rows, True) for rows in chosen)]:
        name = ", ".join(row.term for row in rows) or "ligging"
        progress(f"tegenspraken: {name}")
        try:
            weight, conflict = _examine(inputs, rows, floor, told)
        except SolverUndecided:
            undecided.append(name)
            continue
        least[tuple(row.column for row in rows)] = weight
        floor = weight if not rows else floor
        conflicts.extend([conflict] if conflict else [])
    return Findings(tuple(conflicts), least, tuple(undecided))


def _examine(inputs: Inputs, rows: Sequence[Row], floor: int, told: bool) -> tuple[int, Conflict | None]:
    """Return the least weight of one model and, above the floor, the conflict."""
    used = _relevant(inputs, rows) if told else ()
    weight = least_weight(inputs, rows, used)
    if weight <= floor:
        return weight, None
    sets, complete = _corrections(build(inputs, rows, used), weight)
    often = Counter(fact for given in map(_told, sets) for fact in given)
    suspects = tuple(
        Suspect(fact, count / len(sets))
        for fact, count in sorted(often.items(), key=lambda pair: (-pair[1], pair[0].initiative, pair[0].term))
    )
    core = _core(inputs, rows, used, floor) if told else ()
    columns = tuple(row.column for row in rows)
    return weight, Conflict(columns, min(len(_told(given)) for given in sets), suspects, core, complete)


def _told(given: frozenset[Statement]) -> frozenset[Statement]:
    """Return what records say of a correction; its distances only when there is nothing else."""
    said = frozenset(fact for fact in given if fact.source != DISTANCE)
    return said or given


def _relevant(inputs: Inputs, rows: Sequence[Row]) -> tuple[Statement, ...]:
    """Return the statements about these columns and about membership."""
    columns = {row.column for row in rows}
    return tuple(fact for fact in inputs.statements if fact.dimension == CAMPUS or fact.column in columns)


def least_weight(inputs: Inputs, rows: Sequence[Row], used: Sequence[Statement]) -> int:
    """Return the least weight of premises that must be false; raises NoCompletion when the tables are impossible."""
    built = build(inputs, rows, used)
    built.model.minimize(built.cost())
    engine = solve(built.model)
    if engine is None:
        names = ", ".join(f"tabel {row.table}, rij {row.term}" for row in rows) or "tabel 4.1"
        raise NoCompletion(names)
    weight: int = round(engine.objective_value)
    return weight


def _corrections(built: ColumnModel, weight: int) -> tuple[list[frozenset[Statement]], bool]:
    """List the sets of premises that give way at the least weight, up to a limit.

    Sets that differ in distances alone count once.
    """
    built.model.add(built.cost() == weight)
    found: list[frozenset[Statement]] = []
    while len(found) < MOST_SETS:
        try:
            engine = solve(built.model, BRIEF_EFFORT)
        except SolverUndecided:
            break
        if engine is None:
            return found, True
        broken = [premise for premise in built.premises if engine.value(premise.breaks)]
        found.append(frozenset(premise.statement for premise in broken))
        told = [premise for premise in broken if premise.statement.source != DISTANCE] or broken
        built.model.add(sum(premise.breaks for premise in told) <= len(told) - 1)
    return found, False


def _core(inputs: Inputs, rows: Sequence[Row], used: Sequence[Statement], floor: int) -> tuple[Statement, ...]:
    """Shrink the statements to a set that cannot all be true; strong ones are dropped first."""
    columns = {row.column for row in rows}
    kept = [fact for fact in used if not rows or fact.column in columns]
    base = [fact for fact in used if fact not in kept]
    kept.sort(key=lambda fact: (fact.certainty.rank, fact.initiative, fact.term))
    size = max(1, len(kept) // 4)
    while True:
        for start in range(0, len(kept), size):
            shorter = kept[:start] + kept[start + size :]
            while len(shorter) < len(kept) and not _holds(inputs, rows, shorter, base, floor):
                kept = shorter
                shorter = kept[:start] + kept[start + size :]
        if size == 1:
            return tuple(kept)
        size = max(1, size // 4)


def _holds(
    inputs: Inputs, rows: Sequence[Row], true: Sequence[Statement], base: Sequence[Statement], floor: int
) -> bool:
    """Tell whether the statements can all be true; undecided counts as possible."""
    built = build(inputs, rows, [*base, *true])
    hard = {id(premise.statement) for premise in built.premises} & {id(fact) for fact in true}
    for premise in built.premises:
        if id(premise.statement) in hard:
            built.model.add(premise.breaks == 0)
    built.model.add(built.cost() <= floor)
    try:
        return solve(built.model, BRIEF_EFFORT) is not None
    except SolverUndecided:
        return True
