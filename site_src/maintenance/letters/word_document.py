"""A letter as a Word document: A4, in Dutch, with headings, links that work and QR codes that say what they are."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import segno

from site_src.maintenance.letters.blocks import Block, Piece, blocks_of
from site_src.maintenance.letters.letter import Letter
from site_src.model.problems import SiteError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "li": "List Bullet"}
_SIZES = {"Normal": 10.5, "Title": 17, "Heading 1": 14, "Heading 2": 12}  # points
_FONT, _INK, _LINK = "Arial", "14213D", "00695C"
_QR_CM = 2.4
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows


def docx() -> Any:
    """The library, imported when first needed; SiteError that says how to install it when it is not there."""
    try:
        import docx as module
    except ImportError as error:
        raise SiteError("python-docx ontbreekt; installeer het met: pip install '.[letters]'") from error
    return module


def word_document(letter: Letter, author: str, day: dt.date) -> bytes:
    """The letter as DOCX; the same letter on the same day gives the same bytes."""
    document = docx().Document()
    _prepare(document, letter, author, day)
    for block in blocks_of(letter.paper):
        _add(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return _repeatable(stream.getvalue())


def _prepare(document: Document, letter: Letter, author: str, day: dt.date) -> None:
    """Paper, letters, language and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, points in _SIZES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(points)
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):  # these would go before the name of the font
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        style.font.color.rgb = RGBColor.from_string(_INK)
    _speak_dutch(document)
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = letter.subject, author, author, ""
    facts.language = "nl-NL"
    facts.created = facts.modified = dt.datetime.combine(day, dt.time())


def _speak_dutch(document: Document) -> None:
    """The language of all text, for spelling and for who has it read aloud."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")


def _add(document: Document, block: Block) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(block.tag, "Normal"))
    for piece in block.pieces:
        if piece.qr:
            _add_code(paragraph, piece)
        elif piece.href:
            _add_link(paragraph, piece)
        else:
            paragraph.add_run(piece.text).bold = piece.bold or None


def _add_code(paragraph: Paragraph, piece: Piece) -> None:
    """A QR code that stays with the address below it."""
    from docx.shared import Cm

    stream = io.BytesIO()
    segno.make(piece.qr, error="m", micro=False).save(stream, kind="png", scale=8, border=2)
    stream.seek(0)
    picture = paragraph.add_run().add_picture(stream, width=Cm(_QR_CM))
    picture._inline.docPr.set("descr", piece.text)  # python-docx has no other way to say what a picture shows
    paragraph.paragraph_format.keep_with_next = True


def _add_link(paragraph: Paragraph, piece: Piece) -> None:
    """A link; python-docx reads them but does not make them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor
    from docx.text.run import Run

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(piece.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element: Any = OxmlElement("w:r")
    run = Run(element, paragraph)
    run.text, run.underline, run.font.color.rgb = piece.text, True, RGBColor.from_string(_LINK)
    link.append(element)
    paragraph._p.append(link)


def _repeatable(data: bytes) -> bytes:
    """The same parts in the same order, dated 1980: python-docx dates them with the clock."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return stream.getvalue()
