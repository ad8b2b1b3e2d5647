"""Real builds that meet a fault: killed, stopped, no room, no rights, a file gone. The site stays whole."""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forked import SOON, Forked, wait_for
from helpers import OTHER_REGION, RECORD, run
from test_same_bytes import prints

from site_src import pipeline
from site_src.cli import app, preview_server
from site_src.cli.preview_server import serve
from site_src.model.problems import SiteError
from site_src.pipeline import Options, build

KILLS = int(os.environ.get("KILLS", "10"))  # KILLS=100 for the whole promise; takes minutes
PLACES = ["--data", str(OTHER_REGION / "data"), "--content", str(OTHER_REGION / "content")]


@pytest.fixture
def output(other_site: Path, tmp_path: Path) -> Path:
    """A site that stands, alone in its folder."""
    shutil.copytree(other_site, tmp_path / "plek/public")
    return tmp_path / "plek/public"


def command(*arguments: object) -> Callable[[], None]:
    """A command as from a terminal, in a process that has everything imported."""

    def run() -> None:
        sys.argv = ["build.py", *map(str, arguments)]
        app.main()

    return run


def building(output: Path, jobs: int = 2) -> Callable[[], None]:
    return command("build", *PLACES, "--output", output, "--jobs", jobs, "--base-url", "https://nieuw.nl/")


def alone(output: Path) -> bool:
    return [path.name for path in output.parent.iterdir()] == [output.name]


def test_kills_at_random_moments_lose_nothing_and_leave_nothing(output: Path, tmp_path: Path) -> None:
    """The build, and in turns one of its processes: workers, the one beside the pages, Pagefind."""
    chance, old = random.Random(16), prints(output)
    start = time.monotonic()
    first = Forked(building(tmp_path / "eerste/public"), tmp_path / "log")
    assert first.end() == 0, first.told
    took, new = time.monotonic() - start, prints(tmp_path / "eerste/public")
    told = set()
    for number in range(KILLS):
        killed = Forked(building(output), tmp_path / "log")
        time.sleep(chance.uniform(0, took))
        if number % 2 and (started := killed.children()):
            os.kill(chance.choice(started), signal.SIGKILL)
            end = killed.end(SOON)
            told |= {line for line in killed.told.splitlines() if line.startswith("fout:")}
        else:
            killed.kill()
            end = killed.end()
        assert end in (0, 1, -signal.SIGKILL), killed.told
        assert not killed.left()
        assert prints(output) in (old, new), f"kill {number}"
        assert {path.name for path in output.parent.iterdir()} <= {"public", ".public.bouw"}
    last = Forked(building(output), tmp_path / "log")
    assert (last.end(), prints(output) == new, alone(output)) == (0, True, True), last.told
    assert all("Een proces van de bouw is afgebroken" in line for line in told)


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_stopped_says_so_and_cleans_up(output: Path, tmp_path: Path, ends: signal.Signals) -> None:
    old = prints(output)
    stopped = Forked(building(output), tmp_path / "log")
    wait_for((output.parent / ".public.bouw/nieuw/initiatieven/index.html").exists)
    os.killpg(stopped.pid, ends) if ends is signal.SIGINT else os.kill(stopped.pid, ends)
    assert stopped.end() == 130
    assert stopped.told.splitlines()[-1] == "Gestopt. De site is niet gebouwd. Wat er stond, staat er nog."
    assert "Traceback" not in stopped.told
    assert (stopped.left(), prints(output) == old, alone(output)) == (False, True, True)


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("watching", [False, True])
def test_serve_stops_in_peace_while_it_builds_and_while_it_watches(
    tmp_path: Path, ends: signal.Signals, watching: bool
) -> None:
    def rebuild(_: Options) -> bool:
        (tmp_path / "bouwt").touch()
        return watching or time.sleep(60) is None

    def serving() -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        serve(Options(tmp_path, tmp_path, tmp_path), 0, rebuild, lambda text: print(text, flush=True))

    server = Forked(serving, tmp_path / "log")
    wait_for(lambda: "stoppen" in server.told if watching else (tmp_path / "bouwt").exists())
    os.kill(server.pid, ends)
    assert server.end(SOON) == 0, server.told
    assert (server.told.splitlines()[-1], "Traceback" in server.told) == ("Gestopt.", False)


