"""What is wrong with the content folder, or soon: words without translation, unknown terms, an old security.txt."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from site_src.model.problems import Problem, Severity, suggestion
from site_src.model.region.synonyms import Synonym, Synonyms
from site_src.model.settings import NOT_FOUND_TEXT, PROSE, WORDS, Settings
from site_src.model.vocabulary import Vocabulary
from site_src.read.prose import untranslated
from site_src.read.words import WordsRead

WARNED_DAYS = 30
_BRACES = re.compile(r"\{(?!\d{1,4}-\d{1,4}\})|(?<!\d)\}")


def content_problems(
    content: Path, settings: Settings, words: WordsRead, synonyms: Synonyms, vocabulary: Vocabulary, today: dt.date
) -> list[Problem]:
    """Everything about the texts and settings of the site that somebody should look at."""
    texts = untranslated(content, settings.languages, (*PROSE, NOT_FOUND_TEXT))
    unfilled = unfilled_words(settings, words, content.name)
    doors = unknown_doors(settings, vocabulary, content.name)
    named = synonym_problems(synonyms, vocabulary)
    return [*words.problems, *texts, *unfilled, *doors, *named, *settings_problems(settings, today, content.name)]


def synonym_problems(synonyms: Synonyms, vocabulary: Vocabulary) -> list[Problem]:
    """An error for each synonym that leads nowhere or to an unknown term, is there twice, or has an odd number."""
    found = list(synonyms.problems)
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(synonyms.entries):
        found += _unknown_terms(synonyms, number, entry, vocabulary)
        found += _phrase_problems(synonyms, number, entry, seen)
        if not entry.terms and not any(words for _, words in entry.also):
            hint = "Voeg “termen” of “ook” toe, of haal dit woord weg."
            found.append(synonyms.problem((number,), "synoniem", "Dit synoniem leidt nergens naartoe.", hint))
    return found


def _unknown_terms(synonyms: Synonyms, number: int, entry: Synonym, vocabulary: Vocabulary) -> Iterator[Problem]:
    known = [f"{dimension}/{term.id}" for dimension, term in vocabulary]
    for place, term in enumerate(entry.terms if known else ()):
        if term not in known:
            hint = suggestion(term, known) or "Schrijf het filter en het id uit data/termen.yml, zoals schooltype/po."
            path = (number, "termen", place)
            yield synonyms.problem(path, "term-bestaat", f"“{term}” is geen bekende term.", hint)


def _phrase_problems(
    synonyms: Synonyms, number: int, entry: Synonym, seen: dict[tuple[str, str], int]
) -> Iterator[Problem]:
    for language, phrases in entry.words:
        for place, phrase in enumerate(phrases):
            path = (number, "woorden", language, place)
            if _BRACES.search(phrase):
                hint = "Schrijf tussen de accolades het eerste en het laatste getal: groep {1-8}."
                yield synonyms.problem(path, "synoniem", f"“{phrase}” heeft een getal dat we niet begrijpen.", hint)
            if seen.setdefault((language, phrase.casefold()), number) != number:
                hint = "Zet alles over dit woord bij elkaar, in één synoniem."
                yield synonyms.problem(path, "synoniem", f"“{phrase}” staat hier voor de tweede keer.", hint)


def unknown_doors(settings: Settings, vocabulary: Vocabulary, content: str = "content") -> list[Problem]:
    """An error for each door or question at home that names a term which data/termen.yml does not have."""
    known = [f"{dimension}/{term.id}" for dimension, term in vocabulary]
    doors = (("deuren", door) for doors in settings.doors.values() for door in doors)
    named = dict.fromkeys((*doors, *(("vragen", term) for term in settings.questions.terms)))
    return [
        Problem(
            f"{content}/site.yml",
            f"{key}: “{term}” is geen bekende term.",
            "term-bestaat",
            hint=suggestion(term, known),
        )
        for key, term in (named if known else ())
        if term not in known
    ]


def unfilled_words(settings: Settings, words: WordsRead, content: str = "content") -> list[Problem]:
    """A warning for each name between braces in the words of the interface that `woorden` in site.yml does not fill."""
    texts = [text for code in settings.languages for text in words.words[code].values()]
    asked = [name for name in WORDS if name not in settings.words and any(f"{{{name}}}" in text for text in texts)]
    return [
        Problem(
            f"{content}/site.yml",
            f"Het woord “{name}” ontbreekt onder “woorden”.",
            "taal",
            severity=Severity.WARNING,
            hint=f"Voeg een regel toe: {name}: {{nl: …}}. Tot dan staat {{{name}}} op de site.",
        )
        for name in asked
    ]


def settings_problems(settings: Settings, today: dt.date, content: str = "content") -> list[Problem]:
    """A warning from thirty days before security.txt expires: after that day nobody may trust it (RFC 9116 §2.5.5)."""
    if not settings.security or (settings.security.expires - today).days > WARNED_DAYS:
        return []
    day = settings.security.expires
    message = f"security.txt {'is verlopen' if day <= today else 'verloopt'} op {day.isoformat()}."
    hint = "Klopt het contact nog? Zet “verloopt” onder “beveiliging” dan een jaar verder."
    return [Problem(f"{content}/site.yml", message, "security-verloopt", severity=Severity.WARNING, hint=hint)]
