"""How a language says things: the words of its interface.yml, dates and numbers; and what fills the words in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.localedata import exists
from babel.numbers import format_decimal

from site_src.derive.catalogue import Catalogue
from site_src.model.fields import RecordField
from site_src.model.texts import HOUSE_LANGUAGE, marked

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, eq=False)
class Language:
    """How one language says things: words, dates, numbers. `locale` is that of Babel; Dutch for one it doesn't know."""

    code: str
    words: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The words behind a key, with `{name}` filled in. KeyError for a key that no file has."""
        text = self.words[key]
        return with_values(text, values) if values else text

    def count(self, key: str, n: int, **values: object) -> str:
        """One or many: '1 initiatief', '3 initiatieven' from `key.een` and `key.meer`."""
        return self.say(f"{key}.{'een' if n == 1 else 'meer'}", n=n, **values)

    def numeral(self, n: int) -> str:
        """A small number in words: acht, eight."""
        return self.words.get(f"telwoord.{n}", str(n))

    def label(self, field: RecordField) -> str:
        """What a field is called: the model's own label, else that of the words (`veld.kosten`), else the Dutch one."""
        return self.words.get(f"veld.{field.name}") or field.label(self.code)

    @property
    def name(self) -> str:
        """What it calls itself: Nederlands, English; its code for one that Babel doesn't know."""
        known = Locale(self.code).get_language_name(self.code) if exists(self.code) else None
        return (known or self.code).capitalize()

    @property
    def locale(self) -> str:
        """The locale of dates and numbers."""
        return self.code if exists(self.code) else HOUSE_LANGUAGE

    def date(self, value: dt.date | str) -> str:
        """21 november 2026; a month or a year stays a month or a year."""
        if isinstance(value, dt.date):
            return format_date(value, "d MMMM y", locale=self.locale)
        if len(value) == 7:
            return format_date(dt.date.fromisoformat(f"{value}-01"), "MMMM y", locale=self.locale)
        return value

    def km(self, km: float, margin_km: float) -> str:
        """'3,4 km', or '± 12 km' when the place is only roughly known."""
        if km < max(margin_km, 0.1):
            return self.say("afstand.dichtbij", km=self.number(max(margin_km, 0.1)))
        return self.say("afstand.precies" if margin_km < 1 else "afstand.ongeveer", km=self.number(km))

    def number(self, value: float, decimals: int = 1) -> str:
        """3,4 in Dutch, 3.4 in English; thousands with a separator."""
        return _written(round(value, decimals), decimals, self.locale)


def with_values(text: str, values: Mapping[str, object]) -> str:
    """The text with each `{name}` of `values` filled in; other braces are text like any other."""
    return _NAME.sub(lambda found: str(values.get(found[1], found[0])), text)


@cache
def _written(value: float, decimals: int, locale: str) -> str:
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=locale)


def spoken(words: Mapping[str, Mapping[str, str]]) -> dict[str, Language]:
    """Each language by its code; a word that it lacks is said in Dutch, and marked so."""
    dutch = words[HOUSE_LANGUAGE]
    return {code: Language(code, _completed(own, dutch)) for code, own in words.items()}


def languages_of(words: Mapping[str, Mapping[str, str]], catalogue: Catalogue) -> dict[str, Language]:
    """The languages of the site, with what is particular to its region and its report in their words."""
    known = spoken(words)
    return {code: _filled(known[code], catalogue) for code in catalogue.settings.languages}


def _completed(own: Mapping[str, str], dutch: Mapping[str, str]) -> dict[str, str]:
    return {key: own.get(key) or marked(text) for key, text in dutch.items()} | dict(own)


def _filled(language: Language, catalogue: Catalogue) -> Language:
    """The words with what is particular to this region and its report in them: `{regio}`, `{bureau}`."""
    values = {f"{{{name}}}": value for name, value in particulars(catalogue, language).items()}
    pattern = re.compile("|".join(map(re.escape, values)))
    words = {key: pattern.sub(lambda found: values[found[0]], text) for key, text in language.words.items()}
    return Language(language.code, words)


def particulars(catalogue: Catalogue, language: Language) -> dict[str, str]:
    """What stands for each name between braces; without a report or roles some have nothing to stand for."""
    settings, about = catalogue.settings, catalogue.report
    found = {name: text[language.code] for name, text in settings.words.items()}
    found["straal"] = language.number(settings.radius_km, 0)
    found["telwoord_campussen"] = language.numeral(len(catalogue.campuses))
    found["telwoord_andere"] = language.numeral(len(catalogue.campuses) - 1)
    if catalogue.roles:
        found["telwoord_rollen"] = language.numeral(len(catalogue.roles.roles))
        found["Telwoord_rollen"] = found["telwoord_rollen"].capitalize()
    if about and catalogue.tables:
        found |= {"bureau": about.bureau, "aanhaling": about.citation, "jaar": str(about.year)}
        found["geteld"] = str(catalogue.tables.counted)
    return found
