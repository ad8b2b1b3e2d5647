"""The commands for who puts the site somewhere: headers and verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from site_src.cli.console import address, guarded

if TYPE_CHECKING:
    from site_src.verify.published.record import BuildRecord, Verdict

app = typer.Typer()
_NOTHING = "Er is niets geschreven."
_MOST_TOLD = 50


@app.command()
def headers(
    output: Annotated[Path, typer.Option(help="De map voor de twee bestanden.")] = Path("hosting"),
    content: Annotated[Path, typer.Option(help="De map met teksten en site.yml.")] = Path("content"),
    base_url: Annotated[
        str | None, typer.Option(help="Het adres waar de site komt, met / aan het eind.", callback=address)
    ] = None,
) -> None:
    """Schrijft wat nginx en Apache bij elk bestand moeten zeggen: beveiliging, bewaartijd, 404."""
    from site_src.model.problems import SiteError
    from site_src.read.settings import read_settings
    from site_src.render.hosting.apache import apache_snippet
    from site_src.render.hosting.nginx import nginx_snippet
    from site_src.render.routes import Routes

    def write() -> None:
        settings = read_settings(content, base_url)
        where = Routes(settings.origin, settings.base_path, settings.languages)
        try:
            output.mkdir(parents=True, exist_ok=True)
            (output / "nginx.conf").write_text(nginx_snippet(where, settings.form_origin), encoding="utf-8")
            (output / "apache.htaccess").write_text(apache_snippet(where, settings.form_origin), encoding="utf-8")
        except OSError as error:
            raise SiteError(f"In {output} kan niet geschreven worden ({error.strerror}).") from error

    guarded(write, _NOTHING)
    typer.echo(f"Geschreven: {output / 'nginx.conf'} en {output / 'apache.htaccess'}. Zo gebruik je ze: docs/beheer.md")


@app.command()
def verify(
    site: Annotated[str, typer.Argument(help="Een map met een gebouwde site, of het webadres waar zij staat.")],
    built: Annotated[
        Path | None, typer.Option("--with", help="Een map met de site die je zelf bouwde: dan telt die als de echte.")
    ] = None,
) -> None:
    """Kijkt of een site byte voor byte is wat er gebouwd is."""
    on_the_web = "://" in site
    if on_the_web:
        address(site)
    elif not Path(site).is_dir():
        raise typer.BadParameter(f"“{site}” is geen map en geen webadres")
    verdict: Verdict = guarded(lambda: _verified(site, built, on_the_web=on_the_web), "Er is niets vergeleken.")
    _tell(site, verdict)
    raise typer.Exit(1 if verdict.wrong else 0)


def _verified(site: str, built: Path | None, *, on_the_web: bool) -> Verdict:
    from site_src.verify.published.folder import verify_folder
    from site_src.verify.published.record import from_folder, read_record
    from site_src.verify.published.web import verify_web

    record: BuildRecord | None = read_record(from_folder(built), str(built)) if built else None
    return verify_web(f"{site.rstrip('/')}/", record) if on_the_web else verify_folder(Path(site), record)


def _tell(site: str, verdict: Verdict) -> None:
    for name, wrong in list(verdict.wrong.items())[:_MOST_TOLD]:
        typer.echo(f"{name} {wrong}.")
    if len(verdict.wrong) > _MOST_TOLD:
        typer.echo(f"En nog {len(verdict.wrong) - _MOST_TOLD} bestanden.")
    record, files = verdict.record, len(verdict.record.files)
    of = f"commit {record.commit or 'onbekend'}, gegevens van {record.day or 'onbekende datum'}"
    if verdict.wrong:
        typer.echo(f"{site} is niet wat er gebouwd is ({of}): {len(verdict.wrong)} verschillen, {files} bestanden.")
    else:
        typer.echo(f"{site} is byte voor byte wat er gebouwd is: {files} bestanden ({of}).")
    if verdict.unseen:
        typer.echo(verdict.unseen)
