"""Holds a site on the web against what was built, a few files at a time and from its own host only."""

from __future__ import annotations

import hashlib
import http.client
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from site_src.model.problems import SiteError
from site_src.render import routes
from site_src.verify.published.folder import CHANGED, MISSING
from site_src.verify.published.record import BuildRecord, Verdict, read_record

AT_ONCE = 4  # as polite as a browser
MOST_BYTES = 64 * 2**20  # of one file
TIMEOUT, LONGEST = 15.0, 60.0  # seconds: until something comes, and until a file is whole
PAUSE = 1.0  # seconds before asking a second time, when the server had it busy
MOST_FAILURES = 8  # one after the other: then the server is gone, or wants no more of us
UNREACHABLE = "is niet op te halen"
FOREIGN_UNSEEN = "Of er nog andere bestanden staan, is over het web niet te zien. Dat kan alleen in de map zelf."
_AGENT = "catalogue-verify/1.0"
_READ_BY_THE_HOST = routes.HEADERS.lstrip("/")  # some hosts obey it and don't show it
_NOT_FOUND = routes.NOT_FOUND.lstrip("/")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: 0 when nothing did."""

    status: int
    data: bytes = b""


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect within the host, and none that leaves it."""

    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        """None makes it an error, as for an address that is not there."""
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def verify_web(address: str, built: BuildRecord | None = None) -> Verdict:
    """Every file that differs from `built`, or from what the site says of itself; raises SiteError without either.

    `address` ends with a slash.
    """
    opener = build_opener(_SameHost())

    def read(name: str) -> bytes | None:
        answer = _patient(opener, address, name)
        return answer.data if answer.status == 200 else None

    record = built or read_record(read, address)
    return Verdict(record, _compared(opener, address, record.files), FOREIGN_UNSEEN)


def _compared(opener: OpenerDirector, address: str, files: Mapping[str, str]) -> dict[str, str]:
    """Path -> what is wrong, for what differs; raises SiteError when the server answers no more."""
    names = sorted(files.keys() - {_READ_BY_THE_HOST})
    wrong: dict[str, str] = {}
    failures = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        judged = pool.map(lambda name: _judged(opener, address, name, files[name]), names)
        for name, found in zip(names, judged, strict=True):
            failures = failures + 1 if found == UNREACHABLE else 0
            if failures == MOST_FAILURES:
                pool.shutdown(cancel_futures=True)
                raise SiteError(f"{address} antwoordt niet meer. Probeer het later nog eens.")
            if found:
                wrong[name] = found
    return wrong


def _judged(opener: OpenerDirector, address: str, name: str, checksum: str) -> str:
    """What is wrong with one file, or nothing."""
    answer = _patient(opener, address, name)
    if answer.status in {404, 410} and not name.endswith(_NOT_FOUND):
        return MISSING
    if answer.status != 200 and not name.endswith(_NOT_FOUND):
        return UNREACHABLE
    return "" if hashlib.sha256(answer.data).hexdigest() == checksum else CHANGED


def _patient(opener: OpenerDirector, address: str, name: str) -> Answer:
    """Asks once more after a pause, when the server was busy or away."""
    answer = _fetched(opener, address, name)
    if answer.status and answer.status != 429 and answer.status < 500:
        return answer
    time.sleep(PAUSE)
    return _fetched(opener, address, name)


def _fetched(opener: OpenerDirector, address: str, name: str) -> Answer:
    """One file; a page is asked for by the address of its folder, as visitors do."""
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
    request = Request(address + quote(name.removesuffix("index.html") if _is_page(name) else name), headers=headers)
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return Answer(response.status, _whole(response))
    except HTTPError as error:
        with error:
            return Answer(error.code, _whole(error) if name.endswith(_NOT_FOUND) else b"")
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(0)


def _is_page(name: str) -> bool:
    return name == "index.html" or name.endswith("/index.html")


def _whole(response: IO[bytes]) -> bytes:
    """Everything that was sent; raises ValueError when it is too much, takes too long or is cut off."""
    start, data = time.monotonic(), bytearray()
    while piece := response.read1(65536):  # type: ignore[attr-defined]
        data += piece
        if len(data) > MOST_BYTES or time.monotonic() - start > LONGEST:
            raise ValueError("too much")
    if getattr(response, "length", None):  # what is still to come, and does not
        raise ValueError("cut off")
    return bytes(data)
