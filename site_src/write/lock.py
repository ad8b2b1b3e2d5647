"""One build at a time for an output: a build works in a folder beside it, and holds the lock in that folder.

The system releases the lock of a process that dies, however it dies. What such a process left there is removed by the
next build; a folder whose lock is held is never touched.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_src.model.problems import SiteError

try:
    import fcntl
except ImportError:  # a system without these locks: there, whoever builds sees to it that nobody else does
    fcntl = None  # type: ignore[assignment]

NEW, OLD, LOCK = "nieuw", "oud", "slot"
PATIENCE = 2.0  # seconds; the processes of a build that was killed need a moment to follow it


class Busy(SiteError):
    """Another build works on the same output."""

    def __init__(self, output: Path) -> None:
        super().__init__(f"Er loopt al een bouw naar {output}. Wacht tot die klaar is en bouw dan opnieuw.")


def workplace(output: Path) -> Path:
    """The folder beside `output` in which its builds work."""
    return output.with_name(f".{output.name}.bouw")


@contextmanager
def locked(output: Path) -> Iterator[Path]:
    """The workplace of `output`, for this build alone; it is removed afterwards. Raises Busy, and OSError."""
    place = workplace(output)
    lock = _wait_for(place, output)
    try:
        yield place
    finally:
        _leave(place, lock)


def _wait_for(place: Path, output: Path) -> int:
    """The open lock of the workplace, which is made when it is not there."""
    until = time.monotonic() + PATIENCE
    while True:
        with suppress(FileNotFoundError):  # whoever had the lock has just removed the folder
            place.mkdir(exist_ok=True)
            lock = os.open(place / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
            if _take(lock, place / LOCK):
                return lock
            os.close(lock)
        if time.monotonic() > until:
            raise Busy(output)
        time.sleep(0.05)


def _take(lock: int, path: Path) -> bool:
    """Whether this process has the lock now, and the lock is still the one that others find at `path`."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(lock), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def _leave(place: Path, lock: int) -> None:
    """Removes the workplace, then lets go; a process that was forked meanwhile does not keep the lock."""
    for name in (NEW, OLD):
        shutil.rmtree(place / name, ignore_errors=True)
    with suppress(OSError):  # nothing here may hide why a build stopped; the next one removes what stays
        (place / LOCK).unlink()
        place.rmdir()
    if fcntl is not None:
        fcntl.flock(lock, fcntl.LOCK_UN)
    os.close(lock)
