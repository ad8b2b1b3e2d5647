"""The pages on which people find an initiative: the list, a page for each filter value, the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from site_src.derive.facets import Facet, FacetValue
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.card_groups import Programme, folded, running_first
from site_src.render.cards import CardView
from site_src.render.filters import FilterChoice, FilterView, by_kind
from site_src.render.pages.context import PageContext
from site_src.render.pages.maps import MapView, map_view
from site_src.render.pages.page import Crumb, Later, Page, PageKind
from site_src.render.pages.parts import MOST, Parts, count_parts, turn

LISTING = PageKind("listing")
TERM = PageKind("term")
SEARCH = PageKind("search", runs_wasm=True)

BY_PLACE = {"campus", "gemeente"}  # filters where national and online offers stand apart
FINDER = ("vinder.toon", "vinder.vanaf", "vinder.programma.", "vinder.gebied", "vinder.ook_onbekend")
BESIDE = 12  # values before and after one, where they are too many to name
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
    many are probable. What has stopped is in none of the others. Where the list has more pages (`parts`), the members
    stand on the page of their turn, what is unknown or everywhere on the first.
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
    more_others: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class TermMembers:
    """Who has one value of a filter, split once for all pages of its list: for sure, probably, and stopped."""

    facet: Facet
    value: FacetValue
    sure: tuple[CardView, ...]
    probable: tuple[CardView, ...]
    stopped: tuple[CardView, ...]

    @property
    def total(self) -> int:
        """How many they are together."""
        return len(self.sure) + len(self.probable) + len(self.stopped)


TermPart = tuple[TermMembers, int]  # one page of the list of a value; the first is number 1


def term_parts(context: PageContext) -> Iterator[TermPart]:
    """Every value of every filter, in as many pages as it needs."""
    for facet in context.catalogue.facets:
        for value in facet.values:
            members = _members(context, facet, value)
            yield from ((members, number) for number in range(1, count_parts(members.total) + 1))


def _members(context: PageContext, facet: Facet, value: FacetValue) -> TermMembers:
    members = [context.cards[item_id] for item_id in value.members]
    running, stopped = running_first([card for card in members if not (facet.id in BY_PLACE and card.national)])
    unsure = set(value.probable)
    sure = tuple(card for card in running if card.initiative.id not in unsure)
    return TermMembers(facet, value, sure, tuple(c for c in running if c.initiative.id in unsure), stopped)


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


def term_page(context: PageContext, part_: TermPart) -> Page:
    """Everything with one value; national and online offers stand apart for a campus or municipality."""
    members, number = part_
    facet, value = members.facet, members.value
    say, label = context.language.say, value.label[context.language.code]
    name = say(f"dimensie.{facet.id}").lower()
    address, title = routes.term(facet.id, value.id), say(f"filter.titel.{facet.id}", term=label)
    description = say("filter.omschrijving", n=len(value.members), dimensie=name, term=label)
    crumbs: tuple[Crumb, ...] = ((say("nav.initiatieven"), routes.LISTING),)
    parts = Parts(address, number, count_parts(members.total))
    if number > 1:
        crumbs, told = (*crumbs, (title, address)), say("bladeren.stand", n=number, totaal=parts.total)
        title, description = f"{title} ({told})", f"{description} ({told})"
    view = Later(partial(_term_view, context, members, parts))
    return context.page(TERM, routes.part(address, number), title, description, view, crumbs=crumbs)


def _term_view(context: PageContext, members: TermMembers, parts: Parts) -> TermView:
    """The members whose turn it is; what is everywhere and what is unknown only on the first page."""
    language, facet, value = context.language, members.facet, members.value
    first, by_place = parts.number == 1, facet.id in BY_PLACE
    heading = language.count("filter.lokaal" if by_place else "lijst.aantal", members.total)
    if members.probable:
        heading += f", {language.say('lijst.waarvan', n=len(members.probable))}"
    everywhere = [card for card in context.cards.values() if card.national] if by_place and first else []
    national, gone = running_first(everywhere)
    others = _others(context.filters[facet.id].choices, value)
    sure, probable, stopped = turn((members.sure, members.probable, members.stopped), parts.number)
    return TermView(
        dimension=facet.id,
        definition=value.definition[language.code] if value.definition and first else "",
        by_place=by_place and first,
        cards=folded(sure),
        heading=heading,
        probable=probable,
        probable_heading=language.count("filter.waarschijnlijk", len(members.probable)),
        national=national,
        national_heading=language.count("filter.landelijk", len(national)),
        stopped=stopped + gone,
        unknown=tuple(context.catalogue.by_id[item_id] for item_id in value.unknown) if first else (),
        unknown_heading=language.count("filter.onbekend", len(value.unknown)),
        others=others,
        more_others=len(context.filters[facet.id].choices) - 1 - len(others),
        parts=parts,
    )


def _others(choices: Sequence[FilterChoice], value: FacetValue) -> tuple[FilterChoice, ...]:
    """The other values of a filter; of a great many only those that stand beside this one."""
    if len(choices) > MOST:
        at = next(number for number, choice in enumerate(choices) if choice.id == value.id)
        choices = choices[max(at - BESIDE, 0) : at + BESIDE + 1]
    return tuple(choice for choice in choices if choice.id != value.id)


def search_page(context: PageContext) -> Page:
    """Full text over everything, in the browser."""
    say = context.language.say
    words = context.words("zoeken.", "zin.")
    return context.page(SEARCH, routes.SEARCH, say("zoeken.titel"), say("zoeken.omschrijving"), words)
