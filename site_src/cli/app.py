"""The commands; with console.py, cli_contributing.py and cli_publishing.py all that prints and exits.

Exit codes: 0 good, 1 the data or content is wrong, 2 wrong use of the command.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from site_src.cli.change_log import app as publishing
from site_src.cli.console import (
    Format,
    address,
    commit,
    day,
    guarded,
    pairs,
    tell,
    tell_refused,
    tell_stop,
    tell_summary,
    tell_warnings,
)
from site_src.cli.contributions import app as contributing
from site_src.cli.doctor import app as examining
from site_src.cli.letters import app as writing
from site_src.cli.made_tables import app as making
from site_src.cli.publication import app as placing
from site_src.cli.signs import app as looking
from site_src.model.problems import ProblemsFound, SiteError, blocking

if TYPE_CHECKING:
    from site_src.pipeline import Options

NOT_WRITTEN = "Er is niets geschreven."

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Bouwt en controleert de catalogus.",
)
for more in (contributing, publishing, making, writing, placing, examining, looking):
    app.add_typer(more)


Data = Annotated[Path, typer.Option(help="De map met records.")]
Content = Annotated[Path, typer.Option(help="De map met teksten en site.yml.")]
Output = Annotated[Path, typer.Option(help="Waar de site komt te staan.")]
BaseUrl = Annotated[
    str | None,
    typer.Option(help="Het adres waar de site komt, met / aan het eind.", callback=address),
]
Today = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarvan de site uitgaat.")]
Jobs = Annotated[int, typer.Option(min=0, help="Hoeveel processen tegelijk; 0 is: zoveel als er kernen zijn.")]
Strict = Annotated[bool, typer.Option("--strict", help="Waarschuwingen tellen als fouten.")]

Concept = Annotated[
    Path | None,
    typer.Option(help="Een map met geplande initiatieven: een voorbeeld in public-concept, nooit de gewone site."),
]

Commit = Annotated[
    str | None,
    typer.Option(callback=commit, help="Van welke git-commit dit is; anders kijkt de bouw dat zelf na."),
]


@app.command()
def build(
    data: Data = Path("data"),
    content: Content = Path("content"),
    output: Output = Path("public"),
    base_url: BaseUrl = None,
    today: Today = None,
    jobs: Jobs = 0,
    strict: Strict = False,
    concept: Concept = None,
    commit: Commit = None,
) -> None:
    """Bouwt de hele site, of laat de oude staan als er iets mis is."""
    output = Path("public-concept") if concept and output == Path("public") else output
    from site_src.maintenance.git_revisions import commit_of
    from site_src.pipeline import Options
    from site_src.pipeline import build as run

    made_of = commit or commit_of(data)
    options = Options(data, content, output, base_url, day(today), jobs, strict, concept, made_of)
    summary = guarded(lambda: run(options))
    tell_warnings(summary.problems)
    tell_summary(summary, output)


@app.command()
def check(
    data: Data = Path("data"),
    content: Content = Path("content"),
    output_format: Annotated[Format, typer.Option("--format", help="text, github of json.")] = Format.TEXT,
    strict: Strict = False,
    today: Today = None,
) -> None:
    """Controleert alle records en vertelt alles wat er mis is."""
    from site_src.check.content import content_problems
    from site_src.check.rules import check as run
    from site_src.read.records import read_data
    from site_src.read.settings import read_synonyms, try_settings
    from site_src.read.words import read_words

    reading = read_data(data)
    now = day(today) or dt.datetime.now(tz=dt.UTC).date()
    settings, unreadable = try_settings(content)
    problems = run(reading, now) + unreadable
    if settings:
        words = read_words(content, settings.languages)
        problems += content_problems(content, settings, words, read_synonyms(content), reading.vocabulary, now)
    tell(problems, output_format, len(reading.initiatives))
    raise typer.Exit(1 if blocking(problems, strict=strict) else 0)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="De poort op deze computer.")] = 8000,
    data: Data = Path("data"),
    content: Content = Path("content"),
    output: Output = Path("public"),
) -> None:
    """Bouwt de site, toont hem op http://localhost en bouwt opnieuw als er iets verandert."""
    from site_src.cli.preview_server import serve as run
    from site_src.pipeline import Options

    gc.enable()
    options = Options(data, content, output, base_url=f"http://localhost:{port}/")
    guarded(lambda: run(options, port, _rebuild, typer.echo))


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
    from site_src.maintenance.geodata.geocoding import locate
    from site_src.maintenance.new_record import ADDRESS, new_record, questions
    from site_src.read.records import read_data

    reading = read_data(data)
    given = pairs(answers or [])
    for field, question in questions(reading.vocabulary) if ask else ():
        if field not in given:
            given[field] = typer.prompt(question, default="", show_default=False)
    choose = (lambda text: typer.prompt(text, default="ja")) if ask else (lambda text: "ja")
    names = reading.region.names if reading.region else {}
    found = locate(given.pop(ADDRESS, ""), choose, typer.echo, names=names)
    path, problems = guarded(
        lambda: new_record(reading, name, given, day(today) or dt.datetime.now(tz=dt.UTC).date(), found),
        NOT_WRITTEN,
    )
    tell_warnings(problems)
    typer.echo(f"Geschreven: {path}. Bekijk het met: make serve")


