"""What was read before, by content: a file that did not change is not parsed again.

A key is the SHA-256 of the bytes of a file and of everything that turns them into values: our code, PyYAML, libyaml,
Python. An entry is JSON and numbers, never code, with a checksum of its own; only files with nothing wrong are kept.
Whatever is the matter with the store (another version, cut off, in use, no rights, a full disk), reading goes on
without it and the outcome is the same. It may be deleted at any time.
"""

from __future__ import annotations

import datetime as dt
import functools
import gc
import hashlib
import json
import sqlite3
import sys
from array import array
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import yaml

from site_src.read.parsing.document import Document
from site_src.read.parsing.places import Places

FILE = Path(".cache") / "gelezen.sqlite"
FEW = 100  # records; with fewer, opening the store takes longer than parsing them
WAIT = 1.0  # seconds for another build that is writing
Entry = tuple[bytes, str, bytes, str, bytes]
_TABLE = "CREATE TABLE IF NOT EXISTS documents (key BLOB PRIMARY KEY, data, numbers, texts, checksum) WITHOUT ROWID"
_QUERY = "SELECT data, numbers, texts, checksum FROM documents WHERE key = ?"
_TYPES = (str, bytes, str, bytes)


class Store:
    """Entries of one file on disk; without `connection` it holds nothing and keeps nothing."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        self._connection = connection
        self._used: list[bytes] = []
        self._new: list[Entry] = []

    def fill(self, document: Document, raw: bytes) -> bool:
        """Gives a document what was read from these bytes before; whether there was such a thing."""
        if not self._connection:
            return False
        key = _key(raw)
        row = self._connection.execute(_QUERY, (key,)).fetchone()
        if not row or tuple(map(type, row)) != _TYPES or row[3] != _checksum(*row[:3]):
            return False
        document.data = json.loads(row[0], object_hook=_from_json)
        document.places = Places(array("I", row[1]), tuple(json.loads(row[2])))
        self._used.append(key)
        return True

    def keep(self, document: Document, raw: bytes) -> None:
        """Remembers a document, when nothing is wrong with it and it can be told as JSON."""
        if not self._connection or document.problems:
            return
        with suppress(ValueError):
            key, data = _key(raw), json.dumps(_to_json(document.data))
            numbers, texts = document.places.numbers.tobytes(), json.dumps(document.places.texts)
            self._new.append((key, data, numbers, texts, _checksum(data, numbers, texts)))
            self._used.append(key)

    def write(self) -> None:
        """Writes what is new in one go; when more than half was of no use any more, that goes."""
        if not self._connection or not self._new:
            return
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", self._new)
            (count,) = self._connection.execute("SELECT count(*) FROM documents").fetchone()
            if count > 2 * len(self._used):
                self._connection.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
                self._connection.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in self._used))
                self._connection.execute("DELETE FROM documents WHERE key NOT IN (SELECT key FROM used)")


class _Careful(Store):
    """A store that lets go of a file it can't use, and removes one that is broken."""

    def __init__(self, path: Path) -> None:
        super().__init__(_connected(path))
        self._path = path

    def fill(self, document: Document, raw: bytes) -> bool:
        with self._safely():
            return super().fill(document, raw)
        return False

    def write(self) -> None:
        with self._safely():
            super().write()

    @contextmanager
    def _safely(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError) as error:
            self.close()
            if not _may_be_right(error):
                _remove(self._path)

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


@contextmanager
def opened_store(folder: Path, records: int) -> Iterator[Store]:
    """The store in a folder, written when the work is done; an empty one for few records."""
    if records < FEW:
        yield Store()
        return
    with closing(_Careful(folder / FILE)) as store:
        yield store
        store.write()


def _connected(path: Path) -> sqlite3.Connection | None:
    connection = None
    try:
        path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(_TABLE)
    except (sqlite3.Error, OSError) as error:
        if connection:
            connection.close()
        if not _may_be_right(error):
            _remove(path)
        return None
    return connection


def _may_be_right(error: Exception) -> bool:
    """Whether only the moment or the place is wrong: somebody is writing, no rights, no room. Else the file is."""
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode != sqlite3.SQLITE_ERROR  # that is a statement that does not fit the table
    return isinstance(error, OSError)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _key(raw: bytes) -> bytes:
    return hashlib.sha256(_version() + raw).digest()


@functools.cache
def _version() -> bytes:
    """Of everything that turns bytes into values."""
    told = hashlib.sha256(f"{sys.version} {sys.byteorder} {yaml.__version__} {_libyaml()}".encode())
    for path in sorted([*Path(__file__).parent.glob("*.py"), Path(__file__).parent.parent / "yaml_document.py"]):
        told.update(path.read_bytes())
    return told.digest()


def _libyaml() -> str:
    from yaml import _yaml

    return str(_yaml.get_version_string())


def _checksum(data: str, numbers: bytes, texts: str) -> bytes:
    told = hashlib.sha256(data.encode())
    told.update(numbers)
    told.update(texts.encode())
    return told.digest()


def _to_json(value: Any) -> Any:
    """Values as JSON has them; a date under the empty key, so a mapping that has that key can't be told."""
    if isinstance(value, dict):
        if "" in value:
            raise ValueError
        return {name: _to_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_to_json(inner) for inner in value]
    return {"": value.isoformat()} if isinstance(value, dt.date) else value


def _from_json(found: dict[str, Any]) -> Any:
    return dt.date.fromisoformat(found[""]) if "" in found else found


@contextmanager
def no_collecting() -> Iterator[None]:
    """Nothing that is read becomes garbage; to look through all of it again and again takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
