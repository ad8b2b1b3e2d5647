"""The command that says what is left to do before the site is somebody's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from site_src.cli.console import day, guarded

app = typer.Typer()


@app.command()
def doctor(
    content: Annotated[Path, typer.Option(help="De map met teksten en site.yml.")] = Path("content"),
    short: Annotated[
        bool, typer.Option("--short", help="Alleen hoeveel er nog op een voorbeeld staat, zonder netwerk.")
    ] = False,
    today: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop dit gebeurt.")] = None,
) -> None:
    """Zegt wat er nog moet voordat de site van jullie is, met de klik die het regelt."""
    from site_src.maintenance.doctor.examination import count_line, examine, project_of, told
    from site_src.maintenance.doctor.finding import State
    from site_src.maintenance.doctor.project_files import file_findings
    from site_src.maintenance.doctor.repository import asking_gh
    from site_src.read.settings import read_settings

    now = day(today) or dt.datetime.now(tz=dt.UTC).date()
    project = project_of(content, guarded(lambda: read_settings(content)))
    if short:
        line = count_line(file_findings(project, now))
        typer.echo(line, nl=bool(line))
        return
    findings = examine(project, now, asking_gh)
    typer.echo(told(findings), nl=False)
    raise typer.Exit(1 if any(finding.state is State.PLACEHOLDER for finding in findings) else 0)
