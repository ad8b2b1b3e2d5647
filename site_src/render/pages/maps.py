"""What each map on a page is given: the drawing, the layer, the words; and the page that the map once had."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from site_src.derive.map_contents import MapSet
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location
from site_src.render import routes
from site_src.render.maps.drawing import is_crowded
from site_src.render.maps.layers import view_of
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.words.language import with_values

MAP = PageKind("map", indexed=False)
UNKNOWN = ""  # the choice for initiatives whose category or school type isn't known yet


@dataclass(frozen=True, slots=True)
class Choice:
    """A layer that can be switched: a category or a school type, and how many initiatives on the map have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Initiatives that are not on a map, and a line that says why."""

    told: str
    initiatives: tuple[Initiative, ...]
    one: str  # the line for one, and for another number, for when filters leave fewer
    many: str


@dataclass(frozen=True, slots=True)
class MapView:
    """One map in one language; `view` says where it opens, as JSON, and `layer` is the address of what is on it."""

    maps: MapSet
    title: str
    drawing: Markup
    view: str
    layer: str
    layers: dict[str, list[Choice]]
    told: str
    missing: tuple[Missing, ...]

    @property
    def waits(self) -> bool:
        """Whether the map you can move comes only when it is asked for: that of one initiative."""
        return self.maps.kind == "initiatief"

    @property
    def switchable(self) -> bool:
        """Whether its layers can be switched: around a campus; beside the list its filters do that."""
        return len(self.maps.spots) > 1 and self.maps.kind == "campus"

    @property
    def measured(self) -> bool:
        """Whether the table beside it says how far each place is."""
        return any(spot.distance for spot in self.maps.spots[:1])

    @property
    def crosses_circle(self) -> bool:
        """Whether some places lie outside the circle."""
        return not all(spot.inside for spot in self.maps.spots)

    def number_of(self, place: Location) -> int | None:
        """The number of the marker that stands for a place."""
        return next((spot.number for spot in self.maps.spots if any(place is own for own in spot.places)), None)


def map_page(context: PageContext) -> Page:
    """The former page of the map: the browser goes on to the list with the map, a reader sees a link."""
    say = context.language.say
    return context.page(MAP, routes.MAP, say("vinder.kaart_hier"), say("vinder.kaart_hier_uitleg"))


def map_view(context: PageContext, maps: MapSet, name: str = "") -> MapView:
    """A map with the name of what it is about in its title."""
    layers = {
        "categorie": _choices(context, maps, "categorie", lambda item: [item.category or UNKNOWN]),
        "schooltype": _choices(context, maps, "schooltype", lambda item: list(item.school_types) or [UNKNOWN]),
    }
    return MapView(
        maps=maps,
        title=_title(context, maps, name),
        drawing=_drawing(context, maps, name),
        view=json.dumps(view_of(maps), ensure_ascii=False, sort_keys=True),
        layer=routes.map_layer(maps.name),
        layers=layers,
        told=context.language.say("landkaart.telling", n=len(maps.shown), totaal=maps.total),
        missing=_missing(context, maps),
    )


def campuses_drawing(context: PageContext) -> Markup:
    """The drawing of all campuses, each a link."""
    code = context.language.code
    links = {c.code: context.routes.link(routes.campus(c.id), code) for c in context.catalogue.campuses}
    return _drawing(context, context.catalogue.atlas.all_campuses, "", links)


def _title(context: PageContext, maps: MapSet, name: str) -> str:
    return context.language.say(f"landkaart.titel.{maps.kind}", naam=name)


def _drawing(context: PageContext, maps: MapSet, name: str, links: dict[str, str] | None = None) -> Markup:
    near = ", ".join(mark.campus.name for mark in maps.marks)
    told = context.language.say(
        f"landkaart.uitleg.{maps.kind}",
        n=len(maps.spots),
        binnen=sum(spot.inside for spot in maps.spots),
        campussen=near,
        plekken=_named(maps),
    )
    return context.locator.draw(maps, _title(context, maps, name), told, links)


def _named(maps: MapSet) -> str:
    """Where the places are, each once; of a great many the towns."""
    return "; ".join(dict.fromkeys(spot.town if is_crowded(maps) else spot.label for spot in maps.spots))


def _missing(context: PageContext, maps: MapSet) -> tuple[Missing, ...]:
    """Those whose place isn't known, and those that are national or online; neither when there are none."""
    say = context.language.words.__getitem__
    rows = (
        (maps.missing, say("landkaart.zonder_plek.een"), say("landkaart.zonder_plek.meer")),
        (maps.national, say("landkaart.landelijk.een"), say("landkaart.landelijk.meer")),
    )
    groups = (
        Missing(with_values(one if len(own) == 1 else many, {"n": len(own)}), own, one, many) for own, one, many in rows
    )
    return tuple(group for group in groups if group.initiatives)


def _choices(
    context: PageContext, maps: MapSet, dimension: str, values: Callable[[Initiative], list[str]]
) -> list[Choice]:
    """The layers of one dimension that this map has, in the order of the vocabulary; unknown last."""
    counts = Counter(value for item in maps.shown for value in values(item))
    labels, language = context.catalogue.vocabulary, context.language
    known = [Choice(term.id, labels.label(dimension, term.id, language.code), counts[term.id])
             for term in labels.terms(dimension) if counts[term.id]]  # fmt: skip
    unknown = [Choice(UNKNOWN, language.say("feit.onbekend"), counts[UNKNOWN])] if counts[UNKNOWN] else []
    return known + unknown
