"""Prose -> safe HTML, with places for generated tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

import markdown
import nh3
from markupsafe import Markup

from site_src.model.texts import marked
from site_src.read.prose import Prose
from site_src.render.routes import Routes

_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote",
         "table", "thead", "tbody", "tr", "th", "td", "br", "hr"}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "th": {"scope"}}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose, or the name of a generated table."""

    html: Markup
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One page of prose as a page in one language shows it; `foreign` is its own language when that is another."""

    title: str
    description: str
    blocks: tuple[Block, ...]
    foreign: str = ""


def render_prose(prose: Prose, routes: Routes, language: str, repository: str) -> Text:
    """The page with its Markdown made safe; `{repository}` stands for the address of the repository."""
    blocks = (
        Block(_html(part.markdown.replace("{repository}", repository), routes, language), part.slot)
        for part in prose.parts
    )
    kept = tuple(block for block in blocks if block.html or block.slot)
    if prose.language == language:
        return Text(prose.title, prose.description, kept)
    return Text(marked(prose.title), marked(prose.description), kept, prose.language)


def _html(source: str, routes: Routes, language: str) -> Markup:
    """Markdown through an allow-list: whatever else stands in it cannot become markup or a script."""
    raw = markdown.markdown(source, extensions=["tables", "toc", "sane_lists"])
    raw = raw.replace("<th>", '<th scope="col">')
    clean = nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)
    return Markup(_local_links(clean, routes, language))  # nh3 made it safe


def _local_links(html: str, routes: Routes, language: str) -> str:
    """Links such as /verantwoording/ are meant for this language and this place on the web."""
    return re.sub(r'href="/([^"]*)"', lambda found: f'href="{routes.link("/" + found[1], language)}"', html)
