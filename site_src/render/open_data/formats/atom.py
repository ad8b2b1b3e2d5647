"""What changed: the list behind the page “Wat is er veranderd” and the Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from site_src.derive.catalogue import Catalogue
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.last_modified import first_day
from site_src.render.open_data.formats.formula_escaping import clean
from site_src.render.routes import Routes
from site_src.render.words.facts import change_word
from site_src.render.words.language import Language

KEPT = 100  # entries in the feed; the page shows all


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed: when, in a sentence, with what else is known."""

    date: dt.date | str
    title: str
    text: str
    address: str
    key: str
    text_language: str = ""

    @property
    def day(self) -> dt.date:
        """The day it is sorted by; a year or month counts from its first day."""
        return first_day(self.date)


def news(catalogue: Catalogue, language: Language) -> list[News]:
    """What happened to initiatives (from their records) and to the catalogue (from its log), newest first."""
    found = [row for item in catalogue.initiatives for row in _of_record(item, language)]
    for number, entry in enumerate(reversed(catalogue.log)):
        known = entry.initiative in catalogue.by_id
        address = routes.initiative(entry.initiative) if known else routes.LISTING
        found.append(News(entry.date, entry.text[language.code], "", address, f"catalogus-{number}"))
    return sorted(found, key=lambda row: (-row.day.toordinal(), row.title.casefold(), row.key))


def _of_record(item: Initiative, language: Language) -> Iterable[News]:
    for number, change in enumerate(item.changes):
        last = number == len(item.changes) - 1
        kind = "gestopt" if last and item.status == "gestopt" else "veranderde"
        word = change_word(change, language)
        title = language.say(f"veranderd.{kind}", naam=item.name)
        yield News(change.date, title, word.text, routes.initiative(item.id), f"{item.id}-{number}", word.language)


def atom(rows: Sequence[News], catalogue: Catalogue, language: Language, where: Routes) -> bytes:
    """The newest changes as a feed. `updated` is the day of the change at midnight UTC: the data know no time."""
    own = where.absolute(routes.ATOM, language.code)
    page = where.absolute(routes.CHANGED, language.code)
    updated = max((row.day for row in rows), default=catalogue.today)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(language.code)}>',
        f"<title>{_text(catalogue.settings.name)}: {_text(language.say('veranderd.titel'))}</title>",
        f"<id>{_text(own)}</id>",
        f"<updated>{_time(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(own)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(page)}/>',
        f"<author><name>{_text(catalogue.settings.publisher)}</name></author>",
        f"<rights>{_text('CC BY 4.0')}</rights>",
        *(_entry(row, language, where) for row in rows[:KEPT]),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(row: News, language: Language, where: Routes) -> str:
    address = where.absolute(row.address, language.code)
    mark = f"{where.absolute(routes.CHANGED, language.code)}#{row.key}"
    content = f"<summary{_foreign(row)}>{_text(row.text)}</summary>" if row.text else ""
    link = f'<link rel="alternate" type="text/html" href={_quoted(address)}/>'
    updated = f"<updated>{_time(row.day)}</updated>"
    return f"<entry><title>{_text(row.title)}</title><id>{_text(mark)}</id>{updated}{link}{content}</entry>"


def _foreign(row: News) -> str:
    return f" xml:lang={_quoted(row.text_language)}" if row.text_language else ""


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(value: str) -> str:
    return escape(clean(value))


def _quoted(value: str) -> str:
    return quoteattr(clean(value))
