"""The page of questions: each initiative with the question worth most, the best first, by place and by larger whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from site_src.derive.facets import NATIONAL, municipalities
from site_src.derive.insight.freshness import old_facts
from site_src.derive.insight.questions.worth import Question
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.forms.form_links import Addresses
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.words.questions import asked_in_words, asked_once, choices_of, worth_in_words

QUESTIONS = PageKind("questions", searchable=True)
MOST_MORE = 4  # other questions about the same initiative
Link = tuple[str, str]
Asking = tuple[str, tuple[Link, ...]]  # a question, and a link for each answer to it


@dataclass(frozen=True, slots=True)
class AskView:
    """One initiative with its best question; `more` are others, `mail` is "" without an address for mail.

    `old` is the number of facts that it is time to look at again.
    """

    item: Initiative
    text: str
    answers: tuple[Link, ...]
    worth: str
    mail: str
    more: tuple[Asking, ...]
    old: int

    @property
    def id(self) -> str:
        """Its place on the page."""
        return f"over-{self.item.id}"


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """What the page shows: the best question first; where to go by place and by larger whole."""

    asks: tuple[AskView, ...]
    by_place: tuple[tuple[str, tuple[AskView, ...]], ...]
    by_parent: tuple[tuple[str, tuple[AskView, ...]], ...]


def questions_page(context: PageContext) -> Page:
    """Everything that may be asked, one initiative below another."""
    say = context.language.say
    asks = tuple(_asks(context))
    view = QuestionsView(
        asks,
        _grouped(asks, lambda item: _places(item, context)),
        _grouped(asks, lambda item: [item.part_of or item.organisation or item.name]),
    )
    return context.page(QUESTIONS, routes.QUESTIONS, say("weet_jij.titel"), say("weet_jij.omschrijving"), view)


def _asks(context: PageContext) -> Iterable[AskView]:
    found: dict[str, list[Question]] = {}
    for question in asked_once(context.catalogue.questions):
        found.setdefault(question.asked.initiative, []).append(question)
    return (_ask(context, context.catalogue.by_id[item_id], own) for item_id, own in found.items())


def _ask(context: PageContext, item: Initiative, questions: list[Question]) -> AskView:
    catalogue, language = context.catalogue, context.language
    addresses = Addresses(catalogue.settings, catalogue.vocabulary)
    best, *others = questions

    def link(question: Question, field: str, value: str) -> str:
        if not field:
            return addresses.right(item, language.say("issue.klopt", naam=item.name))
        title = language.say("issue.aanvullen", naam=item.name, veld=language.label(question.asked.field))
        return addresses.answer(item.id, field, value, title)

    def asking(question: Question) -> Asking:
        choices = choices_of(question.asked, item, catalogue, language)
        links = tuple((choice.text, link(question, choice.field, choice.value)) for choice in choices)
        return asked_in_words(question.asked, item, catalogue, language), links

    text, answers = asking(best)
    return AskView(
        item,
        text,
        answers,
        worth_in_words(best.worth, language),
        addresses.mail("fout", item.id, best.asked.field.name),
        tuple(asking(other) for other in others[:MOST_MORE]),
        len(old_facts(item, catalogue.today)),
    )


def _places(item: Initiative, context: PageContext) -> list[str]:
    """The municipalities of an initiative; everywhere, or not known, in words."""
    if towns := municipalities(item):
        return towns
    return [context.language.say("weet_jij.overal" if item.reach == NATIONAL else "weet_jij.geen_plaats")]


def _grouped(
    asks: Iterable[AskView], names_of: Callable[[Initiative], list[str]]
) -> tuple[tuple[str, tuple[AskView, ...]], ...]:
    found: dict[str, list[AskView]] = {}
    for ask in asks:
        for name in names_of(ask.item):
            found.setdefault(name, []).append(ask)
    return tuple((name, tuple(found[name])) for name in sorted(found, key=str.casefold))
