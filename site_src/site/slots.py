"""Which table a line `[[name]]` in the prose stands for."""

from __future__ import annotations

from collections.abc import Callable

from site_src.deriving import Catalogue
from site_src.site import tables
from site_src.site.audit import audit
from site_src.site.language import Language
from site_src.site.membership import membership

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
