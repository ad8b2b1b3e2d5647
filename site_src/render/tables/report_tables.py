"""The tables of the report, printed from its figures (derive/insight/report_figures.py)."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.gaps.findings import PROFILE, TOTAL
from site_src.derive.insight.report_figures import CampusFigure, Profile
from site_src.render.tables.table import Table
from site_src.render.words.gap_sentences import percent, term_label
from site_src.render.words.language import Language

INTRODUCED = ("2.2", "4.1")  # the tables that a campus page shows as they are; the others become charts


def selection_steps(catalogue: Catalogue, language: Language) -> list[Table]:
    """Table 2.1: from what was inventoried to what was counted."""
    report = catalogue.insights.report
    steps = zip(report.about.selection_steps, report.tables.funnel["aantal"].tolist(), strict=True)
    rows = tuple((step[language.code], str(count)) for step, count in steps)
    columns = (language.say("tabel.stap"), language.say("tabel.over"))
    return [_numbered("2.1", columns, rows, catalogue, language)]


def published_totals(catalogue: Catalogue, language: Language, number: str) -> Table:
    """One of tables 3.1-3.6: how many of all initiatives have each term."""
    figures = catalogue.insights.report.totals[number]
    rows = tuple((figure_label(row.dimension, row.term, catalogue, language), str(row.count)) for row in figures)
    columns = (language.say("tabel.kenmerk"), language.say("tabel.aantal"))
    return _numbered(number, columns, rows, catalogue, language)


def per_campus(catalogue: Catalogue, language: Language) -> list[Table]:
    """Tables 2.2 and 4.1-4.6: the report's counts around each campus."""
    codes = catalogue.insights.report.codes
    columns = (language.say("tabel.kenmerk"), *codes, language.say("tabel.totaal"))
    tables = []
    for number, figures in catalogue.insights.report.per_campus.items():
        rows = tuple(
            (
                figure_label(row.dimension, row.term, catalogue, language),
                *(str(row.around[code]) for code in codes),
                str(row.total),
            )
            for row in figures
        )
        tables.append(_numbered(number, columns, rows, catalogue, language))
    return tables


def around_campus(
    catalogue: Catalogue, language: Language, code: str, number: str, figures: tuple[CampusFigure, ...]
) -> Table:
    """One of tables 2.2 and 4.1-4.6 for one campus, beside the total."""
    rows = tuple(
        (figure_label(row.dimension, row.term, catalogue, language), str(row.count), str(row.total)) for row in figures
    )
    columns = (language.say("tabel.kenmerk"), code, language.say("tabel.totaal"))
    return _numbered(number, columns, rows, catalogue, language)


def introduction_of(catalogue: Catalogue, language: Language, code: str) -> tuple[Table, ...]:
    """How many initiatives the report counted around one campus, and of which kinds."""
    figures = catalogue.insights.report.around(code)
    return tuple(around_campus(catalogue, language, code, number, figures[number]) for number in INTRODUCED)


def vmbo(catalogue: Catalogue, language: Language) -> list[Table]:
    """Tables 5.1 and 5.2: percentage of vmbo pupils at a school with a technical profile, 2022."""
    report = catalogue.insights.report
    codes = report.codes

    def row(label: str, profile: Profile) -> tuple[str, ...]:
        return (label, *(percent((profile.around[code],) * 2) for code in codes))

    first = tuple(row(_profile_label(p, catalogue, language), p) for p in report.indicators)
    second = tuple(row(f"{_profile_label(p, catalogue, language)} ({p.term})", p) for p in report.profiles)
    return [
        _numbered("5.1", (language.say("tabel.aanbod"), *codes), first, catalogue, language),
        _numbered("5.2", (language.say("tabel.profiel"), *codes), second, catalogue, language),
    ]


def profiles_around(catalogue: Catalogue, language: Language, code: str) -> Table:
    """Tables 5.1 and 5.2 for one campus, beside the median of the others."""
    report = catalogue.insights.report
    rows = tuple(
        (
            _profile_label(profile, catalogue, language),
            percent((profile.around[code],) * 2),
            percent((profile.others[code],) * 2),
        )
        for profile in (*report.indicators, *report.profiles)
    )
    columns = (language.say("tabel.profiel"), language.say("wit.hier"), language.say("wit.andere"))
    return Table(language.say("wit.profielen"), columns, rows, source=report.about.table("5.1", "5.2"))


def figure_label(dimension: str, term: str, catalogue: Catalogue, language: Language) -> str:
    """What a row counts: a term, or all initiatives."""
    if dimension == TOTAL:
        return language.say("tabel.initiatieven")
    return catalogue.vocabulary.label(dimension, term, language.code)


def _profile_label(profile: Profile, catalogue: Catalogue, language: Language) -> str:
    return term_label(PROFILE, profile.term, catalogue, language)


def _numbered(
    number: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], catalogue: Catalogue, language: Language
) -> Table:
    """A table under its number in the report, which also names its caption."""
    about = catalogue.insights.report.about
    return Table(about.tables[number].title[language.code], columns, rows, source=about.table(number))
