"""How sure the catalogue is of itself: by field, how many records know it and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from site_src.model.initiative import Initiative

UNKNOWN = ""  # no record of a source, or nothing filled in


def certainty_counts(initiatives: Sequence[Initiative], levels: Sequence[str]) -> dict[str, Counter[str]]:
    """For each field (its Dutch name) that any record has: how many records have each level as its best certainty.

    `levels` runs from most to least certain. What no source tells of, or what is not filled in, counts as UNKNOWN.
    """
    found: dict[str, Counter[str]] = {}
    for item in initiatives:
        for name, level in _best(item, levels).items():
            found.setdefault(name, Counter())[level] += 1
    for counts in found.values():
        counts[UNKNOWN] = len(initiatives) - counts.total()
    return found


def _best(item: Initiative, levels: Sequence[str]) -> dict[str, str]:
    """The best certainty of each field that is filled in and has a source."""
    filled, best = set(item.filled), dict[str, int]()
    for source in item.sources:
        if source.certainty in levels:
            rank = levels.index(source.certainty)
            for name in filled.intersection(source.fields):
                best[name] = min(rank, best.get(name, rank))
    return {name: levels[rank] for name, rank in best.items()}
