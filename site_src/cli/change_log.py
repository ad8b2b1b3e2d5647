"""The command `changes`: what changed in the data, in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from site_src.model.problems import ProblemsFound, SiteError, as_text
from site_src.model.texts import HOUSE_LANGUAGE

app = typer.Typer()


@app.command()
def changes(
    since: Annotated[str, typer.Option("--since", help="Een git-revisie, zoals HEAD~10 of een tag.")],
    until: Annotated[
        str | None, typer.Option("--until", help="Een latere revisie; anders de map zoals hij nu is.")
    ] = None,
    language: Annotated[str, typer.Option("--taal", help="Een taal van de site.")] = HOUSE_LANGUAGE,
    write: Annotated[bool, typer.Option("--write", help="Zet het in data/wijzigingen.yml, voor de site.")] = False,
    data: Annotated[Path, typer.Option(help="De map met records.")] = Path("data"),
    content: Annotated[Path, typer.Option(help="De map met teksten en site.yml.")] = Path("content"),
    today: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop het veranderde.")
    ] = None,
) -> None:
    """Vertelt wat er in de gegevens veranderde: nieuw, weg, gestopt, hernoemd, bijgewerkt."""
    from site_src.maintenance.change_log import write_log
    from site_src.maintenance.git_revisions import UnknownRevision
    from site_src.maintenance.revision_changes import changes_between
    from site_src.read.settings import read_settings

    day = today.date() if today else dt.datetime.now(tz=dt.UTC).date()
    try:
        if language not in read_settings(content).languages:
            raise typer.BadParameter(f"“{language}” is geen taal van de site", param_hint="--taal")
        found = changes_between(data, content, since, until, day)
        path = write_log(data, found) if write and found else None
    except UnknownRevision as error:
        raise typer.BadParameter(str(error), param_hint="--since") from error
    except SiteError as error:
        _stop(error)
    for entry in found:
        typer.echo(entry.text[language])
    if not found:
        typer.echo("Er is niets veranderd.", err=True)
    if path:
        typer.echo(f"Geschreven: {path}.", err=True)


def _stop(error: SiteError) -> NoReturn:
    lines = [as_text(problem) for problem in error.problems] if isinstance(error, ProblemsFound) else [f"fout: {error}"]
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)
