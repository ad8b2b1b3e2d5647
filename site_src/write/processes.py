"""Work in processes that share what stands now. Where the system can't fork, or with one job, it is done in place."""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
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
    fork = multiprocessing.get_context("fork")
    ends, tells = fork.Pipe(duplex=False)
    process = fork.Process(target=_told, args=(task, tells), daemon=True)
    process.start()
    tells.close()
    try:
        yield
        if error := ends.recv():
            raise error
    finally:
        process.terminate()
        process.join()


def _told(task: Callable[[], None], tells: Connection) -> None:
    """The task, and then None or what it raised through the pipe."""
    gc.disable()
    try:
        task()
    except Exception as error:  # the caller raises it
        error.add_note(traceback.format_exc())
        tells.send(error)
    else:
        tells.send(None)
