"""What the gaps in a record cost: at which choices of a visitor an initiative is not surely found.

A visitor of the finder makes choices: each value of each filter is one. With one choice made an initiative is found
(`members`), probably found (`probable`), perhaps (`unknown`: it stands below "Weten we niet"), or rightly not at all.
A status that nobody knows is a term of its own, so whoever wants what goes on misses it altogether.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_src.derive.facets import STOPPED, Facet, FacetValue
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative

NO_CHOICES = frozenset({"organisatie"})  # a filter with plain pages only, no choices beside the list
STATUS, NOBODY_KNOWS = "status", "onbekend"
#: filter -> the field of a record (Dutch name) that settles it, where that is not the field with its terms
_SETTLED_BY = {"campus": "locaties", "gemeente": "werkgebied", "kosten": "kosten", "vervoer": "gratis_vervoer"}


class Found(StrEnum):
    """How somebody who makes one choice finds an initiative."""

    SURELY = "zeker"
    PROBABLY = "waarschijnlijk"
    PERHAPS = "misschien"
    MISSED = "gemist"  # not at all, and only because nobody knows it
    RIGHTLY_NOT = "niet"


@dataclass(frozen=True, slots=True)
class Loss:
    """One filter with the choices at which an initiative is not surely found, and the field that would mend it."""

    facet: str
    field: str
    missed: tuple[FacetValue, ...]
    perhaps: tuple[FacetValue, ...]
    probable: tuple[FacetValue, ...]
    all: bool = False  # nothing at all is known here

    @property
    def choices(self) -> tuple[FacetValue, ...]:
        """Every choice at which it is not surely found, in the order of the filter."""
        return (*self.missed, *self.perhaps, *self.probable)


@dataclass(frozen=True, slots=True)
class Findability:
    """Of all choices that a visitor has (`total`), those that an initiative loses, by filter; none once it stopped."""

    total: int
    losses: tuple[Loss, ...]

    @property
    def lost(self) -> int:
        """At how many choices it is not surely found."""
        return sum(len(loss.choices) for loss in self.losses)

    @property
    def missed(self) -> int:
        """At how many of these it is not found at all."""
        return sum(len(loss.missed) for loss in self.losses)


def choices_of(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """The filters that a visitor chooses from."""
    return tuple(facet for facet in facets if facet.id not in NO_CHOICES)


def found_by(item: Initiative, facet: Facet, value: FacetValue) -> Found:
    """How somebody finds an initiative who makes this one choice."""
    if item.id in value.members:
        return Found.PROBABLY if item.id in value.probable else Found.SURELY
    if item.id in value.unknown:
        return Found.PERHAPS
    if facet.id == STATUS and item.status == NOBODY_KNOWS and value.id != STOPPED:
        return Found.MISSED
    return Found.RIGHTLY_NOT


def findability_of(item: Initiative, facets: Sequence[Facet]) -> Findability:
    """At which choices an initiative is not surely found: first where it is missed, then the filter with most."""
    own = choices_of(facets)
    total = sum(len(facet.values) for facet in own)
    if item.status == STOPPED:
        return Findability(total, ())
    losses = [loss for facet in own if (loss := _loss(item, facet)).choices]
    return Findability(total, tuple(sorted(losses, key=lambda loss: (not loss.missed, -len(loss.choices)))))


def _loss(item: Initiative, facet: Facet) -> Loss:
    found: dict[Found, list[FacetValue]] = {how: [] for how in Found}
    for value in facet.values:
        found[found_by(item, facet, value)].append(value)
    missed, perhaps, probable = (tuple(found[how]) for how in (Found.MISSED, Found.PERHAPS, Found.PROBABLY))
    return Loss(facet.id, _settled_by()[facet.id], missed, perhaps, probable, item.id in facet.unknown)


def _settled_by() -> Mapping[str, str]:
    return {field.spec.term: field.name for field in fields_of(Initiative) if field.spec.term} | _SETTLED_BY
