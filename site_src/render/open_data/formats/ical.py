"""iCalendar (RFC 5545): the dates of initiatives, for a calendar on a telephone or a computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from site_src.model.initiative import Initiative
from site_src.model.record_parts import Moment
from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.formula_escaping import clean

WINTER, SUMMER = dt.timedelta(hours=1), dt.timedelta(hours=2)  # what clocks are ahead of UTC


def calendar(published: Published, items: Sequence[Initiative], name: str) -> bytes:
    """A calendar of all-day events; a deadline to register is an event of its own."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{clean(published.catalogue.settings.name)}//NL")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(clean(name)))
    made.add_component(_timezone())
    for item in items:
        for number, moment in enumerate(item.moments, 1):
            for event in _events(published, item, moment, number):
                made.add_component(event)
    return bytes(made.to_ical())


def _timezone() -> Timezone:
    """A calendar needs at least one component; with this one a calendar without dates is valid as well."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    zone.add_component(_clock(TimezoneStandard(), "CET", dt.datetime(1970, 10, 25, 3), SUMMER, WINTER))
    zone.add_component(_clock(TimezoneDaylight(), "CEST", dt.datetime(1970, 3, 29, 2), WINTER, SUMMER))
    return zone


def _clock(part: Component, name: str, first: dt.datetime, before: dt.timedelta, after: dt.timedelta) -> Component:
    """Half of the year: from the last Sunday of a month clocks go from `before` to `after`."""
    part.add("dtstart", first)
    part.add("rrule", {"freq": "YEARLY", "bymonth": first.month, "byday": "-1SU"})
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)
    return part


def _events(published: Published, item: Initiative, moment: Moment, number: int) -> Iterator[Event]:
    yield _event(published, item, f"{number}", moment.date, moment.until or moment.date,
                 f"{item.name}: {moment.description}")  # fmt: skip
    if moment.register_before:
        day = moment.register_before
        yield _event(published, item, f"{number}-aanmelden", day, day,
                     f"{item.name}: laatste dag om je aan te melden voor {moment.description}")  # fmt: skip


def _event(published: Published, item: Initiative, mark: str, first: dt.date, last: dt.date, summary: str) -> Event:
    """`last` is a day that still counts; DTEND is the day after it (RFC 5545 §3.6.1)."""
    host = urlsplit(published.where.origin).hostname or "localhost"
    places = "; ".join(", ".join(filter(None, (p.name, p.address, p.town))) for p in item.locations)
    event = Event()
    event.add("uid", f"{item.id}-{mark}@{host}")
    event.add("dtstamp", dt.datetime.combine(published.catalogue.today, dt.time(), dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", clean(summary))
    if places:
        event.add("location", clean(places))
    event.add("url", published.url(item))
    event.add("transp", "TRANSPARENT")
    return event
