"""Tables of what the catalogue itself says: its terms, its own counts, and how sure it is of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.certainty import UNKNOWN
from site_src.derive.insight.counts import CATALOGUE, count_terms
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.vocabulary import Term
from site_src.render.tables.table import Table
from site_src.render.words.language import Language


def definitions(catalogue: Catalogue, language: Language) -> list[Table]:
    """Every controlled term with its meaning."""
    columns = tuple(language.say(f"tabel.{key}") for key in ("term", "betekenis", "bron"))
    return [
        Table(
            language.say(f"dimensie.{dimension}"),
            columns,
            tuple(_definition(term, language) for term in terms),
            origin=CATALOGUE,
            text_columns=frozenset({1, 2}),
        )
        for dimension, terms in catalogue.vocabulary.dimensions.items()
        if dimension != "niveau"
    ]


def _definition(term: Term, language: Language) -> tuple[str, ...]:
    return (term.label[language.code], term.definition[language.code], term.source or language.say("tabel.eigen"))


def counted_totals(catalogue: Catalogue, language: Language, number: str, dimensions: Iterable[str]) -> Table:
    """What one of tables 3.1-3.6 counts, counted over our own records, with how many are unknown."""
    rows: list[tuple[str, ...]] = []
    for dimension in dimensions:
        counts, unknown = count_terms(catalogue.initiatives, dimension)
        rows += [(t.label[language.code], str(counts[t.id])) for t in catalogue.vocabulary.terms(dimension)]
        name = language.say(f"dimensie.{dimension}").lower()
        rows.append((f"{language.say('feit.onbekend')} ({name})", str(unknown)))
    columns = (language.say("tabel.kenmerk"), language.say("tabel.aantal"))
    title = catalogue.insights.report.about.tables[number].title
    return Table(title[language.code], columns, tuple(rows), origin=CATALOGUE)


def certainties(catalogue: Catalogue, language: Language) -> list[Table]:
    """How sure the catalogue is of itself: for each field how many records know it, by best certainty."""
    levels = catalogue.vocabulary.ids("zekerheid")
    rows, nobody = [], Counter({UNKNOWN: len(catalogue.initiatives)})
    for field in fields_of(Initiative):
        if field.spec.sourced:
            best = catalogue.certainties.get(field.name, nobody)
            rows.append((language.label(field), *(str(best[level]) for level in (*levels, UNKNOWN))))
    names = [catalogue.vocabulary.label("zekerheid", level, language.code) for level in levels]
    columns = (language.say("tabel.veld"), *names, language.say("feit.onbekend"))
    return [Table(language.say("tabel.cijfers", n=len(catalogue.initiatives)), columns, tuple(rows), origin=CATALOGUE)]
