"""`signs` and `signs-alarm`: what the websites of the records say, and whether that is still being looked at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from site_src.cli.console import guarded

if TYPE_CHECKING:
    from site_src.maintenance.signs.fetching import Limits
    from site_src.maintenance.signs.run import Outcome
    from site_src.render.forms.form_links import Addresses

app = typer.Typer()
NOT_WRITTEN = "Er is niets geschreven."

Report = Annotated[Path | None, typer.Option(help="Waar het verslag komt; anders op het scherm.")]
Today = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop dit gebeurt.")]


class Places(NamedTuple):
    """Where the report, the same as JSON, and what is kept for next week come."""

    report: Path | None
    json: Path | None
    state: Path | None


@app.command()
def signs(
    data: Annotated[Path, typer.Option(help="De map met records.")] = Path("data"),
    content: Annotated[Path, typer.Option(help="De map met teksten en site.yml.")] = Path("content"),
    report: Report = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Waar alles ook als JSON komt.")] = None,
    only: Annotated[str, typer.Option(help="Het id van één initiatief; er wordt dan niets bewaard.")] = "",
    state: Annotated[Path | None, typer.Option(help="Waar staat wat deze controle vorige keer vond.")] = None,
    today: Today = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Hoeveel websites tegelijk.")] = 8,
    delay: Annotated[float, typer.Option(min=0, help="Seconden rust tussen twee vragen aan één website.")] = 1.0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconden die één adres mag duren.")] = 10.0,
    local: Annotated[bool, typer.Option("--local", hidden=True)] = False,
) -> None:
    """Legt naast elk record wat de website ervan zegt: antwoord, verhuisd, te koop, data. Verandert geen record."""
    from site_src.maintenance.signs.fetching import Limits

    limits, places = Limits(seconds=timeout, local=local), Places(report, json_file, None if only else state)
    works = guarded(lambda: _look(data, content, places, only, _day(today), limits, (jobs, delay)), NOT_WRITTEN)
    raise typer.Exit(0 if works or only else 1)


@app.command("signs-alarm")
def signs_alarm(
    state: Annotated[Path, typer.Option(help="Waar staat wat `signs` de laatste keer bewaarde.")],
    report: Report = None,
    today: Today = None,
) -> None:
    """Slaat alarm als de controle van websites al twee weken niet heeft gewerkt."""
    from site_src.maintenance.signs.memory import alarm, read_memory

    text = alarm(guarded(lambda: read_memory(state), NOT_WRITTEN), _day(today))
    if text:
        _give(text, report)
    raise typer.Exit(1 if text else 0)


def _look(
    data: Path, content: Path, places: Places, only: str, day: dt.date, limits: Limits, pace: tuple[int, float]
) -> bool:
    """Reads, visits, writes; whether the check worked. Raises SiteError."""
    from site_src.maintenance.links.link_check import read_exempt
    from site_src.maintenance.signs.memory import Memory, after, memory_text, read_memory
    from site_src.maintenance.signs.reading.structured_data import extractors
    from site_src.maintenance.signs.run import Asking, look, to_visit
    from site_src.read.records import read_data
    from site_src.read.settings import read_settings
    from site_src.render.forms.form_links import Addresses

    extractors()
    settings, reading = read_settings(content), read_data(data)
    before = read_memory(places.state) if places.state else Memory()
    exempt = read_exempt(content / "linkuitzonderingen.yml")
    websites, skipped = to_visit([item.record for item in reading.initiatives], exempt, day, only)
    agent = f"techniek-dichtbij-signs/1 (+{settings.repository})"
    outcome = look(websites, Asking(agent, limits, *pace), before.strikes, day)
    works = outcome.works or not websites
    if places.state:
        places.state.write_text(memory_text(after(before, outcome.signs, day, works=works)), encoding="utf-8")
    _tell(outcome, skipped, Addresses(settings, reading.vocabulary), places, day)
    return works


def _tell(outcome: Outcome, skipped: dict[str, str], addresses: Addresses, places: Places, day: dt.date) -> None:
    from site_src.maintenance.signs.as_json import signs_json
    from site_src.maintenance.signs.report import signs_report

    if places.json:
        places.json.write_text(signs_json(outcome, day), encoding="utf-8")
    _give(signs_report(outcome, skipped, addresses, day), places.report)


def _day(today: dt.datetime | None) -> dt.date:
    return today.date() if today else dt.datetime.now(tz=dt.UTC).date()


def _give(text: str, report: Path | None) -> None:
    if report:
        report.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)
