"""data/dekking.csv -> how much was known in each month, so that a build needs no git. The file is optional."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from site_src.model.made.coverage import COLUMNS, FILE, Coverage
from site_src.model.problems import Problem
from site_src.read.csv_table import read_csv_table

_AGAIN = "Maak het opnieuw met: python build.py coverage --write"


def read_coverage(folder: Path) -> tuple[tuple[Coverage, ...], list[Problem]]:
    """The rows as they stand, and what is wrong with the others; nothing without the file."""
    path = folder / FILE
    if not path.exists():
        return (), []
    name = f"{folder.name}/{FILE}"
    table = read_csv_table(path, name)
    if table is None or table.columns != COLUMNS:
        message = f"Deze tabel is onleesbaar, of heeft andere kolommen dan: {', '.join(COLUMNS)}."
        return (), [Problem(name, message, "", 1, hint=_AGAIN)]
    rows: list[Coverage] = []
    problems: list[Problem] = []
    for row in table.rows:
        try:
            rows.append(Coverage.model_validate(row.cells))
        except ValidationError as error:
            wrong = str(error.errors()[0]["loc"][0])
            message = f"“{wrong}” kan niet zijn: “{row.cells.get(wrong, '')}”."
            problems.append(table.problem(row.line, message, _AGAIN))
    return tuple(rows), problems
