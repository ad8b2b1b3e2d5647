"""When somebody last looked at a fact, in words; and that it is time to look again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from site_src.derive.insight.freshness import Age, ages_of
from site_src.model.initiative import Initiative
from site_src.render.words.facts import GROUPS_IN_NUMBERS
from site_src.render.words.language import Language

MANY = 3  # facts with the same age, to say it once
GROUPS = "groepen"  # on a page one fact with the groups and classes in numbers


def ages_in_words(item: Initiative, today: dt.date, language: Language) -> dict[str, str]:
    """By the Dutch name of each filled in field: the month, and whether to look again."""
    ages = ages_of(item)
    numbers = [ages[name] for name in GROUPS_IN_NUMBERS if name in ages]
    if numbers:
        ages.setdefault(GROUPS, min(numbers, key=lambda age: age.looked_at))
    return {name: _told(age, today, language) for name, age in ages.items()}


def _told(age: Age, today: dt.date, language: Language) -> str:
    month = language.date(f"{age.looked_at:%Y-%m}")
    return language.say("ouderdom.oud" if age.old(today) else "ouderdom.nagekeken", maand=month)


def said_once(told: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """What holds for most facts, "" when few share it, and the facts of which something else is to be said."""
    usual, count = Counter(told.values()).most_common(1)[0] if told else ("", 0)
    if count < MANY:
        return "", dict(told)
    return usual, {name: words for name, words in told.items() if words != usual}
