"""What the commands say: problems, warnings, summaries, and errors without a traceback."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from site_src.cli.system_errors import in_words
from site_src.model.problems import (
    Problem,
    ProblemsFound,
    Severity,
    SiteError,
    as_github,
    as_json,
    as_text,
    counted,
    folded,
)

if TYPE_CHECKING:
    from site_src.pipeline import Summary


class Format(StrEnum):
    """How `check` tells what is wrong."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


def pairs(answers: Sequence[str]) -> dict[str, str]:
    """`--veld sleutel=waarde`, as a mapping."""
    wrong = [answer for answer in answers if "=" not in answer]
    if wrong:
        raise typer.BadParameter(f"“{wrong[0]}” hoort te zijn: veld=waarde", param_hint="--veld")
    return dict(answer.split("=", 1) for answer in answers)


def address(url: str | None) -> str | None:
    """The address of a site, or a message and exit code 2."""
    from site_src.model.settings import SITE_ADDRESS

    if url is not None and not re.match(SITE_ADDRESS, url):
        raise typer.BadParameter(f"“{url}” is geen adres van een site, zoals https://voorbeeld.nl/kaart/")
    return url


def commit(revision: str | None) -> str | None:
    """A full git revision, or a message and exit code 2."""
    if revision is not None and not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", revision):
        raise typer.BadParameter(f"“{revision}” is geen git-commit: dat zijn 40 cijfers en letters van a tot en met f")
    return revision


def day(value: dt.datetime | None) -> dt.date | None:
    """--today, else SOURCE_DATE_EPOCH, else None: then each command has its own default."""
    if value:
        return value.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError) as error:
        raise typer.BadParameter(f"“{epoch}” is geen aantal seconden", param_hint="SOURCE_DATE_EPOCH") from error


def guarded(action: Callable[[], Any], closing: str = "De site is niet gebouwd. Wat er stond, staat er nog.") -> Any:
    """Turns what the user can mend into words and exit code 1; anything else is our mistake and shows itself.

    Who stops it, with Ctrl+C or otherwise, reads what that means; the exit code is 130 then, as in a shell.
    """
    try:
        return action()
    except ProblemsFound as error:
        tell_stop(error.problems)
        typer.echo(closing, err=True)
    except SiteError as error:
        typer.echo(f"fout: {error}", err=True)
    except OSError as error:
        tell_refused(error)
    except KeyboardInterrupt:
        typer.echo(f"Gestopt. {closing}", err=True)
        raise typer.Exit(130) from None
    raise typer.Exit(1)


def tell_refused(error: OSError) -> None:
    """What the system refused, in words; raises again what is a mistake of ours."""
    if not (said := in_words(error)):
        raise error
    typer.echo(f"fout: {said}", err=True)


def tell(problems: Sequence[Problem], output_format: Format, records: int | None) -> None:
    """All problems in the asked form, and how many there are; for people, tips that come often are told once."""
    if output_format is Format.JSON:
        typer.echo(as_json(problems))
        return
    for problem in folded(problems):
        typer.echo(as_github(problem) if output_format is Format.GITHUB else _coloured(problem))
    told = counted(problems)
    checked = "" if records is None else f"{records} {'record' if records == 1 else 'records'} nagekeken: "
    typer.echo(f"{checked}{told}.", err=True)


def tell_stop(problems: Sequence[Problem]) -> None:
    """Why the work stops: errors and warnings, on GitHub at their line in the diff."""
    serious = [problem for problem in problems if problem.severity is not Severity.HINT]
    tell(serious, Format.GITHUB if os.environ.get("GITHUB_ACTIONS") else Format.TEXT, None)


def _coloured(problem: Problem) -> str:
    text = as_text(problem)
    colour = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW, Severity.HINT: typer.colors.CYAN}
    return typer.style(text, fg=colour[problem.severity]) if sys.stdout.isatty() else text


def tell_warnings(problems: Sequence[Problem]) -> None:
    """What is worth telling although the work goes on."""
    for problem in problems:
        if problem.severity is not Severity.HINT:
            typer.echo(_coloured(problem), err=True)


def tell_summary(summary: Summary, output: Path) -> None:
    """The last line of a build."""
    told = counted(summary.problems, (Severity.WARNING, Severity.HINT))
    typer.echo(
        f"{output}: {summary.records} records, {summary.pages} pagina's, {summary.files} bestanden in "
        f"{summary.seconds:.1f} s; {told}."
    )
