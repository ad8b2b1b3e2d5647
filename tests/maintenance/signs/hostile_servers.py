"""A server of our own that answers as badly as a server can, bounded in time; and pages that speak of events."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

DRIP = 0.05  # seconds between two bytes of a slow server
LONGEST = 5.0  # seconds that any of these goes on
BOMB = gzip.compress(b"0" * 30_000_000)
pages: dict[str, tuple[str, bytes]] = {}
asked: list[tuple[str, str]] = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked.append((self.path, self.headers.get("User-Agent", "")))
        self.close_connection = True
        made = getattr(self, self.path.split("?")[0].strip("/").replace("-", "_") + "_", None)
        if self.path in pages:
            self.give(*pages[self.path])
        elif self.path.startswith("/stap/"):
            number = int(self.path.rpartition("/")[2])
            self.redirect(302, f"/stap/{number - 1}" if number > 1 else "/goed")
        elif made:
            made()
        elif self.path.strip("/").isdigit():
            self.send_response(int(self.path.strip("/")))
            self.end_headers()
        else:
            self.send_response(404)
            self.end_headers()

    def give(self, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, code: int, target: str) -> None:
        self.send_response(code)
        self.send_header("Location", target)
        self.end_headers()

    def raw(self, data: bytes, piece: int, pause: float) -> None:
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            for start in range(0, len(data), piece):
                self.wfile.write(data[start : start + piece])
                self.wfile.flush()
                time.sleep(pause)
                if time.monotonic() > until:
                    return

    def goed_(self) -> None:
        self.give("text/html; charset=utf-8", b"<p>goed</p>")

    def eindeloos_(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.raw(b"<p>nog meer</p>" * 5000, 75_000, 0)

    def druppel_(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.raw(b"x", 1, DRIP)

    def druppelende_kop_(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1, DRIP)

    def eindeloze_kop_(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.raw(b"X-A: " + b"b" * 500 + b"\r\n", 4096, 0)

    def eeuwig_bezig_(self) -> None:
        self.raw(b"HTTP/1.1 100 Continue\r\n\r\n", 4096, 0.001)

    def geen_http_(self) -> None:
        self.wfile.write(b"\x00\xff\x00\xff" * 50)

    def bom_(self) -> None:
        self.give("text/html", BOMB, Content_Encoding="gzip")

    def kring_(self) -> None:
        self.redirect(301, "/kring")

    def naar_bestand_(self) -> None:
        self.redirect(302, "file:///etc/passwd")

    def naar_binnen_(self) -> None:
        self.redirect(302, "http://169.254.169.254/latest/meta-data/")

    def vreemd_adres_(self) -> None:
        self.redirect(302, "http://[::1/\x01")

    def verhuisd_(self) -> None:
        self.redirect(301, "/goed")

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The address of a running server on this machine."""
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
