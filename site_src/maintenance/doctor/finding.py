"""One thing that was looked at: how it stands, what to do about it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing stands; the values are the headings people read."""

    PLACEHOLDER = "Staat nog op een voorbeeld"
    TODO = "Nog doen"
    UNKNOWN = "Niet na te gaan"
    CHOICE = "Mag, hoeft niet"
    GOOD = "In orde"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, in the words people read; `link` leads to where it is mended or seen."""

    state: State
    what: str
    mend: str = ""
    link: str = ""
