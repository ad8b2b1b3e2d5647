"""The findings for machines: /data/witte-vlekken.json and .csv, one row a finding, both sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.render import routes
from site_src.render.open_data.formats.csv_files import csv_bytes
from site_src.render.open_data.json_records import LICENCE, SCHEMA_VERSION, json_bytes
from site_src.render.words.gap_sentences import full, tell
from site_src.render.words.language import Language

FIGURES = ("campus", "dimensie", "term", "richting", "sterkte", "waarde", "referentie", "aantal", "n", "set")


def rows(catalogue: Catalogue, languages: Mapping[str, Language]) -> list[dict[str, Any]]:
    """Every finding; `campus` is empty for the region, `waarde` and `referentie` are the low end of a range."""
    return [
        {
            "campus": finding.campus,
            "dimensie": finding.dimension,
            "term": finding.term,
            "richting": finding.direction,
            "sterkte": finding.strength,
            "waarde": finding.value[0],
            "referentie": finding.reference[0],
            "aantal": finding.count,
            "n": finding.n,
            "set": finding.set,
            **{f"tekst_{code}": full(tell(finding, catalogue, language)) for code, language in languages.items()},
        }
        for finding in catalogue.insights.findings
    ]


def gap_files(catalogue: Catalogue, languages: Mapping[str, Language]) -> dict[str, bytes]:
    """public/data/witte-vlekken.json and .csv."""
    found = rows(catalogue, languages)
    body = {
        "schema_version": SCHEMA_VERSION,
        "naam": catalogue.settings.name,
        "licentie": LICENCE,
        "peildatum": catalogue.today.isoformat(),
        "totaal": len(found),
        "bevindingen": found,
    }
    columns = (*FIGURES, *(f"tekst_{code}" for code in languages))
    cells = ([row[name] for name in columns] for row in found)
    return {routes.DATA_GAPS: json_bytes(body), routes.DATA_GAPS_CSV: csv_bytes(columns, cells)}
