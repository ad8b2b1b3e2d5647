"""How many pupils there are around a campus, and for how many initiatives, in words."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.demand import Ends, PupilsAround, per_initiative
from site_src.derive.insight.gaps.parts import Key, PartCount
from site_src.model.region.demand import SCHOOL_TYPES
from site_src.render.words.language import Language

ROUND, ROUND_FROM = 100, 2000  # pupils: from so many on, a range that rounds to one number is told as that


def asked(dimension: str, term: str) -> bool:
    """Whether there can be numbers of pupils for this group."""
    return dimension == "schooltype" and term in SCHOOL_TYPES


def demand_sentence(catalogue: Catalogue, language: Language, key: Key) -> str:
    """Pupils around one campus and for each initiative; that we don't know, or empty where nobody asks."""
    dimension, term, code = key
    if not asked(dimension, term):
        return ""
    around = catalogue.demand.around.get((code, term)) if catalogue.demand else None
    if around is None:
        return language.say("vraag.onbekend")
    return f"{_pupils(around, term, language)} {_offer(around.pupils, catalogue.insights.parts[key], language)}"


def demand_source(catalogue: Catalogue, language: Language, term: str) -> str:
    """Who counted the pupils and when, and how; that nobody gave the figures yet where there are none."""
    if not catalogue.demand:
        return language.say("vraag.nog_niet")
    source = catalogue.demand.source
    days = language.say("wit.en").join(language.date(day) for day in source.days)
    told = [language.say("vraag.bron", uitgever=source.publisher, dag=days), language.say("vraag.methode")]
    return " ".join([*told, language.say("vraag.brugjaar")] if term in ("vmbo", "havo", "vwo") else told)


def roughly(ends: Ends, language: Language) -> str:
    """12.413, or “± 12.400” for a narrow range, or “12.380 tot 12.560”."""
    low, high = (language.number(end, 0) for end in ends)
    if ends[0] == ends[1]:
        return low
    near = [round(end / ROUND) * ROUND for end in ends]
    if ends[0] >= ROUND_FROM and near[0] == near[1]:
        return language.say("vraag.ongeveer", aantal=language.number(near[0], 0))
    return language.say("wit.tot", van=low, tot=high)


def _pupils(around: PupilsAround, term: str, language: Language) -> str:
    who, names = language.say(f"vraag.wie.{term}"), ", ".join(around.municipalities)
    where = language.count("vraag.waar", len(around.municipalities), namen=names)
    return language.say("vraag.leerlingen", aantal=roughly(around.pupils, language), wie=who, waar=where)


def _offer(pupils: Ends, found: PartCount, language: Language) -> str:
    each, told = per_initiative(pupils, found), roughly(pupils, language)
    if each is None:
        text = language.say("vraag.geen", aantal=told)
        return f"{text} {language.count('vraag.open', found.local_open)}" if found.local_open else text
    count = found.local + found.local_open
    number = language.say("wit.tot", van=found.local, tot=count) if found.local_open else str(found.local)
    noun = language.say(f"vraag.initiatief.{'een' if count == 1 else 'meer'}")
    return language.say("vraag.per", aantal=number, initiatieven=noun, per=roughly(each, language))
