"""What every page of one language is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from site_src.derive.catalogue import Catalogue
from site_src.model.initiative import Initiative
from site_src.render import structured_data as structured
from site_src.render.cards import CardView, cards_of
from site_src.render.charts.small_map import ground, places
from site_src.render.filters import FilterView, filters_of
from site_src.render.forms.form_links import Addresses
from site_src.render.maps.drawing import Locator
from site_src.render.pages.page import Crumb, Page, PageKind
from site_src.render.prose import Text
from site_src.render.routes import HOME, Routes
from site_src.render.share_images.contents import Picture
from site_src.render.words.language import Language


@dataclass(frozen=True, eq=False)
class PageContext:
    """The catalogue in one language, with the views that many pages print, each made once."""

    catalogue: Catalogue
    language: Language
    routes: Routes
    texts: Mapping[str, Text]
    pictures: Mapping[str, Picture]
    locator: Locator

    @cached_property
    def cards(self) -> dict[str, CardView]:
        """The card of every initiative, by id."""
        return cards_of(self.catalogue, self.language)

    @cached_property
    def filters(self) -> dict[str, FilterView]:
        """Every filter, by its name."""
        return filters_of(self.catalogue, self.language)

    @cached_property
    def addresses(self) -> Addresses:
        """Where a person goes to say something about an initiative."""
        return Addresses(self.catalogue.settings, self.catalogue.vocabulary)

    @cached_property
    def of_organisation(self) -> dict[str, list[Initiative]]:
        """The initiatives of each organisation that records name."""
        found: dict[str, list[Initiative]] = {}
        for item in self.catalogue.initiatives:
            if item.organisation:
                found.setdefault(item.organisation, []).append(item)
        return found

    @cached_property
    def small_ground(self) -> Markup:
        """The ground under the small maps of a page."""
        return ground(self.catalogue.outline, self.catalogue.atlas.all_campuses.metres)

    @cached_property
    def small_places(self) -> list[list[float]]:
        """Where each campus stands on a small map, in the order of the report."""
        found: list[list[float]] = places(self.catalogue.atlas.all_campuses.metres).tolist()
        return found

    def words(self, *prefixes: str) -> dict[str, str]:
        """The words that a script needs, by key."""
        return {key: word for key, word in self.language.words.items() if key.startswith(prefixes)}

    def absolute(self, address: str) -> str:
        """The full address in this language."""
        return self.routes.absolute(address, self.language.code)

    def page(
        self,
        kind: PageKind,
        address: str,
        title: str,
        description: str,
        view: object = None,
        *,
        crumbs: tuple[Crumb, ...] = (),
        data: tuple[Mapping[str, Any], ...] = (),
        prose: str = "",
    ) -> Page:
        """A page with its trail of crumbs, for people and for search engines."""
        home = ((self.language.say("nav.home"), HOME),) if address != HOME else ()
        trail = (*home, *crumbs)
        lists = (structured.breadcrumbs((*trail, (title, address)), self.routes, self.language.code),) if trail else ()
        return Page(
            kind, address, self.language.code, title, description, view, trail, (*data, *lists),
            kind.indexed and not self.catalogue.concept, self.pictures.get(address), prose,
        )  # fmt: skip
