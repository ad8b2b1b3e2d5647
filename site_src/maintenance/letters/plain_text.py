"""A letter as the text of a mail: a line a paragraph, with the address behind each link."""

from __future__ import annotations

from collections.abc import Iterator

from site_src.maintenance.letters.blocks import Piece, blocks_of
from site_src.maintenance.letters.letter import Letter

_UNDERLINED = {"h2": "="}


def mail_text(letter: Letter) -> str:
    """To whom when that is known, the subject, an empty line, the body."""
    head = [f"Aan: {letter.recipient.email}"] if letter.recipient.email else []
    return "\n".join([*head, f"Onderwerp: {letter.subject}", "", *_lines(letter.mail)]) + "\n"


def _lines(source: str) -> Iterator[str]:
    before = ""
    for block in blocks_of(source):
        if before and not before == block.tag == "li":
            yield ""
        text = "".join(_written(piece) for piece in block.pieces)
        yield f"- {text}" if block.tag == "li" else text
        if line := _UNDERLINED.get(block.tag):
            yield line * len(text)
        before = block.tag


def _written(piece: Piece) -> str:
    """Its text; an address that the text itself does not say follows it."""
    address = piece.href.removeprefix("mailto:")
    if not address:
        return piece.text
    plain = address.split("://", 1)[-1].rstrip("/")
    return address if piece.text == plain else f"{piece.text}: {address}"
