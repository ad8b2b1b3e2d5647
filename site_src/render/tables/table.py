"""A table as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a page: the first cell of each row is its heading; `origin` says whose figures these are."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    origin: str = "rapport"
    source: str = ""
    text_columns: frozenset[int] = field(default_factory=frozenset)


def number_key(number: str) -> str:
    """The number of a table of the report as a key of the words of the site: 4.2 -> 4_2."""
    return number.replace(".", "_")


def report_source(*numbers: str) -> str:
    """Where published figures come from: 'SEOR 2023, tabel 5.1, tabel 5.2'."""
    return ", ".join(("SEOR 2023", *(f"tabel {number}" for number in numbers)))
