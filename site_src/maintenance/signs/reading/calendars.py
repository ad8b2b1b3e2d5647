"""Events in a calendar that a page links to (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from icalendar import Calendar, Component

from site_src.maintenance.signs.event import AHEAD, Event, clipped, day_of

MOST_EVENTS = 500


def calendar_events(body: bytes, address: str, today: dt.date) -> Iterator[Event]:
    """Every event with a date; one that comes back lasts until its last time."""
    try:
        calendar = Calendar.from_ical(body)
        rows = calendar.walk("VEVENT")[:MOST_EVENTS]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return  # no calendar, or one with a mistake in it
    for row in rows:
        try:
            event = _event(row, address, today)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            continue
        if event:
            yield event


def _event(row: Component, address: str, today: dt.date) -> Event | None:
    start, end = day_of(_value(row, "DTSTART")), _value(row, "DTEND")
    if not start:
        return None
    last = day_of(end) or start
    if isinstance(end, dt.date) and not isinstance(end, dt.datetime) and last > start:
        last -= dt.timedelta(days=1)  # the end of a whole day is the day after (§3.6.1)
    again = _again_until(row, start, today)
    cancelled = str(row.get("STATUS", "")).upper() == "CANCELLED"
    return Event(clipped(str(row.get("SUMMARY", "")), 120), start, max(start, last, again or start), _quote(row),
                 address, "iCal", cancelled, repeats=again is not None)  # fmt: skip


def _value(row: Component, key: str) -> Any:
    found = row.get(key)
    return getattr(found, "dt", None)


def _again_until(row: Component, start: dt.date, today: dt.date) -> dt.date | None:
    """Until when an event comes back; None when it doesn't. When it does is not counted out: the quote has the rule.

    A stranger's rule can be one that never comes true, and counting would go on for ever.
    """
    rule = row.get("RRULE")
    if not isinstance(rule, dict):
        return None
    if rule.get("UNTIL"):
        return day_of(_first(rule["UNTIL"]))
    return start if rule.get("COUNT") else today + AHEAD


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _quote(row: Component) -> str:
    kept = [row.content_line(key, row[key]) for key in ("SUMMARY", "DTSTART", "DTEND", "RRULE", "STATUS") if key in row]
    return clipped(" · ".join(str(line) for line in kept))
