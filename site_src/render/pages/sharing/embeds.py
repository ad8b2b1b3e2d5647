"""What stands on another site: the list without its filters, and the page that makes the code for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from site_src.model.region.campus import Campus
from site_src.render import routes
from site_src.render.cards import CardView
from site_src.render.filters import FilterView, by_kind
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.words.next_steps import STOPPED

EMBEDDED_LISTING = PageKind("embed_listing", indexed=False)
EMBEDDING = PageKind("embedding", searchable=True, frames_own=True)

ASKED = ("schooltype", "branche")  # the filters that the builder offers, beside the campus
NUMBERS = (3, 5, 10)  # of initiatives
ACCENTS = ("groen", "blauw", "paars", "rood", "grijs")  # as in site_src/static/css/embed.css, the first is ours


@dataclass(frozen=True, slots=True)
class EmbeddedListView:
    """Every initiative, those that have stopped last. `offered` and `words` are for the script.

    `offered` has for each filter its name in the address, and of each value its label and what else it may be called.
    """

    cards: tuple[CardView, ...]
    heading: str
    offered: Mapping[str, Any]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EmbeddingView:
    """What the builder offers, and the campuses that can stand on another site."""

    campuses: tuple[Campus, ...]
    filters: tuple[FilterView, ...]
    numbers: tuple[int, ...]
    accents: tuple[str, ...]


def embedded_listing_page(context: PageContext) -> Page:
    """The list for an iframe on another site; its address says what is in it, how much, and in which colours."""
    say = context.language.say
    cards = sorted(context.cards.values(), key=lambda card: card.initiative.status == STOPPED)
    filters = (by_kind(filter_, context.language) for filter_ in context.filters.values())
    view = EmbeddedListView(
        tuple(cards),
        context.language.count("lijst.aantal", len(cards)),
        {filter_.id: _offered(filter_) for filter_ in chain.from_iterable(filters)},
        context.words("embed.", "lijst.aantal.", "lijst.genegeerd"),
    )
    return context.page(EMBEDDED_LISTING, routes.EMBED_LISTING, say("embed.titel"), say("lijst.omschrijving"), view)


def _offered(filter_: FilterView) -> dict[str, Any]:
    """Values by what the address of the list calls them; a campus may go by its id as well as by its code."""
    return {
        "name": filter_.name,
        "values": {choice.query: choice.label for choice in filter_.choices},
        "also": {choice.id: choice.query for choice in filter_.choices if choice.id != choice.query},
    }


def embedding_page(context: PageContext) -> Page:
    """The builder of the code, and codes to copy without it."""
    say = context.language.say
    asked = tuple(context.filters[name] for name in ASKED if name in context.filters)
    view = EmbeddingView(context.catalogue.campuses, asked, NUMBERS, ACCENTS)
    return context.page(EMBEDDING, routes.EMBEDDING, say("insluiten.titel"), say("insluiten.omschrijving"), view)
