"""Fetches one address within limits: bytes, seconds in all, redirects. What comes back is bytes, and nothing is run.

A timeout of a socket starts anew with each byte, so a server that sends a letter a second would hold it for ever; here
the connection is cut when the time is over, whatever the other side does.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from site_src.maintenance.links.http_check import PERMANENT, Answer, State, failure, meaning
from site_src.maintenance.signs.hosts import call

REDIRECTS = {301, 302, 303, 307, 308}
_PIECE = 65_536
_KEPT = "!#$%&'()*+,/:;=?@[]~"  # what may stand in an address as it is (RFC 3986, §2)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may cost; `local` is for tests, which have their servers on this machine."""

    size: int = 2_000_000  # bytes, also after unpacking
    seconds: float = 10.0
    redirects: int = 5
    local: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address at the end, the body (never more than the limit), its type and its encoding."""

    answer: Answer
    address: str
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None

    @property
    def works(self) -> bool:
        """Whether there is something to read."""
        return self.answer.state.works


@dataclass(slots=True)
class _Reply:
    """One answer on the way; `target` is where it sends us on."""

    code: int
    target: str = ""
    body: bytes = b""
    headers: http.client.HTTPMessage = field(default_factory=http.client.HTTPMessage)


def fetch(url: str, agent: str, limits: Limits) -> Fetched:
    """Never raises for what the other side does; a permanent redirect is told as such, with where it leads."""
    deadline = time.monotonic() + limits.seconds
    address, codes = url, list[int]()
    for _ in range(limits.redirects + 1):
        try:
            reply = _ask(address, agent, limits, deadline)
            target = urljoin(address, reply.target) if reply.code in REDIRECTS and reply.target else ""
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            return Fetched(Answer(failure(error)), address)
        if not target:
            return _reached(url, address, codes, reply)
        address = target
        codes.append(reply.code)
    return Fetched(Answer(State.LOOP), address)


def _reached(url: str, address: str, codes: list[int], reply: _Reply) -> Fetched:
    if not 200 <= reply.code < 300:
        return Fetched(Answer(meaning(reply.code), reply.code), address)
    moved = bool(codes) and all(code in PERMANENT for code in codes) and address != url
    answer = Answer(State.MOVED if moved else State.GOOD, reply.code, address if moved else "")
    kind, charset = reply.headers.get_content_type(), reply.headers.get_content_charset()
    return Fetched(answer, address, reply.body, kind, charset)


def _ask(address: str, agent: str, limits: Limits, deadline: float) -> _Reply:
    parts = urlsplit(address)
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    raw = call(parts, left, local=limits.local)
    if parts.scheme == "https":
        context = ssl.create_default_context()
        raw = context.wrap_socket(raw, server_hostname=parts.hostname, do_handshake_on_connect=False)
    with _cut_at(raw, deadline):
        if isinstance(raw, ssl.SSLSocket):
            raw.do_handshake()
        return _converse(raw, parts, agent, limits.size)


def _converse(raw: socket.socket, parts: SplitResult, agent: str, most: int) -> _Reply:
    host = (parts.hostname or "").encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    connection = http.client.HTTPConnection("")
    connection.sock = raw
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in (("Host", f"{host}:{parts.port}" if parts.port else host), ("User-Agent", agent),
                        ("Accept", "text/html,*/*;q=0.8"), ("Accept-Language", "nl, en;q=0.8"),
                        ("Accept-Encoding", "identity"), ("Connection", "close")):  # fmt: skip
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    if response.status in REDIRECTS:
        return _Reply(response.status, response.getheader("Location") or "")
    return _Reply(response.status, "", _unpacked(_body(response, most), most), response.headers)


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    pieces, size = [], 0
    while size < most and (piece := response.read(min(_PIECE, most - size))):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _unpacked(body: bytes, most: int) -> bytes:
    """A packed body, as far as the limit goes: a small file can unpack to any size."""
    return zlib.decompressobj(31).decompress(body, most) if body[:2] == b"\x1f\x8b" else body


@contextmanager
def _cut_at(raw: socket.socket, deadline: float) -> Iterator[None]:
    """Ends the connection when the time is over, and says so."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        with suppress(OSError):  # the other side was first
            socket.socket.shutdown(raw, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
        raw.close()
    if late.is_set():
        raise TimeoutError
