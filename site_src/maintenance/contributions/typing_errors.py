"""Which term somebody means who mistypes it. Only what can hardly mean anything else is taken; the rest is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LEAST = 5  # letters; a shorter word is another word too soon: havo, haven
LONG = 9  # letters from which two slips are forgiven
NEGATIONS = frozenset(("niet", "geen", "nooit", "zonder", "not", "no", "non", "never", "without", "nee"))


def meant(typed: str, names: Mapping[str, str]) -> str:
    """The value behind the one name that `typed` is a slip away from; "" when there is any doubt. Both in plain words.

    A slip is a letter too many, too few, another one, or two swapped (optimal string alignment). One is forgiven in
    five letters, two in nine. The first letter must be right (actief, inactief), a "not" may not come or go, and no
    name of another value may be nearly as near.
    """
    from rapidfuzz.distance import OSA

    near: dict[str, int] = {}
    for name, value in names.items():
        if typed[:1] != name[:1] or NEGATIONS & set(typed.split()) ^ NEGATIONS & set(name.split()):
            continue
        slips = OSA.distance(typed, name, score_cutoff=4)
        if slips <= 3:
            near[value] = min(slips, near.get(value, slips))
    best = min(near, key=lambda value: near[value], default="")
    if not best or near[best] > _forgiven(typed, (name for name, value in names.items() if value == best)):
        return ""
    return "" if any(slips <= near[best] + 1 for value, slips in near.items() if value != best) else best


def _forgiven(typed: str, names: Iterable[str]) -> int:
    letters = min(len(typed), max(len(name) for name in names))
    return 0 if letters < LEAST else 1 if letters < LONG else 2
