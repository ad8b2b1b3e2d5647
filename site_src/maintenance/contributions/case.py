"""One submission with what is needed to judge it, and what can be said of it before its answers are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from site_src.maintenance.contributions.form_parsing import Submission
from site_src.maintenance.contributions.not_understood import NotUnderstood, Settled
from site_src.maintenance.contributions.proposal import Kind, Outcome
from site_src.maintenance.contributions.reply import Reply
from site_src.model.problems import clipped
from site_src.read.records import Reading
from site_src.render.forms.issue_forms import Form

QUOTED = 300  # characters of what somebody wrote beside the form


@dataclass(frozen=True, slots=True)
class Case:
    """`site` is the address of the site, "" when it is not known. `notes`: what the sender should know anyway."""

    sent: Submission
    form: Form
    reading: Reading
    day: dt.date
    reply: Reply
    site: str = ""
    notes: list[NotUnderstood] = field(default_factory=list)

    def asked(self, key: str) -> str:
        """A question of the form in the language of the reply."""
        question = next(question for question in self.form.questions if question.id == key)
        return question.named(self.reply.language.code)

    def refused(self, reasons: list[NotUnderstood], values: Mapping[str, Any] | None = None) -> Outcome:
        """An answer in words, with what was understood beside what was not."""
        rows = self.reply.table(values) if values else ""
        message = self.reply.answer(reasons, self.sent, rows, self.beside())
        return Outcome(Kind.ANSWER, message, number=self.sent.number)

    def lacking(self) -> list[NotUnderstood]:
        """Two answers that contradict each other, and required answers that are missing."""
        sent = self.sent
        found = [
            NotUnderstood("melding.tegenstrijdig", veld=self.asked(key), antwoorden=[clipped(text) for text in texts])
            for key, texts in sent.twice.items()
        ]
        required = {question.id for question in self.form.questions if question.required}
        absent = [q.id for q in self.form.questions if q.id in required - sent.answers.keys() - sent.twice.keys()]
        found += [Settled("melding.weet_niet", vraag=self.asked(key)) for key in absent if key in sent.unsure]
        missing = [f"‘{self.asked(key)}’" for key in absent if key not in sent.unsure]
        return found + ([NotUnderstood("melding.ontbreekt", vragen=", ".join(missing))] if missing else [])

    def beside(self) -> list[NotUnderstood]:
        """What came along with a mail and is no answer: what stands above the form, attachments, an older mail."""
        above = " ".join(self.sent.before.split())
        for opening in self.form.opening:
            above = above.replace(opening, "").strip()
        told = []
        if not self.sent.number and any(char.isalnum() for char in above):
            text = above[:QUOTED] + ("…" if len(above) > QUOTED else "")
            told = [NotUnderstood("melding.boven", tekst=text)]
        return [*told, *self.sent.left]
