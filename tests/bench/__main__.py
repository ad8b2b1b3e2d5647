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
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page as PageTab
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from site_src.derive.catalogue import derive, newest_date
from site_src.pipeline import Options, site_of
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.read.words import read_words
from site_src.render.files import downloads, map_files
from site_src.render.share_images.drawing import picture_files
from site_src.render.site import Site

ROOT = Path(__file__).parent.parent.parent
PEER = "import pandas, geopandas, folium, jinja2"
RUNS = 3
SCRIPT_BUDGET = 25
CAMPUS = "campussen/biotech-campus/"


def best_of(command: list[str]) -> float:
    """Seconds of the fastest of three runs, the first one thrown away."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times[1:])


def speed(output: Path) -> tuple[Table, float]:
    """The table, and the seconds of a build, which comes last."""
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
    return table, seconds


def fresh_site() -> Site:
    """The real site, of which nothing was asked yet."""
    options = Options()
    reading = read_data(options.data)
    settings = read_settings(options.content)
    today = newest_date([item.record for item in reading.initiatives])
    words = read_words(options.content, settings.languages)
    return site_of(derive(reading, settings, today), words, options.content)


def all_maps(site: Site) -> None:
    """Draws every map in both languages, and makes the layers and the pictures for sharing."""
    atlas = site.catalogue.atlas
    for maps in (atlas.all_campuses, atlas.region, *atlas.around.values(), *atlas.of.values()):
        for code in site.languages:
            site.locator.draw(maps, code, "")
    dict(map_files(site)), dict(picture_files(site.catalogue))


def seconds_of(work: Callable[[Site], object]) -> float:
    """The fastest of three runs on a fresh site."""
    times = []
    for _ in range(RUNS):
        site = fresh_site()
        start = time.perf_counter()
        work(site)
        times.append(time.perf_counter() - start)
    return min(times)


def shares(build: float) -> Table:
    """Seconds for all downloads and for all maps, beside a build."""
    table = Table("what", "seconds", "share of a build", "budget", title="Rooms of the build")
    for name, work, budget in (("all downloads", downloads, "20%"), ("all maps", all_maps, "33%")):
        seconds = seconds_of(work)
        table.add_row(name, f"{seconds:.2f}", f"{seconds / build:.0%}", budget)
    return table


def heaviest(output: Path) -> str:
    """The address of the largest page of an initiative."""
    pages = output.glob("initiatieven/*/index.html")
    known = (path for path in pages if (ROOT / f"data/initiatieven/{path.parent.name}.yml").exists())
    return max(known, key=lambda path: path.stat().st_size).parent.relative_to(output).as_posix() + "/"


def wire_sizes(tab: PageTab, address: str) -> tuple[float, float]:
    """kB that come over the wire when a page is opened and left to rest: all of it, and its scripts."""
    got: list[tuple[str, int]] = []
    tab.on("response", lambda answer: got.append((answer.url, int(answer.headers.get("content-length", 0)))))
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    return sum(size for _, size in got) / 1000, sum(size for url, size in got if url.endswith(".js")) / 1000


def sizes(output: Path) -> Table:
    """What a browser of 1280 pixels wide is sent, without map tiles and without the service worker."""
    table = Table("page", "kB", "budget", "scripts", "budget", title="Over the wire, compressed, without map tiles")
    budgets = {"": 60, "initiatieven/": 120, heaviest(output): 45}
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served(output) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for page, budget in budgets.items():
            context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
            context.route(lambda url: not url.startswith(address), lambda route: route.abort())
            total, scripts = wire_sizes(context.new_page(), address + page)
            most = str(SCRIPT_BUDGET) if page == "initiatieven/" else ""
            table.add_row(f"/{page}", f"{total:.1f}", str(budget), f"{scripts:.1f}", most)
            context.close()
        browser.close()
    places = len(gzip.compress((output / "zoeken/plekken.json").read_bytes())) / 1000
    table.add_row("postcodes and places, when asked for", f"{places:.1f}", "12", "", "")
    return table


@contextmanager
def served(output: Path) -> Iterator[str]:
    """The address at which the site is served."""
    handler = functools.partial(CompressedHandler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def lighthouse(output: Path) -> Table:
    table = Table("page", "performance", "accessibility", "best practices", "seo", title="Lighthouse, mobile")
    with served(output) as address:
        for page in ("", "initiatieven/", heaviest(output), CAMPUS):
            table.add_row(f"/{page}", *(str(score) for score in _audit(address + page)))
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
        table, build = speed(output)
        console.print(table)
        console.print(shares(build))
        console.print(sizes(output))
        if shutil.which("npx"):
            console.print(lighthouse(output))
        else:
            console.print("Lighthouse: npx is not here, skipped.")


if __name__ == "__main__":
    main()
