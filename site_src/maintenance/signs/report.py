"""What the websites say beside our records, as the text of one issue: what asks most of an editor comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from site_src.maintenance.contributions.reply import harmless
from site_src.maintenance.links.http_check import State
from site_src.maintenance.links.link_check import STRIKES
from site_src.maintenance.links.report import code, cut
from site_src.maintenance.signs.entries import Entries, day_text
from site_src.maintenance.signs.judging import Signs
from site_src.maintenance.signs.run import Outcome
from site_src.render.forms.form_links import Addresses

HOW = (
    "Hieronder staat alleen wat anders is dan in onze records. Er is nog niets veranderd, ook niet de dag waarop "
    "iemand een record nakeek. Ga naar het adres en kijk zelf. Klopt het? Bij elk initiatief staat een link naar een "
    "formulier dat al is ingevuld."
)
NOTHING = "Er is niets anders dan in onze records."
BROKEN = (
    "**De controle zelf werkt niet.** Van meer dan de helft van de websites kwam geen antwoord. Dat ligt bijna zeker "
    "aan de controle en niet aan die websites. Deze keer telt daarom voor geen enkele website mee. Start de controle "
    "nog een keer. Lukt het weer niet? Kijk dan of de computer die dit doet het internet op kan."
)


def signs_report(outcome: Outcome, skipped: Mapping[str, str], addresses: Addresses, today: dt.date) -> str:
    """Markdown in Dutch; a run that did not work says only that."""
    head = (
        f"Nagekeken op {day_text(today)}. Webadressen in de records: {len(outcome.signs)}. Websites die "
        f"antwoord gaven: {outcome.heard} van {outcome.hosts}."
    )
    if not outcome.works:
        return f"{head}\n\n{BROKEN}\n"
    differs = any(signs.differs for signs in outcome.signs)
    parts = [*_different(outcome, Entries(addresses)), *_to_know(outcome, skipped)]
    return cut("\n\n".join([head, HOW if differs else NOTHING, *filter(None, parts)]) + "\n")


def _different(outcome: Outcome, entries: Entries) -> list[str]:
    def section(title: str, entry: Callable[[Signs], str]) -> str:
        rows = [text for signs in outcome.signs if (text := entry(signs))]
        return "\n\n".join([f"## {title}", *rows]) if rows else ""

    return [
        section(f"Al {STRIKES} keer geen pagina, in drie weken", entries.quiet),
        section("Het domein is te koop of leeg", lambda signs: entries.parked(signs, certain=True)),
        section("Misschien is het domein te koop of leeg", lambda signs: entries.parked(signs, certain=False)),
        section("Verhuisd", entries.moved),
        section("Gaat volgens de website niet door", entries.cancelled),
        section("Op de website staat iets met een datum", entries.events),
        section("Misschien is er nieuws: deze pagina's zijn veranderd", entries.pages),
    ]


def _to_know(outcome: Outcome, skipped: Mapping[str, str]) -> list[str]:
    doubt = [signs for signs in outcome.signs if signs.strikes and not signs.quiet]
    closed = [signs for signs in outcome.signs if signs.answer.state in {State.BUSY, State.CLOSED}]
    return [
        _list("Deze keer geen pagina: volgende week kijken we weer", [_short(signs) for signs in doubt]),
        _list("Laat geen controle toe: kijk er zelf eens naar", [_short(signs) for signs in closed]),
        _list("Overgeslagen, met de reden", [f"{code(url)}: {harmless(why)}" for url, why in sorted(skipped.items())]),
    ]


def _list(title: str, rows: list[str]) -> str:
    return "\n".join([f"## {title}", "", *(f"- {row}" for row in rows)]) if rows else ""


def _short(signs: Signs) -> str:
    number = f" ({signs.answer.code})" if signs.answer.code else ""
    names = ", ".join(harmless(item.name) for item in signs.website.initiatives)
    return f"{code(signs.website.address)} {signs.answer.state.value}{number}: {names}"
