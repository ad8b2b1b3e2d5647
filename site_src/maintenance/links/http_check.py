"""Asks one address whether it is still there, and says what the answer means.

First HEAD, which costs the other side least; when that is refused or fails, GET of which only the start is read.
Source of the codes: RFC 9110, §15.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

MOST_REDIRECTS = 8
PERMANENT = {301, 308}


class State(StrEnum):
    """What the answer of an address means; the words are what the report says."""

    GOOD = "werkt"
    MOVED = "verhuisd"
    GONE = "bestaat niet meer"
    BROKEN = "geeft een fout"
    BUSY = "heeft het druk"
    CLOSED = "laat geen controle toe"
    SLOW = "antwoordt niet op tijd"
    LOOP = "verwijst steeds door"
    UNSAFE = "heeft een ongeldig certificaat"
    UNREACHABLE = "is niet te bereiken"

    @property
    def fails(self) -> bool:
        """Whether it counts as a strike. Busy and closed say nothing about the page: such a site is there."""
        return self not in {State.GOOD, State.MOVED, State.BUSY, State.CLOSED}

    @property
    def works(self) -> bool:
        """Whether the page was seen."""
        return self in {State.GOOD, State.MOVED}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `target` is where a permanent redirect leads."""

    state: State
    code: int = 0
    target: str = ""


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, and remembers whether all of them were permanent."""

    max_redirections = MOST_REDIRECTS
    max_repeats = 2

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """Keeps the method: a HEAD stays a HEAD."""
        self.codes.append(code)
        if urlsplit(newurl).scheme not in {"http", "https"}:
            return None
        return Request(newurl, headers=dict(req.header_items()), method=req.get_method())


def ask(url: str, agent: str, timeout: float, context: ssl.SSLContext | None = None) -> Answer:
    """Never raises for what the other side does."""
    first = _try(url, "HEAD", agent, timeout, context)
    if first.state in {State.GOOD, State.MOVED, State.BUSY, State.UNSAFE}:
        return first
    return _try(url, "GET", agent, timeout, context)


def _try(url: str, method: str, agent: str, timeout: float, context: ssl.SSLContext | None) -> Answer:
    redirects = _Redirects()
    opener: OpenerDirector = build_opener(redirects, HTTPSHandler(context=context))
    headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "nl, en;q=0.8"}
    try:
        with opener.open(Request(url, headers=headers, method=method), timeout=timeout) as response:
            response.read(1024 if method == "GET" else 0)
            return _reached(url, response.geturl(), redirects.codes, response.status)
    except HTTPError as error:
        error.close()
        return Answer(meaning(error.code), error.code)
    except URLError as error:
        return Answer(failure(error.reason))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(failure(error))


def _reached(url: str, final: str, codes: list[int], status: int) -> Answer:
    moved = bool(codes) and all(code in PERMANENT for code in codes) and final != urljoin(url, "")
    return Answer(State.MOVED if moved else State.GOOD, status, final if moved else "")


def meaning(code: int) -> State:
    """What a code says that is no success."""
    if 300 <= code < 400:
        return State.LOOP
    if code in {404, 410}:
        return State.GONE
    if code == 429:
        return State.BUSY
    return State.CLOSED if code in {401, 403, 407, 451, 999} else State.BROKEN


def failure(reason: object) -> State:
    """What it says that there was no answer."""
    if isinstance(reason, TimeoutError | socket.timeout):
        return State.SLOW
    return State.UNSAFE if isinstance(reason, ssl.SSLError | ssl.CertificateError) else State.UNREACHABLE
