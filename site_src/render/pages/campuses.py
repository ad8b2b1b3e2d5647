"""The pages about campuses: all of them, each of them, and what is around one for another site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from site_src.derive.reach import How, Reach
from site_src.model.region.campus import Campus
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.cards import CardView
from site_src.render.pages.context import PageContext
from site_src.render.pages.maps import MapView, campuses_drawing, map_view
from site_src.render.pages.page import Page, PageKind, cut

CAMPUSES = PageKind("campuses")
CAMPUS = PageKind("campus", searchable=True, about_one=True)
EMBEDDED_CAMPUS = PageKind("embed_campus", indexed=False)


@dataclass(frozen=True, slots=True)
class CampusRow:
    """One campus in the list of all; `offer` says how many initiatives count around it."""

    campus: Campus
    levels: str
    offer: str


@dataclass(frozen=True, slots=True)
class CampusesView:
    """What the page of all campuses shows."""

    drawing: Markup
    campuses: tuple[CampusRow, ...]


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card with a line about how far it is; empty when that is not known."""

    card: CardView
    distance: str


@dataclass(frozen=True, slots=True)
class AroundView:
    """What counts around a campus, nearest first, with a heading for each part and a line with all counts.

    The line counts all of it; what has stopped stands apart.
    """

    told: str
    near: tuple[PlacedCard, ...]
    near_heading: str
    further: tuple[PlacedCard, ...]
    further_heading: str
    national: tuple[PlacedCard, ...]
    national_heading: str
    stopped: tuple[PlacedCard, ...]


@dataclass(frozen=True, slots=True)
class CampusView:
    """What the page of a campus shows."""

    campus: Campus
    levels: str
    around: AroundView
    map: MapView
    source_count: int


@dataclass(frozen=True, slots=True)
class EmbeddedCampusView:
    """What a campus shows on another site; `words` is for the script."""

    campus: Campus
    around: AroundView
    heading: str
    words: Mapping[str, str]


def campuses_page(context: PageContext) -> Page:
    """All campuses beside each other."""
    say = context.language.say
    view = CampusesView(campuses_drawing(context), tuple(_row(context, c) for c in context.catalogue.campuses))
    return context.page(CAMPUSES, routes.CAMPUSES, say("campussen.titel"), say("campussen.omschrijving"), view)


def campus_page(context: PageContext, campus: Campus) -> Page:
    """One campus: what it is, what is near, what is national."""
    catalogue = context.catalogue
    view = CampusView(
        campus=campus,
        levels=_levels(context, campus),
        around=_around(context, campus),
        map=map_view(context, catalogue.atlas.around[campus.code], campus.name),
        source_count=len(campus.sources),
    )
    return _about(context, CAMPUS, routes.campus(campus.id), campus, view)


def embedded_campus_page(context: PageContext, campus: Campus) -> Page:
    """What is around a campus, for an iframe on another site."""
    heading = context.language.count("campus.aantal", len(context.catalogue.around(campus.code)))
    view = EmbeddedCampusView(campus, _around(context, campus), heading, context.words("lijst.genegeerd"))
    return _about(context, EMBEDDED_CAMPUS, routes.embedded_campus(campus.id), campus, view)


def _about(context: PageContext, kind: PageKind, address: str, campus: Campus, view: object) -> Page:
    code = context.language.code
    return context.page(
        kind,
        address,
        campus.name,
        cut(campus.description[code]),
        view,
        crumbs=((context.language.say("nav.campussen"), routes.CAMPUSES),),
        data=(structured.campus(campus, context.absolute(routes.campus(campus.id)), code),),
    )


def _row(context: PageContext, campus: Campus) -> CampusRow:
    offer = context.language.count("campus.aantal", len(context.catalogue.around(campus.code)))
    return CampusRow(campus, _levels(context, campus), offer)


def _levels(context: PageContext, campus: Campus) -> str:
    label = context.catalogue.vocabulary.label
    return ", ".join(label("niveau", level, context.language.code) for level in campus.levels)


def _around(context: PageContext, campus: Campus) -> AroundView:
    say, reaches = context.language.say, context.catalogue.around(campus.code)
    rows = {how: tuple(_placed(context, reach) for reach in reaches if reach.how is how) for how in How}
    order = (How.NEAR, How.ELSEWHERE, How.NATIONAL)
    near, further, national = (len(rows[how]) for how in order)
    told = say("campus.telling", n=len(reaches), nabij=near, verder=further, landelijk=national)
    stopped = tuple(row for how in order for row in rows[how] if row.card.stopped)
    rows = {how: tuple(row for row in own if not row.card.stopped) for how, own in rows.items()}
    near, further, national = (len(rows[how]) for how in order)
    radius = context.language.number(context.catalogue.settings.radius_km, 0)
    return AroundView(
        told=told,
        near=rows[How.NEAR],
        near_heading=say("campus.nabij", n=near, km=radius),
        further=rows[How.ELSEWHERE],
        further_heading=say("campus.verder", n=further),
        national=rows[How.NATIONAL],
        national_heading=say("campus.landelijk", n=national),
        stopped=stopped,
    )


def _placed(context: PageContext, reach: Reach) -> PlacedCard:
    known = reach.distance if reach.how is not How.NATIONAL else None
    distance = context.language.km(known.rounded, known.margin_km) if known else ""
    return PlacedCard(context.cards[reach.initiative], distance)
