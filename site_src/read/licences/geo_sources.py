"""The sources of geodata, from the table in data/geo/bronnen.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GeoSource:
    """A row of data/geo/bronnen.md: a file of geodata, where it comes from and under which licence."""

    file: str
    source: str
    date: str
    licence: str


def geo_sources(folder: Path) -> tuple[GeoSource, ...]:
    """The rows of the table in bronnen.md of files that are there; nothing without that file."""
    try:
        lines = (folder / "bronnen.md").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ()
    rows = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.startswith("|"))
    return tuple(GeoSource(*row) for row in rows if len(row) == 4 and (folder / row[0]).is_file())
