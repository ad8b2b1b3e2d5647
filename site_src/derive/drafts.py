"""A preview with planned initiatives: draft records beside the real ones, marked as such, never in a normal build."""

from __future__ import annotations

from dataclasses import replace

from site_src.derive.catalogue import Catalogue, derive
from site_src.read.records import Reading


def with_drafts(catalogue: Catalogue, reading: Reading, drafts: Reading) -> Catalogue:
    """The catalogue with the drafts in it, which remembers how it was; expects drafts without errors."""
    together = replace(reading, initiatives=[*reading.initiatives, *drafts.initiatives])
    ids = frozenset(item.record.id for item in drafts.initiatives)
    return replace(derive(together, catalogue.settings, catalogue.today), concept=ids, before=catalogue)
