"""Which initiatives belong together: the parts of one larger whole, and those that are most like another.

Likeness is a product of tables of what each has, a block of rows at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from site_src.derive.facets import STOPPED
from site_src.model.initiative import Initiative

BLOCK = 256  # initiatives that are compared with all others at a time, so that memory does not grow with the square
Scores = NDArray[np.float32]  # whole numbers; exact below 2^24


def parts_of(initiatives: Sequence[Initiative]) -> dict[str, list[Initiative]]:
    """The initiatives of each larger whole, by its name."""
    found: dict[str, list[Initiative]] = {}
    for item in initiatives:
        if item.part_of:
            found.setdefault(item.part_of, []).append(item)
    return found


def wholes(parts: Mapping[str, Sequence[Initiative]]) -> dict[str, list[Initiative]]:
    """Of each larger whole the parts that are the whole itself: their website bears its name."""
    return {name: [part for part in own if _named_after(part.website or "", name)] for name, own in parts.items()}


def _named_after(website: str, name: str) -> bool:
    """Whether the host of a website bears a name, so that it is theirs and not that of one who takes part."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    labels = (urlsplit(website).hostname or "").split(".")
    return any(plain == re.sub(r"[^a-z0-9]", "", label) for label in labels)


def related_ids(
    initiatives: Sequence[Initiative], campus_codes: Mapping[str, Sequence[str]], most: int
) -> dict[str, tuple[str, ...]]:
    """For each initiative the ids of the `most` that share most with it, by name among equals; never stopped ones.

    Each shared activity, school type and sector counts once, each shared campus twice, the same parent three times.
    """
    has = [dict(_features(item, campus_codes[item.id])) for item in initiatives]
    candidates = [row for row, item in enumerate(initiatives) if item.status != STOPPED]
    candidates.sort(key=lambda row: initiatives[row].name)
    shared, weighed = _tables(has)
    columns = weighed[candidates].T
    ids = [initiatives[row].id for row in candidates]
    at = {item_id: column for column, item_id in enumerate(ids)}
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(initiatives), BLOCK):
        block = initiatives[start : start + BLOCK]
        scores = shared[start : start + BLOCK] @ columns
        for row, item in enumerate(block):
            if item.id in at:
                scores[row, at[item.id]] = 0  # nobody is related to itself
        for item, best in zip(block, _best(scores, most), strict=True):
            found[item.id] = tuple(ids[column] for column in best)
    return found


def _features(item: Initiative, campuses: Sequence[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """What may be shared, with how much that counts."""
    for kind, terms, weight in (
        ("activiteit", item.activities, 1),
        ("schooltype", item.school_types, 1),
        ("branche", item.sectors, 1),
        ("campus", campuses, 2),
        ("organisatie", (item.part_of,) if item.part_of else (), 3),
    ):
        yield from (((kind, term), weight) for term in terms)


def _tables(has: Sequence[Mapping[tuple[str, str], int]]) -> tuple[Scores, Scores]:
    """A row for each initiative, a column for each feature: 1 where it has it, and how much that counts."""
    features = {feature: column for column, feature in enumerate(dict.fromkeys(f for own in has for f in own))}
    shared = np.zeros((len(has), len(features)), dtype=np.float32)
    weighed = np.zeros_like(shared)
    for row, own in enumerate(has):
        for feature, weight in own.items():
            shared[row, features[feature]], weighed[row, features[feature]] = 1, weight
    return shared, weighed


def _best(scores: Scores, most: int) -> Iterator[list[int]]:
    """The columns with the highest scores above 0 in each row, the first column first among equals."""
    if not (count := scores.shape[1]):
        yield from ([] for _ in scores)
        return
    ranked = scores * count + np.arange(count - 1, -1, -1, dtype=np.float32)
    kept = np.argpartition(-ranked, min(most, count - 1), axis=1)[:, :most]
    for row, columns in enumerate(kept.tolist()):
        order = sorted((-ranked[row, column], column) for column in columns if scores[row, column] > 0)
        yield [column for _, column in order]
