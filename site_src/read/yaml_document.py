"""YAML text -> plain values that remember where they stand in the file.

Only what a record needs: mappings, lists, text, numbers, booleans, dates. Aliases, tags and very large or deep files
are refused before anything is built from them, so a hostile file costs nothing (the "alias bomb", `!!python/object`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from site_src.model.problems import Problem, clipped

Key = tuple[str | int, ...]
MAX_BYTES = 200_000
MAX_DEPTH = 12
_PREFIX = "tag:yaml.org,2002:"
_BOOLEANS = {"true": True, "false": False}
#: control characters, what turns text around, lone surrogates, and the private use area, which pages mark texts with
UNSEEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\uf900-\ufffd\U00010000-\U0010ffff]")
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


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands (from 1) and how it was written."""

    line: int
    column: int
    text: str = ""


@dataclass(slots=True)
class Document:
    """One file: its plain values, the place of each, and what was wrong with it as YAML."""

    file: str
    data: Any = None
    marks: dict[Key, Mark] = field(default_factory=dict)
    keys: dict[Key, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, key: Key) -> Mark:
        """The place of a value, or of the nearest thing around it that the file does have."""
        while key and key not in self.marks:
            key = key[:-1]
        return self.marks.get(key, Mark(1, 1))

    def add(self, rule: str, mark: Mark, message: str, hint: str = "") -> None:
        """Notes something that is wrong at a place in this file."""
        self.problems.append(Problem(self.file, message, rule, mark.line, mark.column, hint=hint))


def read_document(path: Path, name: str) -> Document:
    """Reads one YAML file; never raises on what is in it, `problems` says what is wrong."""
    document = Document(name)
    text = _decoded(path, document)
    return _filled(document, text) if text is not None else document


def read_text(text: str, name: str) -> Document:
    """The same for text that is not in a file (yet)."""
    return _filled(Document(name), text)


def _filled(document: Document, text: str) -> Document:
    node = _composed(text, document)
    if node is not None:
        document.data = _Builder(document).value(node, ())
    return document


