"""What made a gap come or go between two states of the data: which records, and was it the world or our data.

A record is a cause when its answer to the term, or where it counts, is another than before; the national offer is none
for a gap nearby. Only those around the campus of the gap are named; when none of those moved, the others did: a campus
is compared with the median of them.

    wereld      every cause got a dated change (`veranderingen`), or a known `status` became another
    gegevens    the rest: facts were added or mended, a record joined that existed already, or terms and campuses moved
"""

from __future__ import annotations

from collections.abc import Sequence

from site_src.derive.catalogue import Catalogue
from site_src.derive.gaps import NEARBY, REGION, Gap
from site_src.derive.knowledge import Answer
from site_src.derive.reach import How
from site_src.model.gap_register import DATA, WORLD
from site_src.model.initiative import Initiative

UNKNOWN_STATUS = "onbekend"
Stand = tuple[Answer, How | None]  # what an initiative says of a term, and how it counts around a campus


def causes_of(before: Catalogue, after: Catalogue, gap: Gap) -> tuple[str, ...]:
    """The ids of the records that moved, by today's names, in the order of the alphabet."""
    then, now = _stands(before, gap, after), _stands(after, gap, after)
    moved = sorted(key for key in then.keys() | now.keys() if then.get(key) != now.get(key))
    here = dict.fromkeys(item_id for item_id, code in moved if code == gap.campus)
    return tuple(here or dict.fromkeys(item_id for item_id, _ in moved))


def _stands(catalogue: Catalogue, gap: Gap, today: Catalogue) -> dict[tuple[str, str], Stand]:
    """By record (as it is called today) and campus: its answer and how it counts there; one row for the region."""
    found: dict[tuple[str, str], Stand] = {}
    for item in catalogue.initiatives:
        name = today.moved.get(item.id, item.id)
        answer = catalogue.knowledge.of(item.id, gap.dimension).answer(gap.term)
        if gap.kind == REGION:
            found[name, gap.campus] = (answer, None)
            continue
        for row in catalogue.reach[item.id]:
            if gap.kind != NEARBY or row.how is not How.NATIONAL:
                found[name, row.campus] = (answer, row.how)
    return found


def nature_of(before: Catalogue, after: Catalogue, causes: Sequence[str]) -> str:
    """WORLD when the world made every one of these records change, else DATA."""
    then = {after.moved.get(item.id, item.id): item for item in before.initiatives}
    told = (_by_the_world(then.get(item_id), after.by_id.get(item_id), before) for item_id in causes)
    return WORLD if causes and all(told) else DATA


def _by_the_world(old: Initiative | None, new: Initiative | None, before: Catalogue) -> bool:
    if new is None:
        return False  # no longer in the catalogue, which says nothing of the world
    if old is None:  # new here: did it begin after the state before?
        return any(str(change.date) > before.today.isoformat() for change in new.changes)
    ended = old.status not in (new.status, UNKNOWN_STATUS) and new.status != UNKNOWN_STATUS
    return ended or bool(set(new.changes) - set(old.changes))
