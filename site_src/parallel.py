"""Work in processes that share what stands now. Where the system can't fork, or with one job, it is done in place."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

CHUNK = 8  # parts that a process takes at a time
_work: Callable[[Any], Any]  # what a process does with each part


def _take(work: Callable[[Any], Any]) -> None:
    global _work
    gc.disable()  # what stands now is shared by all processes; looking through it would copy it
    _work = work


def _do(part: Any) -> Any:
    return _work(part)


def _forks(jobs: int) -> int:
    """How many processes; 0 means in place."""
    jobs = jobs or multiprocessing.cpu_count()
    return jobs if jobs > 1 and "fork" in multiprocessing.get_all_start_methods() else 0


@contextmanager
def workers(work: Callable[[Any], Any], jobs: int) -> Iterator[Callable[[Sequence[Any]], list[Any]]]:
    """A function that does `work` for each of a list of parts, on `jobs` processes (0: one for each core)."""
    if not (forks := _forks(jobs)):
        yield lambda parts: [work(part) for part in parts]
        return
    with multiprocessing.get_context("fork").Pool(forks, _take, (work,)) as pool:
        yield lambda parts: pool.map(_do, parts, chunksize=CHUNK)


@contextmanager
def beside(work: Callable[[], None], jobs: int) -> Iterator[None]:
    """Does `work` in a process of its own while the caller goes on; at the end raises what it raised."""
    if not _forks(jobs):
        work()
        yield
        return
    with multiprocessing.get_context("fork").Pool(1, _take, (lambda _: work(),)) as pool:
        running = pool.apply_async(_do, (None,))
        yield
        running.get()
