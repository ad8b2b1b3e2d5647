"""What the tests share: a small data tree to break, the real data, and the real site built once."""

from __future__ import annotations

import fcntl
import functools
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, ROOT, TODAY, parsed_pages, serving
from hostile import PAYLOADS, write_hostile

from site_src.check.rules import check
from site_src.derive.catalogue import Catalogue, derive
from site_src.model.problems import Problem
from site_src.pipeline import Options, build
from site_src.read.records import Reading, read_data
from site_src.read.settings import read_settings

#: what GitHub and terminals set, and what changes how the commands speak
SURROUNDINGS = ("GITHUB_ACTIONS", "FORCE_COLOR", "CLICOLOR_FORCE", "PY_COLORS", "SOURCE_DATE_EPOCH")


def pytest_configure() -> None:
    """The tests see one environment everywhere; one that wants GitHub or a date around it sets that itself."""
    for name in SURROUNDINGS:
        os.environ.pop(name, None)


#: what was concluded of the real records, and says nothing of others
OF_THE_RECORDS = shutil.ignore_patterns("toets.yml")


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Makes a data folder: the real terms, campuses, roles and tables, and the given files in it."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        data = tmp_path / "data"
        for name in ("regio.yml", "termen.yml", "campussen.yml", "rollen.yml"):
            data.mkdir(exist_ok=True)
            shutil.copy(ROOT / "data" / name, data / name)
        for name in ("rapport", "geo"):
            if (ROOT / "data" / name).is_dir():
                shutil.copytree(ROOT / "data" / name, data / name, dirs_exist_ok=True, ignore=OF_THE_RECORDS)
        (data / "initiatieven").mkdir(exist_ok=True)
        for name, content in files.items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return data

    return make


@pytest.fixture
def problems_of(
    tree: Callable[[Mapping[str, str | bytes]], Path],
) -> Callable[[Mapping[str, str | bytes]], list[Problem]]:
    """What `check` says of a data folder with these files in it."""
    return lambda files: check(read_data(tree(files)), TODAY)


@pytest.fixture(scope="session")
def reading() -> Reading:
    """The real records."""
    return read_data(ROOT / "data")


@pytest.fixture(scope="session")
def catalogue(reading: Reading) -> Catalogue:
    """What follows from the real records."""
    return derive(reading, read_settings(ROOT / "content"), TODAY)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[Path], object]], Path]:
    """once("site", make): a folder that one worker of this run fills with make(folder), for tests that only look at it.

    The other workers wait for it. What fails is tried again by the next one, so that each tells what went wrong.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, ready = shared / name, shared / f"{name}.ready"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                ready.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def site(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The real site, built once for all tests that only look at it."""

    def make(folder: Path) -> None:
        build(Options(ROOT / "data", ROOT / "content", folder / "public", base_url="https://voorbeeld.nl/"))

    return once("site", make) / "public"


@pytest.fixture(scope="session")
def other_site(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site of an invented region, built once."""

    def make(folder: Path) -> None:
        build(Options(OTHER_REGION / "data", OTHER_REGION / "content", folder / "public", "https://voorbeeld.nl/"))

    return once("other-site", make) / "public"


@pytest.fixture(scope="session")
def hostile_region(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A small region with an attack in every text of every file, its site in public/, and marks.json: what is where."""

    def make(folder: Path) -> None:
        said = write_hostile(folder, PAYLOADS)
        (folder / "marks.json").write_text(json.dumps(said.marks), encoding="utf-8")
        build(Options(folder / "data", folder / "content", folder / "public", base_url="https://voorbeeld.nl/"))

    return once("hostile", make)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site on this computer, without a slash at the end."""

    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def other_pages(other_site: Path) -> Mapping[str, BeautifulSoup]:
    """Every parsed page of the site of an invented region by its file, to look at and not to change."""
    return parsed_pages(other_site)


@pytest.fixture(params=["this region", "another region"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Our own site, and that of an invented region: for what holds everywhere."""
    found: Path = request.getfixturevalue("site" if "this" in request.param else "other_site")
    return found


@pytest.fixture(params=["this region", "another region"])
def any_pages(request: pytest.FixtureRequest) -> Mapping[str, BeautifulSoup]:
    """Every parsed page by its file, of our own site and of that of an invented region: for what holds everywhere."""
    found: Mapping[str, BeautifulSoup] = request.getfixturevalue("pages" if "this" in request.param else "other_pages")
    return found


@pytest.fixture(scope="session")
def page(site: Path) -> Callable[[str], BeautifulSoup]:
    """The parsed page behind an address, to look at and not to change: page('/campussen/')."""

    @functools.cache
    def parsed(path: Path) -> BeautifulSoup:
        return BeautifulSoup(path.read_bytes(), "lxml")

    return lambda address: parsed(site / (address + "index.html" if address.endswith("/") else address).lstrip("/"))


@pytest.fixture(scope="session")
def pages(site: Path, page: Callable[[str], BeautifulSoup]) -> Mapping[str, BeautifulSoup]:
    """Every parsed page of the site by its file, to look at and not to change."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {file: page(f"/{file}") for file in files}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real words and settings, with short prose that links to no record: for building a small tree."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for path in (tmp_path / "content").glob("*/*.md"):
        head = path.read_text(encoding="utf-8").split("---\n")[1]
        path.write_text(f"---\n{head}---\nEen korte tekst.\n", encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def in_root(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Runs the test from the root of the project, as a user would."""
    monkeypatch.chdir(ROOT)
    yield ROOT
