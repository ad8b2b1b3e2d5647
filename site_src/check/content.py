"""What is wrong with the content folder, or about to be: words and texts without translation, an old security.txt."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from site_src.model.problems import Problem, Severity
from site_src.model.settings import NOT_FOUND_TEXT, PROSE, Settings
from site_src.read.prose import untranslated
from site_src.read.words import WordsRead

WARNED_DAYS = 30


def content_problems(content: Path, settings: Settings, words: WordsRead, today: dt.date) -> list[Problem]:
    """Everything about the texts and settings of the site that somebody should look at."""
    texts = untranslated(content, settings.languages, (*PROSE, NOT_FOUND_TEXT))
    return [*words.problems, *texts, *settings_problems(settings, today, content.name)]


def settings_problems(settings: Settings, today: dt.date, content: str = "content") -> list[Problem]:
    """A warning from thirty days before security.txt expires: after that day nobody may trust it (RFC 9116 §2.5.5)."""
    if not settings.security or (settings.security.expires - today).days > WARNED_DAYS:
        return []
    day = settings.security.expires
    message = f"security.txt {'is verlopen' if day <= today else 'verloopt'} op {day.isoformat()}."
    hint = "Klopt het contact nog? Zet “verloopt” onder “beveiliging” dan een jaar verder."
    return [Problem(f"{content}/site.yml", message, "security-verloopt", severity=Severity.WARNING, hint=hint)]
