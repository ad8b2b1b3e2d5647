"""What our own records say about one term around one campus, in words: near, further, everywhere, and what is open."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import REPORT
from site_src.derive.insight.gaps.nearby import Nearby
from site_src.derive.insight.gaps.parts import Key, PartCount
from site_src.render.words.gap_sentences import percent, three_parts
from site_src.render.words.language import Language


def still_open(found: PartCount, language: Language) -> str:
    """How many are probable and of how many nobody knows; empty when all is known."""
    told = (
        language.count("cijfer.waarschijnlijk", found.probable) if found.probable else "",
        language.count("cijfer.onbekend", found.unknown) if found.unknown else "",
    )
    return " ".join(part for part in told if part)


def beside_others(found: Nearby, part: PartCount, language: Language) -> str:
    """Whether that is much or little beside the other campuses, or that nobody can say so yet."""
    low, high = (language.number(value) for value in found.reference)
    middle = low if low == high else language.say("wit.tot", van=low, tot=high)
    if found.direction:
        return language.say(f"cijfer.valt_op.{found.direction}_{found.strength}", midden=middle)
    return language.say("cijfer.nog_niet" if part.local_open else "cijfer.gewoon", midden=middle)


def gap_sentence(catalogue: Catalogue, language: Language, key: Key, term: str) -> str:
    """One term around one campus, as one line that can be quoted."""
    found, beside = catalogue.insights.parts[key], catalogue.insights.nearby[key]
    told = language.say("cijfer.zin", term=term, campus=catalogue.campus_by_code[key[2]].name)
    parts = [f"{told} {three_parts(found, language)}.", still_open(found, language)]
    return " ".join(part for part in (*parts, beside_others(beside, found, language)) if part)


def printed(catalogue: Catalogue, language: Language, key: Key) -> str:
    """What the report printed of the same; empty where it has no such figure."""
    if not catalogue.tables or not (found := catalogue.insights.term_counts[REPORT].get(key)):
        return ""
    return language.say("cijfer.gedrukt", aantal=found.count, n=found.n, waarde=percent(found.share))
