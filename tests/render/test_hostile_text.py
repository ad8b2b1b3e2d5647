"""Contributed text is hostile until shown otherwise: on the site it is text and nothing else.

A small region is built with a payload of tests/hostile.py in every text of every file, and everything the build made
is read back (tests/inert.py). The outcome is a table of fields and payloads, printed with -s and when it fails.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from helpers import changed
from hostile import PAYLOADS, Said
from inert import judged

from site_src.model.problems import Problem, Severity
from site_src.read.prose import read_prose
from site_src.render.prose import render_prose
from site_src.render.routes import Routes
from site_src.render.templates import script_json

Seen = dict[str, Counter[str]]


@pytest.fixture(scope="module")
def said(hostile_region: Path) -> Said:
    """What was written where."""
    marks = json.loads((hostile_region / "marks.json").read_text("utf-8"))
    return Said(PAYLOADS, {mark: tuple(where) for mark, where in marks.items()})


@pytest.fixture(scope="module")
def hostile(hostile_region: Path) -> Path:
    return hostile_region / "public"


@pytest.fixture(scope="module")
def verdict(hostile: Path, said: Said) -> tuple[Seen, list[str]]:
    return judged(hostile, said)


def table(seen: Seen, said: Said) -> str:
    """Fields × payloads: in how many kinds of files the text was found; a dot where it is in none."""
    cells: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mark, (where, name) in said.marks.items():
        cells[where][name] |= set(seen.get(mark, ()))
    names = list(said.payloads)
    width = max(map(len, cells))
    head = [f"{number:>3} {name}" for number, name in enumerate(names)]

    def cell(found: dict[str, set[str]], name: str) -> str:
        return str(len(found[name]) or ".") if name in found else ""

    rows = [
        f"{where:<{width}}" + "".join(f"{cell(found, name):>3}" for name in names)
        for where, found in sorted(cells.items())
    ]
    return "\n".join([*head, " " * width + "".join(f"{n:>3}" for n in range(len(names))), *rows])


def test_every_payload_in_every_field_stays_text_in_every_file(verdict: tuple[Seen, list[str]], said: Said) -> None:
    seen, wrong = verdict
    print(f"\n{table(seen, said)}\n{len(said.marks)} texts, {len(seen)} of them found back")
    assert wrong == []


def test_every_text_of_a_record_is_on_a_page_whatever_it_says(verdict: tuple[Seen, list[str]], said: Said) -> None:
    seen, _ = verdict
    of_records = {(where, name) for mark, (where, name) in said.marks.items() if where.startswith("initiatief.")}
    shown = {said.marks[mark] for mark, kinds in seen.items() if "html" in kinds}
    of_records = {(where, name) for where, name in of_records if where != "initiatief.opvolger (mengsel)"}  # they run
    assert len(of_records) > 20 * len(PAYLOADS)
    assert of_records - shown == set()


def test_a_strict_parser_accepts_the_pages_with_attacks(hostile: Path) -> None:
    for file in ("index.html", "en/initiatieven/aanval-6/index.html"):
        html5lib.HTMLParser(strict=True).parse((hostile / file).read_text(encoding="utf-8"))


def test_every_address_that_a_name_becomes_is_of_plain_letters(hostile: Path) -> None:
    names = {path.relative_to(hostile).as_posix() for path in hostile.rglob("*")}
    assert {name for name in names if not re.fullmatch(r"[A-Za-z0-9/._-]+", name) or ".." in name} == set()


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\0"])
@pytest.mark.parametrize("escaped", [False, True])
def test_a_character_that_turns_text_around_or_ends_it_is_refused(
    char: str, escaped: bool, problems_of: Callable[..., list[Problem]]
) -> None:
    written = "\\u" + f"{ord(char):04x}" if escaped else char
    name = f'naam: "Tek{written}st"'
    problems = problems_of({"initiatieven/voorbeeld.yml": changed(naam=name)})
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert {(problem.file, problem.line) for problem in errors} == {("data/initiatieven/voorbeeld.yml", 3)}


@pytest.mark.parametrize(
    "text", [*PAYLOADS.values(), "</script>", "<!--<script>", "]]>", "\u2028\u2029", "&quot;", "\\u003c", "\0"]
)
def test_json_in_a_page_can_not_end_its_script_and_means_the_same(text: str) -> None:
    made = str(script_json({"naam": [text, {text: text}]}))
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made) == {"naam": [text, {text: text}]}
    soup = BeautifulSoup(f"<!doctype html><script type=application/ld+json>{made}</script><p>na</p>", "html5lib")
    assert [tag.name for tag in soup.body.find_all(True)] == ["p"]


MARKDOWN = """\
## Kop <script>alert(1)</script> {#inhoud onclick=alert(1)}

[klik](javascript:alert(1)) [klik](JaVaScRiPt:alert(1)) [klik](&#106;avascript:alert(1)) [klik](data:text/html,x)
[klik](vbscript:x) <javascript:alert(1)> [goed](https://goed.nl/ "titel\\" onmouseover=alert(1)")

<img src=x onerror=alert(1)> ![plaatje](https://elders.nl/x.png) <svg onload=alert(1)></svg>
<iframe src="https://elders.nl/"></iframe> <a href="javascript:alert(1)" onclick="alert(1)" style="x">klik</a>
<form action="https://elders.nl/"><input name=x><button>ok</button></form> <style>p{color:red}</style>
<p class="notice" id="plek" style="color:red">tekst</p> <base href="https://elders.nl/"> <meta http-equiv=refresh>
<object data=x></object><embed src=x><link rel=stylesheet href=x> <math><mi xlink:href="javascript:1">x</mi></math>

<scr<script>ipt>alert(1)</scr</script>ipt> <<script>alert(1)//<</script> `<script>code</script>` <!-- weg -->

| <script>a</script> | b |
|---|---|
| <b onclick=x>c</b> | {{7*7}} {% raw %} |
"""


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """Hostile Markdown as it comes out."""
    folder = tmp_path_factory.mktemp("prose") / "content"
    (folder / "nl").mkdir(parents=True)
    head = "---\ntitel: Titel <script>\nomschrijving: Omschrijving\n---\n"
    (folder / "nl/over.md").write_text(head + MARKDOWN, encoding="utf-8")
    routes = Routes("https://voorbeeld.nl", "/", ("nl",))
    made = render_prose(read_prose(folder, "nl", "over"), routes, "nl", "https://github.com/x/y")
    assert type(made.title) is str, "the title is still to be escaped by the template"
    return BeautifulSoup("".join(str(block.html) for block in made.blocks), "html5lib")


def test_markdown_keeps_only_plain_tags(prose: BeautifulSoup) -> None:
    kept = {"h2", "p", "a", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert {tag.name for tag in prose.body.find_all(True)} <= kept
    assert {"h2", "a", "code", "table"} <= {tag.name for tag in prose.body.find_all(True)}


def test_markdown_keeps_only_harmless_attributes(prose: BeautifulSoup) -> None:
    found = {(tag.name, name) for tag in prose.body.find_all(True) for name in tag.attrs}
    assert found <= {("a", "href"), ("a", "title"), ("h2", "id"), ("th", "scope")}


def test_markdown_links_lead_to_pages_only(prose: BeautifulSoup) -> None:
    assert [tag["href"] for tag in prose.find_all("a", href=True)] == ["https://goed.nl/"]


def test_markdown_that_shows_code_still_shows_it(prose: BeautifulSoup) -> None:
    assert prose.code and prose.code.get_text() == "<script>code</script>"
    assert "{{7*7}}" in prose.get_text()
