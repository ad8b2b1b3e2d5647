"""The pages of prose: content/<language>/<name>.md with generated tables in it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from site_src.model.settings import NOT_FOUND_TEXT
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.prose import Block
from site_src.render.tables.in_prose import SLOTS
from site_src.render.tables.table import Table

PROSE = PageKind("text", searchable=True)
NOT_FOUND = PageKind("text", indexed=False)
INVITING = "bijdragen"  # the text that ends with forms without an account, when the site has them


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A stretch of prose, or generated tables."""

    html: Markup
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class ProseView:
    """What a page of prose shows."""

    blocks: tuple[ProseBlock, ...]
    offers_mail: bool
    offers_form: bool
    foreign: str = ""


def prose_page(context: PageContext, name: str) -> Page:
    """A page of prose, by the name of its text."""
    return _page(context, PROSE, name, routes.text(name))


def not_found_page(context: PageContext) -> Page:
    """What a server shows for an address that does not exist."""
    return _page(context, NOT_FOUND, NOT_FOUND_TEXT, routes.NOT_FOUND)


def _page(context: PageContext, kind: PageKind, name: str, address: str) -> Page:
    text = context.texts[name]
    settings, inviting = context.catalogue.settings, name == INVITING
    offers = (inviting and bool(settings.email), inviting and bool(settings.form_endpoint))
    view = ProseView(tuple(_block(context, block) for block in text.blocks), *offers, text.foreign)
    words = " ".join(block.html.striptags() for block in text.blocks)
    return context.page(kind, address, text.title, text.description, view, prose=words)


def _block(context: PageContext, block: Block) -> ProseBlock:
    if not block.slot:
        return ProseBlock(block.html)
    return ProseBlock(block.html, tuple(SLOTS[block.slot](context.catalogue, context.language)))
