"""What tests of any room use: the example record and ways to break it, the commands, and what stands in a folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import http.server
import io
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import html5lib
from bs4 import BeautifulSoup, Tag
from typer.testing import CliRunner, Result

from site_src.check.rules import check
from site_src.cli.app import app
from site_src.model.initiative import Initiative
from site_src.model.problems import Severity
from site_src.read.records import read_data, read_region
from site_src.read.words import read_words
from site_src.render.words.language import spoken

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 21)
OTHER_REGION = ROOT / "tests/fixtures/andere-regio"
REGION = read_region(ROOT / "data")
LANGUAGES = spoken(read_words(ROOT / "content", ("nl", "en")).words)

RECORD = """\
# yaml-language-server: $schema=../schema/initiatief.schema.json
id: voorbeeld
naam: Voorbeeld
website: https://voorbeeld.nl/
samenvatting: Leerlingen bouwen een robot.
bereik: lokaal
schooltypen: [po, vmbo]
doelgroepen: [leerlingen]
activiteiten: [gastlessen]
praktijk: veel
gratis_vervoer: true
locaties:
  - naam: Robotzaal
    adres: Coolsingel 40
    postcode: 3011 AD
    plaats: Rotterdam
    gemeente: Rotterdam
    lat: 51.9225
    lon: 4.4792
    nauwkeurigheid: adres
status: actief
gecontroleerd: 2026-11-01
bronnen:
  - velden: [naam, website, samenvatting, bereik, schooltypen, doelgroepen, activiteiten, praktijk, gratis_vervoer, locaties, status]
    bron: https://voorbeeld.nl/over
    zekerheid: website
"""  # noqa: E501


def changed(record: str = RECORD, **lines: str | None) -> str:
    """The example record with whole top-level lines replaced (`website="website: x"`) or removed (None)."""
    kept = []
    for line in record.splitlines():
        key = line.split(":", 1)[0]
        if key not in lines:
            kept.append(line)
        elif lines[key] is not None:
            kept.append(str(lines[key]))
    return "\n".join(kept) + "\n"


#: what somebody may answer to the questions of `new`
ANSWERS = {
    "organisatie": "Stichting “Techniek” & zo: 50%",
    "website": "https://voorbeeld.nl/",
    "samenvatting": "Je bouwt een robot: eerst de kop, dan de rest. #leuk",
    "bereik": "lokaal",
    "schooltypen": "po, vmbo",
    "groepen": "7",
    "doelgroepen": "leerlingen",
    "activiteiten": "gastlessen,stage",
    "praktijk": "veel",
    "branches": "it-ict",
    "werkgebied": "Rotterdam, Den Haag",
    "rolmodellen": "ja",
    "bron": "https://voorbeeld.nl/over",
}


def run(*arguments: object, text: str | None = None) -> Result:
    """The result of a command, in this process, with `text` typed at its questions."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=text)


def new(data: Path, name: str, answers: dict[str, str] | None = None) -> Result:
    """The result of `new` with these answers and no questions."""
    fields = [f"--veld={key}={value}" for key, value in (answers or {}).items()]
    return run("new", f"--naam={name}", "--data", data, "--vraag-niet", f"--today={TODAY}", *fields)


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def errors(data: Path) -> list[str]:
    """The messages of everything that `check` calls wrong."""
    return [problem.message for problem in check(read_data(data), TODAY) if problem.severity is Severity.ERROR]


def record(data: Path, item_id: str) -> Initiative:
    """One initiative of a data folder, read again."""
    return next(item.record for item in read_data(data).initiatives if item.record.id == item_id)


def text(tag: Tag | BeautifulSoup | None) -> str:
    """What a visitor reads in a piece of a page, with single spaces; nothing when it is not there."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def parsed_pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page of a site by its file."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): BeautifulSoup(file.read_bytes(), "lxml") for file in files}


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, and every file within an archive or workbook."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, data = path.relative_to(folder).as_posix(), path.read_bytes()
        yield name, data
        if zipfile.is_zipfile(path):
            yield from _packed(name, data)


def _packed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            inner = archive.read(member)
            yield f"{name}/{member}", inner
            if member.endswith(".xlsx"):
                yield from _packed(f"{name}/{member}", inner)


def fault(path: Path) -> str:
    """What a strict parser has against a file, nothing when it accepts it."""
    try:
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))
    except html5lib.html5parser.ParseError as error:
        return f"{path}: {error}"
    return ""


@contextlib.contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a folder on this computer, as long as it is needed."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    class Patient(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A browser may leave before it has everything."""
            if not isinstance(sys.exc_info()[1], ConnectionError):
                super().handle_error(request, client_address)

    with Patient(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
