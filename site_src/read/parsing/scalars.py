"""One written word or text -> text, number, yes or no, date; what YAML would take for something else is told of."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import yaml

from site_src.model.problems import clipped
from site_src.read.parsing.document import Document
from site_src.read.parsing.places import Mark
from site_src.read.parsing.syntax import TAG_PREFIX, tell_unseen

_BOOLEANS = {"true": True, "false": False}
_KINDS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.CSafeLoader.yaml_implicit_resolvers
#: control characters, what turns text around, lone surrogates, and the private use area, which pages mark texts with
UNSEEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\uf900-\ufffd\U00010000-\U0010ffff]")


def scalar(event: Any, document: Document) -> Any:
    """The value of a scalar; None for what is not right, which is then told of."""
    text: str = event.value
    kind = _kind(text) if event.implicit[0] else "str"
    if kind == "str":
        return _tell_unseen(event, document) if UNSEEN.search(text) else text
    mark = Mark(event.start_mark.line + 1, event.start_mark.column + 1, text)
    if kind == "null":
        return _empty(mark, document)
    if kind == "bool":
        return _BOOLEANS[text.lower()] if text.lower() in _BOOLEANS else _trap(mark, document)
    if kind in {"int", "float"}:
        return _number(kind, mark, document)
    if kind == "timestamp":
        return _date(mark, document)
    return _trap(mark, document)


def _kind(text: str) -> str:
    """What YAML 1.1 takes a text without quotes for."""
    for tag, pattern in _KINDS.get(text[:1], ()):
        if pattern.match(text):
            return tag.removeprefix(TAG_PREFIX)
    return "str"


def _tell_unseen(event: Any, document: Document) -> None:
    tell_unseen(document, Mark(event.start_mark.line + 1, event.start_mark.column + 1))


def _number(kind: str, mark: Mark, document: Document) -> Any:
    if ":" in mark.text:
        return _trap(mark, document)
    try:
        return int(mark.text.replace("_", "")) if kind == "int" else float(mark.text)
    except ValueError:
        return _trap(mark, document)


def _date(mark: Mark, document: Document) -> Any:
    try:
        return dt.date.fromisoformat(mark.text)
    except ValueError:
        message = f"“{clipped(mark.text)}” is geen bestaande datum."
        return document.add("datum", mark, message, "Schrijf jaar-maand-dag, zoals 2026-11-21.")


def _empty(mark: Mark, document: Document) -> None:
    document.add("leeg-veld", mark, "Hier staat een sleutel zonder waarde.",
                 "Vul de waarde in, of haal de hele regel weg als je het niet weet.")  # fmt: skip


def _trap(mark: Mark, document: Document) -> None:
    text = clipped(mark.text)
    message = f"YAML leest “{text}” niet als tekst maar als iets anders (een ja/nee-waarde, een getal of een tijd)."
    hint = f'Bedoel je tekst, schrijf dan "{text}". Ja of nee is: true of false.'
    document.add("yaml-valkuil", mark, message, hint)
