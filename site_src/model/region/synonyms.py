"""content/synoniemen.yml: what visitors type, and what the catalogue calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from site_src.model.problems import Problem
from site_src.model.texts import HOUSE_LANGUAGE, Translated
from site_src.model.values import Part, ShortText

_LANGUAGE = re.compile(r"[a-z]{2}")
Path = tuple[str | int, ...]


class Phrases(Part):
    """Words and phrases of visitors in each language; none in a language is fine."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, tuple[ShortText, ...]]

    nl: tuple[ShortText, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _only_languages(cls, data: Any) -> Any:
        for key in data if isinstance(data, Mapping) else ():
            if not _LANGUAGE.fullmatch(str(key)):
                raise PydanticCustomError("no_language", "{key} is no language", {"key": str(key)})
        return data

    def get(self, language: str) -> tuple[str, ...]:
        """Those of one language."""
        return self.nl if language == HOUSE_LANGUAGE else (self.__pydantic_extra__ or {}).get(language, ())

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:  # type: ignore[override]
        """Each language with its words."""
        yield from ((HOUSE_LANGUAGE, self.nl), *(self.__pydantic_extra__ or {}).items())


class Synonym(Part):
    """One thing that visitors say. A number in a phrase is written as its range: `groep {1-8}`.

    `terms` are `dimension/term` as in data/termen.yml: what a typed sentence chooses. `also` are words to search for
    beside the typed ones, instead of the names of the terms. `note` is told when it is not sure, with `{}` for the
    number and `{-4}` for four less.
    """

    words: Phrases = Field(alias="woorden")
    terms: tuple[ShortText, ...] = Field((), alias="termen")
    also: Phrases = Field(default_factory=Phrases, alias="ook")
    note: Translated | None = Field(None, alias="zeg")


class SynonymFile(RootModel[tuple[Synonym, ...]]):
    """The file: a list of synonyms."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The synonyms, where each of their values stands in the file (line, column), and what the reader had to tell."""

    entries: tuple[Synonym, ...] = ()
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    file: str = "content/synoniemen.yml"

    def problem(self, path: Path, rule: str, message: str, hint: str) -> Problem:
        """An error at a value."""
        line, column = self.places.get(path, (0, 0))
        return Problem(self.file, message, rule, line, column, hint=hint)
