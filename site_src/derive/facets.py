"""The filters: for each dimension its values, and which initiatives have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from site_src.derive.knowledge import Answer, Knowledge, Known
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.texts import Translated, proper_name
from site_src.model.vocabulary import Term, Vocabulary

NATIONAL = "landelijk-online"
STOPPED = "gestopt"
TERM_FACETS = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche", "bereik", "status")
ORDER = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche", "campus", "gemeente",
         "bereik", "kosten", "vervoer", "status", "organisatie")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice in a filter, with its own page; ids stand in the order of the catalogue.

    `members` have it for sure or probably, `probable` are the latter. `excluded` are known not to have it; nobody knows
    it of `unknown`. `kind` is the question it answers, where one list answers more than one.
    """

    id: str
    label: Translated
    definition: Translated | None
    members: tuple[str, ...]
    code: str = ""
    probable: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    kind: str = ""

    @property
    def query(self) -> str:
        """How an address names this value: the report's code for a campus, else the id."""
        return self.code or self.id


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter. `unknown` are the initiatives for which nobody knows any answer yet; `open`: of those with an answer
    too, another may be right beside it.
    """

    id: str
    values: tuple[FacetValue, ...]
    unknown: tuple[str, ...] = ()
    open: bool = False


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
    knowledge: Knowledge,
) -> tuple[Facet, ...]:
    """All filters in the order of the site; an empty value keeps its page ("nobody does this yet")."""
    known = {name: {i.id: knowledge.of(i.id, name) for i in initiatives} for name in TERM_FACETS}
    for name, terms_of in (("kosten", cost_terms), ("vervoer", transport_terms)):
        known[name] = {item.id: _closed(terms_of(item), vocabulary.ids(name)) for item in initiatives}
    found = {name: _term_facet(name, rows, vocabulary) for name, rows in known.items()}
    found["campus"] = _campus_facet(initiatives, campuses, campus_codes)
    towns = {item.id: municipalities(item) for item in initiatives}
    everywhere = {item.id for item in initiatives if item.reach == NATIONAL}
    found["gemeente"] = _name_facet("gemeente", towns, {i for i, names in towns.items() if not names} - everywhere)
    parents = {item.id: [item.part_of] if item.part_of else [] for item in initiatives}
    found["organisatie"] = _name_facet("organisatie", parents, {i for i, names in parents.items() if not names})
    return tuple(found[name] for name in ORDER)


def _closed(found: Sequence[str], terms: Sequence[str]) -> Known:
    """Where one answer says no to the others."""
    if not found:
        return Known(unknown=tuple(terms))
    return Known(tuple(found), no=tuple(term for term in terms if term not in found))


def _term_facet(name: str, known: Mapping[str, Known], vocabulary: Vocabulary) -> Facet:
    choices = tuple(_term_value(term, known) for term in vocabulary.terms(name))
    answers = known.values()
    unknown = tuple(item_id for item_id, found in known.items() if not (found.yes or found.probable or found.no))
    return Facet(
        name, choices, unknown, any(found.unknown and (found.yes or found.probable or found.no) for found in answers)
    )


def _term_value(term: Term, known: Mapping[str, Known]) -> FacetValue:
    those: dict[Answer, list[str]] = {answer: [] for answer in Answer}
    members: list[str] = []
    for item_id, found in known.items():
        answer = found.answer(term.id)
        those[answer].append(item_id)
        if answer in (Answer.YES, Answer.PROBABLE):
            members.append(item_id)
    return FacetValue(
        term.id,
        term.label,
        term.definition,
        tuple(members),
        probable=tuple(those[Answer.PROBABLE]),
        excluded=tuple(those[Answer.NO]),
        unknown=tuple(those[Answer.UNKNOWN]),
        kind=term.kind or "",
    )


def _campus_facet(
    initiatives: Sequence[Initiative], campuses: Sequence[Campus], codes: Mapping[str, Sequence[str]]
) -> Facet:
    """Unknown means: no place known, and not national; being far from every campus is known."""
    unknown = tuple(i.id for i in initiatives if not codes[i.id] and not any(place.placed for place in i.locations))
    members = {c.code: tuple(i.id for i in initiatives if c.code in codes[i.id]) for c in campuses}
    choices = tuple(
        FacetValue(c.id, proper_name(c.name), None, members[c.code], c.code, unknown=unknown) for c in campuses
    )
    return Facet("campus", choices, unknown)


def _name_facet(name: str, values: Mapping[str, Sequence[str]], unknown: Set[str]) -> Facet:
    members: dict[str, list[str]] = {}
    for item_id, own in values.items():
        for value in dict.fromkeys(own):
            members.setdefault(value, []).append(item_id)
    names = sorted(sorted(members), key=str.casefold)
    nobody = tuple(item_id for item_id in values if item_id in unknown)
    choices = (
        FacetValue(slug(value), proper_name(value), None, tuple(members[value]), unknown=nobody) for value in names
    )
    return Facet(name, tuple(choices), nobody)
