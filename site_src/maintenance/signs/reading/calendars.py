"""Events in a calendar that a page links to (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component

from site_src.maintenance.signs.event import AHEAD, Event, clipped, day_of

MOST_EVENTS = 500
_STEPS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def calendar_events(body: bytes, address: str, today: dt.date) -> Iterator[Event]:
    """Every event with a date; of one that comes back, the next time."""
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
    days = max(last - start, dt.timedelta())
    start = _next(row, start, today) or start
    return Event(clipped(str(row.get("SUMMARY", "")), 120), start, start + days, _quote(row), address, "iCal",
                 str(row.get("STATUS", "")).upper() == "CANCELLED")  # fmt: skip


def _value(row: Component, key: str) -> Any:
    found = row.get(key)
    return getattr(found, "dt", None)


def _next(row: Component, start: dt.date, today: dt.date) -> dt.date | None:
    """The first time from today of an event that comes back; None when it doesn't, or never again.

    Counting is bound: steps of a day or more, ten years back and AHEAD on, whatever the rule says.
    """
    rule = row.get("RRULE")
    if not hasattr(rule, "to_ical") or start < today - dt.timedelta(days=3660):
        return None
    parts = dict(part.split("=", 1) for part in rule.to_ical().decode("utf-8", "replace").upper().split(";"))
    if parts.get("FREQ") not in _STEPS or int(parts.get("INTERVAL", "1")) < 1:
        return None
    until = min(filter(None, (day_of(_first(rule.get("UNTIL"))), today + AHEAD)))
    parts["UNTIL"] = f"{until:%Y%m%d}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # COUNT beside UNTIL is our bound
        days = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()),
                        dtstart=dt.datetime.combine(start, dt.time()))  # fmt: skip
    found = days.after(dt.datetime.combine(today, dt.time()), inc=True)
    return found.date() if found else None


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _quote(row: Component) -> str:
    kept = [row.content_line(key, row[key]) for key in ("SUMMARY", "DTSTART", "DTEND", "RRULE", "STATUS") if key in row]
    return clipped(" · ".join(str(line) for line in kept))
