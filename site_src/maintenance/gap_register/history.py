"""Makes data/witte-vlekken-register.csv: `python build.py gap-register`.

git ──> a state of the data for each day on which it changed, and the folder as it is now ──> gaps of each state
    ──> for each gap when it was there, and what opened and closed it (causes.py)

All states are counted by the model of today (maintenance/past_states.py). What came and went around a state that can't
be read is told of the later one. What stood at the first state began then or earlier, and has no cause.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_src.derive.catalogue import Catalogue
from site_src.derive.gaps import Gap, gaps_of
from site_src.maintenance.gap_register.causes import causes_of, nature_of
from site_src.maintenance.git_revisions import revisions_of
from site_src.maintenance.past_states import catalogue_of, past_states, read_now
from site_src.model.gap_register import COLUMNS, FILE, GapEntry
from site_src.model.settings import Settings


@dataclass(frozen=True, slots=True)
class State:
    """The data on one day, with its gaps by id."""

    day: dt.date
    catalogue: Catalogue
    gaps: dict[str, Gap]


def write_register(data: Path, settings: Settings, today: dt.date, since: dt.date | None, most: int) -> list[str]:
    """Writes the register and tells in a line each what was read and skipped.

    At most `most` days of git are read, the newest. Raises SiteError when git can't be asked or when the data of now is
    not right.
    """
    now = read_now(data)
    revisions = [row for row in revisions_of(data, since) if row[0] < today]  # the folder is the state of today
    told: list[str] = []
    past = past_states(data, settings, revisions[-most:], now, told)
    states = [_state(*row) for row in (*past, (today, catalogue_of(now, settings, today, now)))]
    if len(states) > 1:
        told.append(f"Het register begint bij {states[0].day}; gelezen: {len(states) - 1} dagen en de map van nu.")
    entries = register(states)
    path = data / FILE
    path.write_bytes(as_csv(entries).encode("utf-8"))
    still = sum(entry.until is None for entry in entries)
    return [*told, f"Geschreven: {path}, {len(entries)} regels, waarvan {still} nog te zien."]


def _state(day: dt.date, catalogue: Catalogue) -> State:
    return State(day, catalogue, gaps_of(catalogue))


def register(states: Sequence[State]) -> list[GapEntry]:
    """Every stretch in which a gap stood, by id and oldest first."""
    standing: dict[str, GapEntry] = {}
    ended: list[GapEntry] = []
    before: State | None = None
    for state in states:
        for name in [name for name in standing if name not in state.gaps]:
            assert before is not None, "nothing stands before the first state"
            ended.append(_closed(standing.pop(name), before, state))
        for name, gap in state.gaps.items():
            known = standing.get(name) or _opened(gap, before, state)
            standing[name] = known.model_copy(update={"strength": gap.strength})
        before = state
    return sorted([*ended, *standing.values()], key=lambda entry: (entry.id, entry.since))


def _opened(gap: Gap, before: State | None, state: State) -> GapEntry:
    causes = causes_of(before.catalogue, state.catalogue, gap) if before else ()
    return GapEntry(
        id=gap.id, campus=gap.campus, dimensie=gap.dimension, term=gap.term, soort=gap.kind, richting=gap.direction,
        sterkte=gap.strength, sinds=state.day, oorzaak=causes,
        aard=nature_of(before.catalogue, state.catalogue, causes) if before else "",
    )  # fmt: skip


def _closed(entry: GapEntry, before: State, state: State) -> GapEntry:
    causes = causes_of(before.catalogue, state.catalogue, before.gaps[entry.id])
    nature = nature_of(before.catalogue, state.catalogue, causes)
    return entry.model_copy(update={"until": state.day, "end_causes": causes, "end_nature": nature})


def as_csv(entries: Sequence[GapEntry]) -> str:
    """The register as text: lists with a space between, nothing for what is not there."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        row = entry.model_dump(by_alias=True)
        writer.writerow([" ".join(value) if isinstance(value, tuple) else value or "" for value in row.values()])
    return text.getvalue()
