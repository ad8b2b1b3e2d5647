"""A page, and what the makers of pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import Facet
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.maps.drawing import Locator
from site_src.render.prose import Text
from site_src.render.routes import Routes
from site_src.render.share_images.contents import Picture
from site_src.render.words.facts import facts_of, summary_of
from site_src.render.words.language import Language

Crumb = tuple[str, str]
ABOUT_ONE = {"initiative", "campus"}
SEARCHABLE = {*ABOUT_ONE, "text", "gaps", "promising", "roles", "data", "changed", "embedding"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language: its address, what to render, and what its head says."""

    address: str
    language: str
    template: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    data: tuple[Mapping[str, Any], ...] = ()
    indexed: bool = True
    picture: Picture | None = None

    @property
    def share_image(self) -> str:
        """The address of the picture for when the page is shared; a page without its own takes that of home."""
        return routes.share_image(self.address if self.picture else routes.HOME)

    @property
    def searchable(self) -> bool:
        """Whether the full text search finds this page."""
        return self.template in SEARCHABLE and self.address != routes.NOT_FOUND

    @property
    def about_one(self) -> bool:
        """Whether the page is about one initiative or campus: who searches means those first."""
        return self.template in ABOUT_ONE

    @property
    def prose(self) -> str:
        """The plain words of a page of prose; nothing for the other pages."""
        return " ".join(block.html.striptags() for block in self.context.get("blocks", ()))


@dataclass(frozen=True)
class PageMaker:
    """What is needed to make pages in one language."""

    catalogue: Catalogue
    language: Language
    where: Routes
    texts: Mapping[str, Text]
    pictures: Mapping[str, Picture]
    locator: Locator

    def page(
        self,
        address: str,
        template: str,
        title: str,
        description: str,
        crumbs: tuple[Crumb, ...] = (),
        *,
        data: tuple[Mapping[str, Any], ...] = (),
        indexed: bool = True,
        **context: Any,
    ) -> Page:
        """A page with its trail of crumbs, for people and for search engines."""
        home = ((self.language.say("nav.home"), routes.HOME),) if address != routes.HOME else ()
        trail = (*home, *crumbs)
        lists = (structured.breadcrumbs((*trail, (title, address)), self.where, self.language.code),) if trail else ()
        return Page(address, self.language.code, template, title, description, trail, context, (*data, *lists),
                    indexed and not self.catalogue.concept, self.pictures.get(address))  # fmt: skip

    def facet(self, name: str) -> Facet:
        """One filter by its name."""
        return next(facet for facet in self.catalogue.facets if facet.id == name)

    @cached_property
    def cards(self) -> dict[str, Mapping[str, Any]]:
        """What a card or a row shows of each initiative, by id."""
        return {
            item.id: {
                "item": item,
                "facts": facts_of(item, self.catalogue.vocabulary, self.language),
                "summary": summary_of(item, self.language),
                "filters": self._filters[item.id],
                "places": ";".join(f"{p.lat},{p.lon},{p.precision}" for p in item.locations if p.placed),
            }
            for item in self.catalogue.initiatives
        }

    @cached_property
    def _filters(self) -> dict[str, dict[str, list[str]]]:
        """For each initiative its values in each filter; a filter it is unknown for is left out."""
        found: dict[str, dict[str, list[str]]] = {item.id: {} for item in self.catalogue.initiatives}
        for facet in self.catalogue.facets:
            for item_id in found:
                if item_id not in facet.unknown:
                    found[item_id][facet.id] = [value.query for value in facet.values if item_id in value.members]
        return found


def cut(text: str, most: int = 155) -> str:
    """Whole words, short enough for a search result."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
