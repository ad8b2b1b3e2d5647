"""`build.py changes`: two states of the data, compared and told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from site_src.maintenance.git_revisions import data_at
from site_src.maintenance.record_changes import History
from site_src.model.change_log import Entry
from site_src.model.initiative import Initiative
from site_src.model.problems import ProblemsFound, blocking
from site_src.read.records import Reading, read_data
from site_src.read.settings import read_settings
from site_src.read.words import read_words
from site_src.render.words.language import spoken


def changes_between(data: Path, content: Path, since: str, until: str | None, day: dt.date) -> tuple[Entry, ...]:
    """What changed from one revision to another, or to the folder as it is now.

    Raises SiteError for a revision that git does not know, ProblemsFound when the records of now are not right. Of an
    older revision everything counts that can still be read: the model may have changed since.
    """
    with data_at(data, since) as folder:
        before = _records(read_data(folder))
    if until is None:
        now = read_data(data)
        if blocking(now.problems):
            raise ProblemsFound(now.problems)
    else:
        with data_at(data, until) as folder:
            now = read_data(folder)
    read = read_words(content, read_settings(content).languages)
    if blocking(read.problems):
        raise ProblemsFound(read.problems)
    languages = spoken(read.words)
    return History(now.vocabulary, languages, day).compare(before, _records(now))


def _records(reading: Reading) -> list[Initiative]:
    return [item.record for item in reading.initiatives]