@app.command()
def forms(
    only_check: Annotated[bool, typer.Option("--check", help="Zegt alleen wat niet klopt en verandert niets.")] = False,
    data: Data = Path("data"),
) -> None:
    """Maakt opnieuw wat uit het model volgt, zoals het JSON-schema van een record."""
    from site_src.model.region.wording import wording_of
    from site_src.read.records import read_data
    from site_src.read.settings import radius_of
    from site_src.render.forms.generated_files import out_of_date, write_files

    reading, root = read_data(data), data.resolve().parent
    records = [item.record for item in reading.initiatives]
    wording = wording_of(radius_of(root / "content"), reading.report, reading.region, records)
    names = (out_of_date if only_check else write_files)(root, reading.vocabulary, wording)
    for name in names:
        typer.echo(f"{name} {'is verouderd; draai: python build.py forms' if only_check else 'is opnieuw gemaakt'}.")
    raise typer.Exit(1 if only_check and names else 0)


@app.command()
def geodata(data: Data = Path("data"), today: Today = None) -> None:
    """Maakt data/geo opnieuw uit zijn bronnen; alleen nodig om te verversen."""
    from site_src.maintenance.geodata.refresh import refresh

    now = day(today) or dt.datetime.now(tz=dt.UTC).date()
    for line in guarded(lambda: refresh(data, now)):
        typer.echo(line)


@app.command()
def report_check(
    data: Data = Path("data"),
    out: Annotated[Path | None, typer.Option(help="Waar de uitkomst komt; anders rapport/toets.yml in --data.")] = None,
    report: Annotated[Path | None, typer.Option(help="Schrijf hier ook een samenvatting in Markdown.")] = None,
    hide: Annotated[bool, typer.Option("--hide", help="Verberg ook elk tiende feit en kijk wat terugkomt.")] = False,
    worlds: Annotated[int, typer.Option(min=0, help="IJk ook op zoveel bedachte werelden.")] = 0,
) -> None:
    """Toetst de records aan de tabellen van het rapport en schrijft wat daaruit volgt."""
    from site_src.cli.report_check import report_check as run

    gc.enable()
    guarded(lambda: run(data, out or data / "rapport" / "toets.yml", report, hide=hide, worlds=worlds), NOT_WRITTEN)


def main() -> None:
    """Runs the command; a wrong use of it exits with 2 (Typer's own), a broken pipe quietly.

    Who ends it in an orderly way (SIGTERM, as systems and GitHub do) is treated as who presses Ctrl+C: it cleans up.
    A command is over before collecting garbage pays, and at the end there is nothing to look through; `serve` goes on.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.disable()
    atexit.register(gc.freeze)
    app()


def _rebuild(options: Options) -> bool:
    """One build for `serve`; says what is wrong and goes on."""
    from site_src.pipeline import build as run

    try:
        tell_summary(run(options), options.output)
    except ProblemsFound as error:
        tell_stop(error.problems)
        return False
    except SiteError as error:
        typer.echo(f"fout: {error}", err=True)
        return False
    except OSError as error:
        tell_refused(error)
        return False
    return True
