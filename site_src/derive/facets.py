"""The filters: for each dimension its values, and which initiatives have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from site_src.model.fields import attribute_of_dimension, values_of
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.texts import Translated, proper_name
from site_src.model.vocabulary import Vocabulary

NATIONAL = "landelijk-online"
TERM_FACETS = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche", "bereik", "status")
ORDER = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche", "campus", "gemeente",
         "bereik", "kosten", "vervoer", "status", "organisatie")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice in a filter, with its own page; `members` are ids in the order of the catalogue."""

    id: str
    label: Translated
    definition: Translated | None
    members: tuple[str, ...]
    code: str = ""

    @property
    def query(self) -> str:
        """How an address names this value: the report's code for a campus, else the id."""
        return self.code or self.id


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter. `unknown` are the initiatives for which nobody knows the answer yet."""

    id: str
    values: tuple[FacetValue, ...]
    unknown: tuple[str, ...] = ()


def slug(text: str) -> str:
    """A name as part of an address: 'Voorne aan Zee' -> 'voorne-aan-zee'."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def municipalities(item: Initiative) -> list[str]:
    """Where an initiative is or works, each municipality once, in alphabetical order."""
    return sorted({place.municipality for place in item.locations if place.municipality} | set(item.service_area))


def cost_terms(item: Initiative) -> tuple[str, ...]:
    """Whether it is free or not; nothing when the costs are unknown."""
    if not item.costs:
        return ()
    return ("gratis",) if item.costs.casefold().startswith("gratis") else ("betaald",)


def transport_terms(item: Initiative) -> tuple[str, ...]:
    """Whether there is free transport; nothing when that is unknown."""
    return () if item.free_transport is None else ("gratis",) if item.free_transport else ("eigen",)


def make_facets(
    initiatives: Sequence[Initiative],
    campuses: Sequence[Campus],
    vocabulary: Vocabulary,
    campus_codes: Mapping[str, Sequence[str]],
) -> tuple[Facet, ...]:
    """All filters in the order of the site; an empty value keeps its page ("nobody does this yet")."""
    attributes = {name: attribute_of_dimension(Initiative, name) for name in TERM_FACETS}
    values = {name: {i.id: values_of(i, attribute) for i in initiatives} for name, attribute in attributes.items()}
    values["kosten"] = {item.id: cost_terms(item) for item in initiatives}
    values["vervoer"] = {item.id: transport_terms(item) for item in initiatives}
    found = {name: _term_facet(name, rows, vocabulary) for name, rows in values.items()}
    found["campus"] = _campus_facet(initiatives, campuses, campus_codes)
    towns = {item.id: municipalities(item) for item in initiatives}
    everywhere = {item.id for item in initiatives if item.reach == NATIONAL}
    found["gemeente"] = _name_facet("gemeente", towns, {i for i, names in towns.items() if not names} - everywhere)
    parents = {item.id: [item.part_of] if item.part_of else [] for item in initiatives}
    found["organisatie"] = _name_facet("organisatie", parents, {i for i, names in parents.items() if not names})
    return tuple(found[name] for name in ORDER)


def _term_facet(name: str, values: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> Facet:
    choices = tuple(
        FacetValue(term.id, term.label, term.definition, tuple(i for i, found in values.items() if term.id in found))
        for term in vocabulary.terms(name)
    )
    return Facet(name, choices, tuple(item_id for item_id, found in values.items() if not found))


def _campus_facet(
    initiatives: Sequence[Initiative], campuses: Sequence[Campus], codes: Mapping[str, Sequence[str]]
) -> Facet:
    """Unknown means: no place known, and not national; being far from every campus is known."""
    choices = tuple(
        FacetValue(c.id, proper_name(c.name), None, tuple(i.id for i in initiatives if c.code in codes[i.id]), c.code)
        for c in campuses
    )
    unknown = (i.id for i in initiatives if not codes[i.id] and not any(place.placed for place in i.locations))
    return Facet("campus", choices, tuple(unknown))


def _name_facet(name: str, values: Mapping[str, Sequence[str]], unknown: Set[str]) -> Facet:
    names = sorted({value for found in values.values() for value in found}, key=str.casefold)
    choices = tuple(
        FacetValue(slug(value), proper_name(value), None, tuple(i for i, found in values.items() if value in found))
        for value in names
    )
    return Facet(name, choices, tuple(item_id for item_id in values if item_id in unknown))
