"""Rules about data/rapport: the published tables are whole, so that a figure can't go wrong in silence.

Read with the csv module, because `check` has to be quick; derive/report_tables.py makes data frames of the same files.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from site_src.check.rule import Context
from site_src.model.fields import term_fields
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, clipped, suggestion
from site_src.read.records import display_name

INDICATORS = ("minimaal-iets-techniek", "hard-techniekprofiel")
PROFILES = ("D&P", "Z&W", "E&O", "PIE", "BWI", "MT", "MVI", "M&T")
DIMENSIONS = tuple(dimension for _, _, dimension in term_fields(Initiative))
TOTAL = ("totaal", "initiatieven")
PER_CAMPUS = "tabel-4-per-campus.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file, and its cells by column."""

    line: int
    cells: dict[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """Dimension and term."""
        return (self.cells.get("dimensie", ""), self.cells.get("term", ""))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in its file."""

    shown: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def problem(self, line: int, message: str, hint: str, column: int = 0) -> Problem:
        """An error in a row of this table."""
        return Problem(self.shown, message, "", line, column, hint=hint)

    def column(self, name: str) -> int:
        """The place of a column, from 1."""
        return self.columns.index(name) + 1


def report_tables_are_right(context: Context) -> Iterator[Problem]:
    """A code that no table has is told of at the campus, not at each table."""
    folder = context.reading.folder / "rapport"
    sheets = {name: _read(folder / name, display_name(context.reading.folder, folder / name)) for name in TABLES}
    columns = {name for sheet in sheets.values() if isinstance(sheet, Sheet) for name in sheet.columns}
    codes = [campus.record.code for campus in context.reading.campuses if campus.record.code in columns]
    for name, sheet in sheets.items():
        if isinstance(sheet, Sheet):
            yield from TABLES[name](sheet, codes, context)
        elif sheet.line or name != PER_CAMPUS:  # an unreadable table 4 is told of by the rule on campuses
            yield sheet


def _read(path: Path, shown: str) -> Sheet | Problem:
    """The table, or why it can't be used: unreadable, or a row with too many or too few cells."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            columns = tuple(next(reader, ()))
            lines = [(reader.line_num, cells) for cells in reader if cells]
    except (OSError, UnicodeDecodeError, csv.Error):
        return Problem(shown, "Deze tabel ontbreekt of is onleesbaar.", "", hint="Zet hem terug.")
    for line, cells in lines:
        if len(cells) != len(columns):
            message = f"Deze rij heeft {len(cells)} waarden, de kop heeft er {len(columns)}."
            return Problem(shown, message, "", line, hint="Kijk of er een komma te veel of te weinig staat.")
    return Sheet(shown, columns, tuple(Row(line, dict(zip(columns, cells, strict=True))) for line, cells in lines))


def _counts(sheet: Sheet, codes: list[str], context: Context) -> Iterator[Problem]:
    """Tables 4.1-4.6: whole numbers, no more than the campus has initiatives, terms that exist, each once."""
    columns = [*codes, "totaal"]
    yield from _columns(sheet, ("tabel", "dimensie", "term", *columns))
    yield from _terms(sheet, context)
    total = next((row for row in sheet.rows if row.key == TOTAL), None)
    if not total:
        yield sheet.problem(1, "De rij “totaal, initiatieven” ontbreekt.", "Zet tabel 2.2 er weer bij.")
    for row in sheet.rows:
        for column in columns:
            limit = _number(total.cells.get(column, "")) if total else None
            yield from _value(sheet, row, column, limit, "initiatieven rond deze campus")


def _totals(sheet: Sheet, codes: list[str], context: Context) -> Iterator[Problem]:
    """Tables 3.1-3.6: the same over all initiatives."""
    yield from _columns(sheet, ("tabel", "dimensie", "term", "aantal"))
    yield from _terms(sheet, context)
    for row in sheet.rows:
        yield from _value(sheet, row, "aantal", None, "")


def _shares(key: str, known: tuple[str, ...]) -> Callable[[Sheet, list[str], Context], Iterator[Problem]]:
    def check(sheet: Sheet, codes: list[str], context: Context) -> Iterator[Problem]:
        yield from _columns(sheet, (key, *codes))
        seen: set[str] = set()
        for row in sheet.rows:
            name = row.cells.get(key, "")
            if name not in known:
                yield sheet.problem(row.line, f"“{clipped(name)}” is geen bekende {key}.", suggestion(name, known))
            if name in seen:
                yield sheet.problem(row.line, f"De rij “{clipped(name)}” staat er twee keer.", "Haal er één weg.")
            seen.add(name)
            for column in codes:
                yield from _value(sheet, row, column, 100, "procent")
        for name in known:
            if name not in seen:
                yield sheet.problem(1, f"De rij “{name}” ontbreekt.", "Zet hem terug.")

    return check


def _columns(sheet: Sheet, wanted: tuple[str, ...]) -> Iterator[Problem]:
    for name in wanted:
        if name not in sheet.columns:
            yield sheet.problem(1, f"De kolom “{name}” ontbreekt.", "Zet hem terug; elke campus heeft een kolom.")


def _terms(sheet: Sheet, context: Context) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for row in sheet.rows:
        dimension, term = row.key
        terms = context.reading.vocabulary.ids(dimension)
        if dimension not in DIMENSIONS and row.key != TOTAL:
            message = f"“{clipped(dimension)}” is geen bekende dimensie."
            yield sheet.problem(row.line, message, suggestion(dimension, [*DIMENSIONS, TOTAL[0]]))
        elif terms and term not in terms and len(set(terms)) == len(terms):  # an id that stands twice is told of there
            message = f"{dimension}: “{clipped(term)}” is geen bekende term."
            yield sheet.problem(row.line, message, suggestion(term, terms))
        if row.key in seen:
            yield sheet.problem(row.line, f"De rij “{dimension}, {term}” staat er twee keer.", "Haal er één weg.")
        seen.add(row.key)


def _value(sheet: Sheet, row: Row, column: str, limit: int | None, what: str) -> Iterator[Problem]:
    text = row.cells.get(column)
    if text is None:
        return  # the column is missing, and that has been told
    number = _number(text)
    hint = "Neem het getal over zoals het in het rapport staat."
    if number is None or number < 0:
        message = f"{column}: “{clipped(text)}” is geen geheel getal van nul of hoger."
        yield sheet.problem(row.line, message, hint, sheet.column(column))
    elif limit is not None and number > limit >= 0:
        message = f"{column}: {number} kan niet, het hoogste is {limit} {what}."
        yield sheet.problem(row.line, message, hint, sheet.column(column))


def _number(text: str) -> int | None:
    """A whole number as the tables print it; nothing for any other text."""
    plain = text.removeprefix("-")
    return int(text) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


TABLES: dict[str, Callable[[Sheet, list[str], Context], Iterator[Problem]]] = {
    "tabel-3-totalen.csv": _totals,
    PER_CAMPUS: _counts,
    "tabel-5.1-vmbo-techniekprofielen.csv": _shares("indicator", INDICATORS),
    "tabel-5.2-vmbo-profielen.csv": _shares("profiel", PROFILES),
}
