"""What the documents name is there: every path, command and task, and a paragraph for every room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import ROOT

from site_src.cli.app import app

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
STARTS = tuple(ROOT / name for name in ("", "site_src", "site_src/static/js", "tests", ".github", ".github/workflows"))
#: what a command makes or a maintainer may add, an example of a door, a folder of another server, addresses of the site
NOT_HERE = re.compile(
    r"(public/|hosting/.*|404\.html|robots\.txt|techniek/|schooltype/po|content/thema\.css|content/de/.*|mijn-regio/.*|/.*"
    r"|data/(verhuisd|wijzigingen)\.yml|data/geo/gemeenten\.geojson|data/vraag/|data/witte-vlekken-register\.csv)"
)
PATH = re.compile(r"`([\w.*<>/-]*(?:/|\.(?:py|md|yml|html|css|js|json|csv|txt|geojson))[\w.*<>/-]*)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def named(document: Path) -> set[str]:
    return {path for path in PATH.findall(document.read_text("utf-8")) if not NOT_HERE.fullmatch(path)}


def lead_nowhere(text: str, folder: Path) -> list[str]:
    """Links of Markdown to a file that is not there."""
    links = [link.partition("#")[0] for link in LINK.findall(text) if not link.startswith(("http", "#"))]
    return [link for link in links if not (folder / link).exists()]


def there(path: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    return any(next(start.glob(pattern), None) for start in STARTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    assert sorted(path for path in named(document) if not there(path)) == []


def test_the_documents_name_paths_and_a_wrong_one_would_be_seen() -> None:
    assert len(named(ROOT / "docs/architecture.md")) > 40
    assert not there("site_src/nergens.py")
    assert not there("data/initiatieven/<id>.yaml")
    assert not NOT_HERE.fullmatch("site_src/nergens")
    assert not there("site_src/nergens")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    assert lead_nowhere(document.read_text("utf-8"), document.parent) == []
    assert lead_nowhere("[x](nergens.md)", document.parent) == ["nergens.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_and_every_task_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text("utf-8")
    groups = [app, *(group.typer_instance for group in app.registered_groups)]
    commands = {
        command.name or command.callback.__name__.replace("_", "-")
        for group in groups
        if group
        for command in group.registered_commands
        if command.callback
    }
    assert set(re.findall(r"build\.py ([a-z][a-z-]*)", text)) <= commands
    tasks = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"`?make ([a-z-]+)`", text)) <= tasks


def test_every_room_has_a_paragraph() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = [path.name for path in (ROOT / "site_src").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert sorted(room for room in rooms if f"**{room}**" not in text) == []
    assert len(text.splitlines()) <= 180
