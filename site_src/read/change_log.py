"""data/wijzigingen.yml: what changed in the catalogue itself, in words. `build.py changes --write` adds to it.

The file is optional. It keeps what comparing two git revisions found, so that a build needs no git to tell of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, StringConstraints, ValidationError

from site_src.model.fields import Bilingual, Day, Part, ShortText, Slug
from site_src.model.problems import Problem, ProblemsFound
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import read_document


class _NoAliases(yaml.SafeDumper):
    """Writes a date twice rather than refer to the first one."""

    def ignore_aliases(self, data: object) -> bool:
        return True


FILE = "wijzigingen.yml"
KINDS = ("nieuw", "weg", "gestopt", "hernoemd", "bijgewerkt", "nagekeken")


class Entry(Part):
    """One change on one day: what kind, which initiative, and the sentence."""

    date: Day = Field(alias="datum")
    kind: Annotated[ShortText, StringConstraints(pattern=f"^({'|'.join(KINDS)})$")] = Field(alias="soort")
    initiative: Slug = Field(alias="initiatief")
    text: Bilingual = Field(alias="tekst")


class Log(Part):
    """Every change that was written down, newest first."""

    entries: tuple[Entry, ...] = Field((), alias="wijzigingen")


def read_log(folder: Path) -> tuple[Entry, ...]:
    """The entries, newest day first; none without the file. Raises ProblemsFound with the lines that are wrong."""
    path = folder / FILE
    if not path.exists():
        return ()
    document = read_document(path, f"{folder.name}/{FILE}")
    if document.problems:
        raise ProblemsFound(document.problems)
    try:
        log = Log.model_validate(document.data)
    except ValidationError as error:
        raise ProblemsFound(explain(error, document, Log)) from error
    return tuple(sorted(log.entries, key=lambda entry: entry.date, reverse=True))


def log_problems(folder: Path) -> list[Problem]:
    """What is wrong with the file, as a list."""
    try:
        read_log(folder)
    except ProblemsFound as error:
        return list(error.problems)
    return []


def write_log(folder: Path, new: tuple[Entry, ...]) -> Path:
    """Puts entries in front of those that are there; an entry that is there already is not added again."""
    old = read_log(folder)
    rows = [entry for entry in new if entry not in old] + list(old)
    data = {"wijzigingen": [entry.model_dump(by_alias=True) for entry in rows]}
    head = "# Gemaakt door: python build.py changes --since REVISIE --write. Nieuwste bovenaan.\n"
    text = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=110)
    path = folder / FILE
    path.write_text(head + text, encoding="utf-8")
    return path
