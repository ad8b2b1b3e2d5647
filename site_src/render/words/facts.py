"""What a page says about an initiative: each fact with its words, its links and where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from site_src.derive.facets import ORDER, slug
from site_src.model.fields import Kind, RecordField, fields_of, values_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Change, Source
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.model.vocabulary import Vocabulary
from site_src.render import routes
from site_src.render.words.language import Language

_SHOWN = sorted((field for field in fields_of(Initiative) if field.spec.shown), key=lambda field: field.spec.shown)
#: the facts on the page of an initiative, in order: those that are shown while unknown too, and the others
SHOWN = tuple(field.name for field in _SHOWN if field.spec.shown_unknown)
SHOWN_WHEN_KNOWN = tuple(field.name for field in _SHOWN if not field.spec.shown_unknown)


@dataclass(frozen=True, slots=True)
class Word:
    """One value in words; `address` leads to everything that shares it."""

    text: str
    address: str = ""
    language: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one initiative as the page shows it; no words means: not known yet."""

    key: str
    label: str
    words: tuple[Word, ...]
    sources: tuple[Source, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether every source of this fact is an inference."""
        return bool(self.sources) and all(source.certainty == "afgeleid" for source in self.sources)


def facts_of(item: Initiative, vocabulary: Vocabulary, language: Language) -> dict[str, Fact]:
    """Every field that can carry a fact, by Dutch name, in the order of a record."""
    return {
        field.name: Fact(
            field.name,
            language.label(field),
            tuple(_words(item, field, vocabulary, language)) if field.name in item.filled else (),
            tuple(source for source in item.sources if field.name in source.fields),
        )
        for field in fields_of(Initiative)
        if field.spec.sourced
    }


def _words(item: Initiative, field: RecordField, vocabulary: Vocabulary, language: Language) -> Iterator[Word]:
    term = field.spec.term
    if term:
        for value in values_of(item, field.attribute):
            yield Word(vocabulary.label(term, value, language.code), routes.term(term, value) if term in ORDER else "")
        return
    special = _SPECIAL.get(field.attribute)
    if special:
        yield from special(item, language)
        return
    foreign = (
        HOUSE_LANGUAGE if field.spec.dutch and language.code != HOUSE_LANGUAGE else ""
    )  # free text is Dutch, and marked as such
    for value in values_of(item, field.attribute):
        yield Word(_plain(value, field.kind, language), language=foreign)


def _plain(value: object, kind: Kind, language: Language) -> str:
    if isinstance(value, bool):
        return language.say("feit.ja" if value else "feit.nee")
    if isinstance(value, int | float):
        return language.number(value, 0 if kind is Kind.INTEGER else 2)
    return language.date(value) if isinstance(value, dt.date) else str(value)


def _part_of(item: Initiative, _language: Language) -> Iterator[Word]:
    if item.part_of:
        yield Word(item.part_of, routes.term("organisatie", slug(item.part_of)))


def _website(item: Initiative, _language: Language) -> Iterator[Word]:
    if item.website:
        yield Word(item.website, href=item.website)


def _contact(item: Initiative, _language: Language) -> Iterator[Word]:
    contact = item.contact
    if contact and contact.name:
        yield Word(contact.name)
    if contact and contact.email:
        yield Word(contact.email, href=f"mailto:{contact.email}")
    if contact and contact.phone:
        yield Word(contact.phone, href="tel:" + "".join(char for char in contact.phone if char in "+0123456789"))


def _places(item: Initiative, _language: Language) -> Iterator[Word]:
    for place in item.locations:
        parts = (place.name, place.address, place.postcode, place.town or place.municipality)
        yield Word(", ".join(part for part in parts if part))


def _area(item: Initiative, _language: Language) -> Iterator[Word]:
    for name in item.service_area:
        yield Word(name, routes.term("gemeente", slug(name)))


def _changes(item: Initiative, language: Language) -> Iterator[Word]:
    for change in item.changes:
        word = change_word(change, language)
        yield Word(f"{language.date(change.date)}: {word.text}", language=word.language)


def change_word(change: Change, language: Language) -> Word:
    """A change in the page's language; in Dutch, marked as Dutch, when nobody translated it."""
    return _in_language(change.text_in(language.code), change.text)


def _in_language(translated: str | None, dutch: str) -> Word:
    return Word(translated) if translated else Word(dutch, language=HOUSE_LANGUAGE)


_SPECIAL = {"part_of": _part_of, "website": _website, "contact": _contact, "locations": _places,
            "service_area": _area, "changes": _changes}  # fmt: skip


def summary_of(item: Initiative, language: Language) -> Word:
    """The summary in the page's language; in Dutch, marked as Dutch, when nobody translated it."""
    if not item.summary:
        return Word(item.summary_in(language.code) or language.say("feit.geen_samenvatting"))
    return _in_language(item.summary_in(language.code), item.summary)
