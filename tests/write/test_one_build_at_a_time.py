"""A build may be killed at any line: the site stays whole, and the next one ends what is left, of dead builds only."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from forked import Forked, wait_for

from site_src.model.problems import SiteError
from site_src.write import lock as locking
from site_src.write import staging
from site_src.write.lock import Busy
from site_src.write.staging import prepare, staged, write_file

FILES = ("index.html", "sitemap.xml", "over/index.html")
WATCHED = {staging.__file__, locking.__file__}


def written(folder: Path, text: str) -> None:
    for name in FILES:
        write_file(folder, name, text.encode())


def contents(output: Path) -> set[str]:
    """What the files say; one word when they are of one build."""
    assert {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()} == set(FILES)
    return {(output / name).read_text() for name in FILES}


def beside(output: Path) -> set[str]:
    return {path.name for path in output.parent.iterdir()} - {output.name}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "plek" / "public"
    written(folder, "oud")
    return folder


def rebuilt(output: Path) -> None:
    prepare(output)
    with staged(output) as folder:
        written(folder, "nieuw")


def killed_at(number: int, action: Callable[[], object]) -> Callable[[], object]:
    """The action, ended by kill -9 before the numbered line of those that stage and lock."""
    left = number

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        nonlocal left
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    def run() -> None:
        sys.settrace(trace)
        action()

    return run


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_build_killed_at_any_line_loses_nothing_and_the_next_one_leaves_nothing(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    moments, seen, away = 0, set(), 0
    while True:
        moments += 1
        building = Forked(killed_at(moments, lambda: rebuilt(output)), tmp_path / "log")
        if (code := building.end()) == 0:
            break
        assert code == -signal.SIGKILL, building.told
        away += not output.exists()
        prepare(output)
        assert beside(output) == set()
        (said,) = contents(output)
        seen.add(said)
        with staged(output) as folder:
            written(folder, "oud")
    assert moments > 30
    assert seen == {"oud", "nieuw"}
    assert bool(away) is not exchanges or sys.platform != "linux"


def test_the_next_build_removes_what_a_dead_one_left_whatever_the_clock_says(output: Path, tmp_path: Path) -> None:
    def building() -> None:
        with staged(output) as folder:
            written(folder, "half")
            (folder / "later").touch()
            os.utime(folder / "later", (2**33, 2**33))
            os.kill(os.getpid(), signal.SIGKILL)

    assert Forked(building, tmp_path / "log").end() == -signal.SIGKILL
    assert beside(output) == {".public.bouw"}
    with staged(output) as folder:
        assert list(folder.iterdir()) == []
        written(folder, "nieuw")
    assert (contents(output), beside(output)) == ({"nieuw"}, set())


def test_two_builds_at_once_do_not_meet_and_the_living_one_keeps_what_it_makes(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    go_on = tmp_path / "verder"

    def slow() -> None:
        with staged(output) as folder:
            written(folder, "eerste")
            wait_for(go_on.exists)

    first = Forked(slow, tmp_path / "log")
    wait_for((output.parent / ".public.bouw/nieuw/over/index.html").exists)
    for second in (lambda: prepare(output), lambda: rebuilt(output)):
        with pytest.raises(Busy, match=r"Er loopt al een bouw naar .*/public\. Wacht tot die klaar is"):
            second()
    rebuilt(output.with_name("public-concept"))
    go_on.touch()
    assert first.end() == 0, first.told
    assert (contents(output), beside(output)) == ({"eerste"}, {"public-concept"})


def test_of_many_builds_that_want_the_same_output_one_at_a_time_has_it(output: Path, tmp_path: Path) -> None:
    def several() -> None:
        for _ in range(20):
            with staged(output) as folder:
                (tmp_path / "alleen").touch(exist_ok=False)
                written(folder, "nieuw")
                (tmp_path / "alleen").unlink()

    builds = [Forked(several, tmp_path / f"log-{number}") for number in range(4)]
    assert [(build.end(), build.told) for build in builds] == [(0, "")] * 4
    assert (contents(output), beside(output)) == ({"nieuw"}, set())


def test_what_is_not_of_a_build_stays(output: Path) -> None:
    """Folders of other names beside the site are somebody else's, however much they look like ours."""
    others = {".public-x7f2kq_a", ".public-concept.bouw", "public.bouw"}
    for name in others:
        (output.parent / name).mkdir()
    rebuilt(output)
    assert beside(output) == others


def test_a_file_where_the_site_should_come_is_told(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("van mij")
    with pytest.raises(SiteError, match="bestaat al en is geen eerder gebouwde site"):
        prepare(tmp_path / "public")
