"""Fetches files of DUO into a folder: only where somebody gives their addresses with `--fetch`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from site_src.model.problems import SiteError

TIMEOUT_SECONDS = 60
LARGEST = 50_000_000  # bytes; the largest file of DUO that is read is about 4 MB

Get = Callable[[str], bytes]


def get_bytes(url: str) -> bytes:
    """What stands at an address; raises SiteError when it can't be had."""
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(url, headers={"User-Agent": "techniek-dichtbij"}), timeout=TIMEOUT_SECONDS) as answer:
            body: bytes = answer.read(LARGEST + 1)
    except OSError as error:
        raise SiteError(f"{url} is niet op te halen ({error}).") from error
    if len(body) > LARGEST:
        raise SiteError(f"{url} is groter dan {LARGEST // 1_000_000} MB; dat is geen bestand van DUO dat we kennen.")
    return body


def fetch(urls: Sequence[str], folder: Path, get: Get = get_bytes) -> dict[Path, str]:
    """The files in the folder, each with its address; raises SiteError for what is no https address of a CSV."""
    found: dict[Path, str] = {}
    for url in urls:
        parts = urlsplit(url)
        name = PurePosixPath(unquote(parts.path)).name
        if parts.scheme != "https" or not parts.hostname or not name.endswith(".csv"):
            raise SiteError(f"“{url}” is geen adres van een CSV-bestand, zoals https://duo.nl/…/bestand.csv.")
        path = folder / name
        if path in found:
            raise SiteError(f"{name} is twee keer opgegeven.")
        path.write_bytes(get(url))
        found[path] = url
    return found
