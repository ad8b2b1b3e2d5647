"""For editors: how much is known of each kind of fact, how old that is, and how it moved since last month."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.insight.counts import CATALOGUE
from site_src.derive.insight.coverage import before, coverage_of, longest_ago
from site_src.model.fields import field_named
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import Coverage
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.tables.table import Table
from site_src.render.words.language import Language

COVERAGE = PageKind("coverage")
COLUMNS = ("bekend", "waarschijnlijk", "onbekend", "na_te_kijken", "langst_geleden", "termijn")


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The table; `since` is the month that its numbers are held against, "" when there is none yet."""

    table: Table
    since: str


def coverage_page(context: PageContext) -> Page:
    """A row for each kind of fact."""
    catalogue, language = context.catalogue, context.language
    say = language.say
    earlier = before(catalogue.coverage, catalogue.today)
    since = next((language.date(row.month) for row in earlier.values()), "")
    rows = list(coverage_of(catalogue.initiatives, catalogue.knowledge, catalogue.today))
    oldest = {name: language.date(f"{day:%Y-%m}") for name, day in longest_ago(catalogue.initiatives).items()}
    columns = [say("tabel.veld"), *(say(f"dekking.{name}") for name in COLUMNS)]
    table = Table(
        say("dekking.tabel", n=rows[0].n),
        (*columns, *([say("dekking.verschil", maand=since)] if since else ())),
        tuple(_row(row, earlier.get(row.field), oldest.get(row.field, ""), language, since) for row in rows),
        origin=CATALOGUE,
    )
    crumbs = ((say("weet_jij.titel"), routes.QUESTIONS),)
    view = CoverageView(table, since)
    return context.page(
        COVERAGE, routes.COVERAGE, say("dekking.titel"), say("dekking.omschrijving"), view, crumbs=crumbs
    )


def _row(row: Coverage, earlier: Coverage | None, oldest: str, language: Language, since: str) -> tuple[str, ...]:
    field = field_named(Initiative, row.field)
    months = (
        language.count("dekking.maanden", field.spec.recheck) if field.spec.recheck else language.say("dekking.nooit")
    )
    cells = (language.label(field), *map(str, (row.known, row.probable, row.unknown, row.old)), oldest, months)
    return (*cells, f"{row.known - earlier.known:+d}" if earlier else "") if since else cells
