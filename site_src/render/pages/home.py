"""The home page: three questions, who you are, the campuses, the municipalities, what is new."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.settings import SchoolYears
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.filters import FilterChoice
from site_src.render.pages.context import PageContext
from site_src.render.pages.maps import campuses_drawing
from site_src.render.pages.page import Page, PageKind
from site_src.render.words.facts import Word, change_word
from site_src.render.words.gap_sentences import term_label

HOME = PageKind("home")
LATEST = 4  # changes on the home page


@dataclass(frozen=True, slots=True)
class NewsView:
    """One change of an initiative."""

    date: dt.date | str
    initiative: Initiative
    text: Word


@dataclass(frozen=True, slots=True)
class Door:
    """A link under one of the doors: the plain page of a filter value."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class YearChoice:
    """One year of school in the first question: `label` says it within its school, `told` on its own."""

    value: str
    label: str
    told: str
    kind: str
    year: int
    terms: str
    count: int


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The questions: years by the name of their school, ways to take part with their terms.

    `labels` are those of terms as they stand in a sentence, by dimension; these and `words` are for the script.
    """

    schools: Mapping[str, tuple[YearChoice, ...]]
    ways: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    initiative_count: int
    campus_count: int
    questions: QuestionsView
    drawing: Markup
    doors: Mapping[str, tuple[Door, ...]]
    campuses: tuple[Campus, ...]
    municipalities: tuple[FilterChoice, ...]
    news: tuple[NewsView, ...]


def home_page(context: PageContext) -> Page:
    """Who you are, the campuses, the municipalities, what this is."""
    catalogue, code = context.catalogue, context.language.code
    settings = catalogue.settings
    view = HomeView(
        len(catalogue.initiatives),
        len(catalogue.campuses),
        _questions(context),
        campuses_drawing(context),
        {name: tuple(_doors(context, terms)) for name, terms in settings.doors.items()},
        catalogue.campuses,
        context.filters["gemeente"].choices,
        tuple(_latest(context)),
    )
    data = structured.website(settings, context.absolute(routes.HOME), context.language)
    return context.page(HOME, routes.HOME, settings.subtitle[code], settings.description[code], view, data=(data,))


def _questions(context: PageContext) -> QuestionsView:
    """What the settings ask, in the words of this language."""
    asked, vocabulary, code = context.catalogue.settings.questions, context.catalogue.vocabulary, context.language.code
    schools: dict[str, tuple[YearChoice, ...]] = {}
    for years in asked.who:
        name = vocabulary.label("schooltype", years.terms[0], code)
        schools[name] = (*schools.get(name, ()), *_years(years, _in_a_sentence(name), context))
    labels = {
        dimension: {term.id: _in_a_sentence(term.label[code]) for term in vocabulary.terms(dimension)}
        for dimension in ("schooltype", "zekerheid")
    }
    ways: dict[str, str] = {name: " ".join(terms) for name, terms in asked.how.items()}
    return QuestionsView(schools, ways, labels, context.words("keuze.", "nabij."))


def _years(years: SchoolYears, school: str, context: PageContext) -> Iterator[YearChoice]:
    """Each year with the age that most pupils have in it, and how many initiatives its school has."""
    say, first = context.language.say, years.terms[0]
    kind, youngest = ("groep", 3) if years.groups else ("klas", 11)
    counts = {choice.id: choice.count for choice in context.filters["schooltype"].choices}
    for year in years.years:
        label = say(f"vragen.jaar.{kind}", n=year, van=youngest + year, tot=youngest + year + 1)
        told = say(f"vragen.los.{kind}", n=year, school=school)
        yield YearChoice(f"{first}-{year}", label, told, kind, year, " ".join(years.terms), counts[first])


def _in_a_sentence(label: str) -> str:
    """A label within a sentence: 'Basisschool (po)' -> 'basisschool'."""
    name = re.sub(r" \(.*\)$", "", label)
    return name[:1].lower() + name[1:]


def _doors(context: PageContext, terms: Iterable[str]) -> Iterator[Door]:
    """schooltype/po -> Basisschool; a term that may be called otherwise here has words of its own (`deur.leraren`)."""
    for dimension, term in (name.split("/", 1) for name in terms):
        own = context.language.words.get(f"deur.{term}")
        label = own or term_label(dimension, term, context.catalogue, context.language)
        yield Door(routes.term(dimension, term), label)


def _latest(context: PageContext) -> list[NewsView]:
    """The latest dated changes, newest first."""
    rows = [(change, item) for item in context.catalogue.initiatives for change in item.changes]
    rows.sort(key=lambda row: (str(row[0].date), row[1].name), reverse=True)
    return [NewsView(change.date, item, change_word(change, context.language)) for change, item in rows[:LATEST]]
