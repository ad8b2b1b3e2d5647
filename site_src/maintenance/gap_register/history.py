"""Makes data/witte-vlekken-register.csv: `python build.py gap-register`.

git ──> a state of the data for each day on which it changed, and the folder as it is now ──> gaps of each state
    ──> for each gap when it was there, and what opened and closed it (causes.py)

All states are read and counted by the model, the rules and the settings of today, so that only a change of the data
makes a difference. A state that can't be read so is skipped; what came and went between two that can be is told of the
later one. The region and the report (AROUND) are those of today. What stood at the first state began then or earlier,
and has no cause.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from site_src.derive.catalogue import Catalogue, derive
from site_src.derive.gaps import Gap, gaps_of
from site_src.maintenance.gap_register.causes import causes_of, nature_of
from site_src.maintenance.git_revisions import data_at, revisions_of
from site_src.model.gap_register import COLUMNS, FILE, GapEntry
from site_src.model.problems import ProblemsFound, SiteError, blocking
from site_src.model.settings import Settings
from site_src.read.records import Reading, read_data

AROUND = ("regio.yml", "rapport/", "rollen.yml", "vraag/", FILE)  # in data/: not what initiatives and campuses say


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
    now = read_data(data)
    if blocking(now.problems):
        raise ProblemsFound(now.problems)
    revisions = [row for row in revisions_of(data, since) if row[0] < today]  # the folder is the state of today
    told: list[str] = []
    states = [*_states(data, settings, revisions[-most:], now, told), _state(now, settings, today, now)]
    if len(states) > 1:
        told.append(f"Het register begint bij {states[0].day}; gelezen: {len(states) - 1} dagen en de map van nu.")
    entries = register(states)
    path = data / FILE
    path.write_bytes(as_csv(entries).encode("utf-8"))
    still = sum(entry.until is None for entry in entries)
    return [*told, f"Geschreven: {path}, {len(entries)} regels, waarvan {still} nog te zien."]


def _states(
    data: Path, settings: Settings, revisions: Sequence[tuple[dt.date, str]], now: Reading, told: list[str]
) -> Iterator[State]:
    """The state of each day that today's model can read, oldest first."""
    for day, revision in revisions:
        with data_at(data, revision) as folder:
            reading = read_data(folder)
            try:
                yield _state(_within(reading, now), settings, day, now)
            except (SiteError, KeyError, AssertionError):  # a term or a table that is not there yet
                told.append(f"Overgeslagen: {revision[:8]} van {day}; dat is met het model van nu niet te lezen.")


def _within(reading: Reading, now: Reading) -> Reading:
    """A state in the region and beside the report of today; raises ProblemsFound when its records can't be read."""
    around = tuple(f"{now.folder.name}/{name}" for name in AROUND)
    problems = [problem for problem in reading.problems if not problem.file.startswith(around)]
    if blocking(problems):
        raise ProblemsFound(problems)
    return replace(
        reading, region=now.region, report=now.report, report_tables=now.report_tables, report_check=now.report_check
    )


def _state(reading: Reading, settings: Settings, day: dt.date, now: Reading) -> State:
    catalogue = derive(reading, settings, day)
    return State(day, replace(catalogue, moved=now.moved.record.root if now.moved else {}), gaps_of(catalogue))


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
