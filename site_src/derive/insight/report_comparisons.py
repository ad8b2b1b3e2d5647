"""The comparisons that the report makes about a campus (rapport.yml), held against the findings from its own tables.

A claim is supported when a finding (strong or light) says the same about the same campus and term. The others stand
on the page with their figures. This is also the yardstick by which the thresholds in deviations.py were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from site_src.derive.insight.gaps.findings import TOTAL, Finding
from site_src.model.region.report import Comparison


@dataclass(frozen=True, slots=True)
class ComparisonFigure:
    """What the report's own table says of a campus: how many of n initiatives, share and reference in percent."""

    campus: str
    count: int
    n: int
    share: float
    reference: float


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A claim that its table does not support, with the figures of its campuses."""

    claim: Comparison
    figures: tuple[ComparisonFigure, ...]


def unsupported(
    comparisons: Iterable[Comparison], cells: pd.DataFrame, findings: Iterable[Finding]
) -> list[Unsupported]:
    """The claims that some campus lacks a finding for, with the figures of their campuses."""
    known = {(f.campus, f.dimension, f.term, f.direction) for f in findings if f.dimension != TOTAL}
    missed = [
        claim
        for claim in comparisons
        if any((code, claim.dimension, claim.term, claim.direction) not in known for code in claim.campuses)
    ]
    found = [Unsupported(claim, tuple(_figures(cells, claim))) for claim in missed]
    return [row for row in found if row.figures]


def _figures(cells: pd.DataFrame, claim: Comparison) -> Iterator[ComparisonFigure]:
    own = cells[(cells["dimensie"] == claim.dimension) & (cells["term"] == claim.term)]
    for row in own[own["campus"].isin(claim.campuses)].to_dict("records"):
        figures = (row["campus"], int(row["aantal"]), int(row["n"]), row["waarde_min"], row["referentie_min"])
        yield ComparisonFigure(*figures)
