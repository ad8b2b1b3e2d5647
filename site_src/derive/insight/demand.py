"""Supply against demand: the pupils around a campus, and how many there are for each initiative.

    around a campus   its own municipality, and those whose centre is within `straal_km` of it in a straight line
    centre            the mean of the postcodes of a municipality's schools (data/vraag/gemeenten.csv), so where its
                      pupils are rather than the middle of its outline
    pupils            of all schools in these municipalities, also of those further away than the radius
    per initiative    pupils divided by the initiatives near and further together: the national offer stands around
                      each campus and tells nothing of this one

A number is a range from the least to the most it can be: DUO masks 1 to 4 pupils as “<5”, and an initiative of which
nobody knows whether it has the school type may have it. A municipality without a figure makes its campuses unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_src.derive.insight.gaps.parts import PartCount
from site_src.derive.projection import distances_km
from site_src.model.region.campus import Campus
from site_src.model.region.demand import CENTRES, PUPILS, DemandSource
from site_src.read.csv_table import CsvTable
from site_src.read.made.demand import DemandReading

Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PupilsAround:
    """The pupils of one school type around one campus, from least to most, and in which municipalities."""

    pupils: Ends
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """Pupils by (campus code, school type); what is not in it is not known."""

    source: DemandSource
    around: Mapping[tuple[str, str], PupilsAround]


def demand_of(read: DemandReading | None, campuses: Sequence[Campus], radius_km: float) -> Demand | None:
    """What data/vraag/ says of each campus; None without it. Expects tables without errors."""
    if read is None or read.source is None:
        return None
    pupils = _pupils(read.tables[PUPILS])
    types = tuple(dict.fromkeys(kind for _, kind in pupils))
    around: dict[tuple[str, str], PupilsAround] = {}
    for code, names in municipalities_around(read.tables[CENTRES], campuses, radius_km).items():
        for kind in types:
            if all((name, kind) in pupils for name in names):
                around[code, kind] = PupilsAround(_sum(pupils[name, kind] for name in names), names)
    return Demand(read.source, around)


def municipalities_around(
    centres: CsvTable, campuses: Sequence[Campus], radius_km: float
) -> dict[str, tuple[str, ...]]:
    """By campus code its own municipality and those with their centre within the radius, by name."""
    names = [row.cells["gemeente"] for row in centres.rows]
    if not names or not campuses:
        return {}
    places = [(float(row.cells["lat"]), float(row.cells["lon"])) for row in centres.rows]
    table = distances_km([(campus.lat, campus.lon) for campus in campuses], places)
    found: dict[str, tuple[str, ...]] = {}
    for campus, row in zip(campuses, table.tolist(), strict=True):
        near = {name for name, km in zip(names, row, strict=True) if km <= radius_km}
        found[campus.code] = tuple(sorted(near | {campus.municipality}))
    return found


def per_initiative(pupils: Ends, found: PartCount) -> Ends | None:
    """Pupils for each initiative near or further, from least to most; None when nobody has the term for sure."""
    if not found.local:
        return None
    return round(pupils[0] / (found.local + found.local_open)), round(pupils[1] / found.local)


def _pupils(table: CsvTable) -> dict[tuple[str, str], Ends]:
    rows = (row.cells for row in table.rows)
    return {(c["gemeente"], c["schooltype"]): (int(c["leerlingen_min"]), int(c["leerlingen_max"])) for c in rows}


def _sum(ends: Iterable[Ends]) -> Ends:
    low, high = zip(*ends, strict=True)
    return sum(low), sum(high)
