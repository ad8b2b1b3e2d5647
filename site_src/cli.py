"""The commands and their messages; only this file prints and exits.

Exit codes: 0 good, 1 the data or content is wrong, 2 wrong use of the command.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from site_src.problems import Problem, ProblemsFound, Severity, SiteError, as_github, as_json, as_text, blocking

if TYPE_CHECKING:
    from site_src.building import Options, Summary

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Bouwt en controleert de catalogus.",
)


class Format(StrEnum):
    """How `check` tells what is wrong."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


Data = Annotated[Path, typer.Option(help="De map met records.")]
Content = Annotated[Path, typer.Option(help="De map met teksten en site.yml.")]
Output = Annotated[Path, typer.Option(help="Waar de site komt te staan.")]
BaseUrl = Annotated[
    str | None,
    typer.Option(help="Het adres waar de site komt, met / aan het eind.", callback=lambda url: _address(url)),
]
Today = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarvan de site uitgaat.")]
Jobs = Annotated[int, typer.Option(min=0, help="Hoeveel processen tegelijk; 0 is: zoveel als er kernen zijn.")]
Strict = Annotated[bool, typer.Option("--strict", help="Waarschuwingen tellen als fouten.")]


@app.command()
def build(
    data: Data = Path("data"),
    content: Content = Path("content"),
    output: Output = Path("public"),
    base_url: BaseUrl = None,
    today: Today = None,
    jobs: Jobs = 0,
    strict: Strict = False,
) -> None:
    """Bouwt de hele site, of laat de oude staan als er iets mis is."""
    from site_src.building import Options
    from site_src.building import build as run

    options = Options(data, content, output, base_url, _day(today), jobs, strict)
    summary = _guarded(lambda: run(options))
    _tell_warnings(summary.problems)
    _tell_summary(summary, output)


@app.command()
def check(
    data: Data = Path("data"),
    output_format: Annotated[Format, typer.Option("--format", help="text, github of json.")] = Format.TEXT,
    strict: Strict = False,
    today: Today = None,
) -> None:
    """Controleert alle records en vertelt alles wat er mis is."""
    from site_src.catalogue.reading import read_data
    from site_src.catalogue.rules import check as run

    reading = read_data(data)
    problems = run(reading, _day(today) or dt.datetime.now(tz=dt.UTC).date())
    _tell(problems, output_format, len(reading.initiatives))
    raise typer.Exit(1 if blocking(problems, strict=strict) else 0)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="De poort op deze computer.")] = 8000,
    data: Data = Path("data"),
    content: Content = Path("content"),
    output: Output = Path("public"),
) -> None:
    """Bouwt de site, toont hem op http://localhost en bouwt opnieuw als er iets verandert."""
    from site_src.building import Options
    from site_src.serving import serve as run

    options = Options(data, content, output, base_url=f"http://localhost:{port}/")
    run(options, port, _rebuild, typer.echo)


@app.command()
def new(
    name: Annotated[str, typer.Option("--naam", prompt="Hoe heet het initiatief?", help="De naam.")],
    data: Data = Path("data"),
    answers: Annotated[
        list[str] | None, typer.Option("--veld", help="Een veld, zoals: website=https://… (vaker mag)")
    ] = None,
    ask: Annotated[bool, typer.Option("--vraag/--vraag-niet", help="Of de andere vragen gesteld worden.")] = True,
    today: Today = None,
) -> None:
    """Vraagt wat nodig is en schrijft een geldig record."""
    from site_src.catalogue.reading import read_data
    from site_src.catalogue.writing import new_record, questions

    reading = read_data(data)
    given = _pairs(answers or [])
    for field, question in questions(reading.vocabulary) if ask else ():
        if field not in given:
            given[field] = typer.prompt(question, default="", show_default=False)
    path, problems = _guarded(
        lambda: new_record(reading, name, given, _day(today) or dt.datetime.now(tz=dt.UTC).date()),
        "Er is niets geschreven.",
    )
    _tell_warnings(problems)
    typer.echo(f"Geschreven: {path}. Bekijk het met: make serve")


