"""The controlled terms of data/termen.yml: what may be said, and how it is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import Field

from site_src.model.texts import Translated
from site_src.model.values import Part, ShortText, Slug


class Term(Part):
    """One allowed value, with its label and meaning in both languages.

    Where one list answers two questions, `kind` says which: the stage of a school or its level. `lacks` is the kind
    that a term has no answer to: a primary school has no level.
    """

    id: Slug
    label: Translated
    definition: Translated = Field(alias="definitie")
    source: ShortText | None = Field(None, alias="bron")
    kind: Slug | None = Field(None, alias="soort")
    lacks: Slug | None = Field(None, alias="zonder")


@dataclass(frozen=True)
class Vocabulary:
    """All terms by dimension, in the order of the file, which is the order on the site."""

    dimensions: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    def terms(self, dimension: str) -> tuple[Term, ...]:
        """The terms of one dimension, none for a dimension that does not exist."""
        return self.dimensions.get(dimension, ())

    def ids(self, dimension: str) -> list[str]:
        """What a record may say for this dimension."""
        return [term.id for term in self.terms(dimension)]

    def allows(self, dimension: str, term_id: str) -> bool:
        """Whether a record may say this; a list that is missing is told of once, not at every record."""
        return not self.terms(dimension) or term_id in self.ids(dimension)

    def term(self, dimension: str, term_id: str) -> Term:
        """The term; raises KeyError for an id that the check would have refused."""
        return self._index[dimension, term_id]

    def label(self, dimension: str, term_id: str, language: str) -> str:
        """How a term is shown."""
        return self.term(dimension, term_id).label[language]

    def ruled_out(self, dimension: str, named: Collection[str]) -> tuple[str, ...]:
        """What a complete list says no to: not to the answers of a kind that it leaves open.

        Who names the lower years of secondary school but no level says nothing about levels.
        """
        told = [term for term in self.terms(dimension) if term.id in named]
        kinds = {term.kind for term in told} - {None}
        return tuple(
            term.id
            for term in self.terms(dimension)
            if term.id not in named
            and (term.kind in {None, *kinds} or term.lacks in kinds or all(one.lacks == term.kind for one in told))
        )

    def __iter__(self) -> Iterator[tuple[str, Term]]:
        return ((dimension, term) for dimension, terms in self.dimensions.items() for term in terms)

    @cached_property
    def _index(self) -> dict[tuple[str, str], Term]:
        return {(dimension, term.id): term for dimension, term in self}
