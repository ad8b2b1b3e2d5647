"""What the check keeps from week to week: strikes, when it ran, when it last worked; and the alarm."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_src.maintenance.signs.judging import Signs
from site_src.model.problems import SiteError

SILENT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Memory:
    """`worked` is the last day on which at least half of the hosts answered."""

    ran: dt.date | None = None
    worked: dt.date | None = None
    strikes: Mapping[str, tuple[dt.date, ...]] = field(default_factory=dict)


def read_memory(path: Path) -> Memory:
    """What was kept; nothing when there is no file yet. Raises SiteError for a file that is something else."""
    if not path.exists():
        return Memory()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        strikes = {str(url): _days(days) for url, days in kept["mislukt"].items()}
        return Memory(_day(kept["laatste_keer"]), _day(kept["laatste_keer_goed"]), strikes)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SiteError(
            f"{path} is niet wat deze controle vorige keer bewaarde. Verwijder het bestand om opnieuw te tellen."
        ) from error


def _days(days: list[str]) -> tuple[dt.date, ...]:
    return tuple(sorted(dt.date.fromisoformat(day) for day in days))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text is not None else None


def after(before: Memory, found: Iterable[Signs], today: dt.date, *, works: bool) -> Memory:
    """What to keep; a run that did not work says nothing about the sites, so their strikes stay as they were."""
    if not works:
        return Memory(today, before.worked, before.strikes)
    return Memory(today, today, {signs.website.address: signs.strikes for signs in found if signs.strikes})


def memory_text(memory: Memory) -> str:
    """As it is kept."""
    kept = {
        "laatste_keer": str(memory.ran) if memory.ran else None,
        "laatste_keer_goed": str(memory.worked) if memory.worked else None,
        "mislukt": {url: [str(day) for day in days] for url, days in memory.strikes.items()},
    }
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def alarm(memory: Memory, today: dt.date) -> str:
    """What to tell, in Markdown, when the check last worked too long ago; "" when all is well."""
    if memory.worked and (today - memory.worked).days <= SILENT_DAYS:
        return ""
    days = (today - memory.worked).days if memory.worked else 0
    when = f"werkte {days} dagen geleden voor het laatst" if memory.worked else "heeft nog nooit gewerkt"
    return (
        f"De wekelijkse controle van de websites {when}. Zolang dat zo is, zegt het verslag niets over wat er nu op "
        "die websites staat. Kijk op het tabblad ‘Actions’ bij ‘links’ wat er misgaat, en start de controle daar "
        "opnieuw met ‘Run workflow’.\n"
    )
