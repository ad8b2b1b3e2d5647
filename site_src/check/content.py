"""What is wrong with the content folder, or about to be: words and texts without translation, an old security.txt."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from site_src.model.problems import Problem, Severity, suggestion
from site_src.model.settings import NOT_FOUND_TEXT, PROSE, WORDS, Settings
from site_src.model.vocabulary import Vocabulary
from site_src.read.prose import untranslated
from site_src.read.words import WordsRead

WARNED_DAYS = 30


def content_problems(
    content: Path, settings: Settings, words: WordsRead, vocabulary: Vocabulary, today: dt.date
) -> list[Problem]:
    """Everything about the texts and settings of the site that somebody should look at."""
    texts = untranslated(content, settings.languages, (*PROSE, NOT_FOUND_TEXT))
    unfilled = unfilled_words(settings, words, content.name)
    doors = unknown_doors(settings, vocabulary, content.name)
    return [*words.problems, *texts, *unfilled, *doors, *settings_problems(settings, today, content.name)]


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
