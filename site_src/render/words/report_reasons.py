"""Why the tables of the report prove a value or make it probable, in one or two sentences with the counts in them."""

from __future__ import annotations

from collections.abc import Sequence

from site_src.derive.catalogue import Catalogue
from site_src.derive.knowledge import Answer, Known
from site_src.render.words.language import Language

MOST_NAMED = 3


def why_probable(dimension: str, term: str, catalogue: Catalogue, language: Language) -> str:
    """How many the report counted, of how many we are sure, and among how many others the rest must be."""
    standing = catalogue.insights.standings.get((dimension, term))
    if not standing:
        return ""
    return language.say(
        "toets_rapport.waarom",
        term=catalogue.vocabulary.label(dimension, term, language.code),
        rapport=standing.published,
        zeker=standing.certain,
        rest=max(0, standing.published - standing.certain),
        open=standing.probable + standing.unknown,
    )


def why_proved(dimension: str, term: str, known: Known, catalogue: Catalogue, language: Language) -> str:
    """How many the report counted, and of which initiatives the records say what leaves one possibility."""
    standing = catalogue.insights.standings.get((dimension, term))
    if not standing:
        return ""
    form = "wel" if known.answer(term) is Answer.YES else "niet"
    told = language.say(f"toets_rapport.bewezen_{form}", rapport=standing.published)
    names = [catalogue.by_id[name].name for name in known.proved[term] if name in catalogue.by_id]
    return f"{told} {language.say('toets_rapport.gezien', namen=_listed(names, language))}" if names else told


def _listed(names: Sequence[str], language: Language) -> str:
    """A, B, and C; of many only the first, with how many more there are."""
    more = len(names) - MOST_NAMED
    if more > 0:
        return language.say("toets_rapport.en_nog", namen=", ".join(names[:MOST_NAMED]), n=more)
    return language.say("toets_rapport.en", eerste=", ".join(names[:-1]), laatste=names[-1]) if names[1:] else names[0]
