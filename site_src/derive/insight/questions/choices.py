"""What a visitor meets of one initiative: where it stands at each choice of the finder, and at each question at home.

A filter is answered as the finder does (derive/facets.py); what has stopped goes to a group of its own there, and is no
pick. The questions at home are answered as static/js/picks.js does; a browser test puts the same answers to both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_src.derive.facets import (
    NATIONAL,
    STOPPED,
    TERM_FACETS,
    cost_terms,
    municipalities,
    slug,
    transport_terms,
)
from site_src.derive.knowledge import Answer, Known
from site_src.derive.reach import Reach
from site_src.model.initiative import Initiative
from site_src.model.settings import Questions, SchoolYears

Choice = tuple[str, str]  # filter and value
IN_GROUP, IN_CLASS, HOW = "wie/groep", "wie/klas", "hoe"
SURE, OPEN, PROBABLE, UNKNOWN = range(4)  # as in static/js/picks.js
NEVER = -1
_LEVEL = {Answer.YES: SURE, Answer.PROBABLE: PROBABLE, Answer.UNKNOWN: UNKNOWN, Answer.NO: NEVER}
#: which filters and questions at home a field of a record decides; that something has stopped decides all of them
DECIDES: dict[str, tuple[str, ...]] = {
    "school_types": ("schooltype", IN_GROUP, IN_CLASS), "audiences": ("doelgroep",), "activities": ("activiteit",),
    "practice": ("praktijk",), "sectors": ("branche",), "reach": ("bereik", "campus", "gemeente"),
    "costs": ("kosten",), "free_transport": ("vervoer",), "locations": ("campus", "gemeente"),
    "service_area": ("gemeente",), "participation": (HOW,), "status": ("status",),
    "group_from": (IN_GROUP,), "group_to": (IN_GROUP,), "class_from": (IN_CLASS,), "class_to": (IN_CLASS,),
}  # fmt: skip
ALL = (*TERM_FACETS, "kosten", "vervoer", "campus", "gemeente", "organisatie", IN_GROUP, IN_CLASS, HOW)


@dataclass(frozen=True, slots=True)
class Stand:
    """An initiative as it is, or as it would be with an answer: what is known of it and what it counts around."""

    item: Initiative
    known: Mapping[str, Known]
    reach: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """The choices there are: terms and names by filter, and the questions at home."""

    values: Mapping[str, tuple[str, ...]]
    questions: Questions

    def with_term(self, term: str) -> Offered:
        """Only the choices that a term decides."""
        who = tuple(years for years in self.questions.who if term in years.terms)
        values = {name: tuple(value for value in own if value == term) for name, own in self.values.items()}
        return Offered(values, self.questions.model_copy(update={"who": who}))


def standing(stand: Stand, filters: Iterable[str], offered: Offered) -> dict[Choice, object]:
    """Where the initiative stands at each choice of these filters."""
    return {(name, value): place for name in filters for value, place in _places(stand, name, offered)}


def _places(stand: Stand, name: str, offered: Offered) -> Iterator[tuple[str, object]]:
    stopped = stand.item.status == STOPPED
    if name in (IN_GROUP, IN_CLASS):
        for years in offered.questions.who:
            for year in years.years if (years.groups is not None) == (name == IN_GROUP) else ():
                yield f"{years.terms[0]} {year}", NEVER if stopped else for_whom(stand, years, year)
    elif name == HOW:
        for key, terms in offered.questions.how.items():
            yield key, NEVER if stopped else in_what_way(stand, terms)
    else:
        for value, answer in _answers(stand, name, offered.values[name]):
            had = answer in (Answer.YES, Answer.PROBABLE)
            yield value, STOPPED if stopped and had else answer


def _answers(stand: Stand, name: str, values: tuple[str, ...]) -> Iterator[tuple[str, Answer]]:
    if name in TERM_FACETS:
        known = stand.known[name]
        yield from ((value, known.answer(value)) for value in values)
        return
    own, open_ = _named(stand, name)
    for value in (*values, *(extra for extra in own if extra not in values)):
        yield value, Answer.YES if value in own else Answer.UNKNOWN if open_ else Answer.NO


def _named(stand: Stand, name: str) -> tuple[tuple[str, ...], bool]:
    """The values that an initiative has of a filter that is no list of terms, and whether nobody knows of the rest."""
    item = stand.item
    if name == "campus":
        codes = tuple(row.campus for row in stand.reach)
        return codes, not codes and not any(place.placed for place in item.locations)
    if name == "gemeente":
        towns = tuple(municipalities(item))
        return towns, not towns and item.reach != NATIONAL
    if name == "organisatie":
        return (slug(item.part_of),) if item.part_of else (), not item.part_of
    terms = cost_terms(item) if name == "kosten" else transport_terms(item)
    return terms, not terms


def for_whom(stand: Stand, years: SchoolYears, year: int) -> int:
    """How sure it is that this is for a year of a school; NEVER when it is not."""
    told = stand.known["schooltype"]
    school, *stages = [told.answer(term) for term in years.terms]
    in_year = _covers(stand.item, years.groups is not None, year)
    if school is Answer.NO or in_year is False or (in_year is None and Answer.NO in stages):
        return NEVER
    if school in (Answer.UNKNOWN, Answer.PROBABLE):
        return _LEVEL[school]
    return SURE if in_year or (stages and all(stage is Answer.YES for stage in stages)) else OPEN


def _covers(item: Initiative, groups: bool, year: int) -> bool | None:
    """Whether a year lies between two ends, either of which may be open; None when nothing is known of it."""
    first, last = (item.group_from, item.group_to) if groups else (item.class_from, item.class_to)
    if first is None and last is None:
        return None
    return (first or 0) <= year and (last is None or year <= last)


def in_what_way(stand: Stand, terms: Iterable[str]) -> int:
    """How sure it is that somebody can take part in this way; NEVER when they can't."""
    answers = [stand.known["deelname"].answer(term) for term in terms]
    found = (answer for answer in (Answer.YES, Answer.PROBABLE, Answer.UNKNOWN) if answer in answers)
    return _LEVEL[next(found, Answer.NO)]
