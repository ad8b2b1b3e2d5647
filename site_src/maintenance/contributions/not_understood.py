"""What an answer lacks, as a key of the words and what fills it in: the reply says it in the language of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from site_src.model.problems import SiteError


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody could have meant: of `options` the nearest, else all of them, else nothing."""

    typed: str
    options: Sequence[object]  # a name, or a term with its label in each language
    only_near: bool = False


class NotUnderstood(SiteError):
    """An answer that can't become a value: a key below `melding.` and what it names, to be said to who answered."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)

    def about(self, what: object) -> Self:
        """The same with the field or question it is about, where it did not know that itself."""
        self.values.setdefault("veld", what)
        return self


class Settled(NotUnderstood):
    """There is nothing that the sender still has to do."""


class ByHand(Settled):
    """It is clear what is meant, but a person has to do it."""
