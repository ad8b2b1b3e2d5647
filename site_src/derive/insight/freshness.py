"""How long ago somebody looked at a fact, and whether it is time to look again.

A fact was looked at on the day its record was (`gecontroleerd`), or later where one of its sources was consulted later
(`geraadpleegd`). How long it then holds is said where the field is described (`recheck` in model/initiative.py): half
a year for a status, a year for what it costs, two years for an address. Of what has stopped nothing grows old.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from site_src.model.fields import RecordField, fields_of
from site_src.model.initiative import Initiative

STOPPED = "gestopt"


@dataclass(frozen=True, slots=True)
class Age:
    """One filled in fact: the day somebody last looked at it, and the first day to look again; None is never."""

    field: RecordField
    looked_at: dt.date
    due: dt.date | None

    def old(self, today: dt.date) -> bool:
        """Whether it is time to look again."""
        return self.due is not None and self.due <= today


def ages_of(item: Initiative) -> dict[str, Age]:
    """Each fact that the record fills in, by the Dutch name of its field, in the order of a record."""
    return {field.name: _age(item, field) for field in fields_of(Initiative) if field.name in item.filled}


def old_facts(item: Initiative, today: dt.date) -> tuple[Age, ...]:
    """The facts that it is time to look at again, the longest overdue first."""
    old = [age for age in ages_of(item).values() if age.old(today)]
    return tuple(sorted(old, key=lambda age: age.due or today))


def looked_at(item: Initiative, name: str) -> dt.date:
    """The last day that somebody looked at a fact (its Dutch name), whether it was found or not."""
    consulted = [source.consulted for source in item.sources if source.consulted and name in source.fields]
    return max([item.checked, *consulted])


def _age(item: Initiative, field: RecordField) -> Age:
    day, months = looked_at(item, field.name), field.spec.recheck
    return Age(field, day, months_later(day, months) if months and item.status != STOPPED else None)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
