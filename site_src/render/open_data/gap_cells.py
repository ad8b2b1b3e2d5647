"""Every cell behind the gaps for machines: /data/witte-vlekken-cellen.json and .csv, both sets of figures.

The report prints no parts, so there the parts are empty. `aandeel` and `mediaan` are percent, at the low end of what is
possible: all that nobody knows is a no.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import CATALOGUE
from site_src.render import routes
from site_src.render.open_data.formats.csv_files import csv_bytes
from site_src.render.open_data.json_records import LICENCE, SCHEMA_VERSION, json_bytes

PARTS = ("dichtbij", "verder", "landelijk", "waarschijnlijk", "onbekend")
NEARBY = ("hier", "hier_mogelijk", "hier_mediaan", "hier_richting", "hier_sterkte")
COLUMNS = ("set", "campus", "dimensie", "term", *PARTS, "n", "aandeel", "mediaan", "richting", "sterkte", "aantal",
           *NEARBY, "campus_naam", "term_naam")  # fmt: skip


def cells(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Every cell of both sets, by the names of COLUMNS; a part that a set does not know is None."""
    insights, house = catalogue.insights, catalogue.settings.languages[0]
    for name in insights.sets:
        for row in insights.cells[name].to_dict("records"):
            key = (row["dimensie"], row["term"], row["campus"])
            yield {
                "set": name,
                "campus": key[2],
                "dimensie": key[0],
                "term": key[1],
                **(_parts(catalogue, key) if name == CATALOGUE else dict.fromkeys((*PARTS, *NEARBY))),
                "n": int(row["n"]),
                "aandeel": row["waarde_min"],
                "mediaan": row["referentie_min"],
                "richting": row["richting"],
                "sterkte": row["sterkte"],
                "aantal": int(row["aantal"]),
                "campus_naam": catalogue.campus_by_code[key[2]].name,
                "term_naam": catalogue.vocabulary.label(key[0], key[1], house),
            }


def _parts(catalogue: Catalogue, key: tuple[str, str, str]) -> dict[str, Any]:
    found, beside = catalogue.insights.parts[key], catalogue.insights.nearby[key]
    parts = (found.near, found.further, found.everywhere, found.probable, found.unknown)
    nearby = (*beside.count, beside.reference[0], beside.direction, beside.strength)
    return dict(zip((*PARTS, *NEARBY), (*parts, *nearby), strict=True))


def cell_files(catalogue: Catalogue) -> dict[str, bytes]:
    """public/data/witte-vlekken-cellen.json and .csv."""
    found = list(cells(catalogue))
    body = {
        "schema_version": SCHEMA_VERSION,
        "naam": catalogue.settings.name,
        "licentie": LICENCE,
        "peildatum": catalogue.today.isoformat(),
        "totaal": len(found),
        "cellen": found,
    }
    table = csv_bytes(COLUMNS, ([row[name] for name in COLUMNS] for row in found))
    return {routes.DATA_GAP_CELLS: json_bytes(body), routes.DATA_GAP_CELLS_CSV: table}
