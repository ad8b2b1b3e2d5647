"""Asks PDOK, the map service of the Dutch government, for JSON; every way this can fail has its own class.

Only `python build.py geodata` and `python build.py new` come here: building and checking ask nobody anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from site_src.model.problems import SiteError

HOST = "https://api.pdok.nl/"
TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 50_000_000  # bytes; a page of a hundred municipalities is about 2 MB

Get = Callable[[str, Mapping[str, str]], Any]


class PdokError(SiteError):
    """PDOK could not be asked, or its answer could not be used; the text says which, in Dutch."""


class Unreachable(PdokError):
    """There is no network, or PDOK does not answer in time."""


class Refused(PdokError):
    """PDOK answered with an error code."""


class Unreadable(PdokError):
    """PDOK answered with something else than was agreed."""


def get_json(url: str, parameters: Mapping[str, str]) -> Any:
    """The JSON at an address of PDOK, within ten seconds; raises one of the classes above.

    No other host is ever asked, also not when an answer of PDOK links to one.
    """
    from urllib.error import HTTPError  # only here: the check takes its advice from this room, and must stay fast
    from urllib.request import Request, urlopen

    if not url.startswith(HOST):
        raise Unreadable(f"PDOK verwijst naar een andere plek: {urlsplit(url).hostname}.")
    full = f"{url}{'&' if '?' in url else '?'}{urlencode(parameters, errors='replace')}" if parameters else url
    request = Request(full, headers={"Accept": "application/json", "User-Agent": "techniek-dichtbij"})
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            body = answer.read(LARGEST_ANSWER)
    except HTTPError as error:
        raise Refused(f"PDOK antwoordt met foutcode {error.code}.") from error
    except OSError as error:
        raise Unreachable("PDOK is niet te bereiken. Is er een netwerk?") from error
    try:
        return json.loads(body)
    except ValueError as error:
        raise Unreadable("PDOK antwoordt met iets dat geen JSON is.") from error
