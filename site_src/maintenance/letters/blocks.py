"""The HTML of a letter as a row of blocks: what a Word document and a mail are both made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import html
from lxml.html import HtmlElement

from site_src.render.open_data.formats.formula_escaping import clean

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that looks one way. `qr`: an address that stands there as a QR code, with the text for it."""

    text: str
    href: str = ""
    bold: bool = False
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (h1, h2, h3), a paragraph (p) or an item of a list (li); a line break is a piece with only "\\n"."""

    tag: str
    pieces: tuple[Piece, ...]


def blocks_of(source: str) -> Iterator[Block]:
    """Every block in order."""
    for element in html.fragment_fromstring(source, create_parent="div"):
        rows = element.iterchildren("li") if element.tag == "ul" else [element]
        for row in rows:
            yield Block(str(row.tag), _trimmed(list(_pieces(row, Piece("")))))


def _pieces(element: HtmlElement, look: Piece) -> Iterator[Piece]:
    """The pieces of an element, with what its parents said of their look."""
    if element.text:
        yield replace(look, text=_plain(element.text))
    for child in element:
        if child.tag == "br":
            yield Piece("\n")
        elif child.tag == "img":
            yield Piece(str(child.get("alt", "")), qr=str(child.get("data-qr", "")))
        else:
            bold = look.bold or child.tag == "strong"
            yield from _pieces(child, replace(look, bold=bold, href=str(child.get("href", look.href))))
        if child.tail:
            yield replace(look, text=_plain(child.tail))


def _plain(text: str) -> str:
    """Text as a reader sees it: without control characters, and with single spaces."""
    return _SPACE.sub(" ", clean(text))


def _trimmed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without the spaces at both ends that come from the lines of the template."""
    kept = [piece for piece in pieces if piece.text or piece.qr]
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(" "))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return tuple(piece for piece in kept if piece.text or piece.qr)