@app.command()
def forms(
    only_check: Annotated[bool, typer.Option("--check", help="Zegt alleen wat niet klopt en verandert niets.")] = False,
    data: Data = Path("data"),
) -> None:
    """Maakt opnieuw wat uit het model volgt, zoals het JSON-schema van een record."""
    from site_src.catalogue.forms import out_of_date, write_files
    from site_src.catalogue.reading import read_data

    vocabulary = read_data(data).vocabulary
    root = data.resolve().parent
    names = out_of_date(root, vocabulary) if only_check else write_files(root, vocabulary)
    for name in names:
        typer.echo(f"{name} {'is verouderd; draai: python build.py forms' if only_check else 'is opnieuw gemaakt'}.")
    raise typer.Exit(1 if only_check and names else 0)


@app.command()
def geodata(data: Data = Path("data"), today: Today = None) -> None:
    """Maakt data/geo opnieuw uit zijn bronnen; alleen nodig om te verversen."""
    from site_src.places.geodata import refresh

    day = _day(today) or dt.datetime.now(tz=dt.UTC).date()
    for line in _guarded(lambda: refresh(data, day)):
        typer.echo(line)


def main() -> None:
    """Runs the command; a wrong use of it exits with 2 (Typer's own), a broken pipe quietly."""
    app()


def _pairs(answers: Sequence[str]) -> dict[str, str]:
    wrong = [answer for answer in answers if "=" not in answer]
    if wrong:
        raise typer.BadParameter(f"“{wrong[0]}” hoort te zijn: veld=waarde", param_hint="--veld")
    return dict(answer.split("=", 1) for answer in answers)


def _address(url: str | None) -> str | None:
    from site_src.settings import SITE_ADDRESS

    if url is not None and not re.match(SITE_ADDRESS, url):
        raise typer.BadParameter(f"“{url}” is geen adres van een site, zoals https://voorbeeld.nl/kaart/")
    return url


def _day(value: dt.datetime | None) -> dt.date | None:
    """--today, else SOURCE_DATE_EPOCH, else None: then each command has its own default."""
    if value:
        return value.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError) as error:
        raise typer.BadParameter(f"“{epoch}” is geen aantal seconden", param_hint="SOURCE_DATE_EPOCH") from error


def _guarded(action: Callable[[], Any], closing: str = "De site is niet gebouwd. Wat er stond, staat er nog.") -> Any:
    """Turns what the user can mend into words and exit code 1; anything else is our mistake and shows itself."""
    try:
        return action()
    except ProblemsFound as error:
        _tell(error.problems, Format.GITHUB if os.environ.get("GITHUB_ACTIONS") else Format.TEXT, None)
        typer.echo(closing, err=True)
    except SiteError as error:
        typer.echo(f"fout: {error}", err=True)
    raise typer.Exit(1)


def _rebuild(options: Options) -> bool:
    """One build for `serve`; says what is wrong and goes on."""
    from site_src.building import build as run

    try:
        _tell_summary(run(options), options.output)
    except ProblemsFound as error:
        _tell(error.problems, Format.TEXT, None)
        return False
    except SiteError as error:
        typer.echo(f"fout: {error}", err=True)
        return False
    return True


def _tell(problems: Sequence[Problem], output_format: Format, records: int | None) -> None:
    if output_format is Format.JSON:
        typer.echo(as_json(problems))
        return
    for problem in problems:
        typer.echo(as_github(problem) if output_format is Format.GITHUB else _coloured(problem))
    counts = Counter(problem.severity for problem in problems)
    told = f"{counts[Severity.ERROR]} fouten, {counts[Severity.WARNING]} waarschuwingen, {counts[Severity.HINT]} tips"
    typer.echo(f"{records} records nagekeken: {told}." if records is not None else f"{told}.", err=True)


def _coloured(problem: Problem) -> str:
    text = as_text(problem)
    colour = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW, Severity.HINT: typer.colors.CYAN}
    return typer.style(text, fg=colour[problem.severity]) if sys.stdout.isatty() else text


def _tell_warnings(problems: Sequence[Problem]) -> None:
    for problem in problems:
        if problem.severity is not Severity.HINT:
            typer.echo(_coloured(problem), err=True)


def _tell_summary(summary: Summary, output: Path) -> None:
    counts = Counter(problem.severity for problem in summary.problems)
    typer.echo(
        f"{output}: {summary.records} records, {summary.pages} pagina's, {summary.files} bestanden in "
        f"{summary.seconds:.1f} s; {counts[Severity.WARNING]} waarschuwingen, {counts[Severity.HINT]} tips."
    )
