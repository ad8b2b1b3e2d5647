"""The table of the accessibility page: what the browser tests checked, with what, and when."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.render.tables.table import Table
from site_src.render.words.language import Language


def audit(catalogue: Catalogue, language: Language) -> list[Table]:
    """Nothing when no test run was written down: the page then claims nothing."""
    found = catalogue.settings.audit
    if not found:
        return []
    values = {
        "datum": language.date(found.date),
        "hulpmiddel": f"{found.tool}, {found.browser}",
        "regels": ", ".join(found.rules),
        "paginas": language.say("toets.soorten", n=found.kinds),
        "talen": ", ".join(found.languages),
        "breedtes": ", ".join(f"{width} px" for width in found.widths),
        "schemas": ", ".join(language.say(f"toets.{scheme}") for scheme in found.schemes),
        "fouten": str(found.violations),
    }
    rows = tuple((language.say(f"toets.{key}"), value) for key, value in values.items())
    columns = (language.say("toets.wat"), language.say("toets.uitkomst"))
    return [Table(language.say("toets.titel"), columns, rows, origin="catalogus", text_columns=frozenset({1}))]
