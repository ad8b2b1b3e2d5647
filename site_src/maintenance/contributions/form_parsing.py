"""What somebody sent, an issue or a mail, read as a form: which form it is and the answer to each question.

Every text in here is a stranger's: it is read, never run, and leaves only as the value of a field.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_src.model.problems import SiteError
from site_src.render.forms.issue_forms import LABEL, NEW, RIGHT, WRONG, Form, Question

MOST = 70_000  # characters; an issue may have 65,536
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
_QUOTE = re.compile(r"^(> ?)+", re.M)
_TICKED = re.compile(r"^[-*+ \t]*\[[xXvV✓✔]\][ \t]*(.+)$", re.M)
_BOXES = re.compile(r"^[-*+ \t]*\[[ xXvV✓✔]?\]", re.M)
_EMPTY = {"", "no response", "none", "geen antwoord", "weet ik niet", "onbekend", "?", "-", "n.v.t.", "nvt"}
_INVISIBLE = re.compile(
    "[\u200b\u200c\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was filled in; `form` is "" when it is none of ours. `number` is that of the issue, 0 for a mail."""

    form: str
    answers: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    number: int = 0
    day: dt.date | None = None
    too_long: bool = False


def read_event(path: Path, forms: Mapping[str, Form]) -> Submission:
    """The event file of GitHub for an issue; raises SiteError when it is something else."""
    try:
        event = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SiteError(f"{path} is geen gebeurtenis van GitHub ({type(error).__name__}).") from error
    issue = event.get("issue") if isinstance(event, dict) else None
    if not isinstance(issue, dict):
        raise SiteError(f"{path} gaat niet over een issue.")
    number = issue.get("number")
    return read_form(
        _string(issue.get("body")), forms, _string(issue.get("title")), list(_label_names(issue.get("labels"))),
        number if isinstance(number, int) and number > 0 else 0, _day(_string(issue.get("created_at"))),
    )  # fmt: skip


def read_form(
    text: str, forms: Mapping[str, Form], title: str = "", labels: list[str] | None = None, number: int = 0,
    day: dt.date | None = None,
) -> Submission:  # fmt: skip
    """The answers in a text with headings; edited, missing and unknown headings are all fine."""
    body = cleaned(text[:MOST])
    kind = _kind(body, forms, labels or [])
    answers = _answers(body, forms[kind]) if kind else {}
    return Submission(kind, answers, " ".join(cleaned(title[:500]).split()), number, day, len(text) > MOST)


def cleaned(text: str) -> str:
    """Composed characters, ordinary line ends and spaces, and nothing that can't be seen or written to a file."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _label_names(labels: Any) -> Iterator[str]:
    for label in labels if isinstance(labels, list) else ():
        if isinstance(label, dict):
            yield _string(label.get("name"))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _kind(body: str, forms: Mapping[str, Form], labels: list[str]) -> str:
    """By the label of the form, else by the form that most headings belong to."""
    for form in forms:
        if form in labels:
            return form
    heads = [found[1] for line in body.splitlines() if (found := _HEADING.match(_unquoted(line)))]
    scores = {form.id: sum(bool(_field(head, form)) for head in heads) for form in forms.values()}
    best = max((WRONG, RIGHT, NEW), key=lambda form: scores.get(form, 0) / len(forms[form].questions))
    if scores[best]:
        return best
    return NEW if LABEL in labels else ""


def _unquoted(line: str) -> str:
    return _QUOTE.sub("", line)


def _answers(body: str, form: Form) -> dict[str, str]:
    """Field id -> what was answered; a heading we don't know is part of the answer, a question twice counts once."""
    lines: dict[str, list[str]] = {}
    current: list[str] = []
    for line in body.splitlines():
        plain = _unquoted(line)
        head = _HEADING.match(plain)
        question = _field(head[1], form) if head else None
        if question and question.id not in lines:
            current = lines[question.id] = []
        elif not question:
            current.append(plain)
    fields = {question.id: question for question in form.questions}
    return {key: answer for key, rows in lines.items() if (answer := _answer("\n".join(rows), fields[key]))}


def _field(heading: str, form: Form) -> Question | None:
    """The question a heading stands for, also when somebody changed it a little."""
    wanted = plain_words(heading)
    by_label = {plain_words(question.label): question for question in form.questions}
    by_label |= {question.id.replace("_", " "): question for question in form.questions}
    near = difflib.get_close_matches(wanted[:80], by_label, n=1, cutoff=0.82)
    return by_label[near[0]] if near else None


def plain_words(text: str) -> str:
    """Small letters, digits and single spaces, to compare what people type."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_text).split())


def _answer(text: str, question: Question) -> str:
    text = text.strip().strip("`").strip()
    if text.strip("_*. ").lower() in _EMPTY or _untouched(text, question):
        return ""
    if question.several and _BOXES.search(text):
        return "\n".join(found.strip() for found in _TICKED.findall(text))
    return text


def _untouched(text: str, question: Question) -> bool:
    """The line of choices that the mail form starts with."""
    return text == f"({' / '.join(label for label, _ in question.options)})"
