"""What people get to read when they send a form: plain Dutch. Their own words are quoted so that they do nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

HELLO = "Dank je wel voor je melding."
AGAIN = (
    "Pas je melding hierboven aan (de drie puntjes rechts, dan ‘Edit’); dan kijk ik opnieuw. "
    "Kom je er niet uit? Schrijf het dan hieronder in je eigen woorden, een beheerder leest het."
)
LATER = "Een beheerder kijkt het na. Daarna staat het op de site."
_MARKS = re.compile(r"([\\`*_\[\]#|~$])|(@)|([<>&])|(://)|(www\.)", re.IGNORECASE)


def harmless(text: str) -> str:
    """A stranger's text for a page of Markdown: no links, no mentions, no markup, no picture, one line."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return _MARKS.sub(_unmarked, line)


def _unmarked(found: re.Match[str]) -> str:
    if found[1]:
        return "\\" + found[1]
    if found[3]:
        return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}[found[3]]
    return f"{found[0][0]}\u200b{found[0][1:]}"  # an invisible space: GitHub sees no mention and no address in it


def answer(reasons: Sequence[str], *, too_long: bool, by_hand: bool = False) -> str:
    """When nothing can be done yet, or when a person has to do it."""
    rows = ["Je tekst is te lang; ik heb alleen het begin gelezen."] if too_long else []
    rows += list(dict.fromkeys(reasons))[:12]
    points = "\n".join(f"- {harmless(row)}" for row in rows)
    if by_hand:
        return f"{HELLO}\n\n{points}\n"
    return f"{HELLO} Ik kan het nog niet verwerken:\n\n{points}\n\n{AGAIN}\n"


def done(said: str, notes: Sequence[str]) -> str:
    """When there is a proposal."""
    points = "".join(f"\n- {harmless(note)}" for note in notes)
    return f"{HELLO} {said} {LATER}\n" + (f"\nLet op:\n{points}\n" if points else "")


def no_form() -> str:
    """When it is no form at all."""
    return f"{HELLO} Ik herken hier geen formulier in. Een beheerder leest het.\n"


def missing(questions: Sequence[str]) -> str:
    """When what has to be there is not."""
    names = ", ".join(f"‘{question}’" for question in questions)
    return f"Er ontbreekt een antwoord bij {names}. Zijn de koppen van het formulier nog heel?"


def exists(item_id: str) -> str:
    """When a new initiative is there already."""
    return f"“{item_id}” staat al op de site. Klopt er iets niet? Gebruik dan het formulier ‘Er klopt iets niet’."


def new(item_id: str, *, placed: bool) -> str:
    """What was made of a new initiative."""
    said = f"Ik heb er een voorstel van gemaakt: `{item_id}`."
    return said if placed else f"{said} De plek op de kaart zoekt de beheerder er nog bij."


def edit(item_id: str, label: str) -> str:
    """What was made of a correction."""
    return f"Ik heb er een voorstel van gemaakt: ‘{label}’ bij `{item_id}`."


def confirm(item_id: str, day: dt.date) -> str:
    """What was made of a confirmation."""
    return f"Ik stel voor om bij `{item_id}` te zetten: nagekeken op {day}."


def same(alias: str) -> str:
    """When what should change is there already."""
    return f"Bij “{alias}” staat dit al. Er is niets te veranderen."


def already(day: dt.date) -> str:
    """When somebody else confirmed it on the same day or later."""
    return f"Op de pagina staat al dat het op {day} is nagekeken. Er is niets te veranderen."


def by_hand(what: str, hint: str = "") -> str:
    """When a person has to do it."""
    return f"Ik kan {what} niet zelf aanpassen. {hint}".strip() + " Een beheerder leest je melding en doet het."
