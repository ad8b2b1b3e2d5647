"""Makes data/dekking.csv: `python build.py coverage --write`.

git ──> the last state of each month (past_states.py), and the folder as it is now ──> how much of each kind of fact is
known (derive/insight/coverage.py)

Which facts were old is counted on the day of a state.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.coverage import before, coverage_of
from site_src.maintenance.git_revisions import revisions_of
from site_src.maintenance.past_states import catalogue_of, past_states, read_now
from site_src.model.fields import field_named
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import COLUMNS, FILE, Coverage
from site_src.model.settings import Settings


def coverage(data: Path, settings: Settings, today: dt.date, most: int, *, write: bool) -> list[str]:
    """Tells in a line each how much is known of each kind of fact, and how that moved; writes it when asked.

    At most `most` months of git are read, the newest. Raises SiteError when git can't be asked or when the data of now
    is not right.
    """
    now = read_now(data)
    told: list[str] = []
    months = {f"{day:%Y-%m}": (day, revision) for day, revision in revisions_of(data) if day < today}
    months.pop(f"{today:%Y-%m}", None)  # of this month the folder tells
    states = list(past_states(data, settings, list(months.values())[-most:], now, told))
    states.append((today, catalogue_of(now, settings, today, now)))
    rows = [row for day, catalogue in states for row in _rows(catalogue, day)]
    current = [row for row in rows if row.month == f"{today:%Y-%m}"]
    told += [_told(row, before(rows, today)) for row in current]
    if write:
        (data / FILE).write_bytes(as_csv(rows).encode("utf-8"))
        told.append(f"Geschreven: {data / FILE}, {len(states)} maanden.")
    return told


def _rows(catalogue: Catalogue, day: dt.date) -> list[Coverage]:
    return list(coverage_of(catalogue.initiatives, catalogue.knowledge, day))


def _told(row: Coverage, earlier: dict[str, Coverage]) -> str:
    label = field_named(Initiative, row.field).spec.nl
    moved = row.known - earlier[row.field].known if row.field in earlier else 0
    since = f" ({moved:+d} sinds {earlier[row.field].month})" if moved else ""
    return f"{label}: {row.known} van {row.n} bekend{since}, waarvan {row.old} weer na te kijken"


def as_csv(rows: Sequence[Coverage]) -> str:
    """The rows as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.model_dump(by_alias=True).values() for row in rows)
    return text.getvalue()
