"""The same input gives the same bytes, and a build that fails changes nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import OTHER_REGION, RECORD, ROOT

from site_src import pipeline
from site_src.model.problems import Problem, ProblemsFound, SiteError
from site_src.pipeline import Options, build
from site_src.render.pages.page import Page
from site_src.render.templates import Renderer
from site_src.write import staging as writing

Broken = Callable[[pytest.MonkeyPatch], type[BaseException]]


def prints(folder: Path) -> dict[str, str]:
    """Every file with the fingerprint of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_another_process_folder_seed_clock_locale_and_number_of_jobs_give_the_same_bytes(
    site: Path, tmp_path: Path
) -> None:
    """`site` was built here, in a folder named public, with all cores."""
    output = tmp_path / "ergens" / "anders"
    command = [sys.executable, "build.py", "build", "--output", str(output), "--base-url", "https://voorbeeld.nl/"]
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    other = {"GIT_DIR": os.devnull, "PYTHONHASHSEED": "20231001", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    done = subprocess.run([*command, "--jobs", "1"], cwd=ROOT, env=kept | other, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    first, second = prints(site), prints(output)
    assert len(first) > 300
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()


def without(locale: str) -> str:
    """Why a locale can not be tried here, or nothing."""
    tried = [sys.executable, "-c", f"import locale; locale.setlocale(locale.LC_ALL, {locale!r})"]
    done = subprocess.run(tried, capture_output=True, check=False)
    return f"no locale {locale} here" if done.returncode else ""


def with_our_packages(name: str) -> tuple[str, str]:
    """(the program of another Python, why it can not be tried here or nothing)"""
    program = shutil.which(name) or ""
    needed = "import sys, geopandas, folium, typer, icalendar, nh3, xlsxwriter, pagefind_bin, spaday_webawesome"
    works = program and not subprocess.run([program, "-c", needed], capture_output=True, check=False).returncode
    return program, "" if works else f"no {name} with the packages of requirements.lock here"


#: what is around a build: the Python, then locale, time zone, umask, seed and number of processes
AROUND = [
    (sys.executable, "C", "Pacific/Kiritimati", 0o077, "20231001", "1"),
    (sys.executable, "tr_TR.UTF-8", "America/St_Johns", 0o002, "1", "3"),  # where the capital of i is another letter
    ("python3.12", "C.UTF-8", "UTC", 0o022, "2", "2"),
    ("python3.13", "C.UTF-8", "UTC", 0o022, "3", "2"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("python", "locale", "zone", "umask", "seed", "jobs"),
    AROUND,
    ids=["plain", "Turkish", "Python 3.12", "Python 3.13"],
)
def test_whatever_is_around_a_build_the_same_input_elsewhere_gives_the_same_bytes(
    python: str, locale: str, zone: str, umask: int, seed: str, jobs: str, other_site: Path, tmp_path: Path
) -> None:
    """`other_site` was built here, out of the folders of the project, with all cores."""
    program, reason = (python, without(locale)) if python == sys.executable else with_our_packages(python)
    if reason:
        pytest.skip(reason)
    source, output = shutil.copytree(OTHER_REGION, tmp_path / "een andere map é"), tmp_path / "uit" / "public"
    command = [program, "build.py", "build", "--data", source / "data", "--content", source / "content", "--jobs", jobs,
               "--output", output, "--base-url", "https://voorbeeld.nl/"]  # fmt: skip
    around = {"GIT_DIR": os.devnull, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | around, capture_output=True, timeout=180, umask=umask)
    assert done.returncode == 0, done.stderr.decode()
    first, second = prints(other_site), prints(output)
    assert len(first) > 100
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()


@pytest.fixture
def standing(tree: Callable[..., Path], content: Path, tmp_path: Path) -> Iterator[tuple[Options, dict[str, str]]]:
    """A site that stands, and how to build the next one over it; afterwards nothing else may lie around."""
    output = tmp_path / "public"
    for name in ("index.html", "sitemap.xml", "initiatieven/oud/index.html"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(f"zo was {name}", encoding="utf-8")
    yield Options(tree({"initiatieven/voorbeeld.yml": RECORD}), content, output, jobs=1), prints(output)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "content", "public"}


def verify_fails(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    monkeypatch.setattr(pipeline, "check_site", lambda *_: [Problem("x.html", "Er is iets mis.", "link")])
    return ProblemsFound


def a_page_fails_verify(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    render = Renderer.render
    monkeypatch.setattr(Renderer, "render", lambda self, page: render(self, page).replace("<h1>", "<h1></h1><h1>"))
    return ProblemsFound


def a_template_fails(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    render = Renderer.render

    def failing(self: Renderer, page: Page) -> str:
        if page.kind.template == "campus":
            self.environments[page.language].globals.pop("vocabulary", None)
        return render(self, page)

    monkeypatch.setattr(Renderer, "render", failing)
    return SiteError


def rendering_crashes(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    monkeypatch.setattr(Renderer, "render", lambda *_: 1 / 0)
    return ZeroDivisionError


def the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    def full(folder: Path, name: str, data: bytes) -> None:
        if name == "robots.txt":
            raise OSError(28, "No space left on device")
        writing.write_file(folder, name, data)

    monkeypatch.setattr(pipeline, "write_file", full)
    return OSError


def somebody_stops_it(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    def stopped(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "sitemap", stopped)
    return KeyboardInterrupt


def the_last_rename_fails(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "nieuw":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(writing, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", failing)
    return OSError


@pytest.mark.parametrize(
    ("broken", "jobs"),
    [
        (verify_fails, 1),
        (a_page_fails_verify, 1),
        (a_page_fails_verify, 2),
        (a_template_fails, 1),
        (rendering_crashes, 1),
        (rendering_crashes, 2),
        (the_disk_is_full, 1),
        (somebody_stops_it, 1),
        (the_last_rename_fails, 1),
    ],
)
def test_a_build_that_fails_leaves_the_site_as_it_was_and_nothing_beside_it(
    broken: Broken, jobs: int, standing: tuple[Options, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    options, before = standing
    expected = broken(monkeypatch)
    with pytest.raises(expected):
        build(Options(options.data, options.content, options.output, jobs=jobs))
    assert prints(options.output) == before


def test_a_broken_record_leaves_the_site_as_it_was(standing: tuple[Options, dict[str, str]]) -> None:
    options, before = standing
    (options.data / "initiatieven/derde.yml").write_text("id: derde\nnaam: [", encoding="utf-8")
    with pytest.raises(ProblemsFound):
        build(options)
    assert prints(options.output) == before


def test_a_build_that_succeeds_replaces_the_whole_site(standing: tuple[Options, dict[str, str]]) -> None:
    options, before = standing
    build(options)
    after = prints(options.output)
    assert "initiatieven/voorbeeld/index.html" in after
    assert "initiatieven/oud/index.html" not in after
    assert set(after.items()).isdisjoint(before.items())


def test_a_failed_first_build_leaves_no_folder_at_all(
    tree: Callable[..., Path], content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify_fails(monkeypatch)
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    with pytest.raises(ProblemsFound):
        build(Options(data, content, tmp_path / "public", jobs=1))
    assert {path.name for path in tmp_path.iterdir()} == {"data", "content"}


def test_a_folder_that_is_not_a_site_of_ours_is_never_replaced(
    tree: Callable[..., Path], content: Path, tmp_path: Path
) -> None:
    (tmp_path / "foto's").mkdir()
    (tmp_path / "foto's/vakantie.jpg").write_bytes(b"x")
    with pytest.raises(SiteError):
        build(Options(tree({"initiatieven/voorbeeld.yml": RECORD}), content, tmp_path / "foto's"))
    assert prints(tmp_path / "foto's").keys() == {"vakantie.jpg"}
