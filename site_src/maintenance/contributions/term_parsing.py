"""The terms of a list that somebody names: by label in any language, by id, and mistyped when there is no doubt.

A “no” to terms goes to what a source rules out (`niet`), and leaves the list itself as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from site_src.maintenance.contributions.not_understood import Choice, NotUnderstood
from site_src.maintenance.contributions.plain_text import plain_words
from site_src.maintenance.contributions.typing_errors import meant
from site_src.model.fields import RecordField
from site_src.model.problems import clipped
from site_src.model.record_parts import DENIABLE
from site_src.model.vocabulary import Term, Vocabulary

_BETWEEN = re.compile(r"[,;]")
_WITHIN = re.compile(r"\s*(?:/|&|\+|\ben\b|\band\b|\bor\b|\bof\b)\s*", re.IGNORECASE)
_DENIAL = re.compile(r"[\s*•+-]*(?:niet|geen|not|no)\b(?:\s+(?:voor|for)\b)?\s*:?\s*(?=\w)", re.IGNORECASE)
_TWICE = re.compile(r"(.+?)\s*\((.+)\)")


def terms_in(
    text: str, field: RecordField, vocabulary: Vocabulary, notes: list[NotUnderstood], *, many: bool = False
) -> list[str]:
    """The ids of the terms somebody means, in the order of the list of terms; raises NotUnderstood.

    What was mistyped is taken when there is no doubt, and then told in `notes`. `many`: also of a field that holds one.
    """
    terms = vocabulary.terms(field.spec.term or "")
    names = _names(terms)
    chosen: dict[str, str] = {}
    unknown = []
    for part in _parts(text, names):
        words = plain_words(part)
        found = names.get(words) or meant(words, names)
        if found and words not in names:
            notes.append(NotUnderstood("melding.gelezen_als", antwoord=clipped(part), term=_term(found, terms)))
        if found:
            chosen[found] = part
        else:
            unknown.append(part)
    if unknown:
        raise NotUnderstood("melding.term", veld=field, antwoord=clipped("”, “".join(unknown)),
                            raad=Choice(plain_words(unknown[0]) or unknown[0], terms))  # fmt: skip
    if len(chosen) > 1 and not (field.several or many):
        raise NotUnderstood("melding.twee", veld=field, antwoorden=list(chosen.values()))
    if not chosen:
        raise NotUnderstood("melding.een_antwoord", veld=field, raad=Choice("", terms))
    return [term.id for term in terms if term.id in chosen]


def denied(alias: str, text: str, vocabulary: Vocabulary) -> str:
    """The terms, one below another, when every line begins with a no; "" when not, or when the field has no such.

    A term that itself begins with a no (“Geen doe-activiteiten”) is that term.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    names = _names(vocabulary.terms(DENIABLE.get(alias, "")))
    if not names or not all(_DENIAL.match(line) and plain_words(line) not in names for line in lines):
        return ""
    return "\n".join(_DENIAL.sub("", part, count=1).strip() for line in lines for part in _BETWEEN.split(line))


def with_denied(old: Any, alias: str, terms: Iterable[str], vocabulary: Vocabulary) -> dict[str, list[str]]:
    """What is ruled out, with these terms of a field added; fields and terms in the order of the model and the list."""
    before: Mapping[str, list[str]] = old if isinstance(old, dict) else {}
    named = {*before.get(alias, ()), *terms}
    after = {**before, alias: [term.id for term in vocabulary.terms(DENIABLE[alias]) if term.id in named]}
    return {name: after[name] for name in DENIABLE if name in after}


def _names(terms: tuple[Term, ...]) -> dict[str, str]:
    """Every way to name a term in plain words -> its id; of “Basisschool (po)” also a half that no other term has."""
    sure: dict[str, str] = {}
    halves: dict[str, set[str]] = {}
    for term in terms:
        for name in (term.id, *(str(label) for label in term.label.model_dump().values())):
            sure[plain_words(name)] = term.id
            if both := _TWICE.fullmatch(name):
                for half in both.groups():
                    halves.setdefault(plain_words(half), set()).add(term.id)
    return {half: next(iter(ids)) for half, ids in halves.items() if len(ids) == 1} | sure


def _term(term_id: str, terms: tuple[Term, ...]) -> Term:
    return next(term for term in terms if term.id == term_id)


def _parts(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Cut at lines, at commas and at “en” or a slash, but not where the whole is the name of one term."""
    for line in text.splitlines():
        for part in _cut(line.strip(" -*+\t•"), _BETWEEN, names):
            yield from (piece for piece in _cut(part, _WITHIN, names) if any(char.isalnum() for char in piece))


def _cut(text: str, at: re.Pattern[str], names: Mapping[str, str]) -> list[str]:
    """The pieces of a text; the whole when that is a name or nearly one, or when not all of its pieces are."""
    whole = plain_words(text)
    if whole in names or meant(whole, names):
        return [text]
    pieces = [piece.strip(" .!*_") for piece in at.split(text) if piece.strip(" .!*_")]
    if at is _WITHIN and not all(plain_words(piece) in names or meant(plain_words(piece), names) for piece in pieces):
        return [text.strip()] if text.strip() else []
    return pieces
