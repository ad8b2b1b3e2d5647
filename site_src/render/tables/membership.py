"""Who counts around which campus: the report's table 4.1 beside our own count, and who lies near the line."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import REPORT, count_categories
from site_src.derive.insight.report_figures import SIZES
from site_src.derive.reach import How
from site_src.render.tables.table import Table
from site_src.render.words.language import Language

CATEGORIES = "4.1"  # the table of the report with the number of each category around each campus
EDGE = (0.9, 1.15)  # of the radius: about as wide as a place known only to its town may be off


def membership(catalogue: Catalogue, language: Language) -> list[Table]:
    """Totals, then a row a category, then everybody near the line by name."""
    return [_totals(catalogue, language), _by_category(catalogue, language), _near_the_line(catalogue, language)]


def _totals(catalogue: Catalogue, language: Language) -> Table:
    (published,) = catalogue.insights.report.per_campus[SIZES]
    rows = []
    for campus in catalogue.insights.campuses_of(REPORT):
        around = catalogue.around(campus.code)
        national = sum(reach.how is How.NATIONAL for reach in around)
        counts = (published.around[campus.code], len(around), len(around) - national, national)
        rows.append((campus.name, *(str(count) for count in counts)))
    keys = ("campus", "rapport", "catalogus", "waarvan_lokaal", "waarvan_landelijk")
    columns = tuple(language.say(f"tabel.{key}") for key in keys)
    return Table(
        language.say("tabel.bereik"),
        columns,
        tuple(rows),
        origin="beide",
        source=catalogue.insights.report.about.table(SIZES),
    )


def _by_category(catalogue: Catalogue, language: Language) -> Table:
    """Two rows a category, each saying whose figures it holds."""
    codes = catalogue.insights.report.codes
    own = count_categories(catalogue.initiatives, catalogue.campus_codes)
    rows = []
    for row in catalogue.insights.report.per_campus[CATEGORIES]:
        if row.dimension == "categorie":
            label = catalogue.vocabulary.label(row.dimension, row.term, language.code)
            ours = (str(own[code, row.term]) for code in codes)
            rows.append((label, language.say("herkomst.rapport"), *(str(row.around[code]) for code in codes)))
            rows.append((label, language.say("herkomst.catalogus"), *ours))
    columns = (language.say("tabel.categorie"), language.say("tabel.wiens"), *codes)
    title, source = language.say("tabel.per_categorie"), catalogue.insights.report.about.table(CATEGORIES)
    return Table(title, columns, tuple(rows), origin="beide", source=source, text_columns=frozenset({1}))


def _near_the_line(catalogue: Catalogue, language: Language) -> Table:
    """Every initiative that lies near the line (9 to 11.5 km for a radius of 10): a rough point may be over it."""
    low, high = (part * catalogue.settings.radius_km for part in EDGE)
    rows = []
    for item in catalogue.initiatives:
        for distance in catalogue.distances.get(item.id, ()):
            if low <= distance.km <= high:
                place = item.locations[distance.location]
                precision = catalogue.vocabulary.label("nauwkeurigheid", place.precision or "plaats", language.code)
                counts = distance.campus in catalogue.campus_codes[item.id]
                cells = (distance.campus, language.number(distance.km), precision)
                rows.append((item.name, *cells, language.say("feit.ja" if counts else "feit.nee")))
    keys = ("initiatief", "campus", "km", "nauwkeurigheid", "telt_mee")
    columns = tuple(language.say(f"tabel.{key}") for key in keys)
    return Table(
        language.say("tabel.rond_de_grens"), columns, tuple(rows), "catalogus", text_columns=frozenset({1, 3, 4})
    )
