"""Which pages exist. Templates only print; what each page is given stands in finding.py and telling.py."""

from __future__ import annotations

from collections.abc import Iterator

from site_src.render import routes
from site_src.render.pages.initiatives import TellingPages
from site_src.render.pages.lists import FindingPages
from site_src.render.pages.open_data import OpenPages
from site_src.render.pages.page import Page
from site_src.render.pages.roles import AdvisingPages


class Pages(FindingPages, TellingPages, AdvisingPages, OpenPages):
    """All pages of one language."""

    def all(self) -> Iterator[Page]:
        """Every page, in the order of the sitemap."""
        codes = [campus.code for campus in self.catalogue.campuses]
        yield self.home()
        yield self.listing()
        yield self.region_map()
        yield from (self.term(facet, value) for facet in self.catalogue.facets for value in facet.values)
        yield from (self.initiative(item) for item in self.catalogue.initiatives)
        yield self.campuses()
        yield from (self.campus(code) for code in codes)
        yield from self.gap_pages()
        yield self.roles()
        yield from (self.shortlist(), self.search(), self.embedding())
        yield from (self.text(name, routes.text(name)) for name in routes.TEXTS)
        yield from (self.data(), self.changed())
        yield from (self.embedded_listing(), *(self.embedded_campus(code) for code in codes))
        yield self.text("404", routes.NOT_FOUND, indexed=False)
