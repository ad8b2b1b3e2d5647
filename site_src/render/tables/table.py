"""A table as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a page: the first cell of each row is its heading; `origin` says whose figures these are."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    origin: str = "rapport"
    source: str = ""
    text_columns: frozenset[int] = field(default_factory=frozenset)
