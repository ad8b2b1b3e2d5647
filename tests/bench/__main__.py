"""`make bench`: our speed beside two sites of Hugo, growth, bytes and scores; goals and what was measured.

    python -m tests.bench --sizes 70,1000        only these sizes; the results of others are remembered

It never fails a build. Times on a shared machine say nothing alone: everything takes turns, and goals are ratios.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.browser import heaviest, lighthouse, wire_sizes
from tests.bench.records import ROOT
from tests.bench.size import measured

WORK = ROOT / ".cache" / "bench"
RESULTS = WORK / "results.json"
SIZES = (70, 1000, 3000, 10_000)
MANY = 3000  # from here on fewer runs
RUNS, FEW_RUNS = 5, 3
SCRIPT_BUDGET = 25
CAMPUS = "campussen/biotech-campus/"
Found = dict[str, Any]


#: name in the results -> what it is
TOLD = {
    "imports": "import of packages",
    "check": "check, cold",
    "check again": "check, again",
    "plain": "plain Hugo",
    "same": "same-work Hugo",
    "ours": "ours, cold",
    "again": "ours, one record edited",
}


def _ratio(found: Found, size: str, name: str, other: str, key: str = "wall") -> float:
    return float(found[size][name][key] / found[size][other][key])


def _growth(found: Found, name: str, per_record: bool) -> float:
    return float(found["10000"][name]["wall"] / found["1000"][name]["wall"] / (10 if per_record else 1))


#: (what, goal, how it is read from the results)
GOALS: tuple[tuple[str, str, Callable[[Found], float]], ...] = (
    ("70 real records, whole site / import of its packages", "≤ 3.5", lambda f: _ratio(f, "70", "ours", "imports")),
    ("1,000 cold, ours / same-work Hugo, wall", "≤ 3", lambda f: _ratio(f, "1000", "ours", "same")),
    ("10,000 cold, ours / same-work Hugo, wall", "≤ 1.5", lambda f: _ratio(f, "10000", "ours", "same")),
    ("peak memory at 10,000, ours / same-work Hugo", "≤ 0.7", lambda f: _ratio(f, "10000", "ours", "same", "memory")),
    ("time per record, 10,000 against 1,000", "≤ 1.2", lambda f: _growth(f, "ours", True)),
    ("check 10,000 / check 1,000", "≤ 12", lambda f: _growth(f, "check", False)),
    ("one record edited, incremental / full, at 1,000", "≤ 0.08", lambda f: _ratio(f, "1000", "again", "ours")),
    ("list with 10,000: filter change, ms of script", "≤ 50", lambda f: float(f["10000"]["filter"])),
    ("list with 10,000: first view, kB compressed", "≤ 150", lambda f: float(f["10000"]["list"])),
)


def goals(found: Found) -> Table:
    """The table of goals; what was not measured yet is a dash."""
    table = Table("what", "goal", "measured", title="Goals")
    for what, goal, read in GOALS:
        try:
            told = f"{read(found):.3g}"
        except KeyError:
            told = "–"
        table.add_row(what, goal, told)
    return table


def costs(found: Found) -> Table:
    """Wall and processor seconds and memory of everything, by size."""
    table = Table("records", "what", "wall s", "cpu s", "MB", "pages", "MB of HTML", title="Medians, in turns")
    for size in sorted(found, key=int):
        for name, what in TOLD.items():
            row = found[size][name]
            side = {"ours": 0, "same": 1}.get(name)
            more = [] if side is None else [str(found[size]["pages"][side]), f"{found[size]['html'][side] / 1e6:.1f}"]
            table.add_row(size, what, f"{row['wall']:.2f}", f"{row['cpu']:.2f}", f"{row['memory']:.0f}", *more)
    return table


def stages(found: Found) -> Table:
    """Seconds of each stage of ours in one process, by size."""
    sizes = sorted(found, key=int)
    names = list(dict.fromkeys(name for size in sizes for name in found[size]["stages"]))
    table = Table("stage", *sizes, title="Where the time goes: seconds in one process")
    for name in names:
        table.add_row(name, *(f"{found[size]['stages'].get(name, 0):.2f}" for size in sizes))
    return table


def wires(output: Path) -> Table:
    """Bytes over the wire of four pages beside their budgets."""
    ids = tuple(path.stem for path in (ROOT / "data/initiatieven").glob("*.yml"))
    budgets = {"": 60, "initiatieven/": 120, heaviest(output, ids): 45}
    table = Table("page", "kB", "budget", "scripts", "budget", title="Over the wire, compressed, without map tiles")
    for page, size in wire_sizes(output, tuple(budgets)).items():
        most = str(SCRIPT_BUDGET) if page == "initiatieven/" else ""
        table.add_row(f"/{page}", f"{size.whole:.1f}", str(budgets[page]), f"{size.scripts:.1f}", most)
    return table


def scores(output: Path) -> Table:
    """Lighthouse's scores of four kinds of pages."""
    ids = tuple(path.stem for path in (ROOT / "data/initiatieven").glob("*.yml"))
    table = Table("page", "performance", "accessibility", "best practices", "seo", title="Lighthouse, mobile")
    for page, found in lighthouse(output, ("", "initiatieven/", heaviest(output, ids), CAMPUS)).items():
        table.add_row(f"/{page}", *map(str, found))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of records, with commas")
    parser.add_argument("--runs", type=int, default=0, help="runs of each (5, or 3 from 3,000 on)")
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs Chromium")
    asked = parser.parse_args()
    console, browser = Console(width=120), not asked.no_browser
    found: Found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for size in map(int, asked.sizes.split(",")):
        runs = asked.runs or (RUNS if size < MANY else FEW_RUNS)
        found[str(size)] = measured(size, WORK / str(size), runs, browser=browser)
        RESULTS.write_text(json.dumps(found, indent=1))
    console.print(costs(found), stages(found), goals(found))
    real = WORK / "70/ours/public"
    if browser and real.exists():
        console.print(wires(real))
        console.print(scores(real) if shutil.which("npx") else "Lighthouse: npx is not here, skipped.")


if __name__ == "__main__":
    main()
