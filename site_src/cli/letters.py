"""`letters`: a letter to every organisation, from the records as they are now."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from site_src.cli.console import day, guarded

app = typer.Typer()


@app.command()
def letters(
    output: Annotated[Path, typer.Option(help="Een nieuwe of lege map voor de brieven.")],
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="Alleen de brief aan deze organisatie.")
    ] = None,
    data: Annotated[Path, typer.Option(help="De map met records.")] = Path("data"),
    content: Annotated[Path, typer.Option(help="De map met teksten en site.yml.")] = Path("content"),
    today: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag op de brieven.")] = None,
) -> None:
    """Maakt voor elke organisatie een brief en een mail: wat we tonen, hoe oud dat is en wat er mist."""
    now = day(today) or dt.datetime.now(tz=dt.UTC).date()
    for line in guarded(lambda: _write(output, organisation, data, content, now), "Er is niets geschreven."):
        typer.echo(line)


def _write(output: Path, organisation: str | None, data: Path, content: Path, now: dt.date) -> list[str]:
    from site_src.check.rules import check
    from site_src.derive.catalogue import derive
    from site_src.maintenance.letters.writing import write_letters
    from site_src.model.problems import ProblemsFound, blocking
    from site_src.model.texts import HOUSE_LANGUAGE
    from site_src.read.records import read_data
    from site_src.read.settings import read_settings
    from site_src.read.words import read_words
    from site_src.render.words.language import languages_of

    reading, settings = read_data(data), read_settings(content)
    if wrong := blocking(check(reading, now)):
        raise ProblemsFound(wrong)
    catalogue = derive(reading, settings, now)
    languages = languages_of(read_words(content, settings.languages).words, catalogue)
    dutch = languages.get(HOUSE_LANGUAGE) or languages[settings.languages[0]]
    return write_letters(catalogue, dutch, output, now, organisation)
