"""data/vraag/ -> its tables as they stand, and their source. The folder is optional.

bron.yml ─────────────────────────> DemandSource
gemeenten.csv, leerlingen.csv ────> CsvTable, for the rules and for derive/insight/demand.py
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_src.model.problems import Problem
from site_src.model.region.demand import CENTRES, PUPILS, SOURCE, DemandSource
from site_src.read.csv_table import CsvTable, read_csv_table
from site_src.read.located import validated
from site_src.read.yaml_document import read_document

FOLDER = "vraag"


@dataclass(frozen=True, slots=True)
class DemandReading:
    """What stands in data/vraag/; a table that is missing or unreadable is not in `tables`."""

    source: DemandSource | None = None
    tables: Mapping[str, CsvTable] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_demand(folder: Path) -> DemandReading | None:
    """Reads data/vraag/; None when there is no such folder."""
    inner = folder / FOLDER
    if not inner.is_dir():
        return None
    names = {name: f"{folder.name}/{FOLDER}/{name}" for name in (CENTRES, PUPILS, SOURCE)}
    found = {name: read_csv_table(inner / name, names[name]) for name in (CENTRES, PUPILS)}
    tables = {name: table for name, table in found.items() if table}
    if not (inner / SOURCE).exists():
        missing = Problem(names[SOURCE], "Waar komen deze leerlingen vandaan? De bron ontbreekt.", "bestand")
        return DemandReading(None, tables, (missing,))
    document = read_document(inner / SOURCE, names[SOURCE])
    if document.data is None:
        return DemandReading(None, tables, tuple(document.problems))
    located, problems = validated(document, DemandSource, ())
    return DemandReading(located.record if located else None, tables, (*document.problems, *problems))
