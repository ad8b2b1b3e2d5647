"""What a site says of its own making (written by `write/build_record.py`), read back with suspicion."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_src.model.problems import SiteError
from site_src.render import routes

BUILD, BUILD_LIST = routes.BUILD.lstrip("/"), routes.BUILD_LIST.lstrip("/")
RECORD = frozenset({BUILD, BUILD_LIST})
_ROW = re.compile(r"([0-9a-f]{64})  ([^\\/\x00-\x1f\x7f][^\\\x00-\x1f\x7f]*)")


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """The commit and the day of the data when they are known, and the SHA-256 of each file by its path."""

    commit: str | None
    day: str | None
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What differs from the record, each as path -> what is wrong, and what could not be looked at."""

    record: BuildRecord
    wrong: Mapping[str, str]
    unseen: str = ""


def read_record(read: Callable[[str], bytes | None], site: str) -> BuildRecord:
    """The record of a site; `read` gives the bytes of a file. Raises SiteError when there is none that holds."""
    info, listing = read(BUILD), read(BUILD_LIST)
    if info is None or listing is None:
        raise SiteError(f"{site} heeft geen {BUILD} met {BUILD_LIST}. Is dit wel een site die met build.py is gebouwd?")
    told = _told(info, site)
    if told.get("lijst_sha256") != hashlib.sha256(listing).hexdigest():
        raise SiteError(f"{site}: {BUILD_LIST} is na de bouw veranderd. {BUILD} noemt een ander controlegetal.")
    return BuildRecord(_text(told.get("commit")), _text(told.get("gegevens_van")), _rows(listing, site))


def from_folder(folder: Path) -> Callable[[str], bytes | None]:
    """Reads the files of a folder; None for one that is not there."""
    return lambda name: (folder / name).read_bytes() if (folder / name).is_file() else None


def _told(info: bytes, site: str) -> dict[str, Any]:
    try:
        told = json.loads(info)
    except (ValueError, RecursionError) as error:
        raise SiteError(f"{site}: {BUILD} is geen JSON.") from error
    return told if isinstance(told, dict) else {}


def _text(value: object) -> str | None:
    """A short word without anything that a terminal obeys."""
    return value if isinstance(value, str) and re.fullmatch(r"[\w.-]{1,64}", value) else None


def _rows(listing: bytes, site: str) -> dict[str, str]:
    """Path -> checksum; raises SiteError for a line that is none, or a path that leaves the site."""
    found = {}
    for number, line in enumerate(listing.decode("utf-8", errors="replace").splitlines(), 1):
        row = _ROW.fullmatch(line)
        if not row or ".." in row[2].split("/"):
            raise SiteError(f"{site}: regel {number} van {BUILD_LIST} is geen controlegetal met een bestand.")
        found[row[2]] = row[1]
    return found
