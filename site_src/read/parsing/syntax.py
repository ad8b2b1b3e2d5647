"""What can be wrong with a file as YAML, told to a contributor."""

from __future__ import annotations

from typing import Any

import yaml

from site_src.model.problems import clipped
from site_src.read.parsing.document import Document
from site_src.read.parsing.places import Mark

TAG_PREFIX = "tag:yaml.org,2002:"
_SYNTAX = (
    ("tab character", "Hier staat een tab.", "Gebruik spaties, nooit tabs."),
    ("cannot start any token", "Hier staat een tab of een teken dat YAML niet kent.", "Gebruik spaties, nooit tabs."),
    ("mapping values are not allowed", "Hier staat een dubbele punt die YAML niet verwacht.",
     "Zet tekst met een dubbele punt tussen aanhalingstekens, of kijk of de regel erboven klopt."),
    ("expected a single document", "Dit bestand bevat meer dan één document.", "Haal de regel met --- weg."),
    ("block mapping", "De inspringing of een sleutel klopt hier niet.",
     "Begin elke sleutel recht onder de vorige, met een dubbele punt en een spatie erachter."),
    ("expected ':'", "Hier ontbreekt een dubbele punt.", "Schrijf: sleutel, dubbele punt, spatie, waarde."),
    ("escape", "Na een \\ in een tekst tussen dubbele aanhalingstekens kan dit niet staan.",
     "Gebruik enkele aanhalingstekens, of haal de \\ weg."),
    ("quoted scalar", "Een aanhalingsteken wordt niet gesloten.", "Sluit de tekst af met hetzelfde aanhalingsteken."),
    ("flow sequence", "Een lijst met [ wordt niet goed gesloten.", "Schrijf bijvoorbeeld: [po, vmbo]"),
    ("flow mapping", "Een { wordt niet goed gesloten.", "Sluit af met } of zet elke sleutel op een eigen regel."),
)  # fmt: skip


def place(mark: Any) -> Mark:
    """PyYAML counts from 0."""
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)


def tell_error(document: Document, error: yaml.MarkedYAMLError) -> None:
    """What PyYAML could not read, where it went wrong; for what is never closed: where it was opened."""
    context, problem = error.context or "", error.problem or ""
    if "nesting depth" in problem:  # from PyYAML 6.0.4 on it looks 1,000 brackets ahead and stops there
        tell_depth(document, place(error.problem_mark))
        return
    unclosed = "flow" in context or ("quoted scalar" in context and "escape" not in problem)
    mark = place((error.context_mark if unclosed else None) or error.problem_mark or error.context_mark)
    document.add("yaml", mark, *_explained(f"{context} {problem}"))


def _explained(original: str) -> tuple[str, str]:
    for part, message, hint in _SYNTAX:
        if part in original:
            return message, hint
    return (
        "Dit is geen geldige YAML.",
        "Kijk naar deze regel en de regel erboven: inspringing, aanhalingstekens, haakjes.",
    )


def tell_unseen(document: Document, mark: Mark) -> None:
    """A character that nobody sees and that may not be there."""
    document.add("teken", mark, "Hier staat een onzichtbaar teken dat niet mag.", "Typ de regel opnieuw.")


def tell_unreadable(document: Document, text: str, error: yaml.reader.ReaderError) -> None:
    """The same where PyYAML stumbles over it; it counts bytes."""
    before = text.encode("utf-8", "replace")[: error.position].decode("utf-8", "ignore")
    tell_unseen(document, Mark(before.count("\n") + 1, len(before) - before.rfind("\n")))


def tell_depth(document: Document, mark: Mark) -> None:
    """Too many layers."""
    document.add("te-diep", mark, "Dit bestand heeft te veel lagen in elkaar.", "Volg het voorbeeld.")


def tell_many(document: Document, mark: Mark, most: int) -> None:
    """Too many values."""
    document.add("te-groot", mark, f"Dit bestand bevat meer dan {most} waarden; hier is het te veel.",
                 "Een record is een korte tekst. Staat er per ongeluk iets anders in?")  # fmt: skip


def tell_reference(document: Document, mark: Mark) -> None:
    """An anchor or an alias."""
    document.add("verwijzing", mark, "Een & of * aan het begin heeft in YAML een betekenis (een verwijzing).",
                 "Zet de tekst tussen aanhalingstekens, of schrijf de waarde voluit.")  # fmt: skip


def tell_tag(document: Document, mark: Mark, tag: str) -> None:
    """A tag, which may ask for anything."""
    document.add("tag", mark, f"Het label “{clipped(tag.removeprefix(TAG_PREFIX))}” mag hier niet.",
                 "Haal het deel met ! weg, of zet de tekst tussen aanhalingstekens.")  # fmt: skip
