"""What a change of the records does to the site, in words: initiatives, pages, counts around each campus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from site_src.check.rules import check
from site_src.derive.catalogue import Catalogue, derive
from site_src.derive.facets import Facet, FacetValue
from site_src.maintenance.contributions.reply import harmless
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import blocking
from site_src.model.settings import Settings
from site_src.read.records import read_data
from site_src.render import routes

COUNTED = ("schooltype", "doelgroep", "activiteit", "praktijk", "branche")
MOST = 40


@dataclass(slots=True)
class Changes:
    """The differences between two catalogues; `fields` are the labels of what changed in each initiative."""

    added: list[Initiative] = field(default_factory=list)
    removed: list[Initiative] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)


def catalogue_of(data: Path, settings: Settings, today: dt.date) -> Catalogue | None:
    """The catalogue in a data folder; None when its records are not right."""
    reading = read_data(data)
    if blocking(check(reading, today)):
        return None
    return derive(reading, settings, today)


def compare(before: Catalogue, after: Catalogue) -> Changes:
    """Everything that the second says differently from the first."""
    changes = Changes(
        added=[item for item in after.initiatives if item.id not in before.by_id],
        removed=[item for item in before.initiatives if item.id not in after.by_id],
    )
    for item in after.initiatives:
        old = before.by_id.get(item.id)
        if old and old != item:
            changes.fields[item.id] = [field.spec.nl for field in fields_of(Initiative)
                                       if getattr(old, field.attribute) != getattr(item, field.attribute)]  # fmt: skip
    changes.pages = list(dict.fromkeys(_pages(before, after, changes)))
    changes.counts = list(_counts(before, after))
    return changes


def _pages(before: Catalogue, after: Catalogue, changes: Changes) -> Iterator[str]:
    """Addresses of the pages that are new, gone or different; pages that only name an initiative are left out."""
    touched = {item.id for item in (*changes.added, *changes.removed)} | set(changes.fields)
    yield from sorted(routes.initiative(item_id) for item_id in touched)
    if touched:
        yield routes.LISTING
    for campus in after.campuses:
        rows = before.around(campus.code), after.around(campus.code)
        if rows[0] != rows[1] or any(row.initiative in touched for row in rows[1]):
            yield routes.campus(campus.id)
    old = {facet.id: facet for facet in before.facets}
    for facet in after.facets:
        yield from _term_pages(old[facet.id], facet)


def _term_pages(old: Facet, new: Facet) -> Iterator[str]:
    then, now = _members(old), _members(new)
    for value in sorted(then.keys() | now.keys()):
        if then.get(value) != now.get(value):
            yield routes.term(new.id, value)


def _members(facet: Facet) -> dict[str, tuple[str, ...]]:
    return {value.id: value.members for value in facet.values}


def _counts(before: Catalogue, after: Catalogue) -> Iterator[str]:
    """A line for each campus with the counts that move: "rond Zoetermeer (…) 1 extra initiatief voor po"."""
    for campus in after.campuses:
        then, now = (_around(catalogue, campus.code) for catalogue in (before, after))
        said = [f"{_moved(len(now) - len(then))} (samen {len(now)})"] if len(now) != len(then) else []
        for facet in after.facets:
            if facet.id in COUNTED:
                said += [row for value in facet.values if (row := _sentence(before, facet, value, then, now))]
        if said:
            yield f"rond {campus.town} ({campus.name}) {', '.join(said)}"


def _around(catalogue: Catalogue, code: str) -> set[str]:
    return {reach.initiative for reach in catalogue.around(code)}


def _sentence(before: Catalogue, facet: Facet, value: FacetValue, then: set[str], now: set[str]) -> str:
    old = next((found for found in before.facets if found.id == facet.id), None)
    members = _members(old).get(value.id, ()) if old else ()
    difference = len(now & set(value.members)) - len(then & set(members))
    return f"{_moved(difference)} {_for(facet.id, value)}" if difference else ""


def _moved(difference: int) -> str:
    noun = "initiatief" if abs(difference) == 1 else "initiatieven"
    return f"{difference} extra {noun}" if difference > 0 else f"{-difference} {noun} minder"


def _for(dimension: str, value: FacetValue) -> str:
    word = {"schooltype": "voor", "doelgroep": "voor", "branche": "over"}.get(dimension, "met")
    return f"{word} {value.id}" if dimension == "schooltype" else f"{word} ‘{value.label.nl.lower()}’"


def as_summary(changes: Changes, after: Catalogue) -> str:
    """The summary of a pull request, as Markdown in Dutch."""
    rows = [f"- nieuw: **{harmless(item.name)}**" for item in changes.added]
    rows += [f"- weg: **{harmless(item.name)}**" for item in changes.removed]
    rows += [f"- anders: **{harmless(after.by_id[item_id].name)}** ({', '.join(labels)})"
             for item_id, labels in changes.fields.items()]  # fmt: skip
    if not rows:
        return "## Wat er op de site verandert\n\nAan de initiatieven verandert niets.\n"
    counts = [f"- {harmless(row)}" for row in changes.counts] or ["- Er verschuift geen enkel aantal."]
    pages = [f"- `{page}`" for page in changes.pages]
    parts = {"Wat er op de site verandert": rows, "Aantallen rond de campussen": counts,
             f"Pagina's ({len(pages)})": pages}  # fmt: skip
    return "\n\n".join(f"## {title}\n\n{_some(lines)}" for title, lines in parts.items()) + "\n"


def _some(lines: list[str]) -> str:
    more = [f"- en nog {len(lines) - MOST}"] if len(lines) > MOST else []
    return "\n".join([*lines[:MOST], *more])
