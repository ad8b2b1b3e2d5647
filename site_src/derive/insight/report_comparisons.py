"""Every comparison that chapter 4 of the report makes about a campus, held against the findings from its own tables.

A claim is supported when a finding (strong or light) says the same about the same campus and term. The others stand
on the page with their figures. This is also the yardstick by which the thresholds in deviations.py were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from site_src.derive.insight.deviations import LESS, MORE
from site_src.derive.insight.findings import TOTAL, Finding

DELFT, ROTTERDAM, NO_TOWN = ("IEM", "DOC", "BT"), ("ETL", "IT"), ("GT", "DIF")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence of the report says: more or less of a term around some campuses."""

    section: str
    campuses: tuple[str, ...]
    dimension: str
    term: str
    direction: str


@dataclass(frozen=True, slots=True)
class ClaimFigure:
    """What the report's own table says of a campus: how many of n initiatives, share and reference in percent."""

    campus: str
    count: int
    n: int
    share: float
    reference: float


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A claim that its table does not support, with the figures of its campuses."""

    claim: Claim
    figures: tuple[ClaimFigure, ...]


CLAIMS = (
    Claim("§4.1", NO_TOWN, "bereik", "lokaal", LESS),
    Claim("§4.1", NO_TOWN, "categorie", "jet-net-cluster", LESS),
    Claim("§4.1", ("GT",), "categorie", "mbo-instelling", LESS),
    Claim("§4.2", ("GT",), "schooltype", "po", MORE),
    Claim("§4.2", ("GT",), "schooltype", "havo", MORE),
    Claim("§4.2", ("GT",), "schooltype", "vwo", MORE),
    Claim("§4.2", ROTTERDAM, "schooltype", "havo", LESS),
    Claim("§4.2", ROTTERDAM, "schooltype", "vwo", LESS),
    Claim("§4.3", (*ROTTERDAM, "DIF"), "doelgroep", "ouders", MORE),
    Claim("§4.4", NO_TOWN, "activiteit", "samenwerking-scholen-bedrijven", LESS),
    Claim("§4.4", NO_TOWN, "activiteit", "informatievoorziening", MORE),
    Claim("§4.4", NO_TOWN, "activiteit", "wedstrijd-online", MORE),
    Claim("§4.4", ("GT",), "activiteit", "open-dag", LESS),
    Claim("§4.4", ("DIF",), "activiteit", "bedrijfsbezoek", LESS),
    Claim("§4.4", ("DIF",), "praktijk", "geen", MORE),
    Claim("§4.4", ("ITS", *DELFT), "praktijk", "deels", MORE),
    Claim("§4.4", ("GT",), "praktijk", "veel", MORE),
    Claim("§4.5", ("GT", *ROTTERDAM), "branche", "maritiem", MORE),
    Claim("§4.5", ("GT",), "branche", "bouw", LESS),
    Claim("§4.5", ("GT",), "branche", "installatietechniek", LESS),
    Claim("§4.5", ("DIF",), "branche", "it-ict", MORE),
    Claim("§4.5", DELFT, "branche", "technologie-wetenschap", MORE),
    Claim("§4.5", DELFT, "branche", "installatietechniek", LESS),
)


def unsupported(cells: pd.DataFrame, findings: Iterable[Finding]) -> list[Unsupported]:
    """The claims that some campus lacks a finding for, with the figures of their campuses."""
    known = {(f.campus, f.dimension, f.term, f.direction) for f in findings if f.dimension != TOTAL}
    missed = [
        claim
        for claim in CLAIMS
        if any((code, claim.dimension, claim.term, claim.direction) not in known for code in claim.campuses)
    ]
    found = [Unsupported(claim, tuple(_figures(cells, claim))) for claim in missed]
    return [row for row in found if row.figures]


def _figures(cells: pd.DataFrame, claim: Claim) -> Iterator[ClaimFigure]:
    own = cells[(cells["dimensie"] == claim.dimension) & (cells["term"] == claim.term)]
    for row in own[own["campus"].isin(claim.campuses)].to_dict("records"):
        figures = (row["campus"], int(row["aantal"]), int(row["n"]), row["waarde_min"], row["referentie_min"])
        yield ClaimFigure(*figures)
