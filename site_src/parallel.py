"""Work in processes that share what stands now. Where the system can't fork, or with one job, it is done in place."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

CHUNK = 8  # parts that a process takes at a time
Task = Callable[[Any], Any]
_tasks: Sequence[Task]  # what a process can do with a part


def _take(tasks: Sequence[Task]) -> None:
    global _tasks
    gc.disable()  # what stands now is shared by all processes; looking through it would copy it
    _tasks = tasks


def _do(order: tuple[int, Any]) -> Any:
    task, part = order
    return _tasks[task](part)


def _forks(jobs: int) -> int:
    """How many processes; 0 means in place."""
    jobs = jobs or multiprocessing.cpu_count()
    return jobs if jobs > 1 and "fork" in multiprocessing.get_all_start_methods() else 0


@contextmanager
def workers(jobs: int, *tasks: Task) -> Iterator[Callable[[Task, Iterable[Any]], list[Any]]]:
    """A function that does one of the tasks for each of its parts, on `jobs` processes (0: one for each core)."""
    if not (forks := _forks(jobs)):
        yield lambda task, parts: [task(part) for part in parts]
        return
    with multiprocessing.get_context("fork").Pool(forks, _take, (tasks,)) as pool:
        yield lambda task, parts: pool.map(_do, [(tasks.index(task), part) for part in parts], chunksize=CHUNK)


@contextmanager
def beside(jobs: int, task: Callable[[], None]) -> Iterator[None]:
    """Does the task in a process of its own while the caller goes on; at the end raises what it raised."""
    if not _forks(jobs):
        task()
        yield
        return
    with multiprocessing.get_context("fork").Pool(1, _take, ([lambda _: task()],)) as pool:
        running = pool.apply_async(_do, ((0, None),))
        yield
        running.get()
