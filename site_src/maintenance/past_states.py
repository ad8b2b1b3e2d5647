"""The data of other days, read and counted by the model, the rules and the settings of today.

Only a change of the data makes a difference then. A state that can't be read so is skipped, and told of. The region and
the report (AROUND) are those of today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from site_src.derive.catalogue import Catalogue, derive
from site_src.maintenance.git_revisions import data_at
from site_src.model.gap_register import FILE as GAP_REGISTER
from site_src.model.made.coverage import FILE as COVERAGE
from site_src.model.problems import ProblemsFound, SiteError, blocking
from site_src.model.settings import Settings
from site_src.read.records import Reading, read_data

#: in data/: not what initiatives and campuses say
AROUND = ("regio.yml", "rapport/", "rollen.yml", "vraag/", GAP_REGISTER, COVERAGE)
Past = tuple[dt.date, Catalogue]


def past_states(
    data: Path, settings: Settings, revisions: Sequence[tuple[dt.date, str]], now: Reading, told: list[str]
) -> Iterator[Past]:
    """The catalogue of each day that today's model can read, oldest first; `told` gets a line for each other day."""
    for day, revision in revisions:
        with data_at(data, revision) as folder:
            reading = read_data(folder)
            try:
                yield day, catalogue_of(_within(reading, now), settings, day, now)
            except (SiteError, KeyError, AssertionError):  # a term or a table that is not there yet
                told.append(f"Overgeslagen: {revision[:8]} van {day}; dat is met het model van nu niet te lezen.")


def catalogue_of(reading: Reading, settings: Settings, day: dt.date, now: Reading) -> Catalogue:
    """The catalogue of one day, with the ids that moved since."""
    return replace(derive(reading, settings, day), moved=now.moved.record.root if now.moved else {})


def read_now(data: Path) -> Reading:
    """The folder as it is; raises ProblemsFound when it can't be read whole."""
    now = read_data(data)
    if blocking(now.problems):
        raise ProblemsFound(now.problems)
    return now


def _within(reading: Reading, now: Reading) -> Reading:
    """A state in the region and beside the report of today; raises ProblemsFound when its records can't be read."""
    around = tuple(f"{now.folder.name}/{name}" for name in AROUND)
    problems = [problem for problem in reading.problems if not problem.file.startswith(around)]
    if blocking(problems):
        raise ProblemsFound(problems)
    return replace(
        reading, region=now.region, report=now.report, report_tables=now.report_tables, report_check=now.report_check
    )
