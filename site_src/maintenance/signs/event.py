"""One event that a website tells of, wherever it stands, and the days it may be written as."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")  # the clock that a date on a Dutch website means
AHEAD = dt.timedelta(days=730)  # a date further away is a mistake, or says nothing yet
QUOTE = 240  # characters
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Event:
    """`quote` is what the site says, word for word; `address` is where, `form` how: JSON-LD, iCal, …

    One that `repeats` starts on its first day, which may be long ago, and may go on until its last.
    """

    name: str
    start: dt.date
    until: dt.date
    quote: str
    address: str
    form: str
    cancelled: bool = False
    repeats: bool = False


def day_of(value: object) -> dt.date | None:
    """The day in the Netherlands of a date or a moment, written as ISO 8601 or with the day first."""
    if isinstance(value, dt.datetime):
        return (value.astimezone(HERE) if value.tzinfo else value).date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()[:40]
    try:
        return day_of(dt.datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return _written(text)


def _written(text: str) -> dt.date | None:
    found = _DAY_FIRST.match(text)
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1])) if found else dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def to_come(events: Iterable[Event], today: dt.date) -> list[Event]:
    """What is not over yet, soonest first; the same day with the same name only once, as it was first met."""
    kept: dict[tuple[dt.date, str], Event] = {}
    for event in events:
        if event.until >= today and event.start <= today + AHEAD:
            kept.setdefault((event.start, event.name.casefold()), event)
    return sorted(kept.values(), key=lambda event: (event.start, event.name, event.address))


def clipped(text: str, most: int = QUOTE) -> str:
    """A piece of a site short enough to quote, on one line."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
