"""What is about to go wrong with content/site.yml, although every value in it is right."""

from __future__ import annotations

import datetime as dt

from site_src.model.problems import Problem, Severity
from site_src.model.settings import Settings

WARNED_DAYS = 30


def settings_problems(settings: Settings, today: dt.date, content: str = "content") -> list[Problem]:
    """A warning from thirty days before security.txt expires: after that day nobody may trust it (RFC 9116 §2.5.5)."""
    if not settings.security or (settings.security.expires - today).days > WARNED_DAYS:
        return []
    day = settings.security.expires
    message = f"security.txt {'is verlopen' if day <= today else 'verloopt'} op {day.isoformat()}."
    hint = "Klopt het contact nog? Zet “verloopt” onder “beveiliging” dan een jaar verder."
    return [Problem(f"{content}/site.yml", message, "security-verloopt", severity=Severity.WARNING, hint=hint)]
