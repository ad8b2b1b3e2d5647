"""Where the time of a build goes: `python -m tests.bench.stages DATA OUTPUT` builds in one process and tells, as JSON.

Each function named below is timed without the time of the others that it calls; what none of them covers is `rest`.
With more processes stages overlap, so their sum says how much work there is, not how long a build takes.
"""

from __future__ import annotations

import functools
import importlib
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
STAGES = {
    "read": ("read.records:read_data", "read.settings:read_settings", "read.words:read_words",
             "read.settings:read_synonyms", "read.assets:read_assets", "read.prose:read_prose"),
    "check": ("check.rules:check", "check.content:content_problems"),
    "derive": ("derive.catalogue:derive",),
    "render": ("pipeline:_pages", "render.templates:Renderer.render", "render.sitemap:sitemap"),
    "beside": ("pipeline:_write_from_data",),
    "write": ("write.staging:write_file", "write.staging:_swap", "write.service_worker:write_service_worker",
              "write.search_index:known_words", "write.lexicon:lexicon"),
    "search index": ("write.search_index:indexing",),
    "verify": ("verify.page:check_page", "verify.site:check_site"),
}  # fmt: skip


class Clock:
    """Seconds by stage, each without what was measured inside it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = [0.0]

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Counts what happens inside as this stage."""
        start = time.perf_counter()
        self._inner.append(0.0)
        try:
            yield
        finally:
            passed = time.perf_counter() - start
            self.spent[stage] += passed - self._inner.pop()
            self._inner[-1] += passed

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted; of a context only its start and its end."""

        @functools.wraps(function)
        def run(*args: Any, **named: Any) -> Any:
            with self.on(stage):
                found = function(*args, **named)
            return self._context(stage, found) if hasattr(found, "__enter__") else found

        return run

    @contextmanager
    def _context(self, stage: str, context: Any) -> Iterator[Any]:
        with self.on(stage):
            value = context.__enter__()
        yield value
        with self.on(stage):
            context.__exit__(None, None, None)


def watched(clock: Clock) -> list[str]:
    """Puts the clock around every function of STAGES, wherever it was imported; the names that are not there."""
    gone = []
    for stage, names in STAGES.items():
        for name in names:
            module, _, attribute = name.partition(":")
            if not _watch(clock, stage, f"site_src.{module}", attribute):
                gone.append(name)
    return gone


def _watch(clock: Clock, stage: str, module: str, attribute: str) -> bool:
    try:
        owner: Any = importlib.import_module(module)
        *outer, last = attribute.split(".")
        for name in outer:
            owner = getattr(owner, name)
        original = getattr(owner, last)
    except (ImportError, AttributeError):
        return False
    timed = clock.timed(stage, original)
    setattr(owner, last, timed)
    for other in [found for name, found in sys.modules.items() if name.startswith("site_src")]:
        for name, value in list(vars(other).items()):
            if value is original:
                setattr(other, name, timed)
    return True


def stages_of(data: Path, output: Path) -> dict[str, float]:
    """Seconds by stage of a build in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.stages", str(data), str(output)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


def main() -> None:
    """Builds once, and prints the seconds of each stage and of everything together."""
    from site_src.pipeline import Options

    clock = Clock()
    for name in watched(clock):
        print(f"{name}: not there, counted as rest", file=sys.stderr)
    start = time.perf_counter()
    importlib.import_module("site_src.pipeline").build(Options(Path(sys.argv[1]), output=Path(sys.argv[2]), jobs=1))
    whole = time.perf_counter() - start
    print(json.dumps(clock.spent | {"rest": whole - sum(clock.spent.values()), "whole": whole}))


if __name__ == "__main__":
    main()
