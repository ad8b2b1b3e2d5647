"""The page that names whose work the site holds besides ours, and under which licence."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.read.licences.geo_sources import GeoSource
from site_src.read.licences.software import Software, shipped_software
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind

LICENCES = PageKind("licences")


@dataclass(frozen=True, slots=True)
class LicencesView:
    """Programs as they are installed, and geodata as data/geo/bronnen.md tells."""

    software: tuple[Software, ...]
    geodata: tuple[GeoSource, ...]


def licences_page(context: PageContext) -> Page:
    """Everything of others that is in the site itself, with the texts that go with it."""
    say = context.language.say
    view = LicencesView(shipped_software(), context.catalogue.geo_sources)
    return context.page(LICENCES, routes.LICENCES, say("licenties.titel"), say("licenties.omschrijving"), view)
