"""When a page last changed, from the dates in the records themselves.

The history of git would say it too, but it is no part of the data: a copy without it would give other bytes. So the
newest date in a record counts: when its facts were checked, a source was consulted or a change was noted.
"""

from __future__ import annotations

import datetime as dt

from site_src.derive.catalogue import Catalogue
from site_src.model.initiative import Initiative
from site_src.render import routes


def last_changed(item: Initiative) -> dt.date:
    """The newest date in a record; a change known by its year or month counts from its first day."""
    dates = [item.checked, *(source.consulted for source in item.sources if source.consulted)]
    return max([*dates, *(first_day(change.date) for change in item.changes)])


def first_day(date: dt.date | str) -> dt.date:
    """2025 -> 1 January 2025, 2025-03 -> 1 March 2025."""
    return date if isinstance(date, dt.date) else dt.date.fromisoformat(f"{date}-01-01"[:10])


def page_dates(catalogue: Catalogue) -> dict[str, dt.date]:
    """Address -> last change, for every page whose content comes from records; prose has no date in the data."""
    own = {item.id: last_changed(item) for item in catalogue.initiatives}
    newest = max([*own.values(), *(entry.date for entry in catalogue.log)], default=catalogue.today)
    found = {routes.initiative(item_id): date for item_id, date in own.items()}
    for facet in catalogue.facets:
        for value in facet.values:
            if value.members:
                found[routes.term(facet.id, value.id)] = max(own[item_id] for item_id in value.members)
    for campus in catalogue.campuses:
        around = [own[reach.initiative] for reach in catalogue.around(campus.code)]
        if around:
            found[routes.campus(campus.id)] = max(around)
    return found | dict.fromkeys((routes.HOME, routes.LISTING, routes.CAMPUSES, routes.DATA, routes.CHANGED), newest)
