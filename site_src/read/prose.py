"""content/<language>/<page>.md -> title, description, and Markdown with places for generated tables.

A page that nobody translated is read in Dutch, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from site_src.model.problems import Problem, ProblemsFound, Severity
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.read.parsing.scalars import UNSEEN
from site_src.read.yaml_document import MAX_BYTES

_FRONT = re.compile(r"\A---\ntitel: (?P<title>[^\n]+)\nomschrijving: (?P<description>[^\n]+)\n---\n", re.S)
_DEEP = re.compile(r"^(?: {4}|\t|> ?|(?:[-*+]|\d+[.)])[ \t]+){13,}", re.M)
_CROWDED = re.compile(r"(?:\[(?:(?!\n[ \t]*\n)[^\[])*){500}")  # in one paragraph; Markdown looks for each one's end
_SLOT = re.compile(r"^\[\[([a-z-]+)\]\]$", re.M)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of Markdown, or the name of a generated table."""

    markdown: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One page of prose in one language, as written."""

    title: str
    description: str
    language: str
    parts: tuple[Part, ...]


def read_prose(content: Path, language: str, name: str, slots: Collection[str] = ()) -> Prose:
    """Reads one page, in Dutch when it has no translation.

    Raises ProblemsFound when it is missing, has no head, holds what no text needs, or names a table not in `slots`.
    """
    if language != HOUSE_LANGUAGE and not (content / language / f"{name}.md").exists():
        language = HOUSE_LANGUAGE
    file = f"{content.name}/{language}/{name}.md"
    try:
        source = (content / language / f"{name}.md").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemsFound([Problem(file, f"Deze tekst kan niet gelezen worden ({error}).", "tekst")]) from error
    _refuse_extremes(source, file)
    head = _FRONT.match(source)
    if not head:
        hint = "Begin met ---, een regel “titel: …”, een regel “omschrijving: …” en weer ---."
        raise ProblemsFound([Problem(file, "De kop van deze tekst ontbreekt.", "tekst", 1, hint=hint)])
    pieces = _SLOT.split(source[head.end() :])  # Markdown and names of tables take turns
    parts = tuple(Part("", piece) if number % 2 else Part(piece) for number, piece in enumerate(pieces))
    _refuse_unknown(parts, slots, source, file)
    return Prose(head["title"].strip("\"'"), head["description"].strip("\"'"), language, parts)


def _refuse_extremes(source: str, file: str) -> None:
    """What nobody sees, and what Markdown would take minutes for or could not do at all."""
    if len(source) > MAX_BYTES:
        message = f"Deze tekst is {len(source) // 1000} kB; hij mag {MAX_BYTES // 1000} kB zijn."
        raise ProblemsFound([Problem(file, message, "te-groot", hint="Verdeel hem over meer pagina’s.")])
    for pattern, rule, message, hint in (
        (UNSEEN, "teken", "Hier staat een onzichtbaar teken dat niet mag.", "Typ de regel opnieuw."),
        (_DEEP, "te-diep", "Hier staan te veel lijsten of citaten in elkaar.", "Haal de inspringing weg."),
        (_CROWDED, "te-veel", "In deze alinea staan te veel vierkante haken.", "Maak er meer alinea’s van."),
    ):
        if found := pattern.search(source):
            line = source[: found.start()].count("\n") + 1
            raise ProblemsFound([Problem(file, message, rule, line, hint=hint)])


def untranslated(content: Path, languages: Collection[str], names: Collection[str]) -> list[Problem]:
    """A warning for each page that a language of the site does not have."""
    missing = [
        f"{content.name}/{language}/{name}.md"
        for language in languages
        for name in names
        if language != HOUSE_LANGUAGE and not (content / language / f"{name}.md").exists()
    ]
    hint = "Vertaal de tekst. Tot dan staat hij in het Nederlands op de site."
    return [Problem(file, "Deze tekst ontbreekt.", "tekst", severity=Severity.WARNING, hint=hint) for file in missing]


def _refuse_unknown(parts: Collection[Part], slots: Collection[str], source: str, file: str) -> None:
    unknown = next((part.slot for part in parts if part.slot and part.slot not in slots), None)
    if unknown:
        line = source[: source.index(f"[[{unknown}]]")].count("\n") + 1
        hint = f"Kies uit: {', '.join(sorted(slots))}."
        raise ProblemsFound([Problem(file, f"Er is geen tabel “{unknown}”.", "tekst", line, hint=hint)])
