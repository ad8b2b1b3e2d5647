"""The words of the interface: content/<language>/interface.yml, one file a language, the same keys in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from site_src.model.problems import Problem, ProblemsFound
from site_src.read.yaml_document import Document, read_document

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


def read_languages(content: Path, codes: tuple[str, ...]) -> dict[str, Language]:
    """Reads every language; raises ProblemsFound when a file is broken or a key lacks its translation."""
    documents = {
        code: read_document(content / code / "interface.yml", f"{content.name}/{code}/interface.yml") for code in codes
    }
    problems = [problem for document in documents.values() for problem in document.problems]
    words = {
        code: dict(_flatten(document.data)) for code, document in documents.items() if isinstance(document.data, dict)
    }
    problems += [problem for code in words for problem in _missing(code, words, documents)]
    if problems or len(words) < len(codes):
        raise ProblemsFound(problems or [Problem(f"{content.name}", "De woorden van de site ontbreken.", "taal")])
    return {code: Language(code, words[code]) for code in codes}


def _missing(code: str, words: Mapping[str, Mapping[str, str]], documents: Mapping[str, Document]) -> Iterator[Problem]:
    every = {key for other in words.values() for key in other}
    for key in sorted(every - set(words[code])):
        yield Problem(documents[code].file, f"De vertaling van “{key}” ontbreekt.", "taal", hint="Voeg de sleutel toe.")


def _flatten(data: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
