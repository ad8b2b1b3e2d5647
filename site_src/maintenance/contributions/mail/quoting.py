"""Which part of a mail somebody wrote now, and which is a greeting or an older mail below it.

Rules of our own, because a form may stand between the quoted lines: libraries that cut an older mail off throw the
questions away there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

_WROTE = re.compile(
    r"^(?:op|on|am|le)\b.{4,250}?\b(?:schreef|wrote|geschreven|schrieb|a écrit)\b.{0,120}:\s*$", re.I | re.S
)
_RULE = re.compile(
    r"^[-_*\s]{2,}(?:oorspronkelijk(?: bericht)?|origineel bericht|original message|doorgestuurd bericht|"
    r"forwarded message|begin doorgestuurd bericht)[-_*\s:]*$|^begin doorgestuurd bericht:|^_{20,}\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\**(?:van|from)\s?:", re.IGNORECASE)
_SENT = re.compile(r"^\**(?:verzonden|datum|sent|date|aan|to|onderwerp|subject)\s?:", re.IGNORECASE)
_GREETING = re.compile(
    r"^(?:-- ?|(?:met )?(?:vriendelijke|hartelijke|warme|lieve|beste) groet(?:en|jes)?|groet(?:en|jes)?|m\.?v\.?g\.?|"
    r"hoogachtend|alvast (?:bedankt|dank)|(?:kind|best|warm) regards|regards|sincerely|yours sincerely|cheers|"
    r"(?:many )?thanks|verstuurd vanaf .*|verzonden (?:vanaf|met|vanuit) .*|sent from .*|outlook voor .*)"
    r"(?: (?:en|van|from) .{0,40})?[\s,.!]*$",
    re.IGNORECASE,
)
WRAPPED = 3  # lines over which a program may break “Op … schreef …:”


@dataclass(frozen=True, slots=True)
class Parts:
    """`own` is what was written now; `older` whether a mail was below it; `signed` what stands below the greeting."""

    own: str
    older: bool = False
    signed: str = ""


def parts_of(text: str, is_form: Callable[[str], bool]) -> Parts:
    """The part of a mail to read as a form.

    Normally that is what stands above the older mail. Who answers between the lines of the older one has the questions
    there: then all of it is read. `is_form` says whether a text has a question of a form in it.
    """
    lines = _without_headers(text.split("\n"))
    start = _older(lines)
    if start < len(lines) and (said := _wrote([line.strip() for line in lines], start)):
        del lines[start : start + said]
    older = start < len(lines) and (is_form("\n".join(lines[:start])) or not is_form("\n".join(lines)))
    kept, signed = _without_greeting(lines[:start] if older else lines, is_form)
    return Parts(kept, older, signed)


def _without_headers(lines: list[str]) -> list[str]:
    """Without the “Van: … Onderwerp: …” that comes along when a whole mail is copied."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = first
    while end < len(lines) and (_FROM.match(lines[end].strip()) or _SENT.match(lines[end].strip())):
        end += 1
    return lines[end:] if end - first > 1 else lines


def _older(lines: list[str]) -> int:
    """The line on which the older mail begins; the number of lines when there is none."""
    rows = [line.strip() for line in lines]
    unquoted = max((number for number, row in enumerate(rows) if row and not row.startswith(">")), default=-1)
    for number, row in enumerate(rows):
        heads = sum(bool(_SENT.match(below)) for below in rows[number + 1 : number + 5]) if _FROM.match(row) else 0
        if _RULE.match(row) or heads >= 2 or (row.startswith(">") and number > unquoted) or _wrote(rows, number):
            return number
    return len(lines)


def _wrote(rows: list[str], number: int) -> int:
    """Over how many lines “Op … schreef …:” stands that begins on a line, 0 when it does not."""
    if rows[number][:3].lower() not in {"op ", "on ", "am ", "le "}:
        return 0
    counts = range(1, len(rows[number : number + WRAPPED]) + 1)
    return next((count for count in counts if _WROTE.match(" ".join(rows[number : number + count]))), 0)


def _without_greeting(lines: list[str], is_form: Callable[[str], bool]) -> tuple[str, str]:
    """The text above the first greeting with no question of a form below it, and what stands below that greeting."""
    greetings = [number for number, line in enumerate(lines) if _GREETING.match(line.strip())]
    below = bisect_left(greetings, 1, key=lambda number: not is_form("\n".join(lines[number + 1 :])))
    if below == len(greetings):
        return "\n".join(lines), ""
    cut = greetings[below]
    return "\n".join(lines[:cut]), "\n".join(lines[cut + 1 :]).strip()
