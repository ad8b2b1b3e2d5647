"""All or nothing: the new site is written beside the old one and takes its place only when it is whole.

A build may be killed at any moment: the site stands, or the next build puts it back and removes what was left.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_src.model.problems import SiteError
from site_src.write.lock import NEW, OLD, locked, workplace

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2), Linux


def prepare(output: Path) -> None:
    """Before a build: ends what a killed build left. Raises Busy, and SiteError when `output` is no site of ours."""
    output = output.resolve()
    if workplace(output).is_dir():
        with locked(output) as place:
            _mend(place, output)
    _refuse_foreign(output)


def _refuse_foreign(output: Path) -> None:
    """A build replaces the whole folder, so only one that it made."""
    if output.exists() and (not output.is_dir() or (any(output.iterdir()) and not (output / "sitemap.xml").exists())):
        raise SiteError(f"{output} bestaat al en is geen eerder gebouwde site. Kies een andere map met --output.")


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A folder beside `output` to write into; on success it replaces `output`, on failure it is removed."""
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with locked(output) as place:
        _mend(place, output)
        staging = place / NEW
        staging.mkdir()
        staging.chmod(0o755)
        yield staging
        _swap(staging, output)


def _mend(place: Path, output: Path) -> None:
    """Puts back a site that a build was killed from replacing, and removes what it left."""
    if (place / OLD).exists() and not output.exists():
        (place / OLD).rename(output)
    for name in (NEW, OLD):
        if (place / name).exists():
            shutil.rmtree(place / name)


def _swap(staging: Path, output: Path) -> None:
    """At once where the system can, else in two renames; if the second fails the old site is put back."""
    if output.exists() and _exchange(staging, output):
        return
    old = staging.with_name(OLD)
    if output.exists():
        output.rename(old)
    try:
        staging.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Whether two folders took each other's place in one step, which Linux does on most file systems."""
    if sys.platform != "linux" or not (rename := getattr(ctypes.CDLL(None), "renameat2", None)):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def write_file(folder: Path, name: str, data: bytes) -> None:
    """Writes one file below the staging folder, making the folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
