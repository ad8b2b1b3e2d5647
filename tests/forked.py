"""A process of its own for what a test wants to kill, with everything that it starts in one group."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from site_src.write.lifetime import die_with_parent

SOON = 5.0  # seconds


class Forked:
    """Runs an action in a process; what it and its children say stands in `told` when it has ended."""

    def __init__(self, action: Callable[[], object], log: Path) -> None:
        self.log = log
        log.touch()
        self.pid = os.fork()
        if not self.pid:
            os.setpgid(0, 0)
            die_with_parent()  # no test leaves it running
            os.closerange(3, 1024)  # what this process holds open, such as the pipes of a browser, stays its own
            self._run(action)
        while os.getpgid(self.pid) != self.pid:
            time.sleep(0.001)

    def _run(self, action: Callable[[], object]) -> None:
        code = 99
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            with self.log.open("wb", buffering=0) as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
            action()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    @property
    def told(self) -> str:
        """Everything that was said."""
        return self.log.read_text("utf-8")

    def children(self) -> list[int]:
        """The processes that it has started and that still run."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []

    def kill(self) -> None:
        """Nobody gets the chance to clean up."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self, seconds: float = 60) -> int:
        """Waits for it; its exit code, or minus the signal that ended it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.killpg(self.pid, signal.SIGKILL)
        raise TimeoutError(f"still running after {seconds} s: {self.told}")

    def left(self) -> bool:
        """Whether anything that it started still runs after a moment."""
        until = time.monotonic() + SOON
        while time.monotonic() < until:
            try:
                os.killpg(self.pid, 0)
            except ProcessLookupError:
                return False
            time.sleep(0.01)
        os.killpg(self.pid, signal.SIGKILL)
        return True


def wait_for(true: Callable[[], object], seconds: float = 30) -> None:
    """Until it is so."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.002)
