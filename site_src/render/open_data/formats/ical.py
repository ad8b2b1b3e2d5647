"""iCalendar (RFC 5545): the dates of initiatives, for a calendar on a telephone or a computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from site_src.model.initiative import Initiative
from site_src.model.record_parts import Moment
from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.formula_escaping import clean

_OCTETS = 75  # the longest line that RFC 5545 §3.1 allows
# A calendar needs at least one component; with this one a calendar without dates is valid as well.
_TIMEZONE = (
    "BEGIN:VTIMEZONE", "TZID:Europe/Amsterdam",
    "BEGIN:STANDARD", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip


def calendar(published: Published, items: Sequence[Initiative], name: str) -> bytes:
    """A calendar of all-day events; a deadline to register is an event of its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_text(published.catalogue.settings.name)}//NL",
             "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}", *_TIMEZONE]  # fmt: skip
    for item in items:
        for number, moment in enumerate(item.moments, 1):
            lines += _events(published, item, moment, number)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def _events(published: Published, item: Initiative, moment: Moment, number: int) -> Iterator[str]:
    yield from _event(published, item, f"{number}", moment.date, moment.until or moment.date,
                      f"{item.name}: {moment.description}")  # fmt: skip
    if moment.register_before:
        day = moment.register_before
        yield from _event(published, item, f"{number}-aanmelden", day, day,
                          f"{item.name}: laatste dag om je aan te melden voor {moment.description}")  # fmt: skip


def _event(
    published: Published, item: Initiative, mark: str, first: dt.date, last: dt.date, summary: str
) -> Iterable[str]:
    """`last` is a day that still counts; DTEND is the day after it (RFC 5545 §3.6.1)."""
    host = urlsplit(published.where.origin).hostname or "localhost"
    places = "; ".join(", ".join(filter(None, (p.name, p.address, p.town))) for p in item.locations)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{item.id}-{mark}@{host}",
        f"DTSTAMP:{published.catalogue.today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"URL:{published.url(item)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return [*lines[:6], f"LOCATION:{_text(places)}", *lines[6:]] if places else lines


def _text(value: str) -> str:
    """RFC 5545 §3.3.11: backslash, semicolon and comma are escaped."""
    return clean(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never in the middle of a character (RFC 5545 §3.1)."""
    pieces: list[str] = []
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"
