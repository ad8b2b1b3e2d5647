"""The tables in the prose: published figures of the report, and the catalogue's own, never mixed."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, replace
from dataclasses import field as default

import pandas as pd

from site_src.derive.catalogue import Catalogue
from site_src.model.fields import fields_of, values_of
from site_src.model.initiative import Initiative
from site_src.model.roles import Amount
from site_src.render.words.language import Language

CHAPTER_3 = {
    "3.1": ("bereik", "categorie"),
    "3.2": ("schooltype",),
    "3.3": ("doelgroep",),
    "3.4": ("activiteit",),
    "3.5": ("praktijk",),
    "3.6": ("branche",),
}
_ATTRIBUTE = {
    "bereik": "reach",
    "categorie": "category",
    "schooltype": "school_types",
    "doelgroep": "audiences",
    "activiteit": "activities",
    "praktijk": "practice",
    "branche": "sectors",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a page: the first cell of each row is its heading; `origin` says whose figures these are."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    origin: str = "rapport"
    source: str = ""
    text_columns: frozenset[int] = default(default_factory=frozenset)

    def only(self, column: int) -> Table:
        """The same table with one column of figures and the total."""
        rows = tuple((row[0], row[column], row[-1]) for row in self.rows)
        return replace(self, columns=(self.columns[0], self.columns[column], self.columns[-1]), rows=rows)


def funnel(catalogue: Catalogue, language: Language) -> list[Table]:
    """Table 2.1: from 236 inventoried activities to 70 initiatives."""
    rows = tuple(
        (language.say(f"trechter.{n}"), str(count)) for n, count in enumerate(catalogue.tables.funnel["aantal"], 1)
    )
    columns = (language.say("tabel.stap"), language.say("tabel.over"))
    return [Table(language.say("tabel.trechter"), columns, rows, source="SEOR 2023, tabel 2.1")]


def definitions(catalogue: Catalogue, language: Language) -> list[Table]:
    """Every controlled term with its meaning."""
    columns = (language.say("tabel.term"), language.say("tabel.betekenis"), language.say("tabel.bron"))
    return [
        Table(
            language.say(f"dimensie.{dimension}"),
            columns,
            tuple(
                (t.label[language.code], t.definition[language.code], t.source or language.say("tabel.eigen"))
                for t in terms
            ),
            origin="catalogus",
            text_columns=frozenset({1, 2}),
        )
        for dimension, terms in catalogue.vocabulary.dimensions.items()
        if dimension != "niveau"
    ]


def totals(catalogue: Catalogue, language: Language) -> list[Table]:
    """Tables 3.1-3.6 of the report, each followed by the same count over our own records."""
    return [
        table
        for number, dimensions in CHAPTER_3.items()
        for table in (_published(catalogue, language, number), _counted(catalogue, language, number, dimensions))
    ]


def _published(catalogue: Catalogue, language: Language, number: str) -> Table:
    frame = catalogue.tables.totals
    rows = tuple(
        (catalogue.vocabulary.label(str(row.dimensie), str(row.term), language.code), str(row.aantal))
        for row in frame[frame["tabel"] == number].itertuples()
    )
    columns = (language.say("tabel.kenmerk"), language.say("tabel.aantal"))
    return Table(language.say(f"tabel.{number.replace('.', '_')}"), columns, rows, source=f"SEOR 2023, tabel {number}")


def _counted(catalogue: Catalogue, language: Language, number: str, dimensions: tuple[str, ...]) -> Table:
    rows: list[tuple[str, ...]] = []
    for dimension in dimensions:
        counts, unknown = count_terms(catalogue, dimension)
        rows += [(t.label[language.code], str(counts[t.id])) for t in catalogue.vocabulary.terms(dimension)]
        rows.append(
            (f"{language.say('feit.onbekend')} ({language.say(f'dimensie.{dimension}').lower()})", str(unknown))
        )
    columns = (language.say("tabel.kenmerk"), language.say("tabel.aantal"))
    return Table(language.say(f"tabel.{number.replace('.', '_')}"), columns, tuple(rows), origin="catalogus")


def count_terms(catalogue: Catalogue, dimension: str) -> tuple[Counter[str], int]:
    """How many records have each term, and how many have none filled in."""
    found = [values_of(item, _ATTRIBUTE[dimension]) for item in catalogue.initiatives]
    return Counter(value for values in found for value in values), sum(not values for values in found)


@functools.cache
def per_campus(catalogue: Catalogue, language: Language) -> list[Table]:
    """Tables 2.2 and 4.1-4.6: the report's counts around each campus."""
    frame = catalogue.tables.per_campus
    codes = [campus.code for campus in catalogue.campuses]
    columns = (language.say("tabel.kenmerk"), *codes, language.say("tabel.totaal"))
    return [
        Table(
            language.say(f"tabel.{number.replace('.', '_')}"),
            columns,
            tuple(_campus_row(catalogue, language, row) for _, row in frame[frame["tabel"] == number].iterrows()),
            source=f"SEOR 2023, tabel {number}",
        )
        for number in sorted(frame["tabel"].unique())
    ]


