"""The home page: who you are, the campuses, the municipalities, what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from site_src.model.campus import Campus
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Change
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.filters import FilterChoice
from site_src.render.pages.context import PageContext
from site_src.render.pages.maps import campuses_drawing
from site_src.render.pages.page import Page, PageKind
from site_src.render.words.facts import Word

HOME = PageKind("home")
LATEST = 4  # changes on the home page


@dataclass(frozen=True, slots=True)
class NewsView:
    """One change of an initiative."""

    date: dt.date | str
    initiative: Initiative
    text: Word


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    initiative_count: int
    campus_count: int
    drawing: Markup
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
        catalogue.campuses,
        context.filters["gemeente"].choices,
        tuple(_latest(context)),
    )
    data = structured.website(settings, context.absolute(routes.HOME), context.language)
    return context.page(HOME, routes.HOME, settings.subtitle[code], settings.description[code], view, data=(data,))


def _latest(context: PageContext) -> list[NewsView]:
    """The latest dated changes, newest first."""
    rows = [(change, item) for item in context.catalogue.initiatives for change in item.changes]
    rows.sort(key=lambda row: (str(row[0].date), row[1].name), reverse=True)
    return [NewsView(change.date, item, _text(change, context.language.code)) for change, item in rows[:LATEST]]


def _text(change: Change, code: str) -> Word:
    """The change in the language of the page; Dutch, marked as Dutch, when there is no English text."""
    if code == "en" and change.text_en:
        return Word(change.text_en)
    return Word(change.text, language="nl" if code == "en" else "")
