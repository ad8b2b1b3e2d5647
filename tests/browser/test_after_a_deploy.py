"""What the service worker keeps: a new version shows on the next page, nothing old or half stays, offline goes on."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

A, B, C, D = (f"/initiatieven/{name}/" for name in ("a", "b", "c", "d"))
LISTING = "/initiatieven/"
LOGIN = b"<!doctype html><html><head><title>Inloggen</title></head><body><h1>Inloggen</h1></body></html>"
BROKEN = ("cut", "short", "500", "404", "login", "redirect")


class Host:
    """A server that lets browsers keep files for ten minutes, as GitHub Pages does, with deploys and bad moments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bad: dict[str, str] = {}
        self.version = self.address = ""
        self.deploys = 0

    def deploy(self, changed: dict[str, str], removed: tuple[str, ...] = ()) -> None:
        """The next site: pages by address with their heading."""
        self.deploys += 1
        template = (self.folder / "over/index.html").read_text("utf-8")
        for address, heading in changed.items():
            page = re.sub(r"<h1>.*?</h1>", f"<h1>{heading}</h1>", template, count=1, flags=re.DOTALL)
            self._write(f"{address}index.html", page)
        for name in removed:
            (self.folder / name.lstrip("/")).unlink()
        self.version = f"td-00000000000{self.deploys}"
        worker = (self.folder / "sw.js").read_text("utf-8")
        worker = re.sub(r'VERSION = "[^"]+"', f'VERSION = "{self.version}"', worker)
        for name in removed:
            worker = re.sub(rf'"{re.escape(name)}"(: "[^"]*")?, ', "", worker)
        self._write("/sw.js", worker)

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name.lstrip("/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (self.deploys * 1000, self.deploys * 1000))  # servers tell times in whole seconds


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *request: object) -> None:
        self.host = host
        super().__init__(*request, directory=str(host.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        bad = self.host.bad.get(self.path.split("?")[0])
        if not bad:
            super().do_GET()
        elif bad in {"cut", "short"}:
            self._half(told=bad == "cut")
        elif bad == "login":
            self._answer(200, LOGIN)
        elif bad == "redirect":
            self.send_response(302)
            self.send_header("Location", "/inloggen/")
            self.end_headers()
        else:
            self._answer(int(bad), b"{}", "application/json")

    def _half(self, *, told: bool) -> None:
        """The first half of a file, with or without saying how long it should be."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if told:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])

    def _answer(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def host(other_site: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(other_site, tmp_path / "site")
    host = Host(tmp_path / "site")
    host.deploy({A: "A1", B: "B1", C: "C1", "/inloggen/": "Inloggen"})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, host)) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield host
        server.shutdown()


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """A new visitor, with the worker of the first deploy."""
    context = browser.new_context(base_url=host.address)
    page = context.new_page()
    page.goto("/")
    until_it_works(page, host.version)
    yield page
    context.close()


STATE = """async () => {
  const found = await navigator.serviceWorker.ready;
  return [await caches.keys(), !found.installing && !found.waiting && found.active.state === "activated"];
}"""


def caches(page: Page) -> list[str]:
    """The names of its caches, when the worker has nothing going on."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        names, calm = page.evaluate(STATE)
        if calm:
            return list(names)
        time.sleep(0.05)
    raise AssertionError("the worker does not come to rest")


def until_it_works(page: Page, version: str) -> None:
    end = time.monotonic() + 15
    while version not in caches(page):
        assert time.monotonic() < end, caches(page)
        time.sleep(0.05)


def heading(page: Page, address: str) -> str:
    """The heading of a page that is visited; nothing when it does not come whole."""
    try:
        page.goto(address, timeout=5_000)
    except Error:
        return ""
    return page.locator("h1").first.inner_text() if page.locator("h1").count() else ""


def offline(page: Page, *addresses: str) -> list[str]:
    """The headings in a tab of their own, without a network."""
    context: BrowserContext = page.context
    context.set_offline(True)
    found = []
    for address in addresses:
        tab = context.new_page()
        found.append(heading(tab, address))
        tab.close()
    context.set_offline(False)
    return found


def test_over_three_deploys_the_next_page_is_new_and_offline_knows_no_older_one(page: Page, host: Host) -> None:
    assert [heading(page, address) for address in (A, B, C)] == ["A1", "B1", "C1"]
    (script,) = [path.name for path in (host.folder / "static").glob("near.*.js")]
    host.deploy({A: "A2", C: "C2", D: "D2"}, (f"{B}index.html", f"/static/{script}"))
    assert heading(page, A) == "A2"
    until_it_works(page, host.version)
    assert page.evaluate(f"fetch('/static/{script}').then((answer) => answer.status)") == 200, "an open page needs it"
    assert offline(page, A, B, C, D) == ["A2", "", "C2", ""]
    assert heading(page, D) == "D2"
    host.deploy({C: "C3"}, (f"{A}index.html",))
    assert heading(page, C) == "C3"
    until_it_works(page, host.version)
    assert offline(page, A, C, D) == ["", "C3", "D2"]
    assert all(offline(page, "/", "/en/", LISTING))
    assert caches(page) == ["td-000000000002", "td-000000000003"]


def test_what_does_not_come_whole_is_not_kept_and_the_version_before_stays(page: Page, host: Host) -> None:
    seen, unseen = ({bad: f"/initiatieven/{kind}-{bad}/" for bad in BROKEN} for kind in ("gezien", "nieuw"))
    host.deploy(dict.fromkeys((*seen.values(), *unseen.values()), "1"))
    assert [heading(page, address) for address in (C, *seen.values())] == ["C1", *"1" * len(BROKEN)]
    until_it_works(page, host.version)
    half, error = [f"/zoeken/{path.name}" for path in sorted((host.folder / "zoeken").glob("*.json"))[:2]]
    host.bad = {address: bad for kind in (seen, unseen) for bad, address in kind.items()} | {
        half: "short",
        error: "500",
    }
    for address in (*seen.values(), *unseen.values()):
        heading(page, address)
    assert [heading(page, address) for address in (seen["cut"], unseen["cut"])] == ["1", ""]
    heading(page, C)
    for data in (half, error):
        page.evaluate(f"caches.open('{host.version}').then((cache) => cache.delete('{data}'))")
        page.evaluate(f"fetch('{data}').then((answer) => answer.text())")
    time.sleep(0.3)
    assert page.evaluate(f"Promise.all(['{half}', '{error}'].map((name) => caches.match(name)))") == [None, None]
    assert offline(page, *seen.values(), *unseen.values()) == ["1"] * len(BROKEN) + [""] * len(BROKEN)
    kept = host.version
    for bad in ("short", "login", "500"):
        host.bad = {LISTING: bad}
        host.deploy({C: "C2"})
        page.evaluate("navigator.serviceWorker.ready.then((found) => found.update()).then(() => 1, () => 0)")
        assert caches(page)[-1] == kept, bad
        assert all(offline(page, "/", LISTING))
    host.bad = {}
    heading(page, C)
    until_it_works(page, host.version)
    assert offline(page, seen["cut"], C) == ["1", "C2"]
    assert all(offline(page, "/", LISTING))


@pytest.mark.parametrize("bad", ["short", "login"])
def test_a_script_that_does_not_come_whole_is_not_kept(page: Page, host: Host, bad: str) -> None:
    (name,) = [path.name for path in (host.folder / "static").glob("leaflet.*.js")]
    host.bad = {f"/static/{name}": bad}
    script = f"fetch('/static/{name}').then((answer) => answer.text()).then((text) => text.length).catch(() => 0)"
    assert page.evaluate(script) == 0
    host.bad = {}
    assert page.evaluate(script) == (host.folder / "static" / name).stat().st_size
    assert offline(page, "/") != [""]
