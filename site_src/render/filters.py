"""The filters in one language: what the list and its plain pages show of each, and the values of each initiative."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import Facet, FacetValue
from site_src.render import routes
from site_src.render.words.language import Language


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One value of a filter: `query` names it in the address of the list, `address` is its plain page."""

    id: str
    query: str
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class FilterView:
    """One filter with its choices, in the order of the site."""

    id: str
    choices: tuple[FilterChoice, ...]


def filters_of(catalogue: Catalogue, language: Language) -> dict[str, FilterView]:
    """Every filter by its name, in the order of the site."""
    return {
        facet.id: FilterView(facet.id, tuple(_choice(facet, value, language) for value in facet.values))
        for facet in catalogue.facets
    }


def _choice(facet: Facet, value: FacetValue, language: Language) -> FilterChoice:
    address = routes.term(facet.id, value.id)
    return FilterChoice(value.id, value.query, value.label[language.code], len(value.members), address)


def filter_values(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """For each initiative its values in each filter, with spaces between; a filter it is unknown for is left out."""
    found: dict[str, dict[str, str]] = {item.id: {} for item in catalogue.initiatives}
    for facet in catalogue.facets:
        for item_id in found.keys() - set(facet.unknown):
            members = (value.query for value in facet.values if item_id in value.members)
            found[item_id][facet.id] = " ".join(members)
    return found
