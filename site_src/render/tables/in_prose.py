"""Which table a line `[[name]]` in the prose stands for."""

from __future__ import annotations

from collections.abc import Callable

from site_src.derive.catalogue import Catalogue
from site_src.render.tables import tables
from site_src.render.tables.accessibility import audit
from site_src.render.tables.membership import membership
from site_src.render.words.language import Language

Maker = Callable[[Catalogue, Language], list[tables.Table]]

SLOTS: dict[str, Maker] = {
    "trechter": tables.funnel,
    "definities": tables.definitions,
    "totalen": tables.totals,
    "per-campus": tables.per_campus,
    "vmbo": tables.vmbo,
    "rollen": tables.roles,
    "cijfers": tables.figures,
    "bereik": membership,
    "toetsen": audit,
}
