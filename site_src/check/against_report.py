"""Do our records contradict the published tables?

The report gives totals, not a score for each initiative, and many of our fields are unknown. So our count may be
lower than the published one, but a count that is higher, or a total that can't be reached any more, deserves a look.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_src.derive.catalogue import Catalogue
from site_src.model.fields import values_of
from site_src.model.problems import Problem, Severity

_ATTRIBUTE = {"schooltype": "school_types", "doelgroep": "audiences", "activiteit": "activities",
              "praktijk": "practice", "branche": "sectors", "categorie": "category"}  # fmt: skip


def check_against_report(catalogue: Catalogue) -> list[Problem]:
    """A hint for each term that more records have than the report counted in 2023 (tables 3.1-3.6)."""
    return list(_above_published(catalogue))


def _above_published(catalogue: Catalogue) -> Iterator[Problem]:
    for row in catalogue.tables.totals.itertuples():
        attribute = _ATTRIBUTE.get(str(row.dimensie))
        if not attribute:
            continue
        ours = sum(row.term in values_of(item, attribute) for item in catalogue.initiatives)
        if ours > int(str(row.aantal)):
            message = (
                f"{row.dimensie} “{row.term}”: {ours} records, het rapport telde er {row.aantal} (tabel {row.tabel})."
            )
            hint = "Dat mag als er sinds 2023 iets veranderde; kijk anders of een afleiding te ruim is."
            yield Problem(
                "data/rapport/tabel-3-totalen.csv", message, "meer-dan-rapport", severity=Severity.HINT, hint=hint
            )
