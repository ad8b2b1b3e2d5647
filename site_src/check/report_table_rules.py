"""Rules about data/rapport: the published tables are whole, and our records don't contradict them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

from site_src.check.rule import Context
from site_src.model.fields import term_fields, values_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, clipped, suggestion
from site_src.model.region.report import Report
from site_src.read.csv_table import CsvRow, CsvTable
from site_src.read.records import display_name

DIMENSIONS = tuple(dimension for _, _, dimension in term_fields(Initiative))
TOTAL = ("totaal", "initiatieven")
FUNNEL = "tabel-2.1-selectiestappen.csv"
TOTALS = "tabel-3-totalen.csv"
PER_CAMPUS = "tabel-4-per-campus.csv"
COUNTED = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche", "categorie")


TableCheck = Callable[[CsvTable, list[str], Context], Iterator[Problem]]


def report_tables_are_right(context: Context) -> Iterator[Problem]:
    """A code that no table has is told of at the campus, not at each table."""
    report = context.reading.report_tables
    if not context.reading.has_report:
        return  # a region without a report
    usable = {name: table for name, table in report.items() if name in TABLES and not _uneven(table)}
    columns = {name for table in usable.values() for name in table.columns}
    codes = [campus.record.code for campus in context.reading.campuses if campus.record.code in columns]
    for name, check_table in TABLES.items():
        if name in usable:
            yield from check_table(usable[name], codes, context)
        elif name in report:
            yield from _uneven(report[name])
        elif name != PER_CAMPUS:  # that table 4 can't be read is told of by the rule on campuses
            shown = display_name(context.reading.folder, context.reading.folder / "rapport" / name)
            yield Problem(shown, "Deze tabel ontbreekt of is onleesbaar.", "", hint="Zet hem terug.")


def _uneven(table: CsvTable) -> list[Problem]:
    """The first row with too many or too few values; the rest of such a table can't be trusted."""
    wide = len(table.columns)
    rows = (row for row in table.rows if row.width != wide)
    return [
        table.problem(row.line, f"Deze rij heeft {row.width} waarden, de kop heeft er {wide}.",
                      "Kijk of er een komma te veel of te weinig staat.")
        for row in itertools.islice(rows, 1)
    ]  # fmt: skip


def no_more_than_the_report_counted(context: Context) -> Iterator[Problem]:
    """The report gives totals, not a score for each initiative, and many of our fields are unknown.

    So our count may be lower than the published one (tables 3.1-3.6); a count that is higher deserves a look.
    """
    if not (table := context.reading.report_tables.get(TOTALS)):
        return
    attributes = {dimension: attribute for attribute, _, dimension in term_fields(Initiative)}
    for row in table.rows:
        dimension, term = _key(row)
        published = _number(row.cells.get("aantal", ""))
        if dimension not in COUNTED or published is None:
            continue
        ours = sum(term in values_of(item.record, attributes[dimension]) for item in context.reading.initiatives)
        if ours > published:
            message = (f"{dimension} “{term}”: {ours} records, het rapport telde er {published} "
                       f"(tabel {row.cells.get('tabel', '')}).")  # fmt: skip
            since = f"sinds {report.year} " if (report := context.reading.report) else ""
            hint = f"Dat mag als er {since}iets veranderde; kijk anders of een afleiding te ruim is."
            yield Problem(table.file, message, "", hint=hint)


def _key(row: CsvRow) -> tuple[str, str]:
    """Dimension and term."""
    return (row.cells.get("dimensie", ""), row.cells.get("term", ""))


def _funnel(table: CsvTable, codes: list[str], context: Context) -> Iterator[Problem]:
    """Table 2.1: how many initiatives are left after each step."""
    yield from _columns(table, ("stap", "aantal"))
    for row in table.rows:
        yield from _value(table, row, "aantal", None, "")


