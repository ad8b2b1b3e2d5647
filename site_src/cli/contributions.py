"""The commands around contributing: from-issue, links, freshness, summary. With cli.py the only file that prints."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from site_src.model.problems import ProblemsFound, SiteError, as_text

if TYPE_CHECKING:
    from site_src.maintenance.contributions.form_parsing import Submission
    from site_src.render.forms.issue_forms import Form

app = typer.Typer()

Data = Annotated[Path, typer.Option(help="De map met records.")]
Content = Annotated[Path, typer.Option(help="De map met teksten en site.yml.")]
Today = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop dit gebeurt.")]
Report = Annotated[Path | None, typer.Option(help="Waar het verslag komt; anders op het scherm.")]


@app.command("from-issue")
def from_issue(
    event: Annotated[Path | None, typer.Option(help="De gebeurtenis van GitHub, als JSON.")] = None,
    text: Annotated[
        Path | None,
        typer.Option(help="Een mail met een formulier, als .eml, tekst of HTML; - is wat je plakt."),
    ] = None,
    data: Data = Path("data"),
    content: Content = Path("content"),
    json_file: Annotated[Path | None, typer.Option("--json", help="Waar de uitkomst komt, als JSON.")] = None,
    today: Today = None,
) -> None:
    """Maakt van een formulier een record of een wijziging, of zegt wat er niet klopt."""
    from site_src.maintenance.contributions.proposal import Kind, write
    from site_src.maintenance.contributions.proposing import handle
    from site_src.read.records import read_data
    from site_src.render.forms.issue_forms import issue_forms

    if (event is None) == (text is None):
        raise typer.BadParameter("geef --event of --text", param_hint="--event")
    reading = read_data(data)
    forms = issue_forms(reading.vocabulary)
    try:
        sent = _sent(event, text, forms)
        outcome = handle(sent, reading, forms, _day(today), _address_of_site(content), by_mail=text is not None)
        path = write(outcome, data)
    except SiteError as error:
        _stop(error)
    if json_file:
        json_file.write_text(outcome.as_json(data.name), encoding="utf-8")
    typer.echo(outcome.message, nl=False)
    if path:
        typer.echo(f"Geschreven: {path}.", err=True)
    raise typer.Exit(1 if outcome.kind is Kind.ANSWER or (outcome.kind is Kind.NONE and text) else 0)


def _sent(event: Path | None, text: Path | None, forms: dict[str, Form]) -> Submission:
    from site_src.maintenance.contributions.form_parsing import read_event
    from site_src.maintenance.contributions.mail.reading import read_mail

    if event:
        return read_event(event, forms)
    assert text is not None
    try:
        return read_mail(sys.stdin.buffer.read() if str(text) == "-" else text.read_bytes(), forms)
    except OSError as error:
        raise SiteError(f"{text} kan niet gelezen worden ({error.strerror}).") from error


def _address_of_site(content: Path) -> str:
    """Where the site stands, for links in a reply; "" without settings that can be read."""
    from site_src.read.settings import read_settings

    try:
        return read_settings(content).base_url
    except SiteError:
        return ""


@app.command()
def links(
    data: Data = Path("data"),
    content: Content = Path("content"),
    state: Annotated[Path | None, typer.Option(help="Waar de mislukte links van vorige weken staan.")] = None,
    report: Report = None,
    today: Today = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Hoeveel sites tegelijk.")] = 8,
    delay: Annotated[float, typer.Option(min=0, help="Seconden rust tussen twee vragen aan één site.")] = 1.0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconden tot een site te laat is.")] = 20.0,
) -> None:
    """Vraagt elke link van elk record op; kapot is: drie keer mislukt in drie weken."""
    from site_src.maintenance.links.http_check import ask
    from site_src.maintenance.links.link_check import (
        check_links,
        exempted,
        links_of,
        read_exempt,
        read_state,
        state_text,
    )
    from site_src.maintenance.links.report import link_report
    from site_src.read.records import read_data
    from site_src.read.settings import read_settings

    day = _day(today)
    try:
        settings = read_settings(content)
        exempt, before = read_exempt(content / "linkuitzonderingen.yml"), read_state(state) if state else {}
    except SiteError as error:
        _stop(error)
    wanted, skipped = exempted(links_of(read_data(data)), exempt, day)
    agent = f"techniek-dichtbij-linkcheck/1 (+{settings.repository})"
    verdicts = check_links(wanted, lambda url: ask(url, agent, timeout), before, day, jobs, delay)
    if state:
        state.write_text(state_text(verdicts), encoding="utf-8")
    _give(link_report(verdicts, skipped, settings.repository, day), report)
    raise typer.Exit(1 if any(verdict.broken for verdict in verdicts) else 0)


@app.command()
def freshness(
    data: Data = Path("data"), content: Content = Path("content"), report: Report = None, today: Today = None
) -> None:
    """Noemt de records met feiten die weer nagekeken mogen worden, met een link om elk te bevestigen."""
    from site_src.maintenance.freshness import freshness_report
    from site_src.read.records import read_data
    from site_src.read.settings import read_settings
    from site_src.render.forms.form_links import Addresses

    reading = read_data(data)
    try:
        addresses = Addresses(read_settings(content), reading.vocabulary)
    except SiteError as error:
        _stop(error)
    _give(freshness_report([item.record for item in reading.initiatives], addresses, _day(today)), report)


@app.command()
def summary(
    base: Annotated[Path, typer.Option(help="De map met records zoals ze nu op de site staan.")],
    data: Data = Path("data"),
    content: Content = Path("content"),
    report: Report = None,
    today: Today = None,
) -> None:
    """Zegt in woorden wat een verandering van de records op de site doet."""
    from site_src.maintenance.pull_request_summary import as_summary, catalogue_of, compare
    from site_src.read.settings import read_settings

    try:
        settings = read_settings(content)
        before, after = (catalogue_of(folder, settings, _day(today)) for folder in (base, data))
    except SiteError as error:
        _stop(error)
    if after is None:
        _give("## Wat er op de site verandert\n\nDat is te zien als de fouten in de records weg zijn.\n", report)
        raise typer.Exit(1)
    if before is None:
        _give("## Wat er op de site verandert\n\nDe records van nu zijn niet te lezen om mee te vergelijken.\n", report)
        return
    _give(as_summary(compare(before, after), after), report)


def _day(today: dt.datetime | None) -> dt.date:
    return today.date() if today else dt.datetime.now(tz=dt.UTC).date()


def _give(text: str, report: Path | None) -> None:
    if report:
        report.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


def _stop(error: SiteError) -> NoReturn:
    if isinstance(error, ProblemsFound):
        for problem in error.problems:
            typer.echo(as_text(problem), err=True)
    else:
        typer.echo(f"fout: {error}", err=True)
    raise typer.Exit(1)
