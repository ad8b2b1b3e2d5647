"""The commands that make tables for a build to read: demand, gap-register and coverage."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from site_src.cli.console import day, guarded

app = typer.Typer()

Data = Annotated[Path, typer.Option(help="De map met records.")]
Content = Annotated[Path, typer.Option(help="De map met teksten en site.yml.")]
Today = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop dit gebeurt.")]
_NOTHING = "Er is niets geschreven."


@app.command()
def demand(
    given: Annotated[
        list[Path] | None, typer.Option("--from", help="Een bestand van DUO, of een map ermee (vaker mag).")
    ] = None,
    addresses: Annotated[
        list[str] | None, typer.Option("--fetch", help="Het webadres van een bestand van DUO (vaker mag).")
    ] = None,
    data: Data = Path("data"),
    today: Today = None,
) -> None:
    """Maakt data/vraag uit open bestanden van DUO: hoeveel leerlingen er zijn per gemeente en schooltype."""
    from site_src.maintenance.demand.fetching import fetch
    from site_src.maintenance.demand.refresh import refresh_demand

    if not given and not addresses:
        raise typer.BadParameter("geef --from of --fetch", param_hint="--from")
    now = day(today) or dt.datetime.now(tz=dt.UTC).date()

    def make() -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            fetched = fetch(addresses or [], Path(folder))
            sources = {path.name: url for path, url in fetched.items()}
            return refresh_demand(data, [*(given or []), *fetched], now, sources)

    for line in guarded(make, _NOTHING):
        typer.echo(line)


@app.command("gap-register")
def gap_register(
    since: Annotated[
        dt.datetime | None,
        typer.Option("--since", formats=["%Y-%m-%d"], help="Vanaf welke dag; anders vanaf het begin."),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Hoeveel dagen hoogstens; de oudste vallen af.")] = 400,
    data: Data = Path("data"),
    content: Content = Path("content"),
    today: Today = None,
) -> None:
    """Maakt data/witte-vlekken-register.csv uit git: sinds wanneer elke witte vlek er is, en waardoor."""
    from site_src.maintenance.gap_register.history import write_register
    from site_src.read.settings import read_settings

    now = day(today) or dt.datetime.now(tz=dt.UTC).date()
    first = since.date() if since else None
    for line in guarded(lambda: write_register(data, read_settings(content), now, first, most), _NOTHING):
        typer.echo(line)


@app.command()
def coverage(
    write: Annotated[bool, typer.Option("--write", help="Schrijft ook data/dekking.csv.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="Hoeveel maanden hoogstens; de oudste vallen af.")] = 36,
    data: Data = Path("data"),
    content: Content = Path("content"),
    today: Today = None,
) -> None:
    """Telt per soort feit hoeveel er bekend is, en hoe dat veranderde sinds vorige maand."""
    from site_src.maintenance.coverage import coverage as run
    from site_src.read.settings import read_settings

    now = day(today) or dt.datetime.now(tz=dt.UTC).date()
    for line in guarded(lambda: run(data, read_settings(content), now, most, write=write), _NOTHING):
        typer.echo(line)
