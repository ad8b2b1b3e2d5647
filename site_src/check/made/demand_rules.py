"""Rules about data/vraag/: pupils of municipalities that we know, in numbers that can be, with a source."""

from __future__ import annotations

import math
from collections.abc import Iterator

from site_src.check.rule import Context
from site_src.model.problems import Problem, suggestion
from site_src.model.region.demand import CENTRE_COLUMNS, CENTRES, PUPIL_COLUMNS, PUPILS
from site_src.read.csv_table import CsvRow, CsvTable

_AGAIN = "Maak het opnieuw met: python build.py demand"


def pupils_are_right(context: Context) -> Iterator[Problem]:
    """The source, both tables, and each of their rows."""
    if not (found := context.reading.demand):
        return
    yield from found.problems
    whole = {}
    for name, columns in ((CENTRES, CENTRE_COLUMNS), (PUPILS, PUPIL_COLUMNS)):
        table = found.tables.get(name)
        if table is None or table.columns != columns:
            message = f"Deze tabel ontbreekt, is onleesbaar of heeft andere kolommen dan: {', '.join(columns)}."
            yield Problem(f"{context.reading.folder.name}/vraag/{name}", message, "", hint=_AGAIN)
        else:
            whole[name] = table
    if len(whole) == 2:
        yield from _rows(whole[CENTRES], whole[PUPILS], context)


def own_municipalities_have_pupils(context: Context) -> Iterator[Problem]:
    """Around a campus stands at least its own municipality: else its number of pupils is unknown."""
    found = context.reading.demand
    if not found or not (table := found.tables.get(CENTRES)):
        return
    known = {row.cells.get("gemeente", "") for row in table.rows}
    for item in context.reading.campuses:
        if (name := item.record.municipality) and name not in known:
            message = f"Gemeente “{name}” van {item.record.name} staat niet in {table.file}."
            yield item.problem(("gemeente",), "", message, suggestion(name, sorted(known)))


def _rows(centres: CsvTable, pupils: CsvTable, context: Context) -> Iterator[Problem]:
    known: set[str] = set()
    for row in centres.rows:
        name = row.cells.get("gemeente", "")
        if not name or name in known:
            yield centres.problem(row.line, f"Gemeente “{name}” staat er twee keer of heeft geen naam.", _AGAIN)
        known.add(name)
        if not _inside(row, context):
            message = f"“{name}” ligt niet in het gebied van regio.yml."
            yield centres.problem(row.line, message, _AGAIN, centres.place("lat"))
    types, seen = context.reading.vocabulary.ids("schooltype"), set[tuple[str, str]]()
    for row in pupils.rows:
        name, kind = (row.cells.get(column, "") for column in PUPIL_COLUMNS[:2])
        if name not in known:
            hint = suggestion(name, sorted(known))
            yield pupils.problem(row.line, f"Van gemeente “{name}” weten we niet waar ze ligt.", hint, 1)
        if kind not in types:
            yield pupils.problem(row.line, f"“{kind}” is geen bekend schooltype.", suggestion(kind, types), 2)
        if (name, kind) in seen:
            yield pupils.problem(row.line, f"{name} heeft twee regels voor {kind}.", "Haal er één weg.")
        seen.add((name, kind))
        yield from _amounts(pupils, row)


def _inside(row: CsvRow, context: Context) -> bool:
    try:
        lat, lon = (float(row.cells.get(name, "")) for name in ("lat", "lon"))
    except ValueError:
        return False
    region = context.reading.region
    return region.extent.contains(lat, lon) if region else math.isfinite(lat) and math.isfinite(lon)


def _amounts(table: CsvTable, row: CsvRow) -> Iterator[Problem]:
    texts = [row.cells.get(column, "") for column in PUPIL_COLUMNS[2:]]
    if row.width != len(PUPIL_COLUMNS) or not all(text.isascii() and text.isdigit() for text in texts):
        message = f"Een aantal leerlingen is een heel getal van 0 of meer, niet: {' en '.join(texts)}."
        yield table.problem(row.line, message, _AGAIN, 3)
    elif int(texts[0]) > int(texts[1]):
        yield table.problem(row.line, "Het kleinste aantal is groter dan het grootste.", "Wissel ze om.", 3)
