"""Cards in a list: what has stopped goes last, and the many companies of one programme fold into one card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_src.render.cards import CardView

FOLDED_FROM = 4  # this many of one parent share a card
DRAWN = 12  # cards that a list shows before it is asked for more


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
    """The cards in their order; those of a parent with many stand together, where the first of them stood."""
    cards = tuple(cards)
    counts = Counter(card.initiative.part_of for card in cards if card.initiative.part_of)
    entries: dict[str, CardView | Programme] = {}
    for card in cards:
        parent = card.initiative.part_of or ""
        if counts[parent] < FOLDED_FROM:
            entries[card.initiative.id] = card
        elif f"/{parent}" not in entries:
            own = tuple(other for other in cards if other.initiative.part_of == parent)
            entries[f"/{parent}"] = Programme(parent, own)
    return tuple(entries.values())


def running_first(cards: Sequence[CardView]) -> tuple[tuple[CardView, ...], tuple[CardView, ...]]:
    """What goes on or may go on, and what has stopped."""
    stopped = tuple(card for card in cards if card.stopped)
    return tuple(card for card in cards if not card.stopped), stopped
