"""What somebody sent, an issue or a mail, read as a form: which form it is and the answer to each question.

Every text in here is a stranger's: it is read, never run, and leaves only as the value of a field.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from site_src.maintenance.contributions.not_understood import NotUnderstood
from site_src.maintenance.contributions.plain_text import cleaned, plain_words, says_nothing
from site_src.model.problems import SiteError
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render.forms.issue_forms import LABEL, NEW, RIGHT, WRONG, Form, Question

MOST = 70_000  # characters; an issue may have 65,536
MOST_HEADINGS = 400
KIND = "formulier"  # what a static form calls the field that says which form it is
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
_NAMED = re.compile(r"^[ \t*_-]{0,6}([^:=\n]{2,60}?)[ \t*_]{0,4}[:=][ \t*_]{0,6}(.*)$")
_QUOTE = re.compile(r"^(> ?)+", re.M)
_TICKED = re.compile(r"^[-*+• \t]*\[ ?[xXvV✓✔] ?\][ \t]*(.+)$", re.M)
_BOX = re.compile(r"^[-*+• \t]*\[ {0,2}[xXvV✓✔]? ?\]")


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was filled in; `form` is "" when it is none of ours. `number` is that of the issue, 0 for a mail.

    `twice`: questions with different answers, which are in none of the `answers`. `unsure`:
    those that somebody says not to know. `before`: what stands above the form.
    `left`: what came along and was not read, each with its key below `melding.`.
    """

    form: str
    answers: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    number: int = 0
    day: dt.date | None = None
    too_long: bool = False
    twice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    before: str = ""
    language: str = HOUSE_LANGUAGE
    left: tuple[NotUnderstood, ...] = ()


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
    known = {key: Questions(form) for key, form in forms.items()}
    body = with_headings(cleaned(text[:MOST]), list(known.values()))
    kind = _kind(body, known, labels or [])
    sent = Submission(kind, {}, " ".join(cleaned(title[:500]).split()), number, day, len(text) > MOST)
    if not kind:
        return sent
    said, unsure, before = _said(body, known[kind])
    answers = {key: texts[0] for key, texts in said.items() if len(texts) == 1}
    twice = {key: texts for key, texts in said.items() if len(texts) > 1}
    language = _language(body, forms[kind])
    return replace(sent, answers=answers, twice=twice, unsure=unsure, before=before, language=language)


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


class Questions:
    """The questions of one form, found by what stands above an answer."""

    def __init__(self, form: Form) -> None:
        named = ((name, question) for question in form.questions for name in (*question.names.values(), question.id))
        self.form, self.by_label = form, {plain_words(name): question for name, question in named}
        self._found: dict[str, Question | None] = {}

    def under(self, heading: str) -> Question | None:
        """The question a heading stands for, also when somebody changed it a little."""
        wanted = plain_words(heading[:160])[:80]
        if wanted not in self._found and len(self._found) < MOST_HEADINGS:
            near = difflib.get_close_matches(wanted, self.by_label, n=1, cutoff=0.82)
            self._found[wanted] = self.by_label[near[0]] if near else None
        return self._found.get(wanted)


def with_headings(body: str, known: Collection[Questions]) -> str:
    """A text of lines like “Kosten: gratis” as one with headings; a text that has headings of ours stays as it is."""
    if any(questions.under(head) for head in _headings(body) for questions in known):
        return body
    labels = {KIND}.union(*(questions.by_label for questions in known))
    rows: list[str] = []
    for line in body.splitlines():
        named = _NAMED.match(_unquoted(line))
        rows += [f"### {named[1].strip()}", named[2]] if named and plain_words(named[1]) in labels else [line]
    return "\n".join(rows)


def _headings(body: str) -> Iterator[str]:
    for line in body.splitlines():
        if found := _HEADING.match(_unquoted(line)):
            yield found[1]


def has_form(text: str, forms: Mapping[str, Form]) -> bool:
    """Whether there is a question of one of our forms in a text."""
    known = {key: Questions(form) for key, form in forms.items()}
    return bool(_kind(with_headings(cleaned(text[:MOST]), list(known.values())), known, []))


def _kind(body: str, known: Mapping[str, Questions], labels: list[str]) -> str:
    """By the label of the form or the field that names it, else by the form that most headings belong to."""
    named = re.search(rf"^### {KIND}\n+([a-z-]+)", body, re.M)
    for form in known:
        if form in labels or (named and named[1] == form):
            return form
    heads = list(_headings(body))
    scores = {form: sum(bool(questions.under(head)) for head in heads) for form, questions in known.items()}
    best = max((WRONG, RIGHT, NEW), key=lambda form: (scores[form], scores[form] / len(known[form].form.questions)))
    if scores[best]:
        return best
    return NEW if LABEL in labels else ""


def _unquoted(line: str) -> str:
    return _QUOTE.sub("", line)


def _said(body: str, questions: Questions) -> tuple[dict[str, tuple[str, ...]], frozenset[str], str]:
    """Field id -> each different answer; what is said not to be known; what stands above the form.

    A heading we don't know is part of an answer.
    """
    pieces: list[tuple[Question | None, list[str]]] = [(None, [])]
    for line in body.splitlines():
        plain = _unquoted(line)
        head = _HEADING.match(plain)
        question = questions.under(head[1]) if head else None
        if question or (head and plain_words(head[1]) == KIND):
            pieces.append((question, []))
        else:
            pieces[-1][1].append(plain)
    said: dict[str, dict[str, str]] = {}
    unsure = set()
    for question, rows in pieces[1:]:
        answer = _answer(rows, question) if question else ""
        if question and says_nothing(answer):
            unsure |= {question.id} if plain_words(answer) else set()
        elif question:
            said.setdefault(question.id, {}).setdefault(plain_words(answer) or answer, answer)
    found = {key: tuple(answers.values()) for key, answers in said.items()}
    return found, frozenset(unsure), "\n".join(pieces[0][1]).strip()


def _language(body: str, form: Form) -> str:
    """The language that most of the questions are asked in, Dutch when it makes no difference."""
    heads = {plain_words(head) for head in _headings(body)}
    asked = Counter(
        code for question in form.questions for code, name in question.names.items() if plain_words(name) in heads
    )
    return max((HOUSE_LANGUAGE, *asked), key=lambda code: asked[code])


def _answer(rows: list[str], question: Question) -> str:
    rows = [row for row in rows if row.strip() not in question.untouched]
    if question.several and any(_BOX.match(row) for row in rows):
        ticked = ((row, _TICKED.match(row)) for row in rows)
        rows = [found[1] if found else row for row, found in ticked if found or not _BOX.match(row)]
    return "\n".join(rows).strip().strip("`").strip()
