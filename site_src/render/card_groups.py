"""Cards in a list: what has stopped goes last, and the many companies of one programme fold into one card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_src.render.cards import CardView

FOLDED_FROM = 4  # this many of one parent share a card, as in static/js/groups.js


@dataclass(frozen=True, slots=True)
class Programme:
    """Cards with the same parent, behind one card that opens."""

    name: str
    cards: tuple[CardView, ...]

    @property
    def names(self) -> str:
        """What is behind it."""
        return ", ".join(card.initiative.name for card in self.cards)


def folded(cards: Iterable[CardView]) -> tuple[CardView | Programme, ...]:
    """The cards in their order; many with the same parent that follow each other stand behind one card."""
    entries: list[CardView | Programme] = []
    for parent, run in groupby(cards, key=lambda card: card.initiative.part_of):
        own = tuple(run)
        entries += [Programme(parent, own)] if parent and len(own) >= FOLDED_FROM else own
    return tuple(entries)


def running_first(cards: Sequence[CardView]) -> tuple[tuple[CardView, ...], tuple[CardView, ...]]:
    """What goes on or may go on, and what has stopped."""
    stopped = tuple(card for card in cards if card.stopped)
    return tuple(card for card in cards if not card.stopped), stopped
