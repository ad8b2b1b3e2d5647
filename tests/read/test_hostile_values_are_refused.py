"""What may not be written at all is told at its line, in every text of every file that has such texts."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import OTHER_REGION, ROOT, TODAY
from hostile import BASE, REFUSED, filled, record, write_yaml
from pydantic import TypeAdapter, ValidationError

from site_src.check.rules import check
from site_src.model.change_log import Log
from site_src.model.problems import ProblemsFound, Severity
from site_src.model.region.campus import Campus
from site_src.model.region.region import Region
from site_src.model.region.roles import Roles
from site_src.model.region.synonyms import Synonym
from site_src.model.settings import Settings
from site_src.model.values import Slug
from site_src.model.vocabulary import Term
from site_src.read.prose import read_prose
from site_src.read.records import read_data
from site_src.read.settings import read_settings, read_synonyms

HERE = "\u00a4"  # stands where the character comes
Told = Callable[[Mapping[str, str]], set[tuple[str, int]]]
Made = Callable[[Callable[[str, int], str]], Any]


def given(name: str) -> Any:
    """A file of the other region, or the roles of ours."""
    folder = ROOT if name == "data/rollen.yml" else OTHER_REGION
    return yaml.safe_load((folder / name).read_text("utf-8"))


FILES: dict[str, Made] = {
    "data/initiatieven/slecht.yml": lambda say: record("slecht", "gewijzigd", say),
    "data/campussen.yml": lambda say: [filled(Campus, one, say, "campus") for one in given("data/campussen.yml")],
    "data/termen.yml": lambda say: {
        name: [filled(Term, term, say, "term") for term in terms] for name, terms in given("data/termen.yml").items()
    },
    "data/rollen.yml": lambda say: filled(Roles, given("data/rollen.yml"), say, "rol"),
    "data/regio.yml": lambda say: filled(Region, given("data/regio.yml"), say, "regio"),
    "data/wijzigingen.yml": lambda say: filled(
        Log, {"wijzigingen": [{"datum": BASE["gecontroleerd"], "soort": "nieuw", "initiatief": "x"}]}, say, "wijziging"
    ),
    "content/site.yml": lambda say: filled(Settings, given("content/site.yml"), say, "site"),
    "content/synoniemen.yml": lambda say: [
        filled(Synonym, one, say, "synoniem") for one in given("content/synoniemen.yml")
    ],
}


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Mapping[str, str]], set[tuple[str, int]]]:
    """(file, line) of each error in the other region with these files in it."""
    shutil.copytree(OTHER_REGION, tmp_path, dirs_exist_ok=True)

    def errors(files: Mapping[str, str]) -> set[tuple[str, int]]:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        found = [*check(read_data(tmp_path / "data"), TODAY), *read_synonyms(tmp_path / "content").problems]
        try:
            read_settings(tmp_path / "content")
        except ProblemsFound as error:
            found += error.problems
        return {(problem.file, problem.line) for problem in found if problem.severity is Severity.ERROR}

    return errors


def written(made: Made, say: Callable[[str, int], str], folder: Path) -> str:
    """A file in which `say` fills the texts, as YAML."""
    write_yaml(folder / "made/made.yml", made(say))
    return (folder / "made/made.yml").read_text("utf-8")


def lines_with(sign: str, files: Mapping[str, str]) -> set[tuple[str, int]]:
    """(file, line) of each place where something stands."""
    numbered = ((name, *row) for name, text in files.items() for row in enumerate(text.split("\n"), 1))
    return {(name, number) for name, number, line in numbered if sign in line}


def test_a_character_that_hides_or_turns_text_is_told_at_every_text(told: Told, tmp_path: Path) -> None:
    """Each text holds one of them, in turn."""
    signs = itertools.cycle(REFUSED.values())
    plain = {name: written(made, lambda *_: f"a{HERE}b", tmp_path) for name, made in FILES.items()}
    files = {
        name: re.sub(rf"([^\s\"']*){HERE}([^\s\"',]*)", lambda part: f'"{part[1]}{next(signs)}{part[2]}"', text)
        for name, text in plain.items()
    }
    wanted = lines_with(HERE, plain)
    assert len(wanted) > 300
    assert wanted - told(files) == set()


def test_a_text_of_ten_thousand_letters_is_told_at_every_text(told: Told, tmp_path: Path) -> None:
    """As many as a file may hold."""

    def texts() -> Callable[[str, int], str]:
        count = itertools.count()
        return lambda *_: "Z" * (10_000 if next(count) < 15 else 5)

    files = {name: written(made, texts(), tmp_path) for name, made in FILES.items()}
    wanted = lines_with("Z" * 10_000, files)
    assert len(wanted) > 70
    assert wanted - told(files) == set()


ADDRESSES = ("javascript:aanval()", "java&#115;cript:x", "data:text/html,x", "//kwaad.example/", "https:// x.nl")
LINKS = {
    "content/site.yml": ("repository", "uitgever_website", "base_url", "contact"),
    "data/campussen.yml": ("website",),
    "data/initiatieven/turfbot.yml": ("website", "bron"),
    "data/rollen.yml": ("website",),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_becomes_a_link_is_a_web_address_or_is_told_at_its_line(address: str, told: Told) -> None:
    files = {}
    for name, keys in LINKS.items():
        text = ((ROOT if name == "data/rollen.yml" else OTHER_REGION) / name).read_text("utf-8")
        for key in keys:
            written_so = rf"\1{key}: {json.dumps(address)}"
            text, count = re.subn(rf"(?m)^([ -]*){key}: .*", written_so, text, count=1)
            assert count == 1, (name, key)
        files[name] = text
    wanted = lines_with(json.dumps(address), files)
    assert len(wanted) == sum(map(len, LINKS.values()))
    assert wanted - told(files) == set()


def test_a_mail_address_is_one_or_is_told(told: Told) -> None:
    text = (OTHER_REGION / "data/initiatieven/turfbot.yml").read_text("utf-8")
    name, hostile = (
        "data/initiatieven/turfbot.yml",
        ("<b>@x.nl", '"a b"@x.nl', "a?bcc=b@x.nl", "a%0d%0a@x.nl", "x:a@x.nl"),
    )
    for address in (*hostile, "a@x.nl,b@x.nl", "\u0430@x.nl", "a@\u0445.nl"):
        spoilt = f"{text}contact: {{email: {json.dumps(address)}}}\n"
        assert (name, spoilt.count("\n")) in told({name: spoilt}), address


@pytest.mark.parametrize(
    "name", ["../../x", "a/b", "A", "a b", "a\\b", "a.yml", "é", "<b>", "a'", "-", "a--b", "a\n", "a" * 81, "a\0"]
)
def test_an_id_is_only_ever_a_plain_name_of_a_file(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Slug).validate_python(name)


def test_an_id_that_leads_elsewhere_is_told_in_every_file(told: Told) -> None:
    keys = {"data/initiatieven/turfbot.yml": "id: turfbot", "data/campussen.yml": "id: getijdencampus",
            "data/termen.yml": "id: lokaal", "data/wijzigingen.yml": "initiatief: brugklas-bouwt",
            "data/regio.yml": "voorbeeld: techniekbus-waddermark"}  # fmt: skip
    files = {
        name: (OTHER_REGION / name).read_text("utf-8").replace(key, f"{key.split(':')[0]}: ../../x", 1)
        for name, key in keys.items()
    } | {"data/verhuisd.yml": "../../x: ../../y\n"}
    assert lines_with("../../x", files) - told(files) == set()


HEAD = "---\ntitel: T\nomschrijving: O\n---\n"
EXTREMES = {
    "lists in lists": "\n".join("    " * depth + "- x" for depth in range(300)), "numbers": "1. " * 3000,
    "quotes": ">" * 3000, "brackets": "[" * 30_000, "pictures": "![" * 30_000, "links": "[a](b " * 30_000,
    "huge": "Zeer " * 100_000, "null": "a\0b", "turned around": "a\u202eb", "mark of the site": "a\ue000b",
}  # fmt: skip


@pytest.mark.parametrize("name", EXTREMES)
def test_prose_that_markdown_could_not_do_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "content/nl").mkdir(parents=True)
    (tmp_path / "content/nl/over.md").write_text(f"{HEAD}Een alinea.\n\n{EXTREMES[name]}", encoding="utf-8")
    with pytest.raises(ProblemsFound) as raised:
        read_prose(tmp_path / "content", "nl", "over")
    assert [problem.file for problem in raised.value.problems] == ["content/nl/over.md"]
    assert raised.value.problems[0].line >= (0 if name == "huge" else 7)


def test_prose_as_an_old_editor_saves_it_is_the_same_prose(tmp_path: Path) -> None:
    """With a byte order mark and the line ends of Windows."""
    for name, raw in (("over", HEAD + "Tekst.\n\n- a\n"), ("privacy", "\ufeff" + (HEAD + "Tekst.\n\n- a\n"))):
        (tmp_path / "content/nl").mkdir(parents=True, exist_ok=True)
        raw = raw.replace("\n", "\r\n") if name == "privacy" else raw
        (tmp_path / f"content/nl/{name}.md").write_bytes(raw.encode("utf-8"))
    assert read_prose(tmp_path / "content", "nl", "over") == read_prose(tmp_path / "content", "nl", "privacy")
