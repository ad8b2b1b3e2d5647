"""`make bench`: speed and size, each beside a peer or a budget, measured in one run. It never fails a build.

Times on a shared machine say nothing alone: build and check are compared with importing the libraries they use, in
this same run. Lighthouse runs when npx is there.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
PEER = "import pandas, geopandas, folium, jinja2"
RUNS = 3
BUDGETS = {"index.html": 60, "initiatieven/index.html": 110, "initiatieven/vhto/index.html": 45}
SCRIPT_BUDGET = 25
LIGHTHOUSE = {
    "": "home",
    "initiatieven/": "list",
    "initiatieven/vhto/": "initiative",
    "campussen/biotech-campus/": "campus",
}


def best_of(command: list[str]) -> float:
    """Seconds of the fastest of three runs, the first one thrown away."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times[1:])


def speed(output: Path) -> Table:
    python = sys.executable
    peer = best_of([python, "-c", PEER])
    table = Table("what", "seconds", "times the peer", "budget", title="Speed (the peer: importing the libraries)")
    table.add_row("import pandas, geopandas, folium, jinja2", f"{peer:.2f}", "1.0", "")
    for name, arguments, budget in (
        ("check", ["check"], 3),
        ("build", ["build", "--output", str(output)], 6),
    ):
        seconds = best_of([python, "build.py", *arguments])
        table.add_row(name, f"{seconds:.2f}", f"{seconds / peer:.1f}", str(budget))
    return table


def exports() -> Table:
    """Seconds for all published files together, beside one fifth of a build."""
    code = (
        "import time; from pathlib import Path; from site_src.building import *; "
        "s = read_settings(Path('content')); r = read_data(Path('data')); "
        "c = derive(r, s, newest_date([i.record for i in r.initiatives])); "
        "w = Routes(s.origin, s.base_path, s.languages); l = read_languages(Path('content'), s.languages); "
        "t = time.perf_counter(); publish(c, w, l, {}); print(time.perf_counter() - t)"
    )
    done = [subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
            for _ in range(RUNS)]  # fmt: skip
    seconds = min(float(run.stdout) for run in done)
    with tempfile.TemporaryDirectory() as folder:
        whole = best_of([sys.executable, "build.py", "build", "--output", f"{folder}/public"])
    table = Table("what", "seconds", "share of a build", "budget", title="Open data")
    table.add_row("all published files", f"{seconds:.2f}", f"{seconds / whole:.0%}", "20%")
    return table


def wire_size(output: Path, page: str) -> tuple[float, float]:
    """kB compressed: the page with everything it loads, and its scripts alone."""
    html = (output / page).read_bytes()
    loaded = {found.decode() for found in re.findall(rb'(?:href|src)="(/static/[^"]+)"', html)}
    sizes = {name: len(gzip.compress((output / name.lstrip("/")).read_bytes())) / 1000 for name in loaded}
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
    return len(gzip.compress(html)) / 1000 + sum(sizes.values()), scripts


def sizes(output: Path) -> Table:
    table = Table(
        "page", "kB over the wire", "budget", "scripts kB", "budget", title="Size, compressed, without map tiles"
    )
    for page, budget in BUDGETS.items():
        total, scripts = wire_size(output, page)
        table.add_row(page, f"{total:.1f}", str(budget), f"{scripts:.1f}", str(SCRIPT_BUDGET))
    return table


def lighthouse(output: Path) -> Table:
    table = Table("page", "performance", "accessibility", "best practices", "seo", title="Lighthouse, mobile")
    handler = functools.partial(CompressedHandler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for path, name in LIGHTHOUSE.items():
            scores = _audit(f"http://127.0.0.1:{server.server_port}/{path}")
            table.add_row(name, *(str(score) for score in scores))
        server.shutdown()
    return table


def _audit(address: str) -> list[int]:
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = ["npx", "--yes", "lighthouse@13", address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = json.loads(done.stdout)["categories"]
    return [round(100 * found[key]["score"]) for key in ("performance", "accessibility", "best-practices", "seo")]


class CompressedHandler(http.server.SimpleHTTPRequestHandler):
    """Serves compressed, as a host of static sites does."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + "; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000" if "/static/" in self.path else "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


def main() -> None:
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "public"
        console.print(speed(output))
        console.print(sizes(output))
        console.print(exports())
        if shutil.which("npx"):
            console.print(lighthouse(output))
        else:
            console.print("Lighthouse: npx is not here, skipped.")


if __name__ == "__main__":
    main()
