"""A process that works for a build ends with it, also when the build is killed and can't end it any more."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1  # prctl(2), Linux
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def serve_only(parent: int) -> None:
    """For a process just forked: it ends when `parent` (a process id) does, and leaves Ctrl+C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _libc:
        die_with_parent()
    else:
        threading.Thread(target=_outlive, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it was gone before this process could ask to be told
        os._exit(1)


def die_with_parent() -> None:
    """The system kills this process when the one that started it ends; where it can't, nothing happens."""
    if _libc:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _outlive(parent: int) -> None:
    """Ends this process soon after the other."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
