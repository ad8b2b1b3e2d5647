"""Work in processes that share what stands now. Where the system can't fork, or with one job, it is done in place.

What a task raises comes out as itself, with the traceback of its process in a note. What can't be sent from one
process to another comes out as TaskFailed, a process that dies without a word as ProcessDied, soon after. The caller
never waits for an answer that can't come, and no process outlives it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from site_src.model.problems import SiteError
from site_src.write.lifetime import serve_only

CHUNK = 8  # parts that a process takes at a time
Task = Callable[[Any], Any]
_tasks: Sequence[Task]  # what a process can do with a part
_beside: list[BaseProcess] = []  # what runs beside this process now


class TaskFailed(RuntimeError):
    """A task raised what can't be sent to another process; the text is its traceback."""


class ProcessDied(SiteError):
    """A process stopped before its task was done: something ended it, such as a lack of memory."""

    def __str__(self) -> str:
        return "Een proces van de bouw is afgebroken voor het klaar was. Is er genoeg geheugen? Bouw opnieuw."


def _take(tasks: Sequence[Task], parent: int) -> None:
    global _tasks
    serve_only(parent)
    gc.disable()  # what stands now is shared by all processes; looking through it would copy it
    _tasks = tasks


def _do(order: tuple[int, Any]) -> Any:
    task, part = order
    try:
        return _tasks[task](part)
    except Exception as error:
        raise _sendable(error) from None


def _sendable(error: Exception) -> Exception:
    """The error with its traceback in a note; when the way to another process would change it: TaskFailed."""
    told = traceback.format_exc()
    error.add_note(told)
    try:
        same = type(pickle.loads(pickle.dumps(error))) is type(error)
    except Exception:  # whatever an exception of our own or of a library does when it is made again
        same = False
    return error if same else TaskFailed(told)


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
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(forks, mp_context=fork, initializer=_take, initargs=(tasks, os.getpid())) as pool:

        def each(task: Task, parts: Iterable[Any]) -> list[Any]:
            orders = [(tasks.index(task), part) for part in parts]
            try:
                return [_while_all_live(result) for result in pool.map(_do, orders, chunksize=CHUNK)]
            except BrokenProcessPool as error:
                raise ProcessDied from error

        try:
            yield each
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what is left to do is not waited for
            raise


@contextmanager
def beside(jobs: int, task: Callable[[], None]) -> Iterator[None]:
    """Does the task in a process of its own while the caller goes on; at the end raises what it raised."""
    if not _forks(jobs):
        task()
        yield
        return
    fork = multiprocessing.get_context("fork")
    ends, tells = fork.Pipe(duplex=False)
    process = fork.Process(target=_told, args=(task, tells, os.getpid()), daemon=True)
    process.start()
    tells.close()
    _beside.append(process)
    try:
        yield
        if error := _outcome(ends):
            raise error
    finally:
        _beside.remove(process)
        process.terminate()
        process.join()


def _while_all_live(result: Any) -> Any:
    """The result; ProcessDied when a process beside this one died, rather than after everything else is done."""
    if any(process.exitcode for process in _beside):
        raise ProcessDied
    return result


def _told(task: Callable[[], None], tells: Connection, parent: int) -> None:
    """The task, and then None or what it raised through the pipe."""
    serve_only(parent)
    gc.disable()
    try:
        task()
    except Exception as error:  # the caller raises it
        tells.send(_sendable(error))
    else:
        tells.send(None)


def _outcome(ends: Connection) -> Exception | None:
    """What came through the pipe; an end without a word means that the process died."""
    try:
        told: Exception | None = ends.recv()
    except EOFError:
        return ProcessDied()
    return told
