"""One group around every campus: the chart and the table of the same numbers."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.render.charts.dot_plot import Chart, DotRow
from site_src.render.tables.table import Table
from site_src.render.words.gap_sentences import term_label, three_parts
from site_src.render.words.language import Language

COLUMNS = (
    "dichtbij",
    "verder",
    "landelijk",
    "waarschijnlijk",
    "onbekend",
    "n",
    "hier",
    "mogelijk",
    "midden",
    "valt_op",
)


def chart_of(catalogue: Catalogue, language: Language, subject: tuple[str, str]) -> Chart:
    """A row for each campus, in the report's order: what is nearby for sure and possibly, and the middle of the others.

    The middle is that of what the others have for sure.
    """
    say, insights = language.say, catalogue.insights
    rows = []
    for campus in catalogue.campuses:
        part, beside = insights.parts[(*subject, campus.code)], insights.nearby[(*subject, campus.code)]
        rows.append(DotRow(campus.name, *beside.count, beside.reference[0], three_parts(part, language)))
    source = say("cijfer.bron", naam=catalogue.settings.name, datum=language.date(catalogue.today))
    title = say("cijfer.titel", term=term_label(*subject, catalogue, language))
    return Chart(title, say("cijfer.eenheid"), tuple(rows), say("cijfer.tekens"), source)


def figure_table(catalogue: Catalogue, language: Language, subject: tuple[str, str]) -> Table:
    """The same numbers, and all that they rest on."""
    say, insights, number = language.say, catalogue.insights, language.number
    rows = []
    for campus in catalogue.campuses:
        part, beside = insights.parts[(*subject, campus.code)], insights.nearby[(*subject, campus.code)]
        counts = (part.near, part.further, part.everywhere, part.probable, part.unknown, part.n, *beside.count)
        level = say(f"wit.mate.{beside.direction}_{beside.strength}") if beside.direction else "–"
        rows.append((campus.name, *map(str, counts), number(beside.reference[0]), level))
    return Table(
        say("cijfer.tabel", term=term_label(*subject, catalogue, language)),
        (say("cijfer.kolom.campus"), *(say(f"cijfer.kolom.{name}") for name in COLUMNS)),
        tuple(rows),
        origin="catalogus",
        text_columns=frozenset({len(COLUMNS)}),
    )
