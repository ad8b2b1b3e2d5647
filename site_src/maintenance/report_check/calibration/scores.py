"""How often the check is right on invented worlds, of which the truth is known.

A world is scored on its proofs (all must be true), on its open cells by share (of what is held
for 90 % or more, how much is true) and on its lies (how many are among the suspects).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from site_src.maintenance.report_check.calibration.worlds import World, make_world
from site_src.maintenance.report_check.inputs import CAMPUS, Inputs, Statement, exclusive
from site_src.maintenance.report_check.processes import Progress, each, silent
from site_src.maintenance.report_check.proving.conflicts import column_groups
from site_src.maintenance.report_check.proving.proofs import Proof, prove
from site_src.maintenance.report_check.sampling.chain import Chain, Plan
from site_src.maintenance.report_check.sampling.suspects import doubts, shares

WORLD_PLAN = Plan(sweeps=60, burn_in=40, walks=24)


@dataclass(slots=True)
class Score:
    """Counts over worlds. `by_tenth[k]` holds (cells, true) with a share in tenth k; 9 = 90 %+."""

    proofs: int = 0
    false_proofs: int = 0
    lies: int = 0
    caught: int = 0
    suspects: int = 0
    worlds: int = 0
    by_tenth: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in range(10)])

    def add(self, other: Score) -> None:
        """Add the counts of other worlds."""
        self.proofs += other.proofs
        self.false_proofs += other.false_proofs
        self.lies += other.lies
        self.caught += other.caught
        self.suspects += other.suspects
        self.worlds += other.worlds
        for ours, theirs in zip(self.by_tenth, other.by_tenth, strict=True):
            ours[:] = [ours[0] + theirs[0], ours[1] + theirs[1]]

    def as_data(self) -> dict[str, int]:
        """Return the figures with Dutch keys."""
        cells, true = self.by_tenth[9]
        return {
            "werelden": self.worlds,
            "bewijzen": self.proofs,
            "bewijzen_onwaar": self.false_proofs,
            "waarschijnlijk": cells,
            "waarschijnlijk_waar": true,
            "fouten": self.lies,
            "fouten_verdacht": self.caught,
        }


def score_world(world: World, plan: Plan, proof_columns: int | None, score: Score) -> None:
    """Run the check on one world and add its counts."""
    found = shares(world.inputs, Chain(world.inputs, plan).run())
    stated = {(fact.initiative, fact.column) for fact in world.inputs.statements}
    for cell, share in found.items():
        if cell not in stated and cell[1][0] != CAMPUS:
            tenth = score.by_tenth[min(9, int(share * 10 + 1e-9))]
            tenth[0] += 1
            tenth[1] += world.holds(*cell)
    suspects = {doubt.statement for doubt in doubts(world.inputs, found)}
    score.suspects += len(suspects)
    score.lies += len(world.lies)
    score.caught += len(world.lies & suspects)
    for proof in _proofs(world, suspects, proof_columns, plan.seed):
        score.proofs += 1
        score.false_proofs += world.holds(proof.initiative, proof.column) != proof.value


def _proofs(world: World, suspects: set[Statement], columns: int | None, seed: int) -> tuple[Proof, ...]:
    """Prove without the suspects, in some columns or (None) in all."""
    clean = world.inputs.with_statements(exclusive(fact for fact in world.inputs.statements if fact not in suspects))
    groups = column_groups(clean)
    if columns is not None:
        picked = np.random.default_rng(seed).choice(len(groups) - 1, columns, replace=False)
        groups = [groups[number] for number in sorted(picked)]
    return prove(clean, groups=groups)


def score_worlds(
    real: Inputs,
    seeds: Sequence[int],
    tell_no: bool,
    proof_columns: int | None = None,
    progress: Progress = silent,
) -> Score:
    """Score a number of invented worlds."""
    score = Score()
    for one in each(partial(_one_world, real, tell_no, proof_columns), seeds, "bedachte wereld", progress):
        score.add(one)
    return score


def _one_world(real: Inputs, tell_no: bool, proof_columns: int | None, seed: int) -> Score:
    """The score of the world of one seed."""
    score = Score(worlds=1)
    score_world(make_world(real, seed, tell_no=tell_no), WORLD_PLAN.with_seed(seed), proof_columns, score)
    return score
