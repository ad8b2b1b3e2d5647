"""What people read when they sent a form, in their language. Their own words are quoted so that they do nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from site_src.maintenance.contributions.duplicates import Lookalike
from site_src.maintenance.contributions.form_parsing import Submission
from site_src.maintenance.contributions.not_understood import Choice, NotUnderstood, Settled
from site_src.maintenance.contributions.plain_text import plain_words
from site_src.model.fields import RecordField, field_named
from site_src.model.initiative import Initiative
from site_src.model.problems import near_or_all
from site_src.model.texts import HOUSE_LANGUAGE, unmarked
from site_src.model.vocabulary import Term, Vocabulary
from site_src.read.words import HOUSE, read_words
from site_src.render.forms.issue_forms import LANGUAGES
from site_src.render.words.language import Language, spoken

MOST_ROWS = 12
ENOUGH = 3  # words of another language that make a text one in that language
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


@cache
def languages() -> Mapping[str, Language]:
    """The languages in which replies are written."""
    return spoken(read_words(HOUSE, sorted(LANGUAGES)).words)


def language_of(sent: Submission) -> Language:
    """That of the questions; when these are Dutch, that of the answers if they clearly are in another one."""
    known = languages()
    words = plain_words(" ".join((*sent.answers.values(), sent.before))).split()
    own, other = (
        sum(word in known[code].say("melding.herken").split() for word in words)
        for code in (HOUSE_LANGUAGE, *(LANGUAGES - {HOUSE_LANGUAGE}))
    )
    foreign = sent.language == HOUSE_LANGUAGE and other >= ENOUGH and other > own
    return known[next(iter(LANGUAGES - {HOUSE_LANGUAGE})) if foreign else sent.language]


@dataclass(frozen=True, slots=True)
class Reply:
    """Says what became of one submission."""

    language: Language
    vocabulary: Vocabulary
    by_mail: bool = False

    def sentence(self, note: NotUnderstood) -> str:
        """What an answer lacks, or how it was read, in words."""
        values = {key: self._value(value) for key, value in note.values.items()}
        return unmarked(self.language.say(note.key, **values)).strip()

    def answer(
        self, reasons: Sequence[NotUnderstood], sent: Submission, rows: str, notes: Iterable[NotUnderstood]
    ) -> str:
        """When nothing can be done yet, or there is nothing to do; `rows` is the table of what was understood."""
        say = self.language.say
        told = list(dict.fromkeys(self.sentence(reason) for reason in reasons))[:MOST_ROWS]
        if sent.too_long:
            told = [say("melding.te_lang"), *told]
        understood = f"\n\n{say('melding.begrepen')}\n\n{rows}" if rows else ""
        beside = self._notes(notes)
        if reasons and all(isinstance(reason, Settled) for reason in reasons):
            return f"{say('melding.dank')}\n\n{self._points(told)}{understood}\n{beside}"
        again = say("melding.opnieuw_mail" if self.by_mail else "melding.opnieuw")
        return (
            f"{say('melding.dank')} {say('melding.nog_niet')}\n\n{self._points(told)}{understood}\n\n{again}\n{beside}"
        )

    def done(self, said: str, rows: str, notes: Iterable[NotUnderstood], links: str = "") -> str:
        """When there is a proposal."""
        say = self.language.say
        table = f"\n{say('melding.gelezen')}\n\n{rows}\n" if rows else ""
        return f"{say('melding.dank')} {said} {say('melding.later')}\n{table}{links}{self._notes(notes)}"

    def no_form(self, sent: Submission) -> str:
        """When it is no form at all."""
        say = self.language.say
        return f"{say('melding.dank')} {say('melding.geen_formulier')}\n{self._notes(sent.left)}"

    def alike(self, found: Sequence[Lookalike], page: str) -> str:
        """Which initiatives it looks like, with a link to each; `page` is an address with {id} in it, or ""."""
        if not found:
            return ""
        rows = []
        for one in found:
            why = ", ".join(self.language.say(f"melding.lijkt.{reason}") for reason in one.reasons)
            where = page.format(id=one.item.id) if page else f"`{one.item.id}`"
            rows.append(f"- {self.quoted(one.item.name)} ({why}): {where}")
        return (
            f"\n{self.language.say('melding.lijkt_op')}\n\n"
            + "\n".join(rows)
            + f"\n\n{self.language.say('melding.lijkt_op_wat_nu')}\n"
        )

    def _notes(self, notes: Iterable[NotUnderstood]) -> str:
        told = list(dict.fromkeys(self.sentence(note) for note in notes))
        return f"\n{self.language.say('melding.let_op')}\n\n{self._points(told)}\n" if told else ""

    def table(self, values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> str:
        """What was understood, a row a field; with `before` what it would overwrite beside it."""
        say = self.language.say
        told = []
        for alias, value in values.items():
            old = [] if before is None else [self.shown(alias, before.get(alias))]
            label = unmarked(self.language.label(field_named(Initiative, alias)))
            told.append([self.quoted(text) for text in (label, *old, self.shown(alias, value))])
        if self.by_mail:
            key = "melding.regel_nieuw" if before is None else "melding.regel_anders"
            return "\n".join(say(key, feit=row[0], waarde=row[-1], nu=row[1]) for row in told)
        columns = ["melding.kolom.feit", "melding.kolom.nu", "melding.kolom.wordt"]
        columns = columns if before is not None else ["melding.kolom.feit", "melding.kolom.antwoord"]
        rows = [[say(key) for key in columns], ["---"] * len(columns), *told]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def shown(self, alias: str, value: Any) -> str:
        """A value of a record as people read it."""
        term = field_named(Initiative, alias).spec.term
        if value in (None, [], {}, ()) or (alias == "status" and value == "onbekend"):
            return self.language.say("melding.leeg")
        if isinstance(value, bool):
            return self.language.say("feit.ja" if value else "feit.nee")
        if isinstance(value, list):
            return ", ".join(self.shown(alias, item) for item in value)
        if isinstance(value, Mapping) and alias == "bronnen":
            return str(value["bron"])
        if isinstance(value, Mapping):
            return ", ".join(str(part) for key, part in value.items() if key not in {"lat", "lon", "nauwkeurigheid"})
        if term and value in self.vocabulary.ids(term):
            return unmarked(self.vocabulary.label(term, value, self.language.code))
        return str(value)

    def _value(self, value: object) -> object:
        if isinstance(value, RecordField):
            return unmarked(self.language.label(value))
        if isinstance(value, Term):
            return value.label[self.language.code]
        if isinstance(value, dt.date):
            return self.language.date(value)
        if isinstance(value, list):
            return " – ".join(f"“{text}”" for text in value)
        return self._advice(value) if isinstance(value, Choice) else value

    def _advice(self, choice: Choice) -> str:
        names = [unmarked(str(self._value(option))) for option in choice.options]
        near, options = near_or_all(choice.typed, names)
        if near:
            return self.language.say("melding.bedoelde", naam=near)
        return "" if choice.only_near or not options else self.language.say("melding.kies", namen=", ".join(options))

    def _points(self, told: Iterable[str]) -> str:
        return "\n".join(f"- {self.quoted(row)}" for row in told)

    def quoted(self, text: str) -> str:
        """Somebody's text in the reply: without effect in Markdown, or as it is on one line of a mail."""
        return " ".join(text.split()) if self.by_mail else harmless(text)
