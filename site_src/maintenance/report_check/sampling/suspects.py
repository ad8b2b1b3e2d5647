"""How probable each statement is to be wrong, and each open cell to be yes, from the draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from site_src.maintenance.report_check.inputs import CAMPUS, Column, Inputs, Statement
from site_src.maintenance.report_check.sampling.chain import Draws

SUSPECT_FROM = 0.15
PROBABLE_FROM = 0.9

Shares = Mapping[tuple[str, Column], float]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement and the share of completions in which it is false."""

    statement: Statement
    share: float


def shares(inputs: Inputs, draws: Draws) -> dict[tuple[str, Column], float]:
    """Return, per initiative and column (campus included), the share of draws that say yes."""
    has = draws.has.mean(axis=0)
    member = draws.member.mean(axis=0)
    found: dict[tuple[str, Column], float] = {}
    for index, initiative in enumerate(inputs.initiatives):
        for number, column in enumerate(draws.columns):
            found[initiative.id, column] = float(has[number, index])
        for place, code in enumerate(inputs.campuses):
            found[initiative.id, (CAMPUS, code)] = float(member[index, place])
    return found


def doubts(inputs: Inputs, found: Shares, threshold: float = SUSPECT_FROM) -> list[Doubt]:
    """Return the statements that are false in at least this share of the draws, worst first."""
    judged = []
    for fact in inputs.statements:
        yes = found[fact.initiative, fact.column]
        judged.append(Doubt(fact, round(1 - yes if fact.value else yes, 6)))
    chosen = [doubt for doubt in judged if doubt.share >= threshold]
    return sorted(chosen, key=lambda doubt: (-doubt.share, doubt.statement.initiative, doubt.statement.term))


def probable(inputs: Inputs, found: Shares, threshold: float = PROBABLE_FROM) -> dict[tuple[str, Column], float]:
    """Return the open cells that are yes in at least this share of the draws."""
    stated = {(fact.initiative, fact.column) for fact in inputs.statements}
    return {
        cell: share
        for cell, share in sorted(found.items())
        if cell[1][0] != CAMPUS and cell not in stated and share >= threshold
    }


def merge(parts: list[Draws]) -> Draws:
    """Put the draws of several chains together."""
    return Draws(
        parts[0].columns,
        np.concatenate([part.has for part in parts]),
        np.concatenate([part.member for part in parts]),
        np.concatenate([part.national for part in parts]),
        float(np.mean([part.accepted for part in parts])),
    )
