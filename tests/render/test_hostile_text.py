"""Contributed text is hostile until shown otherwise: on the site it is text and nothing else.

The same record is built twice, once with plain words and once with attacks in every text. Their pages must have the
same tags with the same attributes: whatever an attack adds to the markup shows up as a difference.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import ROOT, changed, text

from site_src.model.problems import Problem, Severity
from site_src.pipeline import Options, build
from site_src.read.prose import read_prose
from site_src.render.prose import render_prose
from site_src.render.routes import Routes
from site_src.render.templates import script_json

ATTACK = (
    "<script>alert(1)</script>\"></a></script></title><!--<img src=x onerror=alert(1)>'&amp;&lt;"
    "{{7*7}}{%raw%} javascript:alert(1) \u05d0\u05d1 ]]> ${7*7}"
)
LONG = "Zeer" * 45
NO_SPACES = "\"><script>alert(1)</script><img/src=x/onerror=alert(1)>'&amp;{{7*7}}"
DAY = dt.date(2026, 11, 1)


def record(text: str, long: str, bare: str) -> dict[str, Any]:
    """A record with `text` in every text, `long` where there is room for a long word, `bare` in addresses."""
    place = {key: f"{key} {text}" for key in ("naam", "adres", "plaats", "gemeente")}
    facts = {
        "naam": f"naam {text}",
        "onderdeel_van": f"deel {text}",
        "organisatie": f"organisatie {text}",
        "website": f"https://elders.nl/{bare}",
        "samenvatting": f"nl {text}",
        "bereik": "lokaal",
        "schooltypen": ["po"],
        "groepen": long,
        "kosten": f"kosten {text}",
        "contact": {"naam": f"contact {text}", "email": f"{bare}@voorbeeld.nl"},
        "locaties": [place | {"lat": 51.9, "lon": 4.42, "nauwkeurigheid": "adres"}],
        "werkgebied": [f"gebied {text}"],
        "status": "gewijzigd",
        "opvolger": f"opvolger {text}",
        "veranderingen": [{"datum": DAY, "tekst": f"toen {text}", "tekst_en": f"then {text}"}],
        "momenten": [{"datum": DAY, "omschrijving": f"moment {text}"}],
    }
    sources = [
        {"velden": list(facts), "bron": f"bron {text}", "zekerheid": "opgave", "toelichting": f"uitleg {text}"},
        {"velden": ["naam"], "bron": f"https://elders.nl/{bare}", "zekerheid": "website"},
        {"velden": ["naam"], "bron": "javascript:alert(1)" if bare != "x" else "wie weet", "zekerheid": "opgave"},
    ]
    rest = {"id": "voorbeeld", "samenvatting_en": f"en {text}", "gecontroleerd": DAY, "bronnen": sources}
    return facts | rest


class Whole(yaml.SafeDumper):
    """Writes each value in full, without references."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def built(folder: Path, data: Mapping[str, Any]) -> None:
    """A site of this one record, with prose that links to no other."""
    for name in ("regio.yml", "termen.yml", "campussen.yml", "rollen.yml"):
        (folder / "data/initiatieven").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / name, folder / "data" / name)
    shutil.copytree(ROOT / "data/rapport", folder / "data/rapport")
    shutil.copytree(ROOT / "content", folder / "content")
    for path in (folder / "content").glob("*/*.md"):
        path.write_text("---\ntitel: T\nomschrijving: O\n---\nTekst.\n", encoding="utf-8")
    text = yaml.dump(dict(data), Dumper=Whole, allow_unicode=True, width=10_000, sort_keys=False)
    (folder / "data/initiatieven/voorbeeld.yml").write_text(text, encoding="utf-8")
    build(Options(folder / "data", folder / "content", folder / "public", base_url="https://voorbeeld.nl/"))


@pytest.fixture(scope="module")
def hostile(once: Callable[..., Path]) -> Path:
    return once("hostile", lambda folder: built(folder, record(ATTACK, LONG, NO_SPACES))) / "public"


