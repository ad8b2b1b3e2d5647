"""What may be asked of an initiative, and what each answer would make of its record.

    unknown   a flag, a choice or a text that is not filled in, and each term of a list that nobody is sure of
    old       a fact that it is time to look at again (derive/insight/freshness); its answer is that it no longer holds

An answer is the attributes of a record that it changes. Where a text has to be typed, a text stands in for all of them:
that it is filled in counts, not what it says. An answer that is a place stands for every place near one campus.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_src.derive.facets import NATIONAL, STOPPED
from site_src.derive.insight.freshness import old_facts
from site_src.derive.knowledge import Known
from site_src.model.fields import Kind, RecordField, fields_of, values_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Contact, Excluded, Location
from site_src.model.region.campus import Campus

YES, NO, SOME = "ja", "nee", "iets"  # keys of answers; the others are terms, numbers, codes of campuses and names
FREE, PAID = "gratis", "betaald"
PRIMARY = "po"  # the years of a primary school are groups, those of all others classes
YEARS = {"group_from": range(1, 9), "group_to": range(1, 9), "class_from": range(1, 7), "class_to": range(1, 7)}
NOT_ASKED = ("name", "category", "part_of")  # always known, or no fact that somebody outside can give
_ANY = {
    "contact": Contact(email="info@voorbeeld.nl"),
    "website": "https://voorbeeld.nl/",
}  # stands for whatever is answered


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: its key, and the attributes of the record that it sets."""

    key: str
    update: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one field of one initiative; `term` for one of a list, `old` for a fact to look at again."""

    initiative: str
    field: RecordField
    replies: tuple[Reply, ...]
    term: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """What answers are made of: the campuses, and the municipalities that a visitor can choose."""

    campuses: Sequence[Campus]
    municipalities: Sequence[str]
    terms: Mapping[str, Sequence[str]]


def filled_in(item: Initiative, reply: Reply) -> Initiative:
    """The record with this answer in it."""
    copy = item.model_copy(update=dict(reply.update))
    copy.__dict__.pop("filled", None)  # remembered from before
    return copy


def questions_about(item: Initiative, known: Mapping[str, Known], world: World, today: dt.date) -> Iterator[Asked]:
    """Everything that may be asked; nothing of what has stopped."""
    if item.status == STOPPED:
        return
    for asked in fields_of(Initiative):
        if asked.spec.sourced and asked.spec.correctable and asked.attribute not in NOT_ASKED:
            yield from _unknown(item, asked, known, world)
    for age in old_facts(item, today):
        if age.field.spec.correctable and age.field.attribute not in NOT_ASKED:
            yield Asked(item.id, age.field, (_no_longer(item, age.field, world),), old=True)


def _unknown(item: Initiative, asked: RecordField, known: Mapping[str, Known], world: World) -> Iterator[Asked]:
    if asked.spec.term and asked.several:
        found = known[asked.spec.term]
        for term in (*found.probable, *found.unknown):
            yield Asked(item.id, asked, _about_term(item, asked, term), term)
    elif asked.name not in item.filled and (replies := tuple(_replies(item, asked, known, world))):
        yield Asked(item.id, asked, replies)


def _about_term(item: Initiative, asked: RecordField, term: str) -> tuple[Reply, ...]:
    named = values_of(item, asked.attribute)
    return (
        Reply(YES, {asked.attribute: (*named, term)}),
        Reply(NO, {"excluded": ruling_out(item, asked.attribute, (term,))}),
    )


def ruling_out(item: Initiative, attribute: str, terms: Sequence[str]) -> Excluded:
    """What a record rules out when these terms of a field are a no as well."""
    before = item.excluded or Excluded()
    return before.model_copy(update={attribute: (*getattr(before, attribute), *terms)})


def _replies(item: Initiative, asked: RecordField, known: Mapping[str, Known], world: World) -> Iterator[Reply]:
    """The answers to a question about a whole field; none where it has no answer, or is answered by the tables."""
    name = asked.attribute
    if asked.spec.term:
        open_terms = _open(known[asked.spec.term], world.terms[asked.spec.term], name)
        yield from (Reply(term, {name: term}) for term in open_terms)
    elif asked.kind is Kind.FLAG:
        yield from (Reply(YES, {name: True}), Reply(NO, {name: False}))
    elif name == "costs":
        yield from (Reply(YES, {name: PAID}), Reply(NO, {name: FREE}))
    elif name in YEARS:
        yield from (Reply(str(year), {name: year}) for year in _years(item, name, known["schooltype"]))
    elif name == "locations":
        yield from () if item.reach == NATIONAL else (_at(campus) for campus in world.campuses)
    elif name == "service_area":
        local = not item.locations and item.reach != NATIONAL
        yield from (Reply(town, {name: (town,)}) for town in world.municipalities if local)
    else:
        yield Reply(SOME, {name: _ANY.get(name, SOME)})


def _open(known: Known, terms: Sequence[str], name: str) -> Sequence[str]:
    """What a choice may still be; whether something exists is asked by what it may be now."""
    if name == "status":
        return [term for term in terms if term != "onbekend"]
    return () if known.yes else [term for term in terms if term not in known.no]


def _years(item: Initiative, name: str, school: Known) -> Iterator[int]:
    """The years that fit the other end; none when the initiative is for no such school."""
    kind, end = name.split("_")
    schools = [term for term in (*school.yes, *school.probable) if (term == PRIMARY) == (kind == "group")]
    other = getattr(item, f"{kind}_{'to' if end == 'from' else 'from'}")
    for year in YEARS[name] if schools else ():
        if other is None or (year <= other if end == "from" else year >= other):
            yield year


def _at(campus: Campus) -> Reply:
    place = Location(gemeente=campus.municipality, lat=campus.lat, lon=campus.lon, nauwkeurigheid="adres")
    return Reply(campus.code, {"locations": (place,)})


def _no_longer(item: Initiative, asked: RecordField, world: World) -> Reply:
    """The record when a fact no longer holds: the terms a no where a record can say so, else the field empty."""
    name, now = asked.attribute, values_of(item, asked.attribute)
    if asked.kind is Kind.FLAG:
        return Reply(NO, {name: not now[0]})
    if name == "status":
        return Reply(NO, {name: STOPPED})
    if name == "reach":
        return Reply(NO, {name: next(term for term in world.terms["bereik"] if term not in now)})
    empty: dict[str, Any] = {name: () if asked.several or isinstance(getattr(item, name), tuple) else None}
    if asked.spec.term and name in Excluded.model_fields:
        empty["excluded"] = ruling_out(item, name, now)
    return Reply(NO, empty)
