"""The pages on which people find something: home, the list, a page for each filter value, the shortlist, the search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_src.derive.facets import NATIONAL, Facet, FacetValue
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.pages.map import MappingPages
from site_src.render.pages.page import Page


class FindingPages(MappingPages):
    """Home, list, filter values, shortlist, search."""

    def home(self) -> Page:
        """Who you are, the campuses, the municipalities, what this is."""
        settings = self.catalogue.settings
        code = self.language.code
        data = structured.website(settings, self.where.absolute(routes.HOME, code), self.language)
        return self.page(
            routes.HOME,
            "home",
            settings.subtitle[code],
            settings.description[code],
            data=(data,),
            region=self.eight_map(),
            campuses=self.catalogue.campuses,
            towns=self.facet("gemeente"),
            news=self._news(),
        )

    def listing(self) -> Page:
        """Every initiative with the filters, and links to a plain page for each filter value."""
        return self._list_page(routes.LISTING, "listing")

    def embedded_listing(self) -> Page:
        """The same list and filters for an iframe on another site."""
        return self._list_page(routes.EMBED_LISTING, "embed_listing", indexed=False)

    def _list_page(self, address: str, template: str, *, indexed: bool = True) -> Page:
        say = self.language.say
        cards = list(self.cards.values())
        return self.page(address, template, say("lijst.titel"), say("lijst.omschrijving"), indexed=indexed,
                         facets=self.catalogue.facets, cards=cards, words=self._list_words())  # fmt: skip

    def _list_words(self) -> Mapping[str, str]:
        """The words the script of the list needs, by key."""
        keys = [key for key in self.language.words if key.startswith(("lijst.", "bewaar.", "nabij."))]
        return {key: self.language.words[key] for key in keys}

    def term(self, facet: Facet, value: FacetValue) -> Page:
        """Everything with one value; national and online offers stand apart for a campus or municipality."""
        say, label = self.language.say, value.label[self.language.code]
        items = [self.catalogue.by_id[item_id] for item_id in value.members]
        near, national = self._apart(facet, items)
        title = say(f"filter.titel.{facet.id}", term=label)
        name = say(f"dimensie.{facet.id}").lower()
        description = say("filter.omschrijving", n=len(items), dimensie=name, term=label)
        crumbs = ((say("nav.initiatieven"), routes.LISTING),)
        address = routes.term(facet.id, value.id)
        return self.page(
            address, "term", title, description, crumbs, facet=facet, value=value, near=near, national=national
        )

    def shortlist(self) -> Page:
        """Every initiative as a row; the script keeps those in the address. For comparing and for paper."""
        say = self.language.say
        return self.page(routes.SHORTLIST, "shortlist", say("bewaard.titel"), say("bewaard.omschrijving"),
                         rows=list(self.cards.values()), words=self._list_words())  # fmt: skip

    def search(self) -> Page:
        """Full text over everything, in the browser."""
        say = self.language.say
        return self.page(
            routes.SEARCH, "search", say("zoeken.titel"), say("zoeken.omschrijving"), facets=self.catalogue.facets
        )

    def _apart(self, facet: Facet, items: list[Initiative]) -> tuple[list[Any], list[Any]]:
        """Cards of what is near, and of what is national or online where the filter is about a place."""
        if facet.id not in {"campus", "gemeente"}:
            return [self.cards[item.id] for item in items], []
        near = [self.cards[item.id] for item in items if item.reach != NATIONAL]
        return near, [self.cards[item.id] for item in self.catalogue.initiatives if item.reach == NATIONAL]

    def _news(self) -> list[tuple[Any, Initiative]]:
        """The latest dated changes, newest first."""
        rows = [(change, item) for item in self.catalogue.initiatives for change in item.changes]
        return sorted(rows, key=lambda row: (str(row[0].date), row[1].name), reverse=True)[:4]
