"""Data flows one way, rooms stay small: what docs/architecture.md says of imports and sizes, held against the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT

CODE = ROOT / "site_src"
ORDER = ("model", "read", "check", "derive", "render", ("write", "verify"), "pipeline", "maintenance", "cli")
RANKS = {name: rank for rank, names in enumerate(ORDER) for name in ([names] if isinstance(names, str) else names)}
MOST_ENTRIES, MOST_LINES, MOST_MODULES = 12, 250, 12


def modules() -> list[Path]:
    return sorted(CODE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module of ours) for each import, also those inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names if name.name.startswith("site_src"))
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: write the whole name"
            if node.module and node.module.startswith("site_src"):
                yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def room(name: str) -> str:
    """The package or module right under site_src."""
    return name.split(".")[1]


def test_every_room_has_a_place_in_the_flow() -> None:
    rooms = {room(name_of(path)) for path in modules() if path.parent != CODE or path.stem != "__init__"}
    assert rooms == set(RANKS)


def test_no_room_imports_one_that_comes_later() -> None:
    against = [
        f"{path.relative_to(ROOT)}:{line}: {room(name_of(path))} imports {name}"
        for path in modules()
        for line, name in imported(path)
        if RANKS[room(name)] >= RANKS[room(name_of(path))] and room(name) != room(name_of(path))
    ]
    assert against == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {name_of(path) for path in modules()}
    graph = {
        name_of(path): {found for _, name in imported(path) for found in (name, name.rpartition(".")[0])
                        if found in names} for path in modules()
    }  # fmt: skip
    while free := {name for name, needs in graph.items() if not needs & graph.keys()}:
        graph = {name: needs for name, needs in graph.items() if name not in free}
    assert sorted(graph) == []


def test_the_first_look_at_the_code_shows_a_dozen_entries_at_most() -> None:
    entries = [path.name for path in CODE.iterdir() if path.name != "__pycache__"]
    assert len(entries) <= MOST_ENTRIES, entries


def test_no_module_is_longer_than_can_be_taken_in() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


@pytest.mark.parametrize("folder", sorted({path.parent for path in modules()}), ids=name_of)
def test_a_folder_past_a_dozen_modules_has_rooms(folder: Path) -> None:
    assert len([path for path in folder.glob("*.py") if path.stem != "__init__"]) <= MOST_MODULES


OPENING = {"open", "read_text", "read_bytes", "is_file", "is_dir", "exists", "glob", "rglob", "read_csv", "read_file"}


def test_what_checks_and_derives_opens_no_file() -> None:
    opened = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for name in ("model", "check", "derive")
        for path in (CODE / name).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in OPENING
    ]
    assert opened == []
