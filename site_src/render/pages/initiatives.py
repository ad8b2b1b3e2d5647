"""The page of one initiative: what, for whom, where, how we know; and what stands at an address it had before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from site_src.derive.insight.freshness import old_facts
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location
from site_src.model.region.campus import Campus
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.cards import CardView
from site_src.render.forms.issue_forms import CORRECTABLE
from site_src.render.pages.context import PageContext
from site_src.render.pages.maps import MapView, map_view
from site_src.render.pages.page import Later, Page, PageKind, cut
from site_src.render.words.ages import ages_in_words, said_once
from site_src.render.words.facts import SHOWN, SHOWN_WHEN_KNOWN, Fact, Word
from site_src.render.words.next_steps import NextSteps, next_steps

INITIATIVE = PageKind("initiative", searchable=True, about_one=True)
MOVED = PageKind("moved", indexed=False)
_NAME_AND_ADDRESS = re.compile(r"(.*?\S)[\s,(]+(https?://[^\s()]+?)[).,]*")


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One location; `number` is its number on the map, `precision` is empty for a full address."""

    number: int | None
    name: str
    address: str
    town: str
    precision: str


@dataclass(frozen=True, slots=True)
class DistanceView:
    """How far one campus is, and how the initiative counts there (a key of `bereik.`)."""

    campus: Campus
    distance: str
    how: str


@dataclass(frozen=True, slots=True)
class InitiativeView:
    """What the page of an initiative shows; `reached` are campuses where no distance is known.

    `mended` are facts that a form can correct; `age` tells when most facts were looked at, `ages` when each other was;
    `old` is how many to look at again.
    """

    card: CardView
    facts: tuple[Fact, ...]
    successor: Word | None
    age: str
    ages: Mapping[str, str]
    old: int
    steps: NextSteps
    places: tuple[PlaceView, ...]
    map: MapView | None
    distances: tuple[DistanceView, ...]
    reached: tuple[Campus, ...]
    related: tuple[CardView, ...]
    mended: tuple[Fact, ...]


def initiative_page(context: PageContext, item: Initiative) -> Page:
    """One initiative: what, for whom, where, how we know."""
    address, summary = routes.initiative(item.id), context.cards[item.id].summary.text
    return context.page(
        INITIATIVE,
        address,
        item.name,
        cut(summary),
        Later(partial(_view, context, item)),
        crumbs=((context.language.say("nav.initiatieven"), routes.LISTING),),
        data=(structured.initiative(item, context.catalogue, context.absolute(address), summary, context.language),),
    )


def _view(context: PageContext, item: Initiative) -> InitiativeView:
    catalogue, card = context.catalogue, context.cards[item.id]
    maps = catalogue.atlas.of.get(item.id)
    map_ = map_view(context, maps, item.name) if maps else None
    distances = _distances(context, item)
    age, ages = said_once(ages_in_words(item, catalogue.today, context.language))
    return InitiativeView(
        card=card,
        facts=(
            *(card.facts[key] for key in SHOWN),
            *(card.facts[key] for key in SHOWN_WHEN_KNOWN if card.facts[key].words),
        ),
        successor=_successor(context, item),
        age=age,
        ages=ages,
        old=len(old_facts(item, catalogue.today)),
        steps=next_steps(item, card.facts, catalogue, context.language),
        places=tuple(_place(place, map_) for place in item.locations),
        map=map_,
        distances=distances,
        reached=() if distances or card.national else _reached(context, item),
        related=tuple(context.cards[other.id] for other in catalogue.related(item)),
        mended=tuple(card.facts[key] for key in CORRECTABLE if key in card.facts),
    )


def _successor(context: PageContext, item: Initiative) -> Word | None:
    """What came after: a link when we know it or its website, else the words of the record, which are Dutch."""
    if not item.successor:
        return None
    known = context.catalogue.by_id.get(item.successor)
    if known:
        return Word(known.name, routes.initiative(known.id))
    named = _NAME_AND_ADDRESS.fullmatch(item.successor)
    text, href = (named[1], named[2]) if named else (item.successor, "")
    return Word(text, href=href, language="" if context.language.code == HOUSE_LANGUAGE else HOUSE_LANGUAGE)


def _place(place: Location, map_: MapView | None) -> PlaceView:
    """The town stands on a line of its own when there is a postcode, or when the name is not the town itself."""
    town = [place.postcode, place.town] if place.postcode or (place.town and place.name) else []
    return PlaceView(
        number=map_.number_of(place) if map_ else None,
        name=place.name or place.town or place.municipality or "",
        address=place.address or "",
        town=" ".join(part for part in town if part),
        precision=place.precision if place.precision and place.precision != "adres" else "",
    )


def _distances(context: PageContext, item: Initiative) -> tuple[DistanceView, ...]:
    """Every campus, nearest first; none when no place is known."""
    how = {reach.campus: reach.how.value for reach in context.catalogue.reach[item.id]}
    return tuple(
        DistanceView(
            context.catalogue.campus_by_code[distance.campus],
            context.language.km(distance.rounded, distance.margin_km),
            how.get(distance.campus, "niet"),
        )
        for distance in context.catalogue.distances.get(item.id, ())
    )


def _reached(context: PageContext, item: Initiative) -> tuple[Campus, ...]:
    return tuple(context.catalogue.campus_by_code[reach.campus] for reach in context.catalogue.reach[item.id])


@dataclass(frozen=True, slots=True)
class MovedView:
    """Which initiative it is about, and its address now."""

    item: Initiative
    address: str


def moved_page(context: PageContext, move: tuple[str, str]) -> Page:
    """From a former id to the id of today: the browser goes on at once, a reader sees a link."""
    former, now = move
    item = context.catalogue.by_id[now]
    title = context.language.say("verhuisd.titel", naam=item.name)
    view = MovedView(item, routes.initiative(now))
    return context.page(MOVED, routes.initiative(former), title, context.language.say("verhuisd.uitleg"), view)
