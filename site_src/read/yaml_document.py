"""YAML text -> plain values that remember where they stand in the file.

Only what a record needs: mappings, lists, text, numbers, booleans, dates. Aliases, tags and very large or deep files
are refused: see site_src/read/parsing/events.py.
"""

from __future__ import annotations

from pathlib import Path

from site_src.read.parsing.document import Document
from site_src.read.parsing.events import fill
from site_src.read.parsing.places import Key, Mark
from site_src.read.parsing.store import Store

__all__ = ["MAX_BYTES", "Document", "Key", "Mark", "read_document", "read_text"]
MAX_BYTES = 200_000


def read_document(path: Path, name: str, store: Store | None = None) -> Document:
    """Reads one YAML file; never raises on what is in it, `problems` says what is wrong."""
    document, store = Document(name), store or Store()
    raw = _bytes(path, document)
    if raw is None or store.fill(document, raw):
        return document
    text = _decoded(raw, document)
    if text is not None:
        fill(document, text)
        store.keep(document, raw)
    return document


def read_text(text: str, name: str) -> Document:
    """The same for text that is not in a file (yet)."""
    document = Document(name)
    fill(document, text)
    return document


def _bytes(path: Path, document: Document) -> bytes | None:
    try:
        plain = path.is_file() and not path.is_symlink()
        size = path.stat().st_size if plain else 0
        raw = path.read_bytes() if plain and size <= MAX_BYTES else b""
    except OSError as error:
        document.add("lezen", Mark(0, 0), f"Dit bestand kan niet gelezen worden ({error.strerror}).")
        return None
    if not plain:
        document.add("lezen", Mark(0, 0), "Dit is geen gewoon bestand, maar een map of een koppeling.",
                     "Zet het bestand zelf hier neer.")  # fmt: skip
        return None
    if size > MAX_BYTES:
        document.add("te-groot", Mark(0, 0), f"Dit bestand is {size // 1000} kB; het mag {MAX_BYTES // 1000} kB zijn.",
                     "Een record is een korte tekst. Staat er per ongeluk iets anders in?")  # fmt: skip
        return None
    return raw


def _decoded(raw: bytes, document: Document) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        mark = Mark(before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        document.add("utf-8", mark, "Dit bestand is niet opgeslagen als UTF-8.", "Kies bij het opslaan UTF-8.")
        return None
