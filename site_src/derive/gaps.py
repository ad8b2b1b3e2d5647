"""Every gap in our own records by an id that stays: what stands out nearby, in shares, and in the region as a whole.

    soort      what stands out                                               id
    dichtbij   a count near a campus (insight/gaps/nearby.py)                     gt-schooltype-vmbo-minder-dichtbij
    aandeel    a share around a campus (insight/gaps/findings.py)                 gt-schooltype-vmbo-minder-aandeel
    regio      a term that is rare in the whole region (insight/gaps/findings.py) regio-doelgroep-ouders-minder

The id holds the direction and not the strength: a gap that grows is the same gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import CATALOGUE, COUNTED
from site_src.derive.insight.gaps.parts import Key

NEARBY, SHARE, REGION = "dichtbij", "aandeel", "regio"
SUBJECTS = tuple(name for name in COUNTED if name != "bereik")  # near and further are what "bereik" would tell of


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap; `campus` is empty for the region."""

    campus: str
    dimension: str
    term: str
    kind: str
    direction: str
    strength: str

    @property
    def id(self) -> str:
        """The id that it keeps for as long as it stands."""
        if self.kind == REGION:
            return f"{REGION}-{self.dimension}-{self.term}-{self.direction}"
        code = re.sub(r"[^a-z0-9]+", "-", self.campus.lower()).strip("-")
        return f"{code}-{self.dimension}-{self.term}-{self.direction}-{self.kind}"

    @property
    def key(self) -> Key:
        """What it is about: dimension, term, campus."""
        return (self.dimension, self.term, self.campus)


def gaps_of(catalogue: Catalogue) -> dict[str, Gap]:
    """Every gap by its id, nearby first."""
    return {gap.id: gap for gap in _found(catalogue)}


def _found(catalogue: Catalogue) -> Iterator[Gap]:
    for (dimension, term, code), row in catalogue.insights.nearby.items():
        if row.direction and dimension in SUBJECTS:
            yield Gap(code, dimension, term, NEARBY, row.direction, row.strength)
    for found in catalogue.insights.findings:
        if found.set == CATALOGUE and found.kind in (SHARE, REGION):
            yield Gap(found.campus, found.dimension, found.term, found.kind, found.direction, found.strength)
