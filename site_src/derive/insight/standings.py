"""What we know of each term of tables 3.2-3.6, beside what the report counted: how many yes, proved, probable, no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_src.derive.insight.counts import COUNTED
from site_src.derive.insight.report_figures import ReportFigures, TermFigures
from site_src.derive.knowledge import Answer, Knowledge
from site_src.model.initiative import Initiative

BY_RECORDS = "bereik"  # of which a record says all there is: no table proves or guesses it


@dataclass(frozen=True, slots=True)
class Standing:
    """One term: the report's total, and how many initiatives of ours have it, by how we know.

    `yes` are those of which the record says so, `proved` those of which only the tables do. `above` are the campuses
    (by code) around which more are a yes than the report counted there, with both numbers.
    """

    dimension: str
    term: str
    published: int
    yes: int
    proved: int
    probable: int
    no: int
    unknown: int
    above: tuple[tuple[str, int, int], ...] = ()

    @property
    def certain(self) -> int:
        """How many are a yes for sure."""
        return self.yes + self.proved


def standings(
    report: ReportFigures,
    initiatives: Sequence[Initiative],
    knowledge: Knowledge,
    campus_codes: Mapping[str, Sequence[str]],
) -> dict[tuple[str, str], Standing]:
    """Each term that the report counted in all and around each campus, in the order of its tables."""
    around = {(row.dimension, row.term): row for rows in report.per_campus.values() for row in rows}
    return {
        (total.dimension, total.term): _standing(
            around[total.dimension, total.term], total.count, initiatives, knowledge, campus_codes
        )
        for rows in report.totals.values()
        for total in rows
        if total.dimension in COUNTED and total.dimension != BY_RECORDS and (total.dimension, total.term) in around
    }


def _standing(
    row: TermFigures,
    published: int,
    initiatives: Sequence[Initiative],
    knowledge: Knowledge,
    campus_codes: Mapping[str, Sequence[str]],
) -> Standing:
    known = {item.id: knowledge.of(item.id, row.dimension) for item in initiatives}
    answers = Counter(found.answer(row.term) for found in known.values())
    yes = [name for name, found in known.items() if found.answer(row.term) is Answer.YES]
    proved = sum(row.term in known[name].proved for name in yes)
    counts = Counter(code for name in yes for code in campus_codes.get(name, ()))
    return Standing(
        row.dimension,
        row.term,
        published,
        len(yes) - proved,
        proved,
        answers[Answer.PROBABLE],
        answers[Answer.NO],
        answers[Answer.UNKNOWN],
        tuple((code, counts[code], most) for code, most in row.around.items() if counts[code] > most),
    )
