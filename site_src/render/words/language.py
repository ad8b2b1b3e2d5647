"""How a language says things: the words of the interface, dates, numbers, distances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal

_MONTH_FORMAT = {"nl": "MMMM y", "en": "MMMM y"}


@dataclass(frozen=True, eq=False)
class Language:
    """How one language says things: words, dates, numbers."""

    code: str
    words: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The words behind a key, with `{name}` filled in. KeyError for a key that no file has."""
        text = self.words[key]
        return text.format(**values) if values else text

    def count(self, key: str, n: int, **values: object) -> str:
        """One or many: '1 initiatief', '3 initiatieven' from `key.een` and `key.meer`."""
        return self.say(f"{key}.{'een' if n == 1 else 'meer'}", n=n, **values)

    def date(self, value: dt.date | str) -> str:
        """21 november 2026; a month or a year stays a month or a year."""
        if isinstance(value, dt.date):
            return format_date(value, "d MMMM y", locale=self.code)
        if len(value) == 7:
            return format_date(dt.date.fromisoformat(f"{value}-01"), _MONTH_FORMAT[self.code], locale=self.code)
        return value

    def km(self, km: float, margin_km: float) -> str:
        """'3,4 km', or '± 12 km' when the place is only roughly known."""
        if km < max(margin_km, 0.1):
            return self.say("afstand.dichtbij", km=self.number(max(margin_km, 0.1)))
        return self.say("afstand.precies" if margin_km < 1 else "afstand.ongeveer", km=self.number(km))

    def number(self, value: float, decimals: int = 1) -> str:
        """3,4 in Dutch, 3.4 in English; thousands with a separator."""
        pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
        return format_decimal(round(value, decimals), format=pattern, locale=self.code)


def languages_of(words: Mapping[str, Mapping[str, str]]) -> dict[str, Language]:
    """Each language with its words."""
    return {code: Language(code, own) for code, own in words.items()}
