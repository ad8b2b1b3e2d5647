"""What the link checker found, as the text of one issue: where each link stands, what is wrong, what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from site_src.maintenance.contributions.reply import harmless
from site_src.maintenance.links.http_check import State
from site_src.maintenance.links.link_check import STRIKES, Link, Verdict

MOST = 60_000  # characters; an issue may have 65,536


def link_report(verdicts: Sequence[Verdict], skipped: Mapping[str, str], repository: str, today: dt.date) -> str:
    """Markdown in Dutch; broken links first, then what moved, what is doubtful and what is skipped with its reason."""
    broken = [verdict for verdict in verdicts if verdict.broken]
    moved = [verdict for verdict in verdicts if verdict.answer.state is State.MOVED]
    doubt = [verdict for verdict in verdicts if verdict.strikes and not verdict.broken]
    closed = [verdict for verdict in verdicts if verdict.answer.state in {State.BUSY, State.CLOSED}]
    parts = [
        f"Nagekeken op {today}: {len(verdicts)} links, {len(broken)} kapot.",
        _part(f"Kapot: {STRIKES} keer mislukt in drie weken", [_row(v, repository, _why(v)) for v in broken]),
        _part("Verhuisd: zet het nieuwe adres in het record",
              [_row(v, repository, f"nu {code(v.answer.target)}") for v in moved]),
        _part("Twijfel: volgende week nog eens kijken", [_row(v, repository, _why(v)) for v in doubt]),
        _part("Laat geen controle toe: kijk er zelf eens naar",
              [_row(v, repository, v.answer.state.value) for v in closed]),
        _part("Overgeslagen, met de reden",
              [f"- {code(url)}: {harmless(why)}" for url, why in sorted(skipped.items())]),
    ]  # fmt: skip
    return cut("\n\n".join(part for part in parts if part) + "\n")


def cut(text: str) -> str:
    """Whole lines, short enough for an issue."""
    if len(text) <= MOST:
        return text
    return text[:MOST].rsplit("\n", 1)[0] + "\n\nDe rest past hier niet; draai het commando zelf voor de hele lijst.\n"


def _part(title: str, rows: Iterable[str]) -> str:
    lines = list(rows)
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _why(verdict: Verdict) -> str:
    code = f" ({verdict.answer.code})" if verdict.answer.code else ""
    days = f"; mislukt op {', '.join(str(day) for day in verdict.strikes)}" if verdict.strikes else ""
    return f"{verdict.answer.state.value}{code}{days}"


def _row(verdict: Verdict, repository: str, what: str) -> str:
    return f"- {code(verdict.link.address)} {what}\n{_places(verdict.link, repository)}"


def _places(link: Link, repository: str) -> str:
    return "\n".join(f"  - [{file}:{line}]({repository}/blob/main/{file}#L{line})" for file, line in link.places)


def code(address: str) -> str:
    """An address as it is, in which nothing becomes a link or markup."""
    return "`" + address.replace("`", "%60") + "`"
