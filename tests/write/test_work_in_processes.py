"""Work in several processes or in one gives the same, and what goes wrong beside the caller is not lost."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_src.model.problems import Problem, ProblemsFound
from site_src.read.geodata import GeodataError
from site_src.write.processes import ProcessDied, TaskFailed, beside, workers

JOBS = [1, 2]


@pytest.mark.parametrize("jobs", JOBS)
def test_each_task_does_its_own_parts_in_their_order(jobs: int) -> None:
    shared = list(range(100, 200))

    def twice(number: int) -> int:
        return 2 * shared[number]

    def told(number: int) -> str:
        return f"nr. {shared[number]}"

    with workers(jobs, twice, told) as each:
        assert each(twice, range(50)) == [2 * number for number in range(100, 150)]
        assert each(told, [3, 1]) == ["nr. 103", "nr. 101"]


@pytest.mark.parametrize("jobs", JOBS)
def test_what_a_part_raises_comes_out(jobs: int) -> None:
    def upside_down(number: int) -> float:
        return 1 / number

    with pytest.raises(ZeroDivisionError), workers(jobs, upside_down) as each:
        each(upside_down, [1, 2, 0, 4])


@pytest.mark.parametrize("jobs", JOBS)
def test_work_beside_is_done_when_the_caller_goes_on(jobs: int, tmp_path: Path) -> None:
    with beside(jobs, lambda: (tmp_path / "klaar").touch()):
        pass
    assert (tmp_path / "klaar").exists()


@pytest.mark.parametrize("jobs", JOBS)
def test_what_goes_wrong_beside_is_raised(jobs: int) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), beside(jobs, full):
        pass


def wrong_data() -> None:
    raise ProblemsFound([Problem("data/x.yml", "Dit klopt niet.", "regel", 3, 4)])


def wrong_geodata() -> None:
    raise GeodataError("kust.geojson")


class NeedsMore(Exception):
    """Can be sent, but not made again from what was sent."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} en {two}")


class HoldsLock(Exception):
    """Can't be sent at all."""

    def __init__(self) -> None:
        super().__init__("op slot")
        self.lock = threading.Lock()


def needs_more() -> None:
    raise NeedsMore("een", "twee")


def holds_lock() -> None:
    raise HoldsLock


@contextmanager
def in_time(seconds: int = 20) -> Iterator[None]:
    """Fails the test rather than wait for ever."""

    def late(*_: object) -> None:
        raise TimeoutError("nobody answers")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def run_beside(jobs: int, task: Callable[[], None]) -> None:
    with in_time(), beside(jobs, task):
        pass


def run_in_worker(jobs: int, task: Callable[[], None]) -> None:
    def part(_: int) -> None:
        task()

    with in_time(), workers(jobs, part) as each:
        each(part, range(20))


WAYS = [run_beside, run_in_worker]


@pytest.mark.parametrize("run", WAYS)
@pytest.mark.parametrize("jobs", JOBS)
def test_what_is_wrong_with_the_data_arrives_whole_from_any_process(run: Callable[..., None], jobs: int) -> None:
    with pytest.raises(ProblemsFound, match="1 problemen gevonden") as caught:
        run(jobs, wrong_data)
    assert [problem.place for problem in caught.value.problems] == ["data/x.yml:3:4"]
    with pytest.raises(GeodataError, match=r"data/geo/kust\.geojson is onleesbaar") as told:
        run(jobs, wrong_geodata)
    assert told.value.name == "kust.geojson"


@pytest.mark.parametrize("run", WAYS)
@pytest.mark.parametrize(("task", "says"), [(needs_more, "NeedsMore: een en twee"), (holds_lock, "HoldsLock: op slot")])
def test_an_error_that_can_not_be_sent_is_told_and_nobody_waits(
    run: Callable[..., None], task: Callable[[], None], says: str
) -> None:
    with pytest.raises(TaskFailed, match=says):
        run(2, task)


@pytest.mark.parametrize("run", WAYS)
def test_a_process_that_dies_is_told_and_nobody_waits(run: Callable[..., None]) -> None:
    with pytest.raises(ProcessDied, match="afgebroken"):
        run(2, lambda: os._exit(1))


@pytest.mark.parametrize("run", WAYS)
def test_an_error_from_another_process_says_where_it_was_raised(run: Callable[..., None]) -> None:
    with pytest.raises(ProblemsFound) as caught:
        run(2, wrong_data)
    assert "in wrong_data" in "".join(caught.value.__notes__)


@pytest.mark.parametrize("jobs", JOBS)
def test_what_the_caller_raises_comes_first(jobs: int) -> None:
    with pytest.raises(KeyError), beside(jobs, lambda: None):
        raise KeyError
