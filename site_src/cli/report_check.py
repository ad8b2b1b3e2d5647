"""`report-check`: reads the catalogue, tells how far the check is, writes the outcome."""

from __future__ import annotations

import time
from pathlib import Path

import typer

from site_src.model.problems import ProblemsFound, blocking


def report_check(data: Path, out: Path, report: Path | None, *, hide: bool, worlds: int) -> None:
    """The whole check; raises SiteError when the data, the tables or the solver are not right."""
    from site_src.maintenance.report_check.outcome import outcome_of, written
    from site_src.maintenance.report_check.proving.solver import cp_model
    from site_src.maintenance.report_check.run import Calibrate, inputs_from, run
    from site_src.maintenance.report_check.summary import summary
    from site_src.read.records import read_data

    cp_model()
    started = time.monotonic()

    def tell(message: str) -> None:
        typer.echo(f"{time.monotonic() - started:6.0f} s  {message}", err=True)

    reading = read_data(data)
    if wrong := blocking(reading.problems):
        raise ProblemsFound(wrong)
    results = run(inputs_from(reading), Calibrate(hide, worlds), tell)
    out.write_text(written(outcome_of(reading, results, reading.report_check)), encoding="utf-8")
    if report:
        report.write_text(summary(results), encoding="utf-8")
    tell(f"Geschreven: {out}")
