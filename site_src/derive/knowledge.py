"""What is known of each initiative, term by term: yes, probable, no, and all else is unknown.

    yes        the record names the term, or the tables of the report prove it (data/rapport/toets.yml)
    no         the record rules it out (`niet`), or names a list complete without it (`volledig`), or the field has
               room for one value and has another; or the tables prove it. A complete list that answers one kind of
               question (the stage of a school) says nothing about another (its level)
    probable   the tables make it probable

What a record says itself goes before what the tables prove, and that before what they make probable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from site_src.model.fields import RecordField, fields_of, values_of
from site_src.model.initiative import Initiative
from site_src.model.region.report_check import Probable, Proved, ReportCheck
from site_src.model.vocabulary import Vocabulary

Row = TypeVar("Row", Proved, Probable)


class Answer(StrEnum):
    """Whether an initiative has a term; the words are those of the published data."""

    YES = "ja"
    PROBABLE = "waarschijnlijk"
    NO = "nee"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Known:
    """One field of one initiative. Terms stand in the order of the vocabulary, those of the record in its own.

    `proved` and `shares` tell where an answer comes from that the record does not give: the initiatives (ids) whose
    records the proof leans on, and the share of the ways to fill in the tables (0 to 1).
    """

    yes: tuple[str, ...] = ()
    probable: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    proved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)

    def answer(self, term: str) -> Answer:
        """What is known of one term; unknown for a term that nobody knows."""
        if term in self.yes:
            return Answer.YES
        if term in self.probable:
            return Answer.PROBABLE
        return Answer.NO if term in self.no else Answer.UNKNOWN

    def settled(self, term: str, answer: Answer) -> Known:
        """The same with a term that was open a yes or a no for sure, where that says nothing of other terms."""
        return Known(
            (*self.yes, term) if answer is Answer.YES else self.yes,
            tuple(other for other in self.probable if other != term),
            (*self.no, term) if answer is Answer.NO else self.no,
            tuple(other for other in self.unknown if other != term),
            self.proved,
            self.shares,
        )

    def any_of(self, terms: Iterable[str]) -> bool | None:
        """Whether it has one of these terms: True for sure, False when all are a no, None when nobody knows."""
        answers = {self.answer(term) for term in terms}
        return True if Answer.YES in answers else False if answers <= {Answer.NO} else None


@dataclass(frozen=True)
class Knowledge:
    """What is known by initiative (id) and dimension; computed once for a catalogue."""

    known: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)

    def of(self, item_id: str, dimension: str) -> Known:
        """One field of one initiative; all unknown for what is not there."""
        return self.known.get(item_id, {}).get(dimension, Known())


def knowledge_of(
    initiatives: Sequence[Initiative], vocabulary: Vocabulary, check: ReportCheck | None = None
) -> Knowledge:
    """Everything known, from the records and, where there is one, from the check against the report's tables."""
    tables = Tables.of(check)
    fields = [found for found in fields_of(Initiative) if found.spec.term]
    return Knowledge({
        item.id: {found.spec.term or "": known_of(item, found, vocabulary, tables) for found in fields}
        for item in initiatives
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """What the report's tables prove and make probable, by initiative (id) and dimension."""

    proved: Mapping[tuple[str, str], Sequence[Proved]]
    probable: Mapping[tuple[str, str], Sequence[Probable]]

    @classmethod
    def of(cls, check: ReportCheck | None) -> Tables:
        """The outcome of a check; nothing without one."""
        return cls(_by_field(check.proved), _by_field(check.probable)) if check else cls({}, {})


def _by_field(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.initiative, row.dimension), []).append(row)
    return found


def known_of(item: Initiative, found: RecordField, vocabulary: Vocabulary, tables: Tables) -> Known:
    """One field with terms: the record first; what it leaves open, the tables may prove or make probable."""
    named, dimension = values_of(item, found.attribute), found.spec.term or ""
    proved, probable = tables.proved.get((item.id, dimension), ()), tables.probable.get((item.id, dimension), ())
    terms = vocabulary.ids(dimension)
    closed = bool(named) and (not found.several or found.name in item.complete)
    ruled_out = set(_excluded(item, found)) - set(named)
    ruled_out |= set(vocabulary.ruled_out(dimension, named)) if closed else set()
    open_terms = {term for term in terms if term not in named and term not in ruled_out}
    reasons = {row.term: row for row in proved if row.term in open_terms}
    yes = {term for term, row in reasons.items() if row.value == "ja"}
    others = open_terms - yes if yes and not found.several else set()
    no = ruled_out | others | {term for term, row in reasons.items() if row.value == "nee"}
    shares = {row.term: row.share for row in probable if row.term in open_terms - yes - no}
    return Known(
        (*named, *(term for term in terms if term in yes)),
        tuple(term for term in terms if term in shares),
        tuple(term for term in terms if term in no),
        tuple(term for term in terms if term in open_terms - yes - no - set(shares)),
        {term: row.premises for term, row in reasons.items()},
        shares,
    )


def _excluded(item: Initiative, found: RecordField) -> tuple[str, ...]:
    return tuple(term for name, term in item.excluded.named if name == found.name) if item.excluded else ()
