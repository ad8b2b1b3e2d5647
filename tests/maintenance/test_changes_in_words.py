"""`build.py changes` tells what happened between two git revisions; what it writes down is on the site."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from helpers import RECORD, ROOT, TODAY, changed, run

from site_src.check.rules import check
from site_src.model.problems import ProblemsFound
from site_src.pipeline import Options, build
from site_src.read.change_log import read_log
from site_src.read.records import read_data

Tree = Callable[..., Path]
LOCAL = ["-c", "user.name=t", "-c", "user.email=t@voorbeeld.nl", "-c", "commit.gpgsign=false"]


def record(name: str, **lines: str | None) -> str:
    return changed(**{"id": f"id: {name}", "naam": f"naam: {name.title()}"} | lines)


BEFORE = {
    "weg": record("weg"),
    "stopt": record("stopt"),
    "heet": record("heet"),
    "meer": record("meer"),
    "gelijk": record("gelijk"),
    "nagekeken": record("nagekeken"),
    "oud-adres": record("oud-adres", naam="naam: Verhuizer"),
}
COVERED = "  - velden: [naam, website, samenvatting, bereik, schooltypen, doelgroepen, activiteiten, gratis_vervoer, "
COVERED += "locaties, status, kosten]"
AFTER = {
    "nieuw": record("nieuw"),
    "stopt": record("stopt", status="status: gestopt"),
    "heet": record("heet", naam="naam: Anders"),
    "meer": record("meer", doelgroepen="doelgroepen: [leerlingen, ouders]", schooltypen="schooltypen: [po]",
                   praktijk=None, website="website: https://elders.nl/", bereik="bereik: lokaal\nkosten: gratis",
                   **{"  - velden": COVERED}),
    "gelijk": record("gelijk"),
    "nagekeken": record("nagekeken", gecontroleerd="gecontroleerd: 2026-11-20"),
    "nieuw-adres": record("nieuw-adres", naam="naam: Verhuizer"),
}  # fmt: skip
DUTCH = [
    "Nieuw: Nieuw",
    "Niet meer in de catalogus: Weg",
    "Andere naam: Anders (was: Heet)",
    "Bijgewerkt: Meer: website veranderd, schooltypen “Vmbo” weggehaald, doelgroepen “Ouders” toegevoegd, "
    "praktijk weggehaald, kosten toegevoegd",
    "Nagekeken: Nagekeken (op 20 november 2026)",
    "Gestopt: Stopt",
    "Andere naam: Verhuizer (was: oud-adres → nieuw-adres)",
]
ENGLISH = [
    "New: Nieuw",
    "No longer in the catalogue: Weg",
    "Renamed: Anders (was: Heet)",
    "Updated: Meer: website changed, school types “Vmbo” removed, audiences “Parents” added, hands-on removed, "
    "costs added",
    "Checked: Nagekeken (on 20 November 2026)",
    "Stopped: Stopt",
    "Renamed: Verhuizer (was: oud-adres → nieuw-adres)",
]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *LOCAL, *arguments], check=True, capture_output=True)


def files(records: dict[str, str]) -> dict[str, str | bytes]:
    return {f"initiatieven/{name}.yml": text for name, text in records.items()}


@pytest.fixture
def history(tree: Tree) -> Path:
    """A data folder with two revisions: `toen` and `nu`."""
    data = tree(files(BEFORE))
    git(data.parent, "init", "--quiet")
    git(data.parent, "add", "data")
    git(data.parent, "commit", "--quiet", "-m", "toen")
    git(data.parent, "tag", "toen")
    for path in (data / "initiatieven").iterdir():
        path.unlink()
    tree(files(AFTER))
    git(data.parent, "add", "data")
    git(data.parent, "commit", "--quiet", "-m", "nu")
    git(data.parent, "tag", "nu")
    return data


def changes(data: Path, *arguments: str) -> tuple[int, list[str], str]:
    done = run("changes", "--data", data, "--content", ROOT / "content", "--today", TODAY, *arguments)
    return done.exit_code, done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize(("language", "sentences"), [("nl", DUTCH), ("en", ENGLISH)])
def test_it_tells_of_added_removed_renamed_stopped_and_edited_records(
    history: Path, language: str, sentences: list[str]
) -> None:
    assert changes(history, "--since", "toen", "--taal", language)[:2] == (0, sentences)


def test_two_revisions_can_be_compared_whatever_stands_in_the_folder(history: Path) -> None:
    (history / "initiatieven/nieuw.yml").unlink()
    assert changes(history, "--since", "toen", "--until", "nu")[:2] == (0, DUTCH)
    assert changes(history, "--since", "nu", "--until", "nu")[:2] == (0, [])
    assert changes(history, "--since", "nu")[1] == ["Niet meer in de catalogus: Nieuw"]


@pytest.mark.parametrize("revision", ["bestaat-niet", "--output=/tmp/x", "toen; ls", ""])
def test_a_revision_that_git_does_not_know_is_wrong_use(history: Path, revision: str) -> None:
    code, told, errors = changes(history, f"--since={revision}")
    assert (code, told) == (2, [])
    assert "--since" in errors and "Traceback" not in errors


def test_records_that_are_broken_now_are_told_of(history: Path) -> None:
    (history / "initiatieven/nieuw.yml").write_text("id: nieuw\nnaam: [", encoding="utf-8")
    code, told, errors = changes(history, "--since", "toen")
    assert (code, told) == (1, [])
    assert "data/initiatieven/nieuw.yml:" in errors


def test_what_is_written_down_is_on_the_page_and_in_the_feed_once(history: Path, content: Path, tmp_path: Path) -> None:
    for _ in range(2):  # a second time adds nothing
        assert "wijzigingen.yml" in changes(history, "--since", "toen", "--write")[2]
    assert [entry.text.nl for entry in read_log(history)] == DUTCH
    build(Options(history, content, tmp_path / "public", base_url="https://site.example/", jobs=1))
    for language, sentences in (("", DUTCH), ("en/", ENGLISH)):
        feed = feedparser.parse((tmp_path / f"public/{language}atom.xml").read_bytes())
        assert sorted(entry.title for entry in feed.entries) == sorted(sentences)
        page = (tmp_path / f"public/{language}veranderd/index.html").read_text("utf-8")
        assert all(sentence in page for sentence in sentences)


LOG = "wijzigingen:\n- datum: 2026-11-21\n  soort: nieuw\n  initiatief: voorbeeld\n  tekst: {nl: Nieuw, en: New}\n"


@pytest.mark.parametrize(
    ("wrong", "line"),
    [("soort: nieuw", 3), ("initiatief: voorbeeld", 4), ("tekst: {nl: Nieuw, en: New}", 5)],
)
def test_a_broken_change_log_is_one_clear_line(tree: Tree, wrong: str, line: int) -> None:
    data = tree(
        {"initiatieven/voorbeeld.yml": RECORD, "wijzigingen.yml": LOG.replace(wrong, f"{wrong.split(':')[0]}: 1")}
    )
    with pytest.raises(ProblemsFound):
        read_log(data)
    found = [problem for problem in check(read_data(data), TODAY)
             if problem.rule == "wijzigingen-kloppen"]  # fmt: skip
    assert [(problem.file, problem.line) for problem in found] == [("data/wijzigingen.yml", line)]
