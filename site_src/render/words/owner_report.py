"""What an organisation wants to know of its initiative: what we show, how old that is, what is missing, what it costs.

The page behind "Is dit jouw initiatief?" and the letters to organisations both print this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import NATIONAL, STOPPED, FacetValue
from site_src.derive.insight.findability import Findability, Loss, findability_of
from site_src.derive.insight.freshness import looked_at, old_facts
from site_src.model.fields import RecordField, fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Source
from site_src.render.forms.form_links import Addresses
from site_src.render.words.facts import Fact
from site_src.render.words.language import Language

PARTICIPATION = "deelname"  # asked at home, though no filter of the finder


@dataclass(frozen=True, slots=True)
class Way:
    """How to tell us: a form that is filled in already, and the same as a mail; "" when the site has no address."""

    form: str
    mail: str


@dataclass(frozen=True, slots=True)
class Lost:
    """One filter where an initiative is not surely found: at how many choices, why, and how to mend it."""

    label: str
    count: int
    told: tuple[str, ...]
    field: str
    way: Way


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that nobody knows and that no filter asks for."""

    label: str
    told: str
    way: Way


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact on the page: when somebody last looked at it ("2026-11"), where it comes from, how to correct it."""

    fact: Fact
    month: str
    source: str
    way: Way


@dataclass(frozen=True, slots=True)
class OwnerReport:
    """All of it for one initiative, in one language; `old` names the facts that it is time to look at again."""

    item: Initiative
    found: Findability
    cost: tuple[str, ...]
    lost: tuple[Lost, ...]
    missing: tuple[Missing, ...]
    shown: tuple[Shown, ...]
    old: tuple[str, ...]
    right: Way
    wrong: Way

    @property
    def oldest(self) -> str:
        """The month of the oldest fact: "2023-08"."""
        return min((shown.month for shown in self.shown), default=f"{self.item.checked:%Y-%m}")

    @property
    def stopped(self) -> bool:
        """Whether it is over; then nothing is missed."""
        return self.item.status == STOPPED

    @property
    def one_age(self) -> bool:
        """Whether somebody last looked at all facts in the same month."""
        return len({shown.month for shown in self.shown}) < 2


def owner_report(
    item: Initiative, facts: Mapping[str, Fact], catalogue: Catalogue, language: Language, addresses: Addresses
) -> OwnerReport:
    """What we show and what is missing of one initiative; `facts` are its facts in this language."""
    found = findability_of(item, catalogue.facets)
    filtered = {loss.field for loss in found.losses}
    correctable = [field for field in fields_of(Initiative) if field.spec.sourced and field.spec.correctable]
    known = [field for field in correctable if _known(facts[field.name])]
    unknown = [field for field in correctable if field.spec.asked and field not in known and _matters(item, field)]
    return OwnerReport(
        item,
        found,
        tuple(_cost(item, found, language)),
        tuple(_lost(item, loss, language, addresses) for loss in found.losses),
        tuple(_missing(item, field, language, addresses, catalogue) for field in unknown if field.name not in filtered),
        tuple(_shown(item, facts[field.name], language, addresses) for field in known),
        tuple(language.label(age.field) for age in old_facts(item, catalogue.today) if age.field in known),
        Way(addresses.right(item), addresses.mail("goed", item.id)),
        Way(addresses.own(item), addresses.own_mail(item)),
    )


def _known(fact: Fact) -> bool:
    return bool(fact.words or fact.probable or fact.excluded)


def _matters(item: Initiative, field: RecordField) -> bool:
    """A place that nobody knows is missing, but not of what is everywhere; where it works, only a filter asks for."""
    return field.name != "werkgebied" and (field.name != "locaties" or item.reach != NATIONAL)


def _way(item: Initiative, field: str, addresses: Addresses) -> Way:
    return Way(addresses.own(item, field), addresses.own_mail(item, field))


def _cost(item: Initiative, found: Findability, language: Language) -> Iterator[str]:
    """The sentence that it is about, in as many sentences as it takes."""
    if item.status == STOPPED:
        yield language.say("beheer.gestopt")
        return
    if not found.lost:
        yield language.say("beheer.alles_gevonden", naam=item.name, totaal=found.total)
        return
    yield language.say("beheer.niet_zeker", naam=item.name, n=found.lost, totaal=found.total)
    if found.missed:
        yield language.say("beheer.gemist", n=found.missed)


def _lost(item: Initiative, loss: Loss, language: Language, addresses: Addresses) -> Lost:
    return Lost(
        language.say(f"dimensie.{loss.facet}"),
        len(loss.choices),
        tuple(_why(loss, language)),
        loss.field,
        _way(item, loss.field, addresses),
    )


def _why(loss: Loss, language: Language) -> Iterator[str]:
    if loss.missed:
        yield language.say("beheer.keuzes.gemist", keuzes=_names(loss.missed, language))
    if loss.all:
        yield language.say("beheer.keuzes.niets")
    elif loss.perhaps:
        yield language.say("beheer.keuzes.misschien", keuzes=_names(loss.perhaps, language))
    if loss.probable:
        yield language.say("beheer.keuzes.waarschijnlijk", keuzes=_names(loss.probable, language))


def _names(values: tuple[FacetValue, ...], language: Language) -> str:
    return ", ".join(value.label[language.code] for value in values)


def _missing(
    item: Initiative, field: RecordField, language: Language, addresses: Addresses, catalogue: Catalogue
) -> Missing:
    asked = field.name == PARTICIPATION and catalogue.settings.questions.how
    return Missing(
        language.label(field),
        language.say("beheer.voorpagina") if asked and item.status != STOPPED else "",
        _way(item, field.name, addresses),
    )


def _shown(item: Initiative, fact: Fact, language: Language, addresses: Addresses) -> Shown:
    month = f"{looked_at(item, fact.key):%Y-%m}"
    return Shown(fact, month, _source(fact.sources, language), _way(item, fact.key, addresses))


def _source(sources: tuple[Source, ...], language: Language) -> str:
    """The source that was consulted last, in short, and how many others there are; else the tables of the report."""
    if not sources:
        return language.say("beheer.uit_tabellen")
    newest = max(sources, key=lambda source: str(source.consulted or ""))
    others = len({source.reference for source in sources} - {newest.reference})
    told = "beheer.uit_meer" if others else "beheer.uit"
    return language.say(told, bron=_short(newest.reference), n=others)


def _short(reference: str) -> str:
    """The host of a web address; a place in a report as it is."""
    host = urlsplit(reference).hostname if reference.startswith("http") else None
    return host.removeprefix("www.") if host else reference