@pytest.fixture(scope="module")
def plain(once: Callable[..., Path]) -> Path:
    return once("plain", lambda folder: built(folder, record("gewoon", "lang", "x"))) / "public"


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


@cache
def parsed(path: Path) -> BeautifulSoup:
    """As a browser reads it: the HTML standard's own algorithm."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def attacked(site: Path) -> list[Path]:
    """The pages with an attack on them."""
    return [path for path in sorted(site.rglob("*.html")) if b"alert(1)" in path.read_bytes()]


def skeleton(soup: BeautifulSoup) -> Iterator[tuple[str, list[str]]]:
    for tag in soup.find_all(True):
        yield tag.name, sorted(tag.attrs)


def test_an_attack_adds_no_tag_and_no_attribute_to_any_page(hostile: Path, plain: Path) -> None:
    """The pages named after a municipality or organisation have other addresses; those are looked at below."""
    files = [path.relative_to(plain) for path in plain.rglob("*.html") if (hostile / path.relative_to(plain)).exists()]
    touched = [file for file in files if (hostile / file).read_bytes() != (plain / file).read_bytes()]
    assert len(files) > 100
    assert len(touched) > 20
    pairs = ((file.as_posix(), *(list(skeleton(parsed(site / file))) for site in (hostile, plain))) for file in touched)
    assert [file for file, attacked, peaceful in pairs if attacked != peaceful] == []


def test_no_page_has_a_tag_or_attribute_that_only_an_attack_brings(hostile: Path) -> None:
    for path in attacked(hostile):
        for tag in parsed(path).find_all(True):
            assert tag.get("src") != "x" and not [name for name in tag.attrs if name.startswith("on")], path
            assert tag.name != "script" or "src" in tag.attrs or tag["type"].endswith("json"), path
            assert urlsplit(tag.get("href", "")).scheme in {"", "http", "https", "mailto", "tel"}, path


def test_a_strict_parser_accepts_the_pages_with_attacks(hostile: Path) -> None:
    for file in ("index.html", "initiatieven/index.html", "en/initiatieven/voorbeeld/index.html"):
        html5lib.HTMLParser(strict=True).parse((hostile / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_contributed_is_shown_as_it_was_written(language: str, hostile: Path) -> None:
    shown = text(parsed(hostile / ("en" if language == "en" else "") / "initiatieven/voorbeeld/index.html").main)
    words = ["naam", "deel", "organisatie", "kosten", "contact", "adres", "gebied", "opvolger", "moment", "bron",
             "uitleg", "then" if language == "en" else "toen", language]  # fmt: skip
    wanted = " ".join(ATTACK.split())
    assert [word for word in words if f"{word} {wanted}" not in shown] == []
    assert LONG in shown


def test_a_hostile_address_stays_one_address(hostile: Path) -> None:
    main = parsed(hostile / "initiatieven/voorbeeld/index.html").main
    hrefs = {tag["href"] for tag in main.find_all("a")}
    assert {f"https://elders.nl/{NO_SPACES}", f"mailto:{NO_SPACES}@voorbeeld.nl"} <= hrefs


def test_data_in_a_page_stays_data(hostile: Path) -> None:
    found = 0
    for path in attacked(hostile):
        for tag in parsed(path).find_all("script", type=["application/ld+json", "application/json"]):
            json.loads(tag.string)
            assert not set("<>&") & set(tag.string), path
            found += 1
    assert found > 20


def test_search_engines_get_the_name_as_it_was_written(hostile: Path) -> None:
    soup = parsed(hostile / "initiatieven/voorbeeld/index.html")
    data = [json.loads(tag.string) for tag in soup.find_all("script", type="application/ld+json")]
    assert f"naam {ATTACK}" in {node.get("name") for node in data}


@pytest.mark.parametrize(
    "text", [ATTACK, "</script>", "<!--<script>", "]]>", "\u2028\u2029", "&quot;", "\\u003c", "\0"]
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
