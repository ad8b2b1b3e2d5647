"""The pages on which people find an initiative: the list, a page for each filter value, the search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from site_src.derive.facets import Facet, FacetValue
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.card_groups import Programme, folded, running_first
from site_src.render.cards import CardView
from site_src.render.filters import FilterChoice, FilterView, by_kind
from site_src.render.pages.context import PageContext
from site_src.render.pages.maps import MapView, map_view
from site_src.render.pages.page import Page, PageKind

LISTING = PageKind("listing")
TERM = PageKind("term")
SEARCH = PageKind("search", runs_wasm=True)

BY_PLACE = {"campus", "gemeente"}  # filters where national and online offers stand apart
FINDER = ("vinder.toon", "vinder.vanaf", "vinder.programma.", "vinder.gebied", "vinder.ook_onbekend")
UNFILTERED = {"organisatie"}  # only plain pages, no choices beside the list


@dataclass(frozen=True, slots=True)
class ListView:
    """Every initiative with the filters; `subjects` are all filters with plain pages, `words` is for the script.

    `map` is the map beside the list.
    """

    entries: tuple[CardView | Programme, ...]
    stopped: tuple[CardView, ...]
    heading: str
    filters: tuple[FilterView, ...]
    subjects: tuple[FilterView, ...]
    words: Mapping[str, str]
    map: MapView

    @property
    def guesses(self) -> bool:
        """Whether anything is only probable."""
        return any(choice.probable for filter_ in self.filters for choice in filter_.choices)


@dataclass(frozen=True, slots=True)
class TermView:
    """Everything with one value of a filter; `national` only where the filter is about a place, `unknown` elsewhere.

    `cards` are those that have it for sure; `heading` counts the probable ones and the stopped ones too, and says how
    many are probable. What has stopped is in none of the others.
    """

    dimension: str
    definition: str
    by_place: bool
    cards: tuple[CardView | Programme, ...]
    heading: str
    probable: tuple[CardView, ...]
    probable_heading: str
    national: tuple[CardView, ...]
    national_heading: str
    stopped: tuple[CardView, ...]
    unknown: tuple[Initiative, ...]
    unknown_heading: str
    others: tuple[FilterChoice, ...]


def listing_page(context: PageContext) -> Page:
    """Every initiative with the filters, and links to a plain page for each filter value."""
    language, cards = context.language, tuple(context.cards.values())
    say = language.say
    running, stopped = running_first(cards)
    subjects = tuple(context.filters.values())
    filters = (by_kind(subject, language) for subject in subjects if subject.id not in UNFILTERED)
    view = ListView(
        folded(running),
        stopped,
        language.count("lijst.aantal", len(cards)),
        tuple(chain.from_iterable(filters)),
        subjects,
        _list_words(context),
        map_view(context, context.catalogue.atlas.region),
    )
    return context.page(LISTING, routes.LISTING, say("lijst.titel"), say("lijst.omschrijving"), view)


def _list_words(context: PageContext) -> dict[str, str]:
    return context.words("lijst.", "bewaar.", "nabij.", *FINDER)


def term_page(context: PageContext, choice: tuple[Facet, FacetValue]) -> Page:
    """Everything with one value; national and online offers stand apart for a campus or municipality."""
    facet, value = choice
    say, label = context.language.say, value.label[context.language.code]
    name = say(f"dimensie.{facet.id}").lower()
    return context.page(
        TERM,
        routes.term(facet.id, value.id),
        say(f"filter.titel.{facet.id}", term=label),
        say("filter.omschrijving", n=len(value.members), dimensie=name, term=label),
        _term_view(context, facet, value),
        crumbs=((say("nav.initiatieven"), routes.LISTING),),
    )


def _term_view(context: PageContext, facet: Facet, value: FacetValue) -> TermView:
    language, by_place = context.language, facet.id in BY_PLACE
    members = [context.cards[item_id] for item_id in value.members]
    near = [card for card in members if not (by_place and card.national)]
    running, stopped = running_first(near)
    unsure = set(value.probable)
    probable = [card for card in running if card.initiative.id in unsure]
    heading = language.count("filter.lokaal" if by_place else "lijst.aantal", len(near))
    everywhere = [card for card in context.cards.values() if card.national] if by_place else []
    national, gone = running_first(everywhere)
    return TermView(
        dimension=facet.id,
        definition=value.definition[language.code] if value.definition else "",
        by_place=by_place,
        cards=folded(card for card in running if card.initiative.id not in unsure),
        heading=f"{heading}, {language.say('lijst.waarvan', n=len(probable))}" if probable else heading,
        probable=tuple(probable),
        probable_heading=language.count("filter.waarschijnlijk", len(probable)),
        national=national,
        national_heading=language.count("filter.landelijk", len(national)),
        stopped=stopped + gone,
        unknown=tuple(context.catalogue.by_id[item_id] for item_id in value.unknown),
        unknown_heading=language.count("filter.onbekend", len(value.unknown)),
        others=tuple(other for other in context.filters[facet.id].choices if other.id != value.id),
    )


def search_page(context: PageContext) -> Page:
    """Full text over everything, in the browser."""
    say = context.language.say
    words = context.words("zoeken.", "zin.")
    return context.page(SEARCH, routes.SEARCH, say("zoeken.titel"), say("zoeken.omschrijving"), words)
