"""The home page: who you are, the campuses, the municipalities, what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
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
class HomeView:
    """What the home page shows."""

    initiative_count: int
    campus_count: int
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
        campuses_drawing(context),
        {name: tuple(_doors(context, terms)) for name, terms in settings.doors.items()},
        catalogue.campuses,
        context.filters["gemeente"].choices,
        tuple(_latest(context)),
    )
    data = structured.website(settings, context.absolute(routes.HOME), context.language)
    return context.page(HOME, routes.HOME, settings.subtitle[code], settings.description[code], view, data=(data,))


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
