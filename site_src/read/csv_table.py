"""A CSV file as it stands: its columns, and its rows with the line of each."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from site_src.model.problems import Problem


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its line in the file (from 1), how many values it has, and those that have a column."""

    line: int
    width: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """All rows of a file, also those with more or fewer values than there are columns."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]

    def problem(self, line: int, message: str, hint: str, column: int = 0) -> Problem:
        """An error in a row of this table."""
        return Problem(self.file, message, "", line, column, hint=hint)

    def place(self, column: str) -> int:
        """Which column this is, from 1."""
        return self.columns.index(column) + 1


def read_csv_table(path: Path, name: str) -> CsvTable | None:
    """Reads one CSV file with a header; None when it is missing, no text, or no CSV."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            columns = tuple(next(reader, ()))
            lines = [(reader.line_num, values) for values in reader if values]
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    return CsvTable(name, columns, tuple(CsvRow(line, len(values), dict(zip(columns, values, strict=False)))
                                         for line, values in lines))  # fmt: skip
