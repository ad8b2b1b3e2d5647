"""Rules about the history of gaps: about campuses and terms that there are, and ending after it began."""

from __future__ import annotations

from collections.abc import Iterator

from site_src.check.rule import Context
from site_src.model.gap_register import FILE
from site_src.model.problems import Problem

_AGAIN = "Maak het opnieuw met: python build.py gap-register"


def register_is_right(context: Context) -> Iterator[Problem]:
    """What reading met, and entries that can't be: an unknown campus or term, an end before the beginning."""
    yield from context.reading.gap_register_problems
    name = f"{context.reading.folder.name}/{FILE}"
    for entry in context.reading.gap_register:
        if entry.campus and entry.campus not in context.campus_codes:
            yield Problem(name, f"{entry.id}: campus “{entry.campus}” bestaat niet.", "", hint=_AGAIN)
        if not context.reading.vocabulary.allows(entry.dimension, entry.term):
            message = f"{entry.id}: “{entry.term}” is geen term bij {entry.dimension}."
            yield Problem(name, message, "", hint=_AGAIN)
        if entry.until and entry.until <= entry.since:
            yield Problem(name, f"{entry.id}: “tot” ligt niet na “sinds”.", "", hint=_AGAIN)
