"""How often real facts come back when they are hidden: every tenth in turn, given back is what then is probable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from site_src.maintenance.report_check.inputs import CAMPUS, Column, Inputs
from site_src.maintenance.report_check.processes import Progress, each, silent
from site_src.maintenance.report_check.sampling.chain import Chain, Plan
from site_src.maintenance.report_check.sampling.suspects import PROBABLE_FROM, shares

Cell = tuple[str, Column, bool, float]
FOLDS = 10
EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Of the hidden real facts: how many came back right, wrong, or stayed unknown."""

    hidden: int
    right: int
    wrong: int
    unknown: int
    cells: tuple[Cell, ...]

    def as_data(self) -> dict[str, int]:
        """Return the figures with Dutch keys."""
        return {
            "verborgen": self.hidden,
            "goed": self.right,
            "fout": self.wrong,
            "onbekend": self.unknown,
        }


def hide_each_tenth(real: Inputs, plan: Plan, progress: Progress = silent) -> GivenBack:
    """Hide every tenth known fact in turn (campuses are not hidden) and look what comes back."""
    folds = each(partial(_one_fold, real, plan), range(FOLDS), "verborgen deel", progress)
    cells = [cell for fold in folds for cell in fold]
    held = [share if value else 1 - share for _, _, value, share in cells]
    right = sum(share >= PROBABLE_FROM - EDGE for share in held)
    wrong = sum(share <= 1 - PROBABLE_FROM + EDGE for share in held)
    return GivenBack(len(cells), right, wrong, len(cells) - right - wrong, tuple(cells))


def _one_fold(real: Inputs, plan: Plan, fold: int) -> list[Cell]:
    """Each fact that is hidden in one fold, with the share in which it is a yes without it."""
    known = [fact for fact in real.statements if fact.dimension != CAMPUS]
    hidden = set(known[fold::FOLDS])
    told = real.with_statements(fact for fact in real.statements if fact not in hidden)
    found = shares(told, Chain(told, plan).run())
    return [(f.initiative, f.column, f.value, found[f.initiative, f.column]) for f in sorted(hidden, key=str)]
