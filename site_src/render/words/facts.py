"""What a page says about an initiative: each fact with its words, its links and where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache, partial

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import ORDER, slug
from site_src.model.fields import Kind, RecordField, fields_of, values_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Change, Source
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.model.vocabulary import Vocabulary
from site_src.render import routes
from site_src.render.words import report_reasons as reasons
from site_src.render.words.language import Language

_SHOWN = sorted((field for field in fields_of(Initiative) if field.spec.shown), key=lambda field: field.spec.shown)
#: the facts on the page of an initiative, in order: those that are shown while unknown too, and the others
SHOWN = tuple(field.name for field in _SHOWN if field.spec.shown_unknown)
SHOWN_WHEN_KNOWN = tuple(field.name for field in _SHOWN if not field.spec.shown_unknown)

GROUPS_IN_NUMBERS = ("groep_van", "groep_tot", "klas_van", "klas_tot")


@dataclass(frozen=True, slots=True)
class Word:
    """One value in words; `address` leads to everything that shares it."""

    text: str
    address: str = ""
    language: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """A term that is probable, in how many percent of the ways to fill in the report's tables it holds, and why."""

    word: Word
    percent: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A term that the tables prove or rule out, and why in one sentence."""

    term: str
    reasoning: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one initiative as the page shows it; no words means: not known yet."""

    key: str
    label: str
    words: tuple[Word, ...]
    sources: tuple[Source, ...] = ()
    probable: tuple[Likely, ...] = ()
    excluded: tuple[Word, ...] = ()
    proofs: tuple[Proof, ...] = ()
    others_unknown: bool = False  # nobody knows it of the terms that are not named

    @property
    def inferred(self) -> bool:
        """Whether every source of this fact is an inference."""
        return bool(self.sources) and all(source.certainty == "afgeleid" for source in self.sources)


def facts_of(item: Initiative, catalogue: Catalogue, language: Language) -> dict[str, Fact]:
    """Every field that can carry a fact, by Dutch name, in the order of a record."""
    filled, sources = set(item.filled), _sources_of(item)
    return {
        field.name: _fact(item, field, catalogue, language, filled, sources)
        for field in fields_of(Initiative)
        if field.spec.sourced
    }


def _sources_of(item: Initiative) -> dict[str, tuple[Source, ...]]:
    """The sources of each field that has any, in the order of the record."""
    found: dict[str, dict[int, Source]] = {}
    for number, source in enumerate(item.sources):
        for name in source.fields:
            found.setdefault("groepen" if name in GROUPS_IN_NUMBERS else name, {})[number] = source
            if name in GROUPS_IN_NUMBERS:
                found.setdefault(name, {})[number] = source
    return {name: tuple(own[number] for number in sorted(own)) for name, own in found.items()}


def _fact(
    item: Initiative, field: RecordField, catalogue: Catalogue, language: Language,
    filled: Set[str], sources: Mapping[str, tuple[Source, ...]],
) -> Fact:  # fmt: skip
    fact = Fact(
        field.name,
        language.label(field),
        () if _told_in(field).isdisjoint(filled) else tuple(_words(item, field, catalogue.vocabulary, language)),
        sources.get(field.name, ()),
    )
    dimension = field.spec.term or ""
    known = catalogue.knowledge.of(item.id, dimension)
    if field.name == "status" or not (known.yes or known.probable or known.no):
        return fact
    word = partial(_term_word, dimension, catalogue.vocabulary, language)
    return replace(
        fact,
        words=tuple(word(term) for term in known.yes),
        probable=tuple(
            Likely(
                word(term), round(100 * known.shares[term]), reasons.why_probable(dimension, term, catalogue, language)
            )
            for term in known.probable
        ),
        excluded=tuple(word(term) for term in known.no) if field.several or not known.yes else (),
        proofs=tuple(
            Proof(word(term).text, reasons.why_proved(dimension, term, known, catalogue, language))
            for term in known.proved
        ),
        others_unknown=field.several and bool(known.unknown),
    )


def _term_word(dimension: str, vocabulary: Vocabulary, language: Language, term: str) -> Word:
    address = routes.term(dimension, term) if dimension in ORDER else ""
    return Word(vocabulary.label(dimension, term, language.code), address)


@cache
def _told_in(field: RecordField) -> frozenset[str]:
    """The fields of a record that a fact on a page is made from: the groups and classes are numbers too."""
    return frozenset({field.name, *(GROUPS_IN_NUMBERS if field.attribute == "groups" else ())})


def _words(item: Initiative, field: RecordField, vocabulary: Vocabulary, language: Language) -> Iterator[Word]:
    term = field.spec.term
    if term:
        for value in values_of(item, field.attribute):
            yield _term_word(term, vocabulary, language, value)
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


def _groups(item: Initiative, language: Language) -> Iterator[Word]:
    """The free text, which is Dutch; or what the numbers say."""
    if item.groups:
        yield Word(item.groups, language="" if language.code == HOUSE_LANGUAGE else HOUSE_LANGUAGE)
        return
    for key, ends in (("groep", (item.group_from, item.group_to)), ("klas", (item.class_from, item.class_to))):
        if told := _range(key, ends, language):
            yield Word(told)


def _range(key: str, ends: tuple[int | None, int | None], language: Language) -> str:
    """Groep 5 tot en met 8, groep 7, vanaf klas 3, tot en met klas 2; "" when neither end is known."""
    first, last = ends
    if first is None and last is None:
        return ""
    form = "tot" if first is None else "van" if last is None else "een" if first == last else "tussen"
    return language.say(f"groepen.{key}.{form}", van=first, tot=last)


def _excluded(item: Initiative, language: Language) -> Iterator[Word]:
    for name, term in item.excluded.named if item.excluded else ():
        yield Word(f"{name}: {term}", language="" if language.code == HOUSE_LANGUAGE else HOUSE_LANGUAGE)


def _changes(item: Initiative, language: Language) -> Iterator[Word]:
    for change in item.changes:
        word = change_word(change, language)
        yield Word(f"{language.date(change.date)}: {word.text}", language=word.language)


def change_word(change: Change, language: Language) -> Word:
    """A change in the page's language; in Dutch, marked as Dutch, when nobody translated it."""
    return _in_language(change.text_in(language.code), change.text)


def _in_language(translated: str | None, dutch: str) -> Word:
    return Word(translated) if translated else Word(dutch, language=HOUSE_LANGUAGE)


_SPECIAL = {"groups": _groups, "excluded": _excluded, "part_of": _part_of, "website": _website, "contact": _contact,
            "locations": _places, "service_area": _area, "changes": _changes}  # fmt: skip


def summary_of(item: Initiative, language: Language) -> Word:
    """The summary in the page's language; in Dutch, marked as Dutch, when nobody translated it."""
    if not item.summary:
        return Word(item.summary_in(language.code) or language.say("feit.geen_samenvatting"))
    return _in_language(item.summary_in(language.code), item.summary)
