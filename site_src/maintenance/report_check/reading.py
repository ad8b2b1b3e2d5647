"""Our catalogue as plain inputs of the check: what each record says, how firmly, and where it lies.

Certainty of a statement: of the sources that a record gives for the field, those that name the term in their note are
preferred (`toets.woorden` in data/rapport/rapport.yml says by which words); the strongest of them counts. A report
source whose note speaks of a group ("als groep", "Groepscijfer", "van alle ...") is a group statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from site_src.maintenance.report_check.inputs import (
    CAMPUS,
    NATIONAL,
    OTHER,
    Certainty,
    Initiative,
    Inputs,
    Statement,
    Tables,
)
from site_src.maintenance.report_check.places import distances_of, twins_of
from site_src.model.fields import RecordField, fields_of, values_of
from site_src.model.initiative import Initiative as Record
from site_src.model.record_parts import Source
from site_src.read.records import Reading

GROUP_NOTE = re.compile(r"\b(?:als|voor de|over de) groep\b|groepscijfer|van alle", re.IGNORECASE)
Words = Mapping[str, Sequence[str]]


def inputs_of(reading: Reading, tables: Tables) -> Inputs:
    """Everything the check reads; expects a reading without errors and the tables of `published`."""
    records = [item.record for item in reading.initiatives]
    campuses = [item.record for item in reading.campuses if item.record.code in tables.everything.around]
    words: Words = reading.report.check.words if reading.report and reading.report.check else {}
    terms = {row.dimension: set(reading.vocabulary.ids(row.dimension)) for row in tables.terms}
    counted = {row.column for row in tables.terms} | {(CAMPUS, campus.code) for campus in campuses}
    told = (fact for record in records for fact in statements(record, terms, words))
    return Inputs(
        initiatives=tuple(_initiative(record, words) for record in records),
        campuses=tuple(campus.code for campus in campuses),
        distances=distances_of(records, campuses),
        statements=tuple(fact for fact in told if fact.column in counted),
        tables=tables,
        twins=twins_of(campuses, tables),
    )


def statements(record: Record, terms: Mapping[str, set[str]], words: Words) -> Iterator[Statement]:
    """What a record says: terms it names, terms it rules out, campuses it counts around.

    Args:
        record: one initiative.
        terms: all terms of each dimension to look at.
        words: by term, the words in a note that name it; the term itself when left out.
    """
    for field in fields_of(Record):
        dimension = field.spec.term or ""
        if dimension not in terms or field.name == "categorie":
            continue
        named = values_of(record, field.attribute)
        excluded = sorted(_excluded(record, field, terms[dimension], named))
        for value, told in ((True, named), (False, excluded)):
            for term in told:
                yield Statement(record.id, dimension, term, value, *_certainty(record, field.name, term, words))
    for code in record.also_around:
        yield Statement(record.id, CAMPUS, code, True, *_certainty(record, "ook_rond", code, words))


def _excluded(record: Record, field: RecordField, terms: set[str], named: Sequence[str]) -> set[str]:
    """The terms that a record rules out, by name or because the list is complete."""
    told = {term for name, term in record.excluded.named if name == field.name} if record.excluded else set()
    return told | (terms - set(named)) if field.name in record.complete else told


def _initiative(record: Record, words: Words) -> Initiative:
    """Identity and class of a record; a class that follows from its reach is as firm as that."""
    category, reach = record.category or OTHER, record.reach or ""
    certainty, _ = _certainty(record, "categorie", category, words)
    if category in (NATIONAL, OTHER):
        other, _ = _certainty(record, "bereik", reach, words)
        certainty = min(certainty, other, key=lambda level: level.rank)
    return Initiative(record.id, category, reach, record.part_of or "", certainty)


def _certainty(record: Record, name: str, term: str, words: Words) -> tuple[Certainty, str]:
    """The certainty and the source of one term of a field, see the module's text."""
    sources = [source for source in record.sources if name in source.fields]
    naming = [source for source in sources if any(word in (source.note or "") for word in words.get(term, (term,)))]
    judged = [(_level(source), source.reference) for source in naming or sources]
    return min(judged, key=lambda pair: pair[0].rank, default=(Certainty.INFERRED, ""))


def _level(source: Source) -> Certainty:
    """One source's certainty; a group statement of the report counts as weaker."""
    level = Certainty(source.certainty)
    grouped = level is Certainty.REPORT and GROUP_NOTE.search(source.note or "")
    return Certainty.GROUP if grouped else level
