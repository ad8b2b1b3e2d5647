"""Shows the site on this computer, rebuilds it when a file changes and reloads the browser.

The page that is served asks `/__versie` once a second; when the number changes it loads itself anew. That script is
added to what is served, never to what is built.
"""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from site_src.pipeline import Options

RELOAD = """<script>let v;setInterval(async()=>{try{const t=await(await fetch('/__versie')).text();
if(v&&t!==v)location.reload();v=t}catch{}},1000)</script></body>"""
_SOURCES = ("templates", "site_src/static")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the built site; pages get the reload script and a policy that lets it run."""

    version = "1"

    def do_GET(self) -> None:
        """Answers a page, a file or the version number."""
        if self.path == "/__versie":
            self._answer(self.version.encode(), "text/plain")
            return
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix == ".html" and path.exists():
            page = path.read_text(encoding="utf-8").replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
            self._answer(page.replace("</body>", RELOAD).encode(), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the terminal for messages that matter."""


def serve(options: Options, port: int, rebuild: Callable[[Options], bool], say: Callable[[str], None]) -> None:
    """Builds, serves on localhost and rebuilds what changed until Ctrl+C, also while it builds."""
    handler = functools.partial(Handler, directory=str(options.output))
    try:
        rebuild(options)
        with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            say(f"De site staat op http://localhost:{port}/ (stoppen: Ctrl+C)")
            try:
                _watch(options, rebuild)
            finally:
                server.shutdown()
    except KeyboardInterrupt:
        say("Gestopt.")


def _watch(options: Options, rebuild: Callable[[Options], bool]) -> None:
    before = snapshot(options)
    while True:
        time.sleep(0.5)
        try:
            now = snapshot(options)
        except FileNotFoundError:  # gone while we looked, as when an editor saves: look again
            continue
        if now != before:
            before = now
            if rebuild(options):
                Handler.version = str(int(Handler.version) + 1)


def snapshot(options: Options) -> dict[str, int]:
    """The time of change of every file the site is made from."""
    return {str(path): path.stat().st_mtime_ns for path in _watched(options) if path.is_file()}


def _watched(options: Options) -> Iterator[Path]:
    for folder in (options.data, options.content, *(Path(name) for name in _SOURCES)):
        yield from folder.rglob("*")
