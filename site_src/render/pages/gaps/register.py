"""Since when a gap is to be seen and what made it so, from the register; nothing where there is no register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_src.derive.gaps import SUBJECTS
from site_src.derive.insight.gaps.parts import Key
from site_src.model.gap_register import DATA, WORLD, GapEntry
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.words.gap_sentences import term_label

LATEST = 5  # of each kind: at most so many on the overview
NAMED = 5  # records that are named as a cause: at most so many


@dataclass(frozen=True, slots=True)
class GapHistory:
    """One stretch of time of one gap; `causes` are the records behind its last change (`more`: how many others)."""

    told: str
    by: str
    causes: tuple[Initiative, ...]
    more: str
    nature: str


@dataclass(frozen=True, slots=True)
class GapEvent:
    """A gap that came or went, with the page of its figure ('' where there is none)."""

    subject: str
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Latest:
    """What came and went last: changes in the world, and corrections of our data."""

    since: str
    world: tuple[GapEvent, ...]
    data: tuple[GapEvent, ...]


def history_of(context: PageContext, key: Key) -> tuple[GapHistory, ...]:
    """Every stretch in which there was a gap in one figure, what stands now first."""
    own = [e for e in context.catalogue.gap_register if (e.dimension, e.term, e.campus) == key]
    own.sort(key=lambda entry: (entry.until is None, entry.until or entry.since), reverse=True)
    return tuple(_history(context, entry) for entry in own)


def _history(context: PageContext, entry: GapEntry) -> GapHistory:
    language = context.language
    told, ids, nature, by = "register.sinds", entry.causes, entry.nature, "register.ontstaan"
    if entry.until:
        told, ids, nature, by = "register.tot", entry.end_causes, entry.end_nature, "register.verdwenen"
    elif not entry.nature:
        told = "register.begin"
    text = f"{_what(context, entry)}, {_days(context, entry, told)}"
    kind = language.say(f"register.aard.{nature}") if nature else ""
    causes = tuple(_records(context, ids))
    rest = len(causes) - NAMED
    more = language.say("register.en_nog", n=rest) if rest > 0 else ""
    return GapHistory(text, language.say(by), causes[:NAMED], more, kind)


def _days(context: PageContext, entry: GapEntry, word: str) -> str:
    language = context.language
    return language.say(word, dag=language.date(entry.since), einde=language.date(entry.until or entry.since))


def _what(context: PageContext, entry: GapEntry) -> str:
    """Opvallend weinig in de buurt: how much, and of which kind of gap."""
    say = context.language.say
    return say(f"register.soort.{entry.kind}", mate=say(f"wit.mate.{entry.direction}_{entry.strength}"))


def _records(context: PageContext, ids: tuple[str, ...]) -> Iterator[Initiative]:
    """The records that are still there, also under a new name."""
    catalogue = context.catalogue
    for item_id in ids:
        if record := catalogue.by_id.get(catalogue.moved.get(item_id, item_id)):
            yield record


def latest(context: PageContext) -> Latest | None:
    """What came and went last, newest first; None without a register."""
    entries = context.catalogue.gap_register
    if not entries:
        return None
    world, data = (tuple(_events(context, entries, nature)) for nature in (WORLD, DATA))
    return Latest(context.language.date(min(entry.since for entry in entries)), world, data)


def _events(context: PageContext, entries: tuple[GapEntry, ...], nature: str) -> Iterator[GapEvent]:
    came = [(entry.since, "register.sinds", entry) for entry in entries if entry.nature == nature]
    went = [(entry.until, "register.tot", entry) for entry in entries if entry.until and entry.end_nature == nature]
    for _, word, entry in sorted([*came, *went], key=lambda row: row[0], reverse=True)[:LATEST]:
        told = f"{_what(context, entry)}, {_days(context, entry, word)}"
        yield GapEvent(_subject(context, entry), told[:1].lower() + told[1:], _address(context, entry))


def _subject(context: PageContext, entry: GapEntry) -> str:
    """Vmbo rond Green technology campus; only the term for the region as a whole."""
    label = term_label(entry.dimension, entry.term, context.catalogue, context.language)
    campus = context.catalogue.campus_by_code.get(entry.campus)
    return context.language.say("register.rond", term=label, campus=campus.name) if campus else label


def _address(context: PageContext, entry: GapEntry) -> str:
    if entry.dimension not in SUBJECTS:
        return ""
    campus = context.catalogue.campus_by_code.get(entry.campus)
    return routes.gap(entry.dimension, entry.term) + (f"#{campus.id}" if campus else "")
