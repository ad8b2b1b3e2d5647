"""How sure the catalogue is of itself: by field, how many records know it and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from site_src.model.initiative import Initiative

UNKNOWN = ""  # no record of a source, or nothing filled in


def certainty_counts(initiatives: Sequence[Initiative], field: str, levels: Sequence[str]) -> Counter[str]:
    """How many records have each level as the best certainty of a field (its Dutch name); the rest is UNKNOWN."""
    return Counter(_best(item, field, levels) for item in initiatives)


def _best(item: Initiative, field: str, levels: Sequence[str]) -> str:
    """`levels` runs from most to least certain."""
    found = {source.certainty for source in item.sources if field in source.fields}
    return next((level for level in levels if level in found), UNKNOWN) if field in item.filled else UNKNOWN
