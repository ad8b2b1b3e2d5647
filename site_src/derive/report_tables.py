"""The report's tables (data/rapport/*.csv) as data frames. They are published figures: read, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from site_src.model.problems import Problem, ProblemsFound

FILES = {
    "funnel": ("tabel-2.1-selectiestappen.csv", ["stap", "aantal"]),
    "totals": ("tabel-3-totalen.csv", ["tabel", "dimensie", "term", "aantal"]),
    "per_campus": ("tabel-4-per-campus.csv", ["tabel", "dimensie", "term"]),
    "vmbo_share": ("tabel-5.1-vmbo-techniekprofielen.csv", ["indicator"]),
    "vmbo_profiles": ("tabel-5.2-vmbo-profielen.csv", ["profiel", "naam", "hard"]),
}


@dataclass(frozen=True, slots=True)
class ReportTables:
    """Tables 2.1, 3.1-3.6, 2.2 with 4.1-4.6, 5.1 and 5.2; n = 70 initiatives, percentages of pupils in 2022."""

    funnel: pd.DataFrame
    totals: pd.DataFrame
    per_campus: pd.DataFrame
    vmbo_share: pd.DataFrame
    vmbo_profiles: pd.DataFrame


def read_tables(folder: Path) -> ReportTables:
    """Reads data/rapport; raises ProblemsFound when a table is missing or lacks a column."""
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name, (file, columns) in FILES.items():
        path = folder / "rapport" / file
        shown = f"{folder.name}/rapport/{file}"
        try:
            frames[name] = pd.read_csv(path, dtype={"tabel": str})
        except (OSError, ValueError) as error:
            problems.append(
                Problem(shown, f"Deze tabel kan niet gelezen worden ({error}).", "tabel", hint="Zet hem terug.")
            )
            continue
        missing = [column for column in columns if column not in frames[name].columns]
        problems += [Problem(shown, f"De kolom “{c}” ontbreekt.", "tabel", 1, hint="Zet hem terug.") for c in missing]
    if problems:
        raise ProblemsFound(problems)
    return ReportTables(**frames)
