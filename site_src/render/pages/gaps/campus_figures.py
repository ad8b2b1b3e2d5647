"""The figures of one campus: a memo of one sheet, what stands out, and what the report counted there."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from site_src.derive.catalogue import Catalogue
from site_src.derive.gaps import SUBJECTS
from site_src.derive.insight.gaps.deviations import LESS, STRONG
from site_src.derive.insight.gaps.parts import Key
from site_src.derive.reach import How
from site_src.model.region.campus import Campus
from site_src.render import routes
from site_src.render.charts.qr import qr_code
from site_src.render.pages.context import PageContext
from site_src.render.pages.gaps.overview import StandingOut, standing_out
from site_src.render.pages.page import Page, PageKind
from site_src.render.tables.report_charts import Chart, campus_charts
from site_src.render.tables.report_tables import introduction_of, profiles_around
from site_src.render.tables.table import Table
from site_src.render.words.gap_sentences import term_label
from site_src.render.words.part_sentences import gap_sentence

CAMPUS_FIGURES = PageKind("campus_figures")
ON_PAPER = 6  # sentences on the memo: at most so many
GROUPS = ("schooltype", "doelgroep", "praktijk")  # the memo tells of these first


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the memo with the page of its figure."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Memo:
    """One sheet: how much there is, what stands out nearby, and a code that leads to this page."""

    told: str
    quotes: tuple[Quote, ...]
    source: str
    address: str
    code: Markup


@dataclass(frozen=True, slots=True)
class ReportView:
    """What the report counted around a campus."""

    profiles: Table
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class CampusFiguresView:
    """What the page shows; no `report` where none counted around it."""

    campus: Campus
    memo: Memo
    standing_out: tuple[StandingOut, ...]
    report: ReportView | None


def campus_figures_page(context: PageContext, campus: Campus) -> Page:
    """The figures of one campus, and a memo of one sheet to print."""
    say = context.language.say
    view = CampusFiguresView(
        campus, _memo(context, campus), standing_out(context, campus.code), _report(context, campus.code)
    )
    title = say("campus.cijfers", naam=campus.name)
    crumbs = ((say("nav.campussen"), routes.CAMPUSES), (campus.name, routes.campus(campus.id)))
    address = routes.campus_figures(campus.id)
    description = say("campus.cijfers_omschrijving", naam=campus.name)
    return context.page(CAMPUS_FIGURES, address, title, description, view, crumbs=crumbs)


def _memo(context: PageContext, campus: Campus) -> Memo:
    catalogue, say = context.catalogue, context.language.say
    reaches = catalogue.around(campus.code)
    near, further, national = (sum(r.how is how for r in reaches) for how in (How.NEAR, How.ELSEWHERE, How.NATIONAL))
    address = context.absolute(routes.campus_figures(campus.id))
    return Memo(
        say("campus.telling", n=len(reaches), nabij=near, verder=further, landelijk=national),
        tuple(_quote(context, key) for key in _telling(catalogue, campus.code)),
        say("cijfer.bron", naam=catalogue.settings.name, datum=context.language.date(catalogue.today)),
        address,
        qr_code(address, say("campus.code_naar")),
    )


def _telling(catalogue: Catalogue, code: str) -> list[Key]:
    """What stands out nearby: too little before much, strong before light, groups before subjects."""
    found = [(key, row) for key, row in catalogue.insights.nearby.items() if key[2] == code and row.direction]
    told = [(row.direction != LESS, row.strength != STRONG, key[0] not in GROUPS, place, key)
            for place, (key, row) in enumerate(found) if key[0] in SUBJECTS]  # fmt: skip
    return [row[-1] for row in sorted(told)[:ON_PAPER]]


def _quote(context: PageContext, key: Key) -> Quote:
    catalogue, language = context.catalogue, context.language
    sentence = gap_sentence(catalogue, language, key, term_label(key[0], key[1], catalogue, language))
    return Quote(sentence, f"{routes.gap(key[0], key[1])}#{catalogue.campus_by_code[key[2]].id}")


def _report(context: PageContext, code: str) -> ReportView | None:
    catalogue, language = context.catalogue, context.language
    if not catalogue.tables or code not in catalogue.insights.report.codes:
        return None
    return ReportView(
        profiles_around(catalogue, language, code),
        introduction_of(catalogue, language, code),
        campus_charts(catalogue, language, code),
    )
