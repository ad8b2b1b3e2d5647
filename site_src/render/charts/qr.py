"""An address as a QR code, for paper; the same address always gives the same code."""

from __future__ import annotations

import segno
from markupsafe import Markup, escape

BORDER = 2  # modules of white around it; the page gives the rest


def qr_code(address: str, title: str) -> Markup:
    """The code as inline SVG in black on white, with a name for who cannot see it."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(border=BORDER, omitsize=True, svgclass="qr", lineclass="qr__code", light="#fff")
    head = f'<svg role="img" aria-label="{escape(title)}" focusable="false" '
    return Markup(drawing.replace("<svg ", head, 1))
