"""Long lists in parts: a page holds so many, the rest stands on pages after it or behind a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from site_src.render import routes

MOST = 100  # cards, names or rows of one list on a page
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Parts:
    """Where a page stands among the pages of its list; `address` is that of the first."""

    address: str
    number: int
    total: int

    @property
    def several(self) -> bool:
        """Whether there is another page to go to."""
        return self.total > 1

    @property
    def numbers(self) -> list[int]:
        """The pages to choose from: the first and last, and those near this one."""
        return [n for n in range(1, self.total + 1) if n in {1, self.total} or abs(n - self.number) <= 2]

    def page(self, number: int) -> str:
        """The address of one of them."""
        return routes.part(self.address, number)


def count_parts(size: int) -> int:
    """How many pages a list of this size needs; an empty list has a page too."""
    return max(1, -(-size // MOST))


def turn(groups: Sequence[tuple[Entry, ...]], number: int) -> list[tuple[Entry, ...]]:
    """What of each group stands on page `number`, counted from 1, when the groups follow each other."""
    found, start = [], MOST * (number - 1)
    for group in groups:
        found.append(group[max(start, 0) : max(start + MOST, 0)])
        start -= len(group)
    return found
