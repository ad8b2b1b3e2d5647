"""What the statements say about each column, as arrays for the sampler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.inputs import Certainty, Column, Inputs

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Statements about one column, one entry per initiative.

    `says` is 1 for yes, -1 for no and 0 for silence; `level` is the rank of the
    certainty; `listed` tells that the record names something in the same field, so that
    its silence about this term can mean something.
    """

    says: Ints
    level: Ints
    listed: Flags


def evidence(inputs: Inputs, columns: Sequence[Column]) -> list[Evidence]:
    """Collect the statements per column; the strongest counts when two speak of one cell."""
    size = len(inputs.initiatives)
    index_of = {initiative.id: index for index, initiative in enumerate(inputs.initiatives)}
    place = {column: number for number, column in enumerate(columns)}
    says = np.zeros((len(columns), size), dtype=np.int64)
    level = np.zeros((len(columns), size), dtype=np.int64)
    speaks: dict[str, Flags] = {}
    for fact in sorted(inputs.statements, key=lambda fact: -fact.certainty.rank):
        index = index_of[fact.initiative]
        speaks.setdefault(fact.dimension, np.zeros(size, dtype=bool))[index] = True
        if fact.column in place:
            says[place[fact.column], index] = 1 if fact.value else -1
            level[place[fact.column], index] = fact.certainty.rank
    silent = np.zeros(size, dtype=bool)
    return [
        Evidence(says[number], level[number], speaks.get(dimension, silent))
        for number, (dimension, _) in enumerate(columns)
    ]


def levels() -> int:
    """Return the number of certainties."""
    return len(Certainty)
