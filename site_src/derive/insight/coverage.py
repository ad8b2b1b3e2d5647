"""How much is known of each kind of fact: by field, of how many initiatives, and how many facts are old.

What has stopped does not count. A field with terms is known when the record or the report's tables give at least one,
and probable when the tables only make some probable; any other field is known when the record fills it in.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from site_src.derive.facets import STOPPED
from site_src.derive.insight.freshness import ages_of
from site_src.derive.knowledge import Answer, Knowledge
from site_src.model.fields import RecordField, fields_of
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import Coverage

COVERED = tuple(field for field in fields_of(Initiative) if field.spec.sourced and field.spec.correctable)


def coverage_of(initiatives: Sequence[Initiative], knowledge: Knowledge, today: dt.date) -> Iterator[Coverage]:
    """A row for each field that somebody outside can correct, in the order of a record."""
    active = [item for item in initiatives if item.status != STOPPED]
    ages = [ages_of(item) for item in active]
    for field in COVERED:
        counts = Counter(_answer(item, field, knowledge) for item in active)
        yield Coverage(
            maand=f"{today:%Y-%m}",
            veld=field.name,
            bekend=counts[Answer.YES],
            waarschijnlijk=counts[Answer.PROBABLE],
            onbekend=counts[Answer.UNKNOWN],
            na_te_kijken=sum(field.name in own and own[field.name].old(today) for own in ages),
        )


def _answer(item: Initiative, field: RecordField, knowledge: Knowledge) -> Answer:
    if field.name in item.filled:
        return Answer.YES
    known = knowledge.of(item.id, field.spec.term or "")
    if field.name == "status":  # unknown is a term of its own
        return Answer.UNKNOWN
    return Answer.YES if known.yes else Answer.PROBABLE if known.probable else Answer.UNKNOWN


def before(history: Sequence[Coverage], today: dt.date) -> dict[str, Coverage]:
    """By field the newest row of an earlier month: what today's numbers moved from."""
    earlier = [row for row in history if row.month < f"{today:%Y-%m}"]
    last = max((row.month for row in earlier), default="")
    return {row.field: row for row in earlier if row.month == last}


def longest_ago(initiatives: Sequence[Initiative]) -> dict[str, dt.date]:
    """By the Dutch name of a field the day since which nobody looked at one of its facts."""
    days: dict[str, dt.date] = {}
    for item in initiatives:
        for name, age in ages_of(item).items() if item.status != STOPPED else ():
            days[name] = min(age.looked_at, days.get(name, age.looked_at))
    return days
