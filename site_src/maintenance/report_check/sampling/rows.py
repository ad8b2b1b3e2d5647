"""Moves of the membership matrix that keep table 4.1, and its chance before the other tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.inputs import Inputs
from site_src.maintenance.report_check.membership import NOWHERE, Places

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]

WHOLE_ROWS = 0.3


@dataclass(frozen=True, slots=True)
class Membership:
    """Which initiative counts around which campus, and which the report calls national."""

    member: Ints
    national: Flags


class PlacePrior:
    """The law of membership given distances and statements, and steps that leave it intact."""

    def __init__(self, inputs: Inputs, known: Places) -> None:
        """Turn chances per cell into log odds."""
        size, codes = len(inputs.initiatives), inputs.campuses
        self._chance = np.array([[known.chance[index, code] for code in codes] for index in range(size)])
        for (index, code), sure in known.fixed.items():
            self._chance[index, codes.index(code)] = 1.0 if sure else 0.0  # of a local row
        self._pools = {name: np.array(members) for name, members in known.pools.items()}
        self._local = np.array([known.stays_local.get(index, 1.0) for index in range(size)])
        doubt = np.sqrt(self._chance * (1 - self._chance))
        self._cells = [(pool, campus) for pool in self._pools for campus in range(len(codes))]
        sums = np.array([doubt[self._pools[pool], campus].sum() for pool, campus in self._cells])
        self._cell_law = (sums / max(float(sums.sum()), 1e-9)).cumsum()
        self._laws = {
            (pool, campus): (doubt[self._pools[pool], campus] / max(total, 1e-9)).cumsum()
            for (pool, campus), total in zip(self._cells, sums, strict=True)
        }

    def log_row(self, index: int, row: Ints, national: bool) -> float:
        """Return the log chance of one initiative's row."""
        if national:
            chance = 1 - self._local[index]
            return float(np.log(chance)) if chance > 0 and row.all() else -np.inf
        cells = np.where(row == 1, self._chance[index], 1 - self._chance[index])
        if (cells <= 0).any() or self._local[index] <= 0:
            return -np.inf
        penalty = 0.0 if row.any() else np.log(NOWHERE)
        return float(np.log(cells).sum() + np.log(self._local[index]) + penalty)

    def walk(self, now: Membership, steps: int, random: np.random.Generator) -> Membership:
        """Take Metropolis steps under this law alone: swaps within a pool keep table 4.1.

        Pairs are chosen by fixed weights, larger for cells that are in doubt, so that the choice
        is as likely in either direction.
        """
        member, national = now.member.copy(), now.national.copy()
        for _ in range(steps):
            cell = int(np.searchsorted(self._cell_law, random.random()))
            pool, campus = self._cells[min(cell, len(self._cells) - 1)]
            whole = random.random() < WHOLE_ROWS
            one, other = self._pair(pool, campus, random)
            if one != other:
                self._swap(member, national, (one, other), slice(None) if whole else campus, random)
        return Membership(member, national)

    def _pair(self, pool: str, campus: int, random: np.random.Generator) -> tuple[int, int]:
        """Choose two initiatives of a pool by how much their cell is in doubt."""
        members, law = self._pools[pool], self._laws[pool, campus]
        one, other = np.searchsorted(law, random.random(2))
        last = len(members) - 1
        return int(members[min(one, last)]), int(members[min(other, last)])

    def _swap(
        self,
        member: Ints,
        national: Flags,
        pair: tuple[int, int],
        where: int | slice,
        random: np.random.Generator,
    ) -> None:
        """Propose that two initiatives exchange one campus, or their whole rows and class."""
        one, other = pair
        whole = isinstance(where, slice)
        same = np.array_equal(member[one, where], member[other, where])
        if same and (not whole or national[one] == national[other]):
            return
        if not whole and (national[one] or national[other]):
            return
        old = self._log_pair(member, national, one, other)
        self._exchange(member, national, pair, where)
        new = self._log_pair(member, national, one, other)
        if np.log(random.random()) >= new - old:
            self._exchange(member, national, pair, where)

    @staticmethod
    def _exchange(member: Ints, national: Flags, pair: tuple[int, int], where: int | slice) -> None:
        """Exchange one campus, or whole rows and class, in place."""
        one, other = pair
        member[[one, other], where] = member[[other, one], where]
        if isinstance(where, slice):
            national[[one, other]] = national[[other, one]]

    def _log_pair(self, member: Ints, national: Flags, one: int, other: int) -> float:
        """Return the log chance of two rows."""
        return self.log_row(one, member[one], bool(national[one])) + self.log_row(
            other, member[other], bool(national[other])
        )


def starting_membership(inputs: Inputs, known: Places) -> Membership:
    """Return the most probable membership that agrees with table 4.1 (by CP-SAT)."""
    from site_src.maintenance.report_check.proving.model import build
    from site_src.maintenance.report_check.proving.solver import NoCompletion, solve

    built = build(inputs, (), ())
    chance = {cell: min(0.999, max(0.001, value)) for cell, value in known.chance.items()}
    gain = {cell: round(100 * float(np.log(value / (1 - value)))) for cell, value in chance.items()}
    penalties = []
    for (index, code), variable in built.member.items():
        if index in built.national:
            local_only = built.model.new_bool_var(f"l_{index}_{code}")
            built.model.add(local_only == variable - built.national[index])
            stay = known.stays_local[index]
            penalties.append(gain[index, code] * local_only)
            penalties.append(
                round(100 * float(np.log((1 - stay) / stay)) / len(inputs.campuses)) * built.national[index]
            )
        else:
            penalties.append(gain[index, code] * variable)
    built.model.maximize(sum(penalties))
    engine = solve(built.model)
    if engine is None:
        raise NoCompletion("tabel 4.1")
    size = len(inputs.initiatives)
    member = np.array([[int(engine.value(built.member[i, c])) for c in inputs.campuses] for i in range(size)])
    national = np.array([bool(engine.value(built.national[i])) if i in built.national else False for i in range(size)])
    return Membership(member, national)
