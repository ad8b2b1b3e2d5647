"""The map page, and what each map on a page is given: the drawing, the layer, the words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from site_src.derive.map_contents import MapSet
from site_src.model.initiative import Initiative, Location
from site_src.render import routes
from site_src.render.maps.layers import view_of
from site_src.render.pages.page import Page, PageMaker

UNKNOWN = ""  # the choice for initiatives whose category or school type isn't known yet


@dataclass(frozen=True, slots=True)
class Choice:
    """A layer that can be switched: a category or a school type, and how many initiatives on the map have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class MapView:
    """One map in one language."""

    maps: MapSet
    title: str
    drawing: Markup
    view: str
    layer: str
    layers: dict[str, list[Choice]]

    def number_of(self, place: Location) -> int | None:
        """The number of the marker that stands for a place."""
        return next((spot.number for spot in self.maps.spots if any(place is own for own in spot.places)), None)


class MappingPages(PageMaker):
    """The map page, and maps for other pages."""

    def region_map(self) -> Page:
        """Everything that has a place, on one map, and the names of what has none."""
        say = self.language.say
        view = self.map_view(self.catalogue.atlas.region, "")
        return self.page(routes.MAP, "map", say("landkaart.pagina"), say("landkaart.omschrijving"), map=view)

    def eight_map(self) -> Markup:
        """The drawing of the eight campuses, each a link."""
        links = {c.code: self.where.link(routes.campus(c.id), self.language.code) for c in self.catalogue.campuses}
        return self._drawing(self.catalogue.atlas.eight, "", links)

    def map_view(self, maps: MapSet, name: str) -> MapView:
        """A map with the name of what it is about in its title."""
        layers = {
            "categorie": self._choices(maps, "categorie", lambda item: [item.category or UNKNOWN]),
            "schooltype": self._choices(maps, "schooltype", lambda item: list(item.school_types) or [UNKNOWN]),
        }
        return MapView(maps, self.language.say(f"landkaart.titel.{maps.kind}", naam=name),
                       self._drawing(maps, name), json.dumps(view_of(maps), ensure_ascii=False, sort_keys=True),
                       routes.map_layer(maps.name), layers)  # fmt: skip

    def _drawing(self, maps: MapSet, name: str, links: dict[str, str] | None = None) -> Markup:
        say = self.language.say
        near = ", ".join(mark.campus.name for mark in maps.marks)
        told = say(f"landkaart.uitleg.{maps.kind}", n=len(maps.spots), binnen=sum(spot.inside for spot in maps.spots),
                   campussen=near, plekken="; ".join(dict.fromkeys(spot.label for spot in maps.spots)))  # fmt: skip
        return self.locator.draw(maps, say(f"landkaart.titel.{maps.kind}", naam=name), told, links)

    def _choices(self, maps: MapSet, dimension: str, values: Callable[[Initiative], list[str]]) -> list[Choice]:
        """The layers of one dimension that this map has, in the order of the vocabulary; unknown last."""
        counts = Counter(value for item in maps.shown for value in values(item))
        label = self.catalogue.vocabulary.label
        known = [Choice(term.id, label(dimension, term.id, self.language.code), counts[term.id])
                 for term in self.catalogue.vocabulary.terms(dimension) if counts[term.id]]  # fmt: skip
        unknown = [Choice(UNKNOWN, self.language.say("feit.onbekend"), counts[UNKNOWN])] if counts[UNKNOWN] else []
        return known + unknown
