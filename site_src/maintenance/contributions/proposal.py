"""What becomes of a form: a new record, a change, a confirmation, or an answer in plain Dutch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from site_src.model.problems import SiteError


class Kind(StrEnum):
    """The words are what the JSON says."""

    NEW = "record"
    EDIT = "wijziging"
    CONFIRM = "bevestiging"
    ANSWER = "antwoord"
    NONE = "geen-formulier"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`text` is the whole record as it will be; `message` is what the person who sent the form gets to read."""

    kind: Kind
    message: str
    id: str = ""
    text: str = ""
    title: str = ""
    number: int = 0

    @property
    def changes(self) -> bool:
        """Whether a record is written."""
        return bool(self.text)

    @property
    def branch(self) -> str:
        """The name of the branch: made from a number, never from what somebody wrote."""
        return f"melding-{self.number}" if self.number else f"melding-{self.id}"

    def as_json(self, data: str) -> str:
        """For the workflow; every character outside ASCII escaped, so that no reader trips over it."""
        file = f"{data}/initiatieven/{self.id}.yml" if self.id else ""
        row = {"soort": self.kind.value, "id": self.id, "bestand": file,
               "titel": self.title, "tak": self.branch if self.changes else "", "bericht": self.message}  # fmt: skip
        return json.dumps(row, indent=2) + "\n"


def write(outcome: Outcome, data: Path) -> Path | None:
    """Writes the one file that changes; its name is an id that passed the check, so it lies in data/initiatieven."""
    if not outcome.changes:
        return None
    path = data / "initiatieven" / f"{outcome.id}.yml"
    if path.is_symlink() or path.parent.resolve() != (data / "initiatieven").resolve():
        raise SiteError(f"{path} is geen gewoon bestand.")
    mode = "x" if outcome.kind is Kind.NEW else "w"
    try:
        with path.open(mode, encoding="utf-8", newline="\n") as handle:
            handle.write(outcome.text)
    except OSError as error:
        raise SiteError(f"{path} kan niet geschreven worden ({error.strerror}).") from error
    return path
