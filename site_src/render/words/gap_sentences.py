"""Findings in plain words, made from their figures: the same sentence on every page and in every export."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import ALL, CATALOGUE, REPORT, TermCount
from site_src.derive.insight.gaps.deviations import LESS, STRONG
from site_src.derive.insight.gaps.findings import PROFILE, TOTAL, Ends, Finding
from site_src.derive.insight.gaps.parts import PartCount
from site_src.derive.insight.report_figures import HARD
from site_src.render.words.language import Language


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands out in a word or two, and the figures."""

    lead: str
    text: str


def term_label(dimension: str, term: str, catalogue: Catalogue, language: Language) -> str:
    """A term as it can stand on its own, away from its heading."""
    if dimension == PROFILE:
        about = catalogue.insights.report.about
        return (about.indicators.get(term) or about.profiles[term])[language.code]
    if dimension == TOTAL:
        return language.say("tabel.initiatieven")
    if dimension == "praktijk" and f"praktijk.{term}" in language.words:
        return language.say(f"praktijk.{term}")
    return catalogue.vocabulary.label(dimension, term, language.code)


def percent(ends: Ends) -> str:
    """75%, or 37–58% for a range."""
    low, high = (f"{value:.0f}" for value in ends)
    return f"{low}%" if low == high else f"{low}–{high}%"


def amount(count: int, unknown: int, language: Language) -> str:
    """9, or "9 to 32" when some are unknown."""
    return language.say("wit.tot", van=count, tot=count + unknown) if unknown else str(count)


def tell(finding: Finding, catalogue: Catalogue, language: Language) -> Sentence:
    """One finding as a sentence."""
    campus = catalogue.campus_by_code.get(finding.campus)
    whole = finding.kind == "totaal"
    values = {
        "term": term_label(finding.dimension, finding.term, catalogue, language),
        "campus": campus.name if campus else "",
        "aantal": amount(finding.count or 0, finding.unknown, language),
        "n": finding.n,
        "waarde": percent(finding.value),
        "referentie": language.number(finding.reference[0], 1) if whole else percent(finding.reference),
        "naast": term_label(finding.dimension, finding.beside, catalogue, language) if finding.beside else "",
    }
    text = language.say(f"wit.zin.{finding.kind}", **values)
    if finding.set == CATALOGUE and (
        part := catalogue.insights.parts.get((finding.dimension, finding.term, finding.campus))
    ):
        text += " " + language.say("cijfer.daarvan", delen=three_parts(part, language))
    if finding.unknown:
        text += " " + language.count("wit.onbekend", finding.unknown)
    return Sentence(lead(finding, language), text)


def three_parts(found: PartCount, language: Language) -> str:
    """'1 dichtbij, 1 van verder, 9 landelijk of online': where the initiatives of a count are."""
    return language.say("cijfer.delen", nabij=found.near, verder=found.further, landelijk=found.everywhere)


def lead(finding: Finding, language: Language) -> str:
    """In a word or two how much more or less."""
    return language.say(f"wit.mate.{finding.direction}_{finding.strength}")


def full(sentence: Sentence) -> str:
    """The sentence as one line of text."""
    return f"{sentence.lead}: {sentence.text}"


def five(catalogue: Catalogue, language: Language, name: str) -> list[Sentence]:
    """The summary of one set in at most five sentences: school, audiences, practice, campuses, vmbo or unknowns.

    A sentence about a term that a region does not have is left out.
    """
    made = [
        _term(catalogue, language, name, "schooltype", "po"),
        _audiences(catalogue, language, name),
        _term(catalogue, language, name, "praktijk", "veel"),
        _campuses(catalogue, language, name),
        _profiles(catalogue, language) if name == REPORT else _unknowns(catalogue, language),
    ]
    return [sentence for sentence in made if sentence]


def _lead(catalogue: Catalogue, language: Language, keys: list[tuple[str, str, str, str]]) -> str:
    """How rare all of these are, as far as it is certain."""
    found = {finding.key: finding for finding in catalogue.insights.findings}
    known = [found[key] for key in keys if key in found]
    if len(known) < len(keys):
        return language.say("wit.mate.onzeker")
    return lead(max(known, key=lambda finding: finding.strength != STRONG), language)


def _counts(catalogue: Catalogue, name: str, dimension: str) -> dict[str, TermCount]:
    """Over all initiatives: how many have each term of a dimension."""
    found = catalogue.insights.term_counts[name]
    return {term: count for (own, term, campus), count in found.items() if (own, campus) == (dimension, ALL)}


def _term(catalogue: Catalogue, language: Language, name: str, dimension: str, term: str) -> Sentence | None:
    if not (found := _counts(catalogue, name, dimension).get(term)):
        return None
    low, high = (round(end, 1) for end in found.share)
    aantal = amount(found.count, found.unknown, language)
    text = language.say(f"wit.vijf.{term}", aantal=aantal, n=found.n, waarde=percent((low, high)))
    return Sentence(_lead(catalogue, language, [(name, ALL, dimension, term)]), text)


def _audiences(catalogue: Catalogue, language: Language, name: str) -> Sentence | None:
    terms = ("ouders", "meisjes", "migratieachtergrond")
    found = _counts(catalogue, name, "doelgroep")
    if any(term not in found for term in terms):
        return None
    values = {term: amount(found[term].count, found[term].unknown, language) for term in terms}
    text = language.say("wit.vijf.doelgroepen", n=found["ouders"].n, **values)
    return Sentence(_lead(catalogue, language, [(name, ALL, "doelgroep", term) for term in terms]), text)


def _campuses(catalogue: Catalogue, language: Language, name: str) -> Sentence:
    few = [
        finding
        for finding in catalogue.insights.findings
        if (finding.set, finding.kind, finding.direction) == (name, "totaal", LESS)
    ]
    if not few:
        return Sentence(language.say("wit.mate.geen"), language.say("wit.vijf.geen_campus"))
    names = language.say("wit.en").join(
        f"{catalogue.campus_by_code[finding.campus].name} ({finding.count})" for finding in few
    )
    text = language.say("wit.vijf.campussen", namen=names, midden=language.number(few[0].reference[0], 1))
    return Sentence(lead(few[0], language), text)


def _profiles(catalogue: Catalogue, language: Language) -> Sentence:
    hard = next(row for row in catalogue.insights.report.indicators if row.term == HARD)
    low, high = min(hard.around.values()), max(hard.around.values())
    text = language.say(
        "wit.vijf.profielen",
        waarde=percent((low, high)),
        rest=percent((100 - high, 100 - low)),
    )
    return Sentence(_lead(catalogue, language, [(REPORT, ALL, PROFILE, HARD)]), text)


def _unknowns(catalogue: Catalogue, language: Language) -> Sentence:
    """Of how many initiatives nobody is sure of any practice or school type."""
    ids = [item.id for item in catalogue.initiatives]
    unknown = {
        name: sum(not catalogue.knowledge.of(item_id, name).yes for item_id in ids)
        for name in ("praktijk", "schooltype")
    }
    return Sentence(language.say("wit.mate.nodig"), language.say("wit.vijf.onbekend", **unknown, n=len(ids)))
