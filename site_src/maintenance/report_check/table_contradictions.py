"""Whether the published tables agree with each other, before anything is concluded from them.

A difference between the totals of chapters 3 and 4 that is printed so in the report stands in
`toets.verschillen` of data/rapport/rapport.yml, and is no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_src.maintenance.report_check.inputs import NATIONAL, PRACTICE, Column, Inputs, Row, Tables
from site_src.model.problems import SiteError


class TableError(SiteError):
    """The tables contradict themselves; the message names table, row and column."""


def check_tables(
    inputs: Inputs,
    chapter_4_totals: Mapping[Column, int],
    known: Mapping[Column, tuple[int, int]] | None = None,
) -> None:
    """Raise when the tables cannot all be right, whatever the records say.

    Raises:
        TableError: with every place found, one per line, in Dutch.
    """
    tables = inputs.tables
    problems = [
        *_totals_differ(tables, chapter_4_totals, known or {}),
        *_campus_above_total(tables),
        *_parts_do_not_add_up(inputs),
        *_more_than_everything(tables),
    ]
    if problems:
        raise TableError("\n".join(problems))


def _totals_differ(
    tables: Tables, printed: Mapping[Column, int], known: Mapping[Column, tuple[int, int]]
) -> Iterator[str]:
    """Yield the rows whose totals in chapters 3 and 4 differ, but for the known one."""
    for row in (*tables.classes, *tables.terms):
        other = printed.get(row.column, row.total)
        if other != row.total and known.get(row.column) != (row.total, other):
            yield (f"Tabel {row.table}, rij {row.term}, kolom totaal: {other}, maar hoofdstuk 3 telt er {row.total}.")


def _campus_above_total(tables: Tables) -> Iterator[str]:
    """Yield the cells that count more around one campus than there are in all."""
    for row in (*tables.classes, *tables.terms, tables.everything):
        for campus, count in row.around.items():
            if not 0 <= count <= row.total:
                yield (f"Tabel {row.table}, rij {row.term}, kolom {campus}: {count}, maar het totaal is {row.total}.")


def _parts_do_not_add_up(inputs: Inputs) -> Iterator[str]:
    """Yield the columns in which the classes or the practice levels do not add up."""
    tables = inputs.tables
    levels = tuple(row for row in tables.terms if row.dimension == PRACTICE)
    for parts, name in ((tables.classes, "categorie"), (levels if len(levels) == 3 else (), PRACTICE)):
        if not parts:
            continue
        for campus in (*inputs.campuses, "totaal"):
            found, asked = _count(parts, campus), _count((tables.everything,), campus)
            if found != asked:
                yield (
                    f"Tabel {parts[0].table}, rijen van {name}, kolom {campus}: samen {found}, "
                    f"maar tabel {tables.everything.table} telt er {asked}."
                )


def _count(rows: Iterable[Row], campus: str) -> int:
    """Add up one printed column."""
    return sum(row.total if campus == "totaal" else row.around[campus] for row in rows)


def _more_than_everything(tables: Tables) -> Iterator[str]:
    """Yield the cells that count more than all initiatives around that campus.

    National initiatives count around every campus, so their row must be constant.
    """
    for row in tables.terms:
        for campus, count in row.around.items():
            if count > tables.everything.around[campus]:
                yield (
                    f"Tabel {row.table}, rij {row.term}, kolom {campus}: {count}, maar er zijn "
                    f"daar {tables.everything.around[campus]} initiatieven."
                )
    for row in tables.classes:
        for campus, count in row.around.items():
            if row.term == NATIONAL and count != row.total:
                yield (
                    f"Tabel {row.table}, rij {row.term}, kolom {campus}: {count}, "
                    f"maar landelijk telt overal mee: {row.total}."
                )
