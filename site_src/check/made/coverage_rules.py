"""Rules about how much was known in each month: of fields that there are, and of each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_src.check.rule import Context
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import FILE
from site_src.model.problems import Problem, suggestion

_AGAIN = "Maak het opnieuw met: python build.py coverage --write"


def coverage_is_right(context: Context) -> Iterator[Problem]:
    """What reading met, and rows that can't be: an unknown field, or a field twice in a month."""
    yield from context.reading.coverage_problems
    name = f"{context.reading.folder.name}/{FILE}"
    known = [field.name for field in fields_of(Initiative)]
    rows = Counter((row.month, row.field) for row in context.reading.coverage)
    for (month, field), times in rows.items():
        if field not in known:
            hint = f"{suggestion(field, known)} {_AGAIN}".strip()
            yield Problem(name, f"“{field}” in {month} is geen veld van een initiatief.", "", hint=hint)
        if times > 1:
            yield Problem(name, f"“{field}” staat {times} keer in {month}.", "", hint=_AGAIN)
