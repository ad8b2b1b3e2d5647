"""When somebody last looked at a fact, in words; and that it is time to look again."""

from __future__ import annotations

import datetime as dt

from site_src.derive.freshness import Age, ages_of
from site_src.model.initiative import Initiative
from site_src.render.words.facts import GROUPS_IN_NUMBERS
from site_src.render.words.language import Language

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
