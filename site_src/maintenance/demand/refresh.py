"""Makes data/vraag/ out of files of DUO: `python build.py demand --from FILE…`.

DUO's files ──> pupils per municipality ──> gemeenten.csv, leerlingen.csv
                                        └─> bron.yml: which files, counted on which day

Only municipalities of which the gazetteer knows where their schools are, are written. Everything is made before
anything is written, and what stood there is replaced: give all files at once. The same files give the same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from site_src.maintenance.demand.duo_files import DuoFile, Kind, read_duo
from site_src.maintenance.demand.municipalities import Spelling, centres_of
from site_src.maintenance.demand.pupils import Counted, count_pupils
from site_src.model.problems import SiteError
from site_src.model.region.demand import CENTRE_COLUMNS, CENTRES, PUPIL_COLUMNS, PUPILS, SOURCE
from site_src.read.made.demand import FOLDER
from site_src.read.records import Reading, read_data

PUBLISHER = "DUO, Open Onderwijsdata"


def refresh_demand(
    data: Path, given: Sequence[Path], today: dt.date, sources: Mapping[str, str] | None = None
) -> list[str]:
    """Writes data/vraag/ and tells in a line each what was made and left out.

    `given` are files of DUO or folders with them; `sources` is the address of each file that was fetched, by name.
    Raises SiteError when there is nothing to read or when a file is not as DUO publishes it.
    """
    files, told = _files(given)
    if not any(file.kind is not Kind.ADDRESSES for file in files):
        raise SiteError("Er is geen bestand van DUO met leerlingen bij. docs/beheer.md zegt welke er gelezen worden.")
    found, reading = count_pupils(files), read_data(data)
    spelling, centres = Spelling(reading), centres_of(found.postcodes, reading.geodata.gazetteer)
    if not centres:
        raise SiteError("Geen enkele gemeente uit deze bestanden ligt in het gebied van data/geo/postcodes.csv.")
    texts = {
        CENTRES: _csv(
            CENTRE_COLUMNS, ((spelling.of(name), f"{lat:.4f}", f"{lon:.4f}") for name, (lat, lon) in centres.items())
        ),
        PUPILS: _csv(PUPIL_COLUMNS, _rows(found, centres, spelling)),
        SOURCE: _source(files, today, sources or {}),
    }
    (data / FOLDER).mkdir(exist_ok=True)
    for name, text in texts.items():
        (data / FOLDER / name).write_bytes(text.encode("utf-8"))
    return [*told, *_told(found, centres, spelling, reading, data)]


def _files(given: Sequence[Path]) -> tuple[list[DuoFile], list[str]]:
    """The files that are known, one of each kind; a stranger in a folder is told, one that was named is an error."""
    files: dict[Kind, DuoFile] = {}
    told: list[str] = []
    for path in given:
        inside = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        for name in inside:
            if (file := read_duo(name)) is None:
                told.append(f"{name} is geen bestand van DUO dat we kennen; het telt niet mee.")
                if name == path:
                    raise SiteError(told[-1])
            elif file.kind in files:
                raise SiteError(f"{files[file.kind].name} en {file.name} zeggen hetzelfde; geef er één op.")
            else:
                files[file.kind] = file
    return [files[kind] for kind in Kind if kind in files], told


def _rows(
    found: Counted, centres: Mapping[str, tuple[float, float]], spelling: Spelling
) -> Iterable[tuple[str, str, int, int]]:
    """A row for each municipality and school type: DUO's files hold all schools, so none there is 0 pupils."""
    for name in centres:
        for kind in found.types:
            yield (spelling.of(name), kind, *found.pupils.get((name, kind), (0, 0)))


def _csv(columns: Sequence[str], rows: Iterable[tuple[str | int, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    ordered = sorted(rows, key=lambda row: str(row[0]).casefold())  # stable: types keep their order
    writer.writerows(ordered)
    return text.getvalue()


def _source(files: Sequence[DuoFile], today: dt.date, sources: Mapping[str, str]) -> str:
    rows: list[dict[str, Any]] = []
    for file in files:
        if file.kind is Kind.ADDRESSES:
            continue  # says where schools are, not how many pupils there were
        if not (counted := file.counted):
            raise SiteError(f"Van wanneer is {file.name}? Zet het jaar in de naam, zoals DUO doet: …-2025.csv.")
        source = sources.get(file.name, file.kind.value)
        rows.append({"bestand": file.name, "peildatum": counted, "bron": source})
    head = "# Gemaakt door: python build.py demand. Verander deze map niet met de hand.\n"
    body = {"uitgever": PUBLISHER, "gemaakt": today, "bestanden": rows}
    return head + yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=110)


def _told(
    found: Counted, centres: Mapping[str, tuple[float, float]], spelling: Spelling, reading: Reading, data: Path
) -> Iterable[str]:
    yield f"{data / FOLDER}: {len(centres)} gemeenten, {', '.join(found.types)}."
    for kind, (low, high) in sorted(found.left_out.items()):
        amount = str(low) if low == high else f"{low} tot {high}"
        yield f"Niet meegeteld: {kind} ({amount} leerlingen in alle bestanden samen)."
    known = {spelling.of(name) for name in centres}
    for item in reading.campuses:
        if item.record.municipality not in known:
            yield f"Let op: gemeente {item.record.municipality} van {item.record.name} staat er niet bij."
