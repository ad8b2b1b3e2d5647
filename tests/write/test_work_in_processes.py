"""Work in several processes or in one gives the same, and what goes wrong beside the caller is not lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_src.write.processes import beside, workers

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


def test_a_process_that_dies_beside_is_no_success() -> None:
    with pytest.raises(EOFError), beside(2, lambda: os._exit(1)):
        pass


@pytest.mark.parametrize("jobs", JOBS)
def test_what_the_caller_raises_comes_first(jobs: int) -> None:
    with pytest.raises(KeyError), beside(jobs, lambda: None):
        raise KeyError
