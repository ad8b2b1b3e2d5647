"""The pages for who uses the catalogue elsewhere: downloads with their dictionary, what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from site_src.derive.report_tables import FILES
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.open_data.formats.atom import News, news
from site_src.render.open_data.metadata.data_dictionary import Row, computed, dictionary, parts
from site_src.render.open_data.python_example import snippet
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind

DATA = PageKind("data", searchable=True)
CHANGED = PageKind("changed", searchable=True)

OF_REPORT = "rapport"  # only where there is one
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
    ("vakken", ("witte-vlekken-cellen.csv", "witte-vlekken-cellen.json")),
    ("api_termen", ("termen.csv",)),
    ("agenda", ("momenten.ics",)),
    (OF_REPORT, tuple(f"rapport/{file}" for file in FILES.values())),
    ("schema", ("schema/initiatief.schema.json",)),
    ("pakket", ("datapackage.json",)),
    ("catalogus", ("catalog.jsonld", "catalog.ttl")),
    ("sommen", ("SHA256SUMS.txt",)),
)


@dataclass(frozen=True, slots=True)
class Download:
    """One kind of file: what is in it, and the names of its files below /data/."""

    told: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What the page on open data shows; `example` is an initiative whose JSON it links to."""

    downloads: tuple[Download, ...]
    dictionary: list[Row]
    parts: list[tuple[str, str]]
    computed: list[tuple[str, str]]
    snippet: str
    example: Initiative | None
    initiative_count: int


@dataclass(frozen=True, slots=True)
class ChangedView:
    """What changed, newest first, by year."""

    years: tuple[tuple[int, tuple[News, ...]], ...]


def data_page(context: PageContext) -> Page:
    """Every file, the API, the licence, an example and the data dictionary."""
    catalogue, language = context.catalogue, context.language
    view = DataView(
        downloads=tuple(
            Download(language.say(f"data.{key}"), files)
            for key, files in OFFERED
            if catalogue.tables or key != OF_REPORT
        ),
        dictionary=dictionary(catalogue, language),
        parts=parts(catalogue, language),
        computed=computed(catalogue, language),
        snippet=snippet(context.routes.absolute(routes.DATA), catalogue.vocabulary),
        example=next(iter(catalogue.initiatives), None),
        initiative_count=len(catalogue.initiatives),
    )
    return context.page(DATA, routes.DATA, language.say("data.titel"), language.say("data.omschrijving"), view)


def changed_page(context: PageContext) -> Page:
    """What happened to initiatives and to the catalogue, newest first, by year."""
    say, rows = context.language.say, news(context.catalogue, context.language)
    years = groupby(rows, key=lambda row: row.day.year)
    view = ChangedView(tuple((year, tuple(found)) for year, found in years))
    return context.page(CHANGED, routes.CHANGED, say("veranderd.titel"), say("veranderd.omschrijving"), view)
