"""What a command costs: seconds on the clock, seconds of processor, and memory, of the process and all it started."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

POLL = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run, or the medians of several: wall and processor seconds, and the peak of memory in MB."""

    wall: float
    cpu: float
    memory: float


class Failed(RuntimeError):
    """A command that should have been measured did not succeed; the text is what it said."""


def cost_of(command: Sequence[str], folder: Path, accept: Iterable[int] = (0,)) -> Cost:
    """Runs a command in a folder; raises Failed with its words when it ends with a code that is not accepted."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        peak = _Peak(process.pid)
        said = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        memory = peak.stop()
    if process.returncode not in accept:
        raise Failed(f"{' '.join(command)}\n{said.decode(errors='replace')[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, memory)


def interleaved(runs: int, **tasks: Callable[[], Cost]) -> dict[str, Cost]:
    """The median cost of each task; all take turns, so that a busy moment of the machine hits all of them alike."""
    found: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            found[name].append(task())
    return {name: _median(costs) for name, costs in found.items()}


def _median(costs: list[Cost]) -> Cost:
    columns = ([cost.wall for cost in costs], [cost.cpu for cost in costs], [cost.memory for cost in costs])
    return Cost(*(statistics.median(column) for column in columns))


class _Peak(threading.Thread):
    """Looks again and again at the memory of a process and all below it; shared pages count once (PSS)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._most, self._done = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._done.wait(POLL):
            self._most = max(self._most, sum(_pss(pid) for pid in _tree(self._pid)))

    def stop(self) -> float:
        self._done.set()
        self.join()
        return self._most / 1000


def _tree(pid: int) -> list[int]:
    """The process and all that descend from it; who ended in the meantime is left out."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(found for child in below for found in _tree(child))]


def _pss(pid: int) -> int:
    """Kilobytes of memory, of which what is shared with others counts for its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
