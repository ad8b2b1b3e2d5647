"""A question about an initiative in plain words: what is asked, what can be answered, what the answer could change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.lists import format_list

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.questions.asking import FREE, NO, SOME, YES, Asked
from site_src.derive.insight.questions.worth import Question, Worth
from site_src.model.fields import Kind, values_of
from site_src.model.initiative import Initiative
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render.words.language import Language

CHANGED = ("gewijzigd", "gestopt")
YES_WORD, NO_WORD = "Ja", "Nee"  # in a form, which is Dutch


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: its words, and what the form then holds: a field (its Dutch name, or words) and a value.

    Without a field it is the form that says that all is still right.
    """

    text: str
    field: str
    value: str


def asked_in_words(asked: Asked, item: Initiative, catalogue: Catalogue, language: Language) -> str:
    """The question as one sentence; a field without a sentence of its own gets a general one."""
    sentence = language.words.get(f"weet_jij.vraag.{asked.field.name}") or language.words["weet_jij.vraag.veld"]
    term = catalogue.vocabulary.label(asked.field.spec.term or "", asked.term, language.code) if asked.term else ""
    return sentence.format(naam=item.name, term=term, veld=language.label(asked.field).lower())


def choices_of(asked: Asked, item: Initiative, catalogue: Catalogue, language: Language) -> tuple[Choice, ...]:
    """The answers that a form can be filled in with; what has to be typed is one choice with an empty form."""
    if asked.field.kind is Kind.GROUP or {reply.key for reply in asked.replies} == {SOME}:
        return (Choice(language.say("weet_jij.ik_weet_het"), asked.field.name, ""),)
    if asked.old:
        return tuple(_still_there(item, catalogue, language))
    if asked.term:
        return tuple(_about_term(asked, item, catalogue, language))
    return tuple(_choice(asked, reply.key, catalogue, language) for reply in asked.replies)


def _about_term(asked: Asked, item: Initiative, catalogue: Catalogue, language: Language) -> Iterator[Choice]:
    """Yes: the whole list with this term in it. No: the term alone, which leaves the list as it is."""
    dimension = asked.field.spec.term or ""
    terms = (*values_of(item, asked.field.attribute), asked.term)
    labels = [catalogue.vocabulary.label(dimension, term, HOUSE_LANGUAGE) for term in terms]
    yield Choice(language.say("feit.ja"), asked.field.name, "\n".join(labels))
    yield Choice(language.say("feit.nee"), asked.field.name, f"niet {labels[-1]}")


def _still_there(item: Initiative, catalogue: Catalogue, language: Language) -> Iterator[Choice]:
    """Whether something that existed still does: then all may be right, else it has another status."""
    yield Choice(language.say("feit.ja"), "", "")
    for term in CHANGED if item.status == "actief" else CHANGED[1:]:
        label = catalogue.vocabulary.label("status", term, HOUSE_LANGUAGE)
        yield Choice(language.say(f"weet_jij.status.{term}"), "status", label)


def _choice(asked: Asked, key: str, catalogue: Catalogue, language: Language) -> Choice:
    field, dimension = asked.field, asked.field.spec.term
    if dimension:
        own = language.words.get(f"weet_jij.status.{key}") if field.name == "status" else None
        text = own or catalogue.vocabulary.label(dimension, key, language.code)
        return Choice(text, field.name, catalogue.vocabulary.label(dimension, key, HOUSE_LANGUAGE))
    if field.kind is Kind.FLAG:
        return Choice(_yes_or_no(key, language), field.name, YES_WORD if key == YES else NO_WORD)
    if field.name == "kosten":
        return Choice(_yes_or_no(key, language), field.name, FREE if key == NO else "")
    return Choice(key, field.name, key)


def _yes_or_no(key: str, language: Language) -> str:
    return language.say("feit.ja" if key == YES else "feit.nee")


def worth_in_words(worth: Worth, language: Language) -> str:
    """What the answer could change, each number with what it counts."""
    told = [
        language.count("weet_jij.keuzes", len(worth.choices)) if worth.choices else "",
        language.count("weet_jij.oordelen", len(worth.verdicts)) if worth.verdicts else "",
        language.count("weet_jij.scores", len(worth.scores)) if worth.scores else "",
    ]
    told = [part for part in told if part]
    return language.say("weet_jij.gevolg", wat=format_list(told, locale=language.locale)) if told else ""


def asked_once(questions: tuple[Question, ...]) -> Iterator[Question]:
    """What is asked of visitors: all that nobody knows, and of what is old only whether it still exists."""
    return (question for question in questions if not question.asked.old or question.asked.field.name == "status")
