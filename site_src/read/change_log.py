"""data/wijzigingen.yml -> entries. The file is optional.

It keeps what comparing two git revisions found, so that a build needs no git to tell of it.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from site_src.model.change_log import Entry, Log
from site_src.model.problems import ProblemsFound
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import read_document

FILE = "wijzigingen.yml"


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
