"""The same work for several parts, on the cores of this computer; results come in the order of the parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
Progress = Callable[[str], None]


def silent(message: str) -> None:
    """No progress."""


def each(task: Callable[[Part], Result], parts: Sequence[Part], name: str, progress: Progress) -> Iterator[Result]:
    """The result of each part; tells how many are done. `task` and parts must be fit to send to another process."""
    if len(parts) == 1:
        yield task(parts[0])
        return
    with ProcessPoolExecutor() as pool:
        for number, result in enumerate(pool.map(task, parts), start=1):
            progress(f"{name} {number} van {len(parts)}")
            yield result
