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
    from site_src.maintenance.report_check.run import Calibrate, Measured, inputs_from, measure, run
    from site_src.maintenance.report_check.summary import summary
    from site_src.read.records import read_data

    cp_model()
    started = time.monotonic()

    def tell(message: str) -> None:
        typer.echo(f"{time.monotonic() - started:6.0f} s  {message}", err=True)

    reading = read_data(data)
    if wrong := blocking(reading.problems):
        raise ProblemsFound(wrong)
    inputs = inputs_from(reading)
    results = run(inputs, tell)

    def write(measured: Measured) -> None:
        out.write_text(written(outcome_of(reading, results, measured, reading.report_check)), encoding="utf-8")
        if report:
            report.write_text(summary(results, measured), encoding="utf-8")
        tell(f"geschreven: {out}")

    write(Measured())  # what follows takes long, and may be broken off
    if hide or worlds:
        write(measure(inputs, Calibrate(hide, worlds), tell))
