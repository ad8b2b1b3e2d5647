"""Texts in the languages of the site. Dutch is always there; what has no translation is shown in Dutch, marked so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from site_src.model.values import Part, Text

HOUSE_LANGUAGE = "nl"  # the language of the records, and of what is not translated
_LANGUAGE = re.compile(r"[a-z]{2}")
_START, _END = "\ue000", "\ue001"  # of the private use area: they mean nothing to anybody else
_NO_MARKS = str.maketrans("", "", _START + _END)
_MARKED = re.compile(f"{_START}((?:[^{_START}{_END}]|{_START}[^{_START}{_END}]*{_END})*){_END}?")
_TAG = re.compile(r"(<(?:title|script|option|textarea)\b.*?</(?:title|script|option|textarea)>|<[^>]*>)", re.S)


def marked(text: str) -> str:
    """Dutch text among another language: it keeps a mark until a page or a file is written."""
    return f"{_START}{text}{_END}"


def unmarked(text: str) -> str:
    """The text without marks, for whatever is no page."""
    return text.translate(_NO_MARKS) if _START in text else text


def with_languages(html: str) -> str:
    """A page with its marks as `<span lang="nl">`; within tags, titles, scripts and other marks they just go away."""
    if _START not in html:
        return html
    pieces = _TAG.split(html)
    return unmarked("".join(piece if number % 2 else _MARKED.sub(_span, piece) for number, piece in enumerate(pieces)))


def _span(found: re.Match[str]) -> str:
    return f'<span lang="{HOUSE_LANGUAGE}">{unmarked(found[1])}</span>'


class Translated(Part):
    """A text of our own: `nl`, and beside it a key for every other language it is translated into."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text]

    nl: Text

    @model_validator(mode="before")
    @classmethod
    def _only_languages(cls, data: Any) -> Any:
        known = {field.alias or name for name, field in cls.model_fields.items()}
        for key in data if isinstance(data, Mapping) else ():
            if key not in known and not _LANGUAGE.fullmatch(str(key)):
                raise PydanticCustomError("no_language", "{key} is no language", {"key": str(key)})
        return data

    def __getitem__(self, language: str) -> str:
        return self.get(language) or marked(self.nl)

    def get(self, language: str) -> str | None:
        """The text in a language; None when it is not translated into it."""
        return self.nl if language == HOUSE_LANGUAGE else (self.__pydantic_extra__ or {}).get(language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, Dutch first."""
        return (HOUSE_LANGUAGE, *(self.__pydantic_extra__ or {}))


class ProperName(Translated):
    """A name that is the same in every language: of a campus, a municipality, an organisation."""

    def get(self, language: str) -> str:
        """A name needs no translation."""
        return self.nl


def proper_name(text: str) -> ProperName:
    """A name as a text in all languages."""
    return ProperName(nl=text)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What something in the published data means, in the two languages that the data are documented in."""

    nl: str
    en: str

    def __getitem__(self, language: str) -> str:
        return {HOUSE_LANGUAGE: self.nl, "en": self.en}.get(language) or marked(self.nl)
