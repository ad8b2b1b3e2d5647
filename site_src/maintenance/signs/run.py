"""The whole check: every website of every record, hosts beside each other, and whether the check itself worked."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from site_src.maintenance.links.http_check import State
from site_src.maintenance.links.link_check import Exempt, Link, exempted, strikes_after
from site_src.maintenance.signs.fetching import Fetched, Limits, fetch
from site_src.maintenance.signs.judging import Signs, Website, judge
from site_src.maintenance.signs.visiting import Visit, Visitor
from site_src.model.initiative import Initiative
from site_src.model.problems import SiteError, suggestion

_NOT_HEARD = {State.SLOW, State.UNREACHABLE, State.UNSAFE}


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask: who we are, within which limits, how many hosts at once, how long to rest between two questions."""

    agent: str
    limits: Limits
    jobs: int = 8
    delay: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The signs of all websites, and how many hosts gave any answer at all."""

    signs: tuple[Signs, ...]
    hosts: int
    heard: int

    @property
    def works(self) -> bool:
        """Whether the check can be believed: most sites are never gone in the same week."""
        return self.heard > 0 and 2 * self.heard >= self.hosts


def to_visit(
    initiatives: Sequence[Initiative], exempt: Sequence[Exempt], today: dt.date, only: str = ""
) -> tuple[list[Website], dict[str, str]]:
    """Each website once with the initiatives that have it, and those left out with the reason.

    What has stopped is not looked at. Raises SiteError when `only` is no initiative, or one without a website.
    """
    found: dict[str, list[Initiative]] = defaultdict(list)
    for item in initiatives:
        if item.website and (item.id == only if only else item.status != "gestopt"):
            found[item.website].append(item)
    if only and not found:
        ids = [item.id for item in initiatives if item.website]
        raise SiteError(f"Er is geen initiatief “{only}” met een website. {suggestion(only, ids)}")
    kept, skipped = exempted([Link(address, ()) for address in sorted(found)], exempt, today)
    return [Website(link.address, tuple(found[link.address])) for link in kept], skipped


def look(
    websites: Sequence[Website], asking: Asking, strikes: Mapping[str, Sequence[dt.date]], today: dt.date
) -> Outcome:
    """Visits every website and judges what came back. Only the visits go beside each other."""
    hosts: dict[str, list[Website]] = defaultdict(list)
    for website in websites:
        hosts[urlsplit(website.address).netloc.lower()].append(website)
    with ThreadPoolExecutor(max(1, asking.jobs)) as pool:
        visits = list(pool.map(lambda rows: _visits(rows, asking), hosts.values()))
    by_address = {visit.website: visit for rows in visits for visit in rows}
    found = []
    for website in websites:
        visit = by_address[website.address]
        days = strikes_after(strikes.get(website.address, ()), visit.page.answer, today)
        found.append(judge(website, visit, days, today))
    heard = sum(any(visit.page.answer.state not in _NOT_HEARD for visit in rows) for rows in visits)
    return Outcome(tuple(found), len(hosts), heard)


def _visits(websites: Sequence[Website], asking: Asking) -> list[Visit]:
    """The websites of one host, never two questions within `delay` seconds."""
    last = [0.0]

    def patient(url: str) -> Fetched:
        time.sleep(max(0.0, last[0] + asking.delay - time.monotonic()) if last[0] else 0.0)
        found = fetch(url, asking.agent, asking.limits)
        last[0] = time.monotonic()
        return found

    visitor = Visitor(patient, asking.agent.partition("/")[0])
    return [visitor.visit(website.address) for website in websites]
