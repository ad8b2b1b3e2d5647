"""A preview with planned initiatives: draft records beside the real ones, marked as such, never in a normal build."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from site_src.check.rules import check_one
from site_src.derive.catalogue import Catalogue, derive
from site_src.model.problems import Problem, ProblemsFound, blocking
from site_src.read.records import Reading, read_records


def with_drafts(catalogue: Catalogue, reading: Reading, folder: Path, today: dt.date) -> Catalogue:
    """The catalogue with the drafts in it, which remembers how it was; raises ProblemsFound when a draft is wrong."""
    drafts = _read(folder)
    together = replace(reading, initiatives=[*reading.initiatives, *drafts.initiatives])
    found = [*drafts.problems]
    for item in drafts.initiatives:
        found += check_one(item, together, today)
    if blocking(found):
        raise ProblemsFound(found)
    ids = frozenset(item.record.id for item in drafts.initiatives)
    return replace(derive(together, catalogue.settings, catalogue.today), concept=ids, before=catalogue)


def _read(folder: Path) -> Reading:
    drafts = Reading(folder)
    if not folder.is_dir():
        hint = "Geef de map met de concepten op: --concept MAP."
        raise ProblemsFound([Problem(str(folder), "De map met concepten bestaat niet.", "map", hint=hint)])
    read_records(drafts, folder)
    if not drafts.initiatives and not drafts.problems:
        hint = "Een concept is een record zoals in data/initiatieven, in een bestand dat eindigt op .yml."
        raise ProblemsFound([Problem(folder.name, "In deze map staat geen enkel concept.", "map", hint=hint)])
    return drafts