def _decoded(path: Path, document: Document) -> str | None:
    try:
        plain = path.is_file() and not path.is_symlink()
        size = path.stat().st_size if plain else 0
        raw = path.read_bytes() if plain and size <= MAX_BYTES else b""
    except OSError as error:
        document.add("lezen", Mark(0, 0), f"Dit bestand kan niet gelezen worden ({error.strerror}).")
        return None
    if not plain:
        document.add("lezen", Mark(0, 0), "Dit is geen gewoon bestand, maar een map of een koppeling.",
                     "Zet het bestand zelf hier neer.")  # fmt: skip
        return None
    if size > MAX_BYTES:
        document.add("te-groot", Mark(0, 0), f"Dit bestand is {size // 1000} kB; het mag {MAX_BYTES // 1000} kB zijn.",
                     "Een record is een korte tekst. Staat er per ongeluk iets anders in?")  # fmt: skip
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        mark = Mark(before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        document.add("utf-8", mark, "Dit bestand is niet opgeslagen als UTF-8.", "Kies bij het opslaan UTF-8.")
        return None


def _composed(text: str, document: Document) -> yaml.Node | None:
    try:
        if _refused(text, document):
            return None
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        document.add("yaml", _error_mark(error), *_explained(error))
        return None
    except yaml.reader.ReaderError as error:
        before = text.encode("utf-8", "replace")[: error.position].decode("utf-8", "ignore")
        _tell_unseen(document, Mark(before.count("\n") + 1, len(before) - before.rfind("\n")))
        return None
    if node is None:
        document.add("leeg", Mark(1, 1), "Dit bestand is leeg.", "Vul het record in of verwijder het bestand.")
    return node


def _refused(text: str, document: Document) -> bool:
    """Looks for nesting, references and tags on the event stream, which needs no recursion and builds nothing."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        mark = _place(event.start_mark)
        if depth > MAX_DEPTH:
            document.add("te-diep", mark, "Dit bestand heeft te veel lagen in elkaar.", "Volg het voorbeeld.")
        elif getattr(event, "anchor", None):
            document.add("verwijzing", mark, "Een & of * aan het begin heeft in YAML een betekenis (een verwijzing).",
                         "Zet de tekst tussen aanhalingstekens, of schrijf de waarde voluit.")  # fmt: skip
        elif tag := getattr(event, "tag", None):
            document.add("tag", mark, f"Het label “{clipped(tag.removeprefix(_PREFIX))}” mag hier niet.",
                         "Haal het deel met ! weg, of zet de tekst tussen aanhalingstekens.")  # fmt: skip
        if document.problems:
            return True
    return False


def _tell_unseen(document: Document, mark: Mark) -> None:
    document.add("teken", mark, "Hier staat een onzichtbaar teken dat niet mag.", "Typ de regel opnieuw.")


def _error_mark(error: yaml.MarkedYAMLError) -> Mark:
    """Where it went wrong; for what is never closed: where it was opened."""
    context, problem = error.context or "", error.problem or ""
    unclosed = "flow" in context or ("quoted scalar" in context and "escape" not in problem)
    return _place((error.context_mark if unclosed else None) or error.problem_mark or error.context_mark)


def _place(mark: Any) -> Mark:
    """PyYAML counts from 0."""
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)


def _explained(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    original = f"{error.context or ''} {error.problem or ''}"
    for part, message, hint in _SYNTAX:
        if part in original:
            return message, hint
    return (
        "Dit is geen geldige YAML.",
        "Kijk naar deze regel en de regel erboven: inspringing, aanhalingstekens, haakjes.",
    )


class _Builder:
    """Turns nodes into plain values, noting the place of each."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def value(self, node: yaml.Node, key: Key) -> Any:
        mark = Mark(node.start_mark.line + 1, node.start_mark.column + 1,
                    node.value if isinstance(node, yaml.ScalarNode) else "")  # fmt: skip
        self.document.marks[key] = mark
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, key))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*key, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, mark)

    def _entries(self, node: yaml.MappingNode, key: Key) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            place = Mark(key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            name = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if name in first:
                message = f"De sleutel “{name}” staat er twee keer (ook op regel {first[name]})."
                self.document.add("dubbele-sleutel", place, message, "Houd er één over.")
                continue
            first[name] = place.line
            self.document.keys[*key, name] = place
            yield name, self.value(value_node, (*key, name))

    def _scalar(self, node: yaml.Node, mark: Mark) -> Any:
        kind = node.tag.removeprefix(_PREFIX)
        text = mark.text
        if kind == "str":
            return _tell_unseen(self.document, mark) if UNSEEN.search(text) else text
        if kind == "null":
            return self._empty(mark)
        if kind == "bool":
            return _BOOLEANS[text.lower()] if text.lower() in _BOOLEANS else self._trap(mark)
        if kind in {"int", "float"}:
            return self._number(kind, mark)
        if kind == "timestamp":
            return self._date(mark)
        return self._trap(mark)

    def _number(self, kind: str, mark: Mark) -> Any:
        if ":" in mark.text:
            return self._trap(mark)
        try:
            return int(mark.text.replace("_", "")) if kind == "int" else float(mark.text)
        except ValueError:
            return self._trap(mark)

    def _date(self, mark: Mark) -> Any:
        try:
            return dt.date.fromisoformat(mark.text)
        except ValueError:
            message = f"“{clipped(mark.text)}” is geen bestaande datum."
            self.document.add("datum", mark, message, "Schrijf jaar-maand-dag, zoals 2026-11-21.")
            return None

    def _empty(self, mark: Mark) -> None:
        self.document.add("leeg-veld", mark, "Hier staat een sleutel zonder waarde.",
                          "Vul de waarde in, of haal de hele regel weg als je het niet weet.")  # fmt: skip

    def _trap(self, mark: Mark) -> None:
        text = clipped(mark.text)
        message = f"YAML leest “{text}” niet als tekst maar als iets anders (een ja/nee-waarde, een getal of een tijd)."
        hint = f'Bedoel je tekst, schrijf dan "{text}". Ja of nee is: true of false.'
        self.document.add("yaml-valkuil", mark, message, hint)
