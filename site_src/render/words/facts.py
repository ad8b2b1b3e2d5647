"""What a page says about an initiative: each fact with its words, its links and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_src.derive.facets import TERM_FACETS, municipalities, slug
from site_src.model.fields import Described, described, values_of
from site_src.model.initiative import Initiative, Source
from site_src.model.vocabulary import Vocabulary
from site_src.render import routes
from site_src.render.words.language import Language

ASKED = ("schooltypen", "groepen", "doelgroepen", "activiteiten", "praktijk", "branches",
         "rolmodellen", "kosten", "gratis_vervoer", "contact")  # fmt: skip
_FACET_OF = {attribute: facet for facet, attribute in TERM_FACETS.items()}


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
        alias: Fact(
            alias,
            spec.en if language.code == "en" else spec.nl,
            tuple(_words(item, name, spec, vocabulary, language)) if alias in item.filled else (),
            tuple(source for source in item.sources if alias in source.fields),
        )
        for name, alias, spec in described(Initiative)
        if spec.sourced
    }


def _words(item: Initiative, name: str, spec: Described, vocabulary: Vocabulary, language: Language) -> Iterator[Word]:
    if spec.term:
        for value in values_of(item, name):
            label = vocabulary.label(spec.term, value, language.code)
            yield Word(label, routes.term(_FACET_OF[name], value) if name in _FACET_OF else "")
        return
    special = _SPECIAL.get(name)
    if special:
        yield from special(item, language)
        return
    for value in values_of(item, name):
        yield Word(_flag(value, language) if isinstance(value, bool) else str(value), language=_foreign(name, language))


def _flag(value: bool, language: Language) -> str:
    return language.say("feit.ja" if value else "feit.nee")


def _foreign(name: str, language: Language) -> str:
    """Free text is Dutch; on an English page it is marked as such."""
    return "nl" if language.code != "nl" and name in {"groups", "costs", "successor"} else ""


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
        english = language.code == "en" and change.text_en
        text = change.text_en if english else change.text
        yield Word(
            f"{language.date(change.date)}: {text}", language="nl" if language.code == "en" and not english else ""
        )


_SPECIAL = {"part_of": _part_of, "website": _website, "contact": _contact, "locations": _places,
            "service_area": _area, "changes": _changes}  # fmt: skip


def summary_of(item: Initiative, language: Language) -> Word:
    """The summary in the page's language; Dutch, marked as Dutch, when there is no English one."""
    if language.code == "en" and item.summary_en:
        return Word(item.summary_en)
    text = item.summary or language.say("feit.geen_samenvatting")
    return Word(text, language="nl" if item.summary and language.code != "nl" else "")


def place_names(item: Initiative) -> Sequence[str]:
    """The municipalities an initiative is in or works in, for cards and titles."""
    return municipalities(item)
