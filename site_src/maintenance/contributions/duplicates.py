"""Initiatives that stand already and may be the one that somebody sends as new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from site_src.maintenance.contributions.plain_text import plain_words
from site_src.model.initiative import Initiative

ALIKE = 84  # of 100, for names with their words in alphabetical order
MOST = 3


@dataclass(frozen=True, slots=True)
class Lookalike:
    """One that stands already, and what is the same: keys below `melding.lijkt.`."""

    item: Initiative
    reasons: tuple[str, ...]
    likeness: float


def lookalikes(values: Mapping[str, Any], known: Iterable[Initiative]) -> list[Lookalike]:
    """The few that look most like it: a similar name, the same host, the same organisation; the most alike first.

    An organisation with many initiatives is no sign by itself: that counts when the names share something as well.
    """
    found = [alike for item in known if (alike := _alike(values, item))]
    order = sorted(found, key=lambda alike: (-len(alike.reasons), -alike.likeness, alike.item.id))
    return order[:MOST]


def _alike(values: Mapping[str, Any], item: Initiative) -> Lookalike | None:
    from rapidfuzz import fuzz

    name = plain_words(str(values.get("naam", "")))
    likeness = fuzz.token_sort_ratio(name, plain_words(item.name)) if name else 0.0
    organisation = plain_words(str(values.get("organisatie") or ""))
    host = _host(values.get("website"))
    signs = {
        "naam": likeness >= ALIKE,
        "website": bool(host) and host == _host(item.website),
        "organisatie": bool(organisation) and organisation == plain_words(item.organisation or ""),
    }
    reasons = tuple(sign for sign, there in signs.items() if there)
    alone = reasons in {("organisatie",), ("website",), ("website", "organisatie")}
    if not reasons or (alone and not set(name.split()) & set(plain_words(item.name).split())):
        return None
    return Lookalike(item, reasons, likeness)


def _host(address: object) -> str:
    """The host of a web address without www; "" for what is none."""
    try:
        host = urlsplit(str(address or "")).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
