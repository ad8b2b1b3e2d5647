"""What one visit says beside the records: gone quiet, moved, for sale, and events that we don't have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from site_src.maintenance.links.http_check import Answer, State
from site_src.maintenance.links.link_check import DAYS_IN_ALL, STRIKES
from site_src.maintenance.signs.event import Event, to_come
from site_src.maintenance.signs.reading.calendars import calendar_events
from site_src.maintenance.signs.reading.page import tree_of
from site_src.maintenance.signs.reading.parked import Parked, parked
from site_src.maintenance.signs.reading.sitemaps import ListedPage, dated, listed
from site_src.maintenance.signs.reading.structured_data import structured_events
from site_src.maintenance.signs.visiting import Visit
from site_src.model.initiative import Initiative

MOST_PAGES = 3  # of a sitemap: the last that changed


@dataclass(frozen=True, slots=True)
class Website:
    """An address of a website and the initiatives that have it."""

    address: str
    initiatives: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of one website now; `strikes` are the days it gave no page on."""

    website: Website
    answer: Answer
    strikes: tuple[dt.date, ...] = ()
    moved_to: str = ""
    to_the_front: bool = False  # a page within the site that sends its visitors to the front page
    parked: Parked | None = None
    events: tuple[Event, ...] = ()  # to come, and absent from at least one of the records
    cancelled: tuple[Event, ...] = ()  # to come in a record, called off on the site
    pages: tuple[ListedPage, ...] = field(default=())

    @property
    def quiet(self) -> bool:
        """Three strikes, with two weeks between the first and the last, as for a link."""
        return len(self.strikes) >= STRIKES and (self.strikes[-1] - self.strikes[0]).days >= DAYS_IN_ALL

    @property
    def differs(self) -> bool:
        """Whether there is something for an editor to look at."""
        return bool(self.quiet or self.moved_to or self.parked or self.events or self.cancelled or self.pages)


def judge(website: Website, visit: Visit, strikes: Sequence[dt.date], today: dt.date) -> Signs:
    """The signs of one website; a page that is for sale tells of no events."""
    answer, days = visit.page.answer, tuple(strikes)
    if not visit.page.works:
        return Signs(website, answer, days)
    moved = _moved(website.address, answer)
    front = bool(moved) and _deep(website.address) and not _deep(moved)
    tree = tree_of(visit.page)
    lot = parked(tree, website.address, visit.page.address) if tree is not None else None
    if lot:
        return Signs(website, answer, days, moved, front, lot)
    events, pages = _told(visit, today)
    return Signs(
        website, answer, days, moved, front, None,
        tuple(event for event in events if not event.cancelled and _absent(event, website)),
        tuple(event for event in events if event.cancelled and _present(event, website)),
        _changed(pages, events, website),
    )  # fmt: skip


def _told(visit: Visit, today: dt.date) -> tuple[list[Event], list[ListedPage]]:
    """Every event to come, from the page first, and what the sitemap lists."""
    events: list[Event] = []
    pages: list[ListedPage] = []
    if (tree := tree_of(visit.page)) is not None:
        events += structured_events(tree, visit.page.address, len(visit.page.body))
    if visit.calendar:
        events += calendar_events(visit.calendar.body, visit.calendar.address, today)
    for sitemap in visit.sitemaps:
        found, _ = listed(sitemap.body, visit.page.address)
        events += dated(found, sitemap.address)
        pages += found
    return to_come(events, today), pages


def _moved(asked: str, answer: Answer) -> str:
    """Where a permanent redirect leads, when that is another place; "" for https, www, or the front page in Dutch."""
    if answer.state is not State.MOVED or _place(asked) == _place(answer.target):
        return ""
    same_host = _place(asked)[0] == _place(answer.target)[0]
    return "" if same_host and not _deep(asked) else answer.target


def _place(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return (f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}", path)


def _deep(address: str) -> bool:
    return bool(_place(address)[1])


def _present(event: Event, website: Website) -> bool:
    return any(_has(item, event) for item in website.initiatives)


def _absent(event: Event, website: Website) -> bool:
    return not all(_has(item, event) for item in website.initiatives)


def _has(item: Initiative, event: Event) -> bool:
    if event.repeats:
        return bool(item.moments)
    return any(moment.date <= event.start <= (moment.until or moment.date) for moment in item.moments)


def _changed(pages: Iterable[ListedPage], events: Sequence[Event], website: Website) -> tuple[ListedPage, ...]:
    """Pages that changed after anybody last looked at the records, the latest first; without those told as events."""
    told = {event.quote for event in events}
    since = min(item.checked for item in website.initiatives)
    new = {page for page in pages if page.changed and page.changed > since and page.address not in told}
    return tuple(sorted(new, key=lambda page: (page.changed, page.address), reverse=True)[:MOST_PAGES])