def test_serve_goes_on_when_a_file_goes_while_it_looks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[dict[str, int] | type[BaseException]] = [{}, FileNotFoundError, {"a": 1}, KeyboardInterrupt]
    built = []

    def look(_: Options) -> dict[str, int]:
        if isinstance(now := seen.pop(0), dict):
            return now
        raise now

    monkeypatch.setattr(preview_server, "snapshot", look)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    serve(Options(tmp_path, tmp_path, tmp_path), 0, lambda options: not built.append(options), lambda _: None)
    assert len(built) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    (tmp_path / "schijf").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(tmp_path / "schijf")]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount a disk can fill one; the limit on files is tested everywhere")
    yield tmp_path / "schijf"
    subprocess.run(["umount", str(tmp_path / "schijf")], check=True)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_is_told_in_words_and_leaves_the_site(small_disk: Path, tmp_path: Path, jobs: int) -> None:
    (small_disk / "public").mkdir()
    (small_disk / "public/sitemap.xml").write_text("oud")
    full = Forked(building(small_disk / "public", jobs), tmp_path / "log")
    assert full.end() == 1, full.told
    (line,) = full.told.splitlines()
    assert line.startswith("fout: De schijf is vol")
    assert line.endswith("Maak ruimte vrij en probeer het opnieuw.")
    assert (prints(small_disk / "public").keys(), alone(small_disk / "public")) == ({"sitemap.xml"}, True)


def test_a_limit_on_the_size_of_files_is_told_in_words(output: Path, tmp_path: Path) -> None:
    old = prints(output)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        building(output, 1)()

    full = Forked(limited, tmp_path / "log")
    assert full.end() == 1, full.told
    assert full.told.splitlines()[-1].startswith("fout: Een bestand werd groter dan hier mag")
    assert (prints(output) == old, alone(output), "Traceback" in full.told) == (True, True, False)


@pytest.mark.parametrize("where", ["dicht/public", "bestand/public"])
def test_an_output_that_can_not_be_written_is_told_in_words(tmp_path: Path, where: str) -> None:
    (tmp_path / "bestand").write_text("geen map")
    (tmp_path / "dicht").mkdir(mode=0o555)

    def nobody() -> None:
        if not os.getuid():  # rights do not hold for root
            for folder in (tmp_path, *tmp_path.parents[:2]):
                folder.chmod(0o755)
            os.setgroups([])
            os.setuid(65534)
        command("build", *PLACES, "--output", tmp_path / where, "--jobs", 1)()

    refused = Forked(nobody, tmp_path / "log")
    assert refused.end() == 1, refused.told
    (line,) = [line for line in refused.told.splitlines() if "Kies een andere map" in line or "kies een" in line]
    assert str(tmp_path / where.split("/")[0]) in line
    assert "Traceback" not in refused.told


@pytest.mark.parametrize("name", [
    "initiatieven/voorbeeld.yml", "termen.yml", "regio.yml", "geo/kust.geojson", "site.yml", "nl/over.md",
    "nl/interface.yml", "list.js", "tokens.css", "synoniemen.yml", "rapport/rapport.yml",
])  # fmt: skip
def test_a_file_that_goes_while_it_is_read_is_named_and_is_no_traceback(
    name: str, tree: Callable[..., Path], content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, data = Path.open, tree({"initiatieven/voorbeeld.yml": RECORD})

    def gone(self: Path, *how: object, **also: object) -> object:
        if self.as_posix().endswith(name):
            raise FileNotFoundError(2, "No such file or directory", str(self))
        return opened(self, *how, **also)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", gone)
    monkeypatch.setattr(pipeline, "_write", lambda *_: (0, 0))
    result = run("build", "--data", data, "--content", content, "--output", tmp_path / "public", "--jobs", 1)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
    assert Path(name).name in result.output


def test_a_clock_that_jumps_stops_a_build_or_changes_nothing(
    tree: Callable[..., Path], content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    options = Options(data, content, tmp_path / "public", jobs=1)
    times = iter([2**33, 0] * 100_000)
    monkeypatch.setattr(time, "time", lambda: float(next(times)))
    days = iter([dt.date(2200, 1, 1), dt.date(1970, 1, 1)] * 100)
    monkeypatch.setattr(pipeline, "_clock", lambda: next(days))
    monkeypatch.setattr(pipeline, "_write", lambda *_: (0, 0))
    build(options)
    with pytest.raises(SiteError):
        next(days)
        build(options)
