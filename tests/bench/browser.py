"""What a visitor of a finished site waits for: bytes over the wire, script after a tick, Lighthouse's scores."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright
from playwright.sync_api import Page as PageTab

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BOXES = "form[data-filters] input[type=checkbox]"
TRIED = 7  # boxes that are ticked, one after the other
REST_MS = 600  # after a change, until everything it caused has been done
LISTING = "initiatieven/"


@dataclass(frozen=True, slots=True)
class Wire:
    """kB that come over the wire, compressed, when a page is opened and left to rest: all of it, and its scripts."""

    whole: float
    scripts: float


def wire_sizes(output: Path, pages: tuple[str, ...]) -> dict[str, Wire]:
    """What a browser of 1280 pixels wide is sent for each page, without map tiles and without the service worker."""
    with _opened(output) as (address, context):
        return {page: _sizes(context.new_page(), address + page) for page in pages}


def _sizes(tab: PageTab, address: str) -> Wire:
    got: list[tuple[str, int]] = []
    tab.on("response", lambda answer: got.append((answer.url, int(answer.headers.get("content-length", 0)))))
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    tab.close()
    return Wire(sum(size for _, size in got) / 1000, sum(size for url, size in got if url.endswith(".js")) / 1000)


def filter_change(output: Path) -> float:
    """Milliseconds of script in Chromium when a filter of the list is ticked: the median of several boxes."""
    with _opened(output) as (address, context):
        tab = context.new_page()
        tab.goto(address + LISTING)
        tab.wait_for_load_state("networkidle")
        session = context.new_cdp_session(tab)
        session.send("Performance.enable")
        times = []
        for number in range(min(TRIED, tab.locator(BOXES).count())):
            before = _script_seconds(session.send("Performance.getMetrics"))
            tab.locator(BOXES).nth(number).evaluate("box => box.click()")
            tab.wait_for_timeout(REST_MS)
            times.append(_script_seconds(session.send("Performance.getMetrics")) - before)
    return 1000 * statistics.median(times) if times else float("nan")


def _script_seconds(answer: dict[str, list[dict[str, float]]]) -> float:
    return next(row["value"] for row in answer["metrics"] if row["name"] == "ScriptDuration")


def heaviest(output: Path, ids: tuple[str, ...]) -> str:
    """The address of the largest page of an initiative."""
    pages = (output / LISTING / name / "index.html" for name in ids)
    largest = max((page for page in pages if page.exists()), key=lambda path: path.stat().st_size)
    return largest.parent.relative_to(output).as_posix() + "/"


def lighthouse(output: Path, pages: tuple[str, ...]) -> dict[str, list[int]]:
    """Scores on a mobile phone for performance, accessibility, best practices and search, by page; needs npx."""
    with _served(output) as address:
        return {page: _audit(address + page) for page in pages}


def _audit(address: str) -> list[int]:
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = ["npx", "--yes", "lighthouse@13", address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = json.loads(done.stdout)["categories"]
    return [round(100 * found[key]["score"]) for key in ("performance", "accessibility", "best-practices", "seo")]


@contextmanager
def _opened(output: Path) -> Iterator[tuple[str, BrowserContext]]:
    """The address of the site, and a browser that asks no other host anything."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with _served(output) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        yield address, context
        browser.close()


@contextmanager
def _served(output: Path) -> Iterator[str]:
    handler = functools.partial(CompressedHandler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


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