def _campus_row(catalogue: Catalogue, language: Language, row: pd.Series) -> tuple[str, ...]:
    label = (
        language.say("tabel.initiatieven")
        if row["dimensie"] == "totaal"
        else catalogue.vocabulary.label(row["dimensie"], row["term"], language.code)
    )
    return (label, *(str(row[campus.code]) for campus in catalogue.campuses), str(row["totaal"]))


def vmbo(catalogue: Catalogue, language: Language) -> list[Table]:
    """Tables 5.1 and 5.2: percentage of vmbo pupils at a school with a technical profile, 2022."""
    codes = [campus.code for campus in catalogue.campuses]
    share, profiles = catalogue.tables.vmbo_share, catalogue.tables.vmbo_profiles
    first = tuple(
        (language.say(f"vmbo.{row['indicator']}"), *(f"{row[c]}%" for c in codes)) for _, row in share.iterrows()
    )
    second = tuple(
        (f"{language.say('vmbo.' + _key(row['profiel']))} ({row['profiel']})", *(f"{row[c]}%" for c in codes))
        for _, row in profiles.iterrows()
    )
    return [
        Table(language.say("tabel.5_1"), (language.say("tabel.aanbod"), *codes), first, source="SEOR 2023, tabel 5.1"),
        Table(
            language.say("tabel.5_2"), (language.say("tabel.profiel"), *codes), second, source="SEOR 2023, tabel 5.2"
        ),
    ]


def _key(profile: str) -> str:
    return profile.replace("&", "n").lower()


def roles(catalogue: Catalogue, language: Language) -> list[Table]:
    """Table 6.1: every amount of the four roles, with its place in the report."""
    columns = tuple(language.say(f"tabel.{key}") for key in ("waarvoor", "bedrag", "soort", "bron"))
    return [
        Table(
            f"{role.name[language.code]} ({language.say('tabel.effect')} {role.effect})",
            columns,
            tuple(
                (
                    _purpose(amount, language),
                    money(amount, language),
                    language.say(f"soort.{amount.kind}"),
                    amount.source,
                )
                for amount in role.amounts
            ),
            source=role.source,
            text_columns=frozenset({2, 3}),
        )
        for role in catalogue.roles.roles
    ]


def _purpose(amount: Amount, language: Language) -> str:
    return amount.per[language.code][:1].upper() + amount.per[language.code][1:]


def money(amount: Amount, language: Language) -> str:
    """€ 15.000 – 20.000, or one figure when the report gives one."""
    return euro(amount.minimum, amount.maximum, language)


def euro(low: int, high: int, language: Language) -> str:
    """A range of whole euros, or one figure when its ends are equal."""
    first, last = language.number(low, 0), language.number(high, 0)
    return f"€\N{NO-BREAK SPACE}{first}" if low == high else f"€\N{NO-BREAK SPACE}{first} – {last}"


def figures(catalogue: Catalogue, language: Language) -> list[Table]:
    """How sure the catalogue is of itself: for each field how many records know it, by best certainty."""
    levels = catalogue.vocabulary.ids("zekerheid")
    rows = []
    for field in fields_of(Initiative):
        if field.spec.sourced:
            best = Counter(_best_certainty(item, field.name, levels) for item in catalogue.initiatives)
            rows.append((field.label(language.code), *(str(best[level]) for level in levels), str(best["onbekend"])))
    names = [catalogue.vocabulary.label("zekerheid", level, language.code) for level in levels]
    columns = (language.say("tabel.veld"), *names, language.say("feit.onbekend"))
    return [Table(language.say("tabel.cijfers"), columns, tuple(rows), origin="catalogus")]


def _best_certainty(item: Initiative, alias: str, levels: list[str]) -> str:
    if alias not in item.filled:
        return "onbekend"
    found = {source.certainty for source in item.sources if alias in source.fields}
    return next(level for level in levels if level in found)
