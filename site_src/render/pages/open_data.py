"""The pages about the data themselves: the downloads with their dictionary, and what has changed."""

from __future__ import annotations

from itertools import groupby

from site_src.derive.report_tables import FILES
from site_src.render import routes
from site_src.render.open_data.formats.atom import news
from site_src.render.open_data.metadata.data_dictionary import computed, dictionary, parts
from site_src.render.open_data.python_example import snippet
from site_src.render.pages.page import Page, PageMaker

# (key of its words, files below data/), in the order of the page
OFFERED = (
    ("alles", ("alles.zip",)),
    ("excel", ("initiatieven.xlsx",)),
    ("tabel_initiatieven", ("initiatieven.csv",)),
    ("tabel_bronnen", ("bronnen.csv",)),
    ("tabel_locaties", ("locaties.csv",)),
    ("json", ("initiatieven.json",)),
    ("kaart", ("initiatieven.geojson",)),
    ("campussen", ("campussen.csv", "campussen.json")),
    ("campussen_kaart", ("campussen.geojson",)),
    ("gaten", ("witte-vlekken.csv", "witte-vlekken.json")),
    ("api_termen", ("termen.csv",)),
    ("agenda", ("momenten.ics",)),
    ("rapport", tuple(f"rapport/{file}" for file in FILES.values())),
    ("schema", ("schema/initiatief.schema.json",)),
    ("pakket", ("datapackage.json",)),
    ("catalogus", ("catalog.jsonld", "catalog.ttl")),
    ("sommen", ("SHA256SUMS.txt",)),
)


class OpenPages(PageMaker):
    """Open data, and what has changed."""

    def data(self) -> Page:
        """Every file, the API, the licence, an example and the data dictionary."""
        say = self.language.say
        return self.page(
            routes.DATA,
            "data",
            say("data.titel"),
            say("data.omschrijving"),
            offered=[(say(f"data.{key}"), files) for key, files in OFFERED],
            dictionary=dictionary(self.catalogue, self.language),
            parts=parts(self.language),
            computed=computed(self.language),
            snippet=snippet(self.where.absolute(routes.DATA)),
            example=self.catalogue.initiatives[0] if self.catalogue.initiatives else None,
        )

    def changed(self) -> Page:
        """What happened to initiatives and to the catalogue, newest first, by year."""
        say = self.language.say
        rows = news(self.catalogue, self.language)
        years = [(year, list(found)) for year, found in groupby(rows, key=lambda row: row.day.year)]
        return self.page(routes.CHANGED, "changed", say("veranderd.titel"), say("veranderd.omschrijving"), years=years)
