"""The data folder as it was in a git revision."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_src.model.problems import SiteError


class UnknownRevision(SiteError):
    """Git does not know this revision, or is not there."""


@contextmanager
def data_at(folder: Path, revision: str) -> Iterator[Path]:
    """A copy of the data folder as it was; raises UnknownRevision when git cannot give it."""
    folder = folder.resolve()
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(fileobj=io.BytesIO(_archive(folder, revision))) as archive:
            archive.extractall(place, filter="data")
        yield _renamed(Path(place), folder.name)


def revisions_of(folder: Path, since: dt.date | None = None) -> list[tuple[dt.date, str]]:
    """(day, revision) of the last commit of each day that touched the folder, oldest first; raises UnknownRevision.

    The day is that of the commit in UTC. Days before `since` are left out.
    """
    folder = folder.resolve()
    lines = _git(folder, "log", "--format=%ct %H", "--", ".", what="HEAD").decode().splitlines()
    last: dict[dt.date, str] = {}
    for seconds, revision in (line.split(" ") for line in lines):  # newest first
        last.setdefault(dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date(), revision)
    return sorted(row for row in last.items() if since is None or row[0] >= since)


def commit_of(folder: Path) -> str | None:
    """The commit of the project that the folder is in; None without git, or when something in it was changed since."""
    try:
        if _git(folder.resolve(), "status", "--porcelain", ":/", what="HEAD"):
            return None
        return _git(folder.resolve(), "rev-parse", "HEAD", what="HEAD").decode().strip()
    except UnknownRevision:
        return None


def _archive(folder: Path, revision: str) -> bytes:
    """Git's own archive of the folder; the revision is one word that is no option."""
    name = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", what=revision)
    return _git(folder, "archive", "--format=tar", name.decode().strip(), ".", what=revision)


def _renamed(place: Path, name: str) -> Path:
    """The copy under the name that people know, for messages."""
    inner = place / name
    inner.mkdir()
    for path in [path for path in place.iterdir() if path != inner]:
        path.rename(inner / path.name)
    return inner


def _git(folder: Path, *arguments: str, what: str) -> bytes:
    """What git says; it only reads, so that one that is stopped leaves no lock behind."""
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise UnknownRevision(f"git is er niet ({error.strerror}).") from error
    if done.returncode:
        raise UnknownRevision(f"git kent de revisie “{what}” niet, of {folder.name} staat er niet in.")
    return done.stdout
