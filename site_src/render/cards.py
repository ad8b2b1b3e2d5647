"""The card of an initiative: what it shows, and printing it once for each way it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup, escape

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import NATIONAL, STOPPED, municipalities
from site_src.model.initiative import Initiative
from site_src.render.filters import filter_values
from site_src.render.words.facts import Fact, Word, facts_of, summary_of
from site_src.render.words.language import Language

_LEVEL, _DISTANCE = "\ue010", "\ue011"  # of the private use area: what differs from page to page, in a kept card
NEUTRAL = "neutraal"  # the illustration of what has none of its own


@dataclass(frozen=True, slots=True)
class CardView:
    """One initiative in one language. `filters`, `places` and `search_text` are for the script of the list.

    `pictured` are the terms that an illustration may show, the one that says most first.
    """

    initiative: Initiative
    facts: Mapping[str, Fact]
    summary: Word
    municipalities: tuple[str, ...]
    filters: Mapping[str, str]
    draft: bool = False
    pictured: tuple[str, ...] = ()

    @property
    def national(self) -> bool:
        """Whether it is offered in the whole country or online."""
        return self.initiative.reach == NATIONAL

    @property
    def stopped(self) -> bool:
        """Whether it is over."""
        return self.initiative.status == STOPPED

    @property
    def noted(self) -> bool:
        """Whether its status matters to who looks for something to do: it changed, is over or is a draft."""
        return self.draft or self.initiative.status in {"gewijzigd", STOPPED}

    @property
    def probable_schools(self) -> tuple[Word, ...]:
        """The school types that it is probably for."""
        return tuple(likely.word for likely in self.facts["schooltypen"].probable)

    @property
    def source_count(self) -> int:
        """How many sources its record names."""
        return len(self.initiative.sources)

    @property
    def places(self) -> str:
        """'51.9,4.5,adres;…': latitude and longitude in degrees, and how well each place is known."""
        return ";".join(f"{p.lat},{p.lon},{p.precision}" for p in self.initiative.locations if p.placed)

    @property
    def search_text(self) -> str:
        """What the list searches besides name and summary."""
        item = self.initiative
        return " ".join([item.organisation or "", item.part_of or "", item.groups or "", *self.municipalities]).strip()


def cards_of(catalogue: Catalogue, language: Language) -> dict[str, CardView]:
    """The card of every initiative, by id, in the order of the catalogue."""
    values, pictured = filter_values(catalogue), pictured_terms(catalogue)
    return {
        item.id: CardView(
            item,
            facts_of(item, catalogue, language),
            summary_of(item, language),
            tuple(municipalities(item)),
            values[item.id],
            draft=item.id in catalogue.concept,
            pictured=pictured[item.id],
        )
        for item in catalogue.initiatives
    }


def pictured_terms(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The terms that an illustration may show, by id of the initiative, the one that says most first.

    First its sectors in their own order, then its activities, the rarest first; a sector that most others have as well
    comes last. Only what is known for sure.
    """
    ids = [item.id for item in catalogue.initiatives]
    sectors, activities = (
        {item_id: catalogue.knowledge.of(item_id, name).yes for item_id in ids} for name in ("branche", "activiteit")
    )
    counts = Counter(term for terms in (*sectors.values(), *activities.values()) for term in terms)
    most = sum(bool(terms) for terms in sectors.values()) / 2
    return {
        item_id: (
            *(term for term in sectors[item_id] if counts[term] < most),
            *sorted(activities[item_id], key=lambda term: counts[term]),
            *(term for term in sectors[item_id] if counts[term] >= most),
        )
        for item_id in ids
    }


def illustration(pictured: tuple[str, ...], illustrated: Collection[str]) -> str:
    """The first of these terms that has an illustration, else the neutral one."""
    return next((term for term in pictured if term in illustrated), NEUTRAL)


class CardPrinter:
    """Prints cards of one language. One stands on some twenty pages, so each is kept for as long as this lives."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._printed: dict[tuple[str, bool, bool], str] = {}

    def print(self, card: CardView, distance: str = "", level: int = 3, filterable: bool = False) -> Markup:
        """A card with a heading of this level; `distance` is a line about how far, `filterable` is for the list."""
        key = (card.initiative.id, filterable, bool(distance))
        if key not in self._printed:
            given = {"card": card, "distance": distance and _DISTANCE, "level": _LEVEL, "filterable": filterable}
            self._printed[key] = self._environment.get_template("parts/card.html").render(given)
        html = self._printed[key].replace(_LEVEL, str(level))
        return Markup(html.replace(_DISTANCE, escape(distance)) if distance else html)
