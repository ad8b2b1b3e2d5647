"""Names that are not what they look like: letters of another alphabet, hidden characters, addresses in disguise.

Such a name can be right, so this is a warning. How it is done: Unicode Technical Report #36, Security Considerations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from site_src.check.rule import Context
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, clipped
from site_src.read.located import Located
from site_src.read.yaml_document import Document

#: letters of other alphabets that look like one of ours
_DOUBLES = frozenset("аеорсухіјѕһԁԛԝӏԍАВЕКМНОРСТХІЈЅҮԌԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαιντυѵօսոհց")
#: never seen; the two joiners only count behind one of our own letters, as emoji and Persian need them
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]|(?<=[A-Za-z0-9])[\u200c\u200d]")
_HOST = re.compile(r"(?:https?://|@)([^\s/?#:@<>\"]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ALPHABETS = {"CYRILLIC": "het Cyrillische alfabet", "GREEK": "het Griekse alfabet", "ARMENIAN": "het Armeense alfabet"}


def nothing_looks_like_something_else(item: Located[Initiative], _context: Context) -> Iterator[Problem]:
    """In any text of the record."""
    yield from disguised(item.document)


def campuses_and_terms_look_like_what_they_are(context: Context) -> Iterator[Problem]:
    """In any text of the files with campuses and terms."""
    campuses, terms = context.reading.campuses, context.reading.terms
    documents = [*(campus.document for campus in campuses), *(term.document for _, term in terms)]
    for document in {id(document): document for document in documents}.values():
        yield from disguised(document)


def disguised(document: Document) -> Iterator[Problem]:
    """A problem at each text with something in it that is not what it looks like."""
    for mark in document.marks.values():
        for message, hint in _found_in(mark.text):
            yield Problem(document.file, message, "", mark.line, mark.column, hint=hint)


def _found_in(text: str) -> Iterator[tuple[str, str]]:
    if text.isascii() and "xn--" not in text.lower():
        return
    for host in dict.fromkeys(_HOST.findall(text)):
        if not host.isascii() or "xn--" in host.lower():
            yield _address(host)
    if hidden := _HIDDEN.search(text):
        message = f"Hier staat een teken dat niemand ziet (U+{ord(hidden[0]):04X})."
        yield message, "Typ de tekst opnieuw. Met zo’n teken lijkt een naam op een andere, maar is hij het niet."
    for word in dict.fromkeys(_WORD.findall(_HOST.sub(" ", text))):
        doubles = [char for char in word if char in _DOUBLES]
        if doubles and any(char.isascii() and char.isalpha() for char in word):
            yield _mixed(word, doubles[0])


def _address(host: str) -> tuple[str, str]:
    shown = ".".join(map(_decoded, host.split(".")))
    also = f", voor computers: “{clipped(host)}”" if shown != host else ""
    return (
        f"Dit webadres heeft bijzondere letters: “{clipped(shown)}”{also}.",
        "Zo’n adres kan lijken op dat van een ander. Neem het over van de site van de organisatie zelf. Klopt het dan "
        "nog, dan mag het blijven.",
    )


def _decoded(label: str) -> str:
    """A part of an address as people see it (punycode, RFC 3492); as it is when it can't be read."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.lower().startswith("xn--") else label
    except UnicodeError:
        return label


def _mixed(word: str, double: str) -> tuple[str, str]:
    alphabet = _ALPHABETS.get(unicodedata.name(double, "").split(" ")[0], "een ander alfabet")
    return (
        f"In het woord “{clipped(word)}” komt de letter “{double}” uit {alphabet}.",
        "Typ het woord opnieuw: met deze letter vindt niemand het terug.",
    )
