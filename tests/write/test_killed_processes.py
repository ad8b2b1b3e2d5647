"""Whatever dies, nobody waits for it and nothing outlives the build."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pagefind_bin
import pytest
from forked import SOON, Forked, wait_for

from site_src.write import lifetime
from site_src.write.processes import ProcessDied, beside, workers
from site_src.write.search_index import indexing


def long_work(started: Path) -> Callable[[], None]:
    """A build with a process beside it and two workers that are busy for a minute."""

    def nap(number: int) -> None:
        (started / str(number)).touch()
        time.sleep(60)

    def build() -> None:
        with beside(2, lambda: nap(-1)), workers(2, nap) as each:
            each(nap, range(16))

    return build


@pytest.mark.parametrize("told_by_the_system", [True, False])
def test_the_processes_of_a_build_end_when_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told_by_the_system: bool
) -> None:
    if not told_by_the_system:
        monkeypatch.setattr(lifetime, "_libc", None)
    (tmp_path / "begonnen").mkdir()
    build = Forked(long_work(tmp_path / "begonnen"), tmp_path / "log")
    wait_for(lambda: len(list((tmp_path / "begonnen").iterdir())) == 3)
    build.kill()
    assert build.end() == -signal.SIGKILL
    assert not build.left()


def test_pagefind_ends_when_the_build_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if lifetime._libc is None:
        pytest.skip("this system has no prctl; there Pagefind ends by itself, within seconds")
    slow_pagefind(tmp_path, monkeypatch, f"touch {tmp_path}/bezig; exec sleep 60")

    def build() -> None:
        with indexing(tmp_path):
            time.sleep(60)

    killed = Forked(build, tmp_path / "log")
    wait_for((tmp_path / "bezig").exists)
    killed.kill()
    killed.end()
    assert not killed.left()


def slow_pagefind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    (tmp_path / "pagefind").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "pagefind").chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: str(tmp_path / "pagefind"))


def test_a_killed_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow_pagefind(tmp_path, monkeypatch, "kill -9 $$")
    with pytest.raises(ProcessDied), indexing(tmp_path):
        pass


def test_a_dead_process_beside_is_an_error_soon_and_not_when_all_else_is_done() -> None:
    def nap(_: int) -> None:
        time.sleep(0.05)

    start = time.monotonic()
    with pytest.raises(ProcessDied), beside(2, lambda: os._exit(9)), workers(2, nap) as each:
        each(nap, range(1000))
    assert time.monotonic() - start < SOON


def test_a_dead_worker_is_an_error_soon() -> None:
    def die_once(number: int) -> None:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)

    start = time.monotonic()
    with pytest.raises(ProcessDied), workers(2, die_once) as each:
        each(die_once, range(1000))
    assert time.monotonic() - start < SOON


def test_what_the_caller_raises_does_not_wait_for_the_work_that_is_left() -> None:
    def wrong(number: int) -> float:
        time.sleep(0.02)
        return 1 / number

    start = time.monotonic()
    with pytest.raises(ZeroDivisionError), workers(2, wrong) as each:
        each(wrong, range(1000))
    assert time.monotonic() - start < SOON