def _counts(table: CsvTable, codes: list[str], context: Context) -> Iterator[Problem]:
    """Tables 4.1-4.6: whole numbers, no more than the campus has initiatives, terms that exist, each once."""
    columns = [*codes, "totaal"]
    yield from _columns(table, ("tabel", "dimensie", "term", *columns))
    yield from _terms(table, context)
    total = next((row for row in table.rows if _key(row) == TOTAL), None)
    if not total:
        yield table.problem(1, "De rij “totaal, initiatieven” ontbreekt.", "Zet tabel 2.2 er weer bij.")
    for row in table.rows:
        for column in columns:
            limit = _number(total.cells.get(column, "")) if total else None
            yield from _value(table, row, column, limit, "initiatieven rond deze campus")


def _totals(table: CsvTable, codes: list[str], context: Context) -> Iterator[Problem]:
    """Tables 3.1-3.6: the same over all initiatives."""
    yield from _columns(table, ("tabel", "dimensie", "term", "aantal"))
    yield from _terms(table, context)
    for row in table.rows:
        yield from _value(table, row, "aantal", None, "")


def _shares(key: str, names_in: Callable[[Report], Iterable[str]], *more: str) -> TableCheck:
    def check(table: CsvTable, codes: list[str], context: Context) -> Iterator[Problem]:
        yield from _columns(table, (key, *more, *codes))
        known = list(names_in(context.reading.report)) if context.reading.report else []
        seen: set[str] = set()
        for row in table.rows:
            name = row.cells.get(key, "")
            if known and name not in known:
                yield table.problem(row.line, f"“{clipped(name)}” is geen bekende {key}.", suggestion(name, known))
            if name in seen:
                yield table.problem(row.line, f"De rij “{clipped(name)}” staat er twee keer.", "Haal er één weg.")
            seen.add(name)
            for column in codes:
                yield from _value(table, row, column, 100, "procent")
        for name in known:
            if name not in seen:
                yield table.problem(1, f"De rij “{name}” ontbreekt.", "Zet hem terug.")

    return check


def _columns(table: CsvTable, wanted: tuple[str, ...]) -> Iterator[Problem]:
    for name in wanted:
        if name not in table.columns:
            yield table.problem(1, f"De kolom “{name}” ontbreekt.", "Zet hem terug; elke campus heeft een kolom.")


def _terms(table: CsvTable, context: Context) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for row in table.rows:
        dimension, term = _key(row)
        terms = context.reading.vocabulary.ids(dimension)
        if dimension not in DIMENSIONS and _key(row) != TOTAL:
            message = f"“{clipped(dimension)}” is geen bekende dimensie."
            yield table.problem(row.line, message, suggestion(dimension, [*DIMENSIONS, TOTAL[0]]))
        elif terms and term not in terms and len(set(terms)) == len(terms):  # an id that stands twice is told of there
            message = f"{dimension}: “{clipped(term)}” is geen bekende term."
            yield table.problem(row.line, message, suggestion(term, terms))
        if _key(row) in seen:
            yield table.problem(row.line, f"De rij “{dimension}, {term}” staat er twee keer.", "Haal er één weg.")
        seen.add(_key(row))


def _value(table: CsvTable, row: CsvRow, column: str, limit: int | None, what: str) -> Iterator[Problem]:
    text = row.cells.get(column)
    if text is None:
        return  # the column is missing, and that has been told
    number = _number(text)
    hint = "Neem het getal over zoals het in het rapport staat."
    if number is None or number < 0:
        message = f"{column}: “{clipped(text)}” is geen geheel getal van nul of hoger."
        yield table.problem(row.line, message, hint, table.place(column))
    elif limit is not None and number > limit >= 0:
        message = f"{column}: {number} kan niet, het hoogste is {limit} {what}."
        yield table.problem(row.line, message, hint, table.place(column))


def _number(text: str) -> int | None:
    """A whole number as the tables print it; nothing for any other text."""
    plain = text.removeprefix("-")
    return int(text) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


TABLES: dict[str, TableCheck] = {
    FUNNEL: _funnel,
    TOTALS: _totals,
    PER_CAMPUS: _counts,
    "tabel-5.1-vmbo-techniekprofielen.csv": _shares("indicator", lambda report: report.indicators),
    "tabel-5.2-vmbo-profielen.csv": _shares("profiel", lambda report: report.profiles, "naam", "hard"),
}
