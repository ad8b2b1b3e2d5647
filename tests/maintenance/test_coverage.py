"""`build.py coverage` tells how much is known of each kind of fact, and finds in git how that moved by month."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import RECORD, changed, record, run

from site_src.model.made.coverage import Coverage
from site_src.read.made.coverage import read_coverage
from site_src.read.records import read_data

Tree = Callable[..., Path]
LOCAL = ["-c", "user.name=t", "-c", "user.email=t@voorbeeld.nl", "-c", "commit.gpgsign=false"]
COSTS = RECORD.replace("status: actief\n", "status: actief\nkosten: gratis\n").replace(
    "velden: [naam", "velden: [kosten, naam"
)
STOPPED = changed(id="id: ander", naam="naam: Ander", status="status: gestopt")


def commit(data: Path, day: str, **records: str) -> None:
    for name, text in records.items():
        (data / f"initiatieven/{name}.yml").write_text(text, encoding="utf-8")
    when = f"{day}T12:00:00Z"
    dates = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for arguments in (["add", "--all", "data"], ["commit", "--quiet", "-m", day]):
        command = ["git", "-C", str(data.parent), *LOCAL, *arguments]
        subprocess.run(command, check=True, capture_output=True, env=dates)


@pytest.fixture
def data(tree: Tree) -> Path:
    """An initiative of which the costs became known in December, and one that has stopped."""
    data = tree({"initiatieven/ander.yml": STOPPED})
    subprocess.run(["git", "-C", str(data.parent), "init", "--quiet"], check=True, capture_output=True)
    commit(data, "2026-11-10", voorbeeld=RECORD)
    commit(data, "2026-11-28", voorbeeld=RECORD.replace("naam: Voorbeeld", "naam: Ons voorbeeld"))
    commit(data, "2026-12-05", voorbeeld=COSTS)
    return data


def by_month(data: Path) -> dict[tuple[str, str], Coverage]:
    rows, problems = read_coverage(data)
    assert problems == []
    return {(row.month, row.field): row for row in rows}


def test_the_table_has_the_last_state_of_each_month_and_tells_what_moved(data: Path) -> None:
    result = run("coverage", "--write", "--data", data, "--today", "2027-06-01")
    assert result.exit_code == 0, result.output
    assert "Kosten: 1 van 1 bekend, waarvan 0 weer na te kijken" in result.output
    rows = by_month(data)
    assert sorted({month for month, _ in rows}) == ["2026-11", "2026-12", "2027-06"]
    costs = [rows[month, "kosten"] for month in ("2026-11", "2026-12", "2027-06")]
    assert [(row.known, row.unknown, row.n) for row in costs] == [(0, 1, 1), (1, 0, 1), (1, 0, 1)]
    assert [rows[month, "status"].old for month in ("2026-12", "2027-06")] == [0, 1]  # half a year


def test_what_moved_is_told_against_the_month_before_and_nothing_is_written_unasked(data: Path) -> None:
    result = run("coverage", "--data", data, "--today", "2026-12-20")
    assert "Kosten: 1 van 1 bekend (+1 sinds 2026-11)" in result.output
    assert not (data / "dekking.csv").exists()
    assert run("coverage", "--write", "--data", data, "--today", "2026-12-20").exit_code == 0
    first = (data / "dekking.csv").read_bytes()
    assert run("coverage", "--write", "--data", data, "--today", "2026-12-20").exit_code == 0
    assert (data / "dekking.csv").read_bytes() == first
    lines = first.decode().splitlines()
    assert len(lines) == len({line.rsplit(",", 4)[0] for line in lines})  # each field once a month
    assert read_data(data).coverage and record(data, "voorbeeld").costs == "gratis"


def test_a_table_with_a_broken_row_tells_the_line_and_what_to_do(data: Path) -> None:
    run("coverage", "--write", "--data", data, "--today", "2026-12-20")
    path = data / "dekking.csv"
    path.write_text(path.read_text("utf-8").replace("2026-11,naam,1", "2026-11,naam,een", 1), encoding="utf-8")
    _, problems = read_coverage(data)
    assert [(problem.line, problem.message) for problem in problems] == [(2, "“bekend” kan niet zijn: “een”.")]
    assert "python build.py coverage --write" in (problems[0].hint or "")
    assert run("coverage", "--data", data.parent / "leeg", "--today", "2026-12-20").exit_code == 1
