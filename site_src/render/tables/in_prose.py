"""Which table a line `[[name]]` in the prose stands for."""

from __future__ import annotations

from collections.abc import Callable

from site_src.derive.catalogue import Catalogue
from site_src.render.tables import catalogue_tables, report_check_tables, report_tables, role_tables
from site_src.render.tables.accessibility import audit
from site_src.render.tables.membership import membership
from site_src.render.tables.table import Table
from site_src.render.words.language import Language

Maker = Callable[[Catalogue, Language], list[Table]]


def totals(catalogue: Catalogue, language: Language) -> list[Table]:
    """Tables 3.1-3.6 of the report, each followed by the same count over our own records."""
    tables = []
    for number, figures in catalogue.insights.report.totals.items():
        dimensions = dict.fromkeys(row.dimension for row in figures)
        tables.append(report_tables.published_totals(catalogue, language, number))
        tables.append(catalogue_tables.counted_totals(catalogue, language, number, dimensions))
    return tables


SLOTS: dict[str, Maker] = {
    "trechter": report_tables.selection_steps,
    "definities": catalogue_tables.definitions,
    "totalen": totals,
    "per-campus": report_tables.per_campus,
    "vmbo": report_tables.vmbo,
    "rollen": role_tables.roles,
    "cijfers": catalogue_tables.certainties,
    "bereik": membership,
    "toetsen": audit,
    "toets-tegenspraken": report_check_tables.conflicts,
    "toets-aantallen": report_check_tables.counts,
    "toets-hoger": report_check_tables.higher,
    "toets-ijking": report_check_tables.calibration,
}
