"""The filters in one language: what the list and its plain pages show of each, and the values of each initiative."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import Facet, FacetValue
from site_src.render import routes
from site_src.render.words.language import Language


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One value of a filter: `query` names it in the address of the list, `address` is its plain page.

    `count` are all that have it, `probable` are those among them of which it is not sure.
    """

    id: str
    query: str
    label: str
    count: int
    address: str
    probable: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FilterView:
    """One filter with its choices, in the order of the site; `name` is how an address names it."""

    id: str
    name: str
    label: str
    choices: tuple[FilterChoice, ...]


def filters_of(catalogue: Catalogue, language: Language) -> dict[str, FilterView]:
    """Every filter by its name, in the order of the site."""
    return {
        facet.id: FilterView(
            facet.id,
            facet.id,
            language.say(f"dimensie.{facet.id}"),
            tuple(_choice(facet, value, language) for value in facet.values),
        )
        for facet in catalogue.facets
    }


def by_kind(view: FilterView, language: Language) -> tuple[FilterView, ...]:
    """One filter for each question that its choices answer: they hold together, choices of one kind beside each other.

    A kind that the words don't name is called as the filter.
    """
    kinds = tuple(dict.fromkeys(choice.kind for choice in view.choices))
    if len(kinds) < 2:
        return (view,)
    return tuple(
        FilterView(
            f"{view.id}-{kind}" if kind else view.id,
            view.name,
            language.words.get(f"vinder.soort.{kind}") or view.label,
            tuple(choice for choice in view.choices if choice.kind == kind),
        )
        for kind in kinds
    )


def _choice(facet: Facet, value: FacetValue, language: Language) -> FilterChoice:
    address = routes.term(facet.id, value.id)
    label, probable = value.label[language.code], len(value.probable)
    return FilterChoice(value.id, value.query, label, len(value.members), address, probable, value.kind)


def filter_values(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """For each initiative its values in each filter, with spaces between; a filter it is unknown for is left out.

    Where a filter is open, `<filter>-nee` are the values it has not; of all others nobody knows. Those among its values
    that are only probable are in `<filter>-waarschijnlijk`.
    """
    found: dict[str, dict[str, str]] = {item.id: {} for item in catalogue.initiatives}
    for facet in catalogue.facets:
        names = (facet.id, f"{facet.id}-nee", f"{facet.id}-waarschijnlijk")
        members, excluded, probable = (_queries(facet, group) for group in ("members", "excluded", "probable"))
        for item_id in found.keys() - set(facet.unknown):
            own = found[item_id]
            own[names[0]] = " ".join(members.get(item_id, ()))
            if facet.open:
                own[names[1]] = " ".join(excluded.get(item_id, ()))
            if item_id in probable:
                own[names[2]] = " ".join(probable[item_id])
    return found


def _queries(facet: Facet, group: str) -> dict[str, list[str]]:
    """For each initiative the values that have it in a group of theirs."""
    found: dict[str, list[str]] = {}
    for value in facet.values:
        for item_id in getattr(value, group):
            found.setdefault(item_id, []).append(value.query)
    return found
