"""content/<language>/<page>.md -> title, description and safe HTML, with places for generated tables."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import markdown
import nh3
from markupsafe import Markup

from site_src.model.problems import Problem, ProblemsFound
from site_src.render.routes import Routes

_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote",
         "table", "thead", "tbody", "tr", "th", "td", "br", "hr"}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "th": {"scope"}}
_FRONT = re.compile(r"\A---\ntitel: (?P<title>[^\n]+)\nomschrijving: (?P<description>[^\n]+)\n---\n", re.S)
_SLOT = re.compile(r"^\[\[([a-z-]+)\]\]$", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose, or the name of a generated table."""

    html: Markup
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One page of prose in one language."""

    title: str
    description: str
    blocks: tuple[Block, ...]


def read_text(
    content: Path, language: str, name: str, routes: Routes, repository: str, slots: Collection[str] = ()
) -> Text:
    """Reads and renders one page of prose; raises ProblemsFound when it is missing or has no head."""
    file = f"{content.name}/{language}/{name}.md"
    try:
        source = (content / language / f"{name}.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemsFound([Problem(file, f"Deze tekst kan niet gelezen worden ({error}).", "tekst")]) from error
    head = _FRONT.match(source)
    if not head:
        hint = "Begin met ---, een regel “titel: …”, een regel “omschrijving: …” en weer ---."
        raise ProblemsFound([Problem(file, "De kop van deze tekst ontbreekt.", "tekst", 1, hint=hint)])
    body = source[head.end() :].replace("{repository}", repository)
    pieces = _SLOT.split(body)
    unknown = [slot for slot in pieces[1::2] if slot not in slots]
    if unknown:
        line = source[: source.index(f"[[{unknown[0]}]]")].count("\n") + 1
        hint = f"Kies uit: {', '.join(sorted(slots))}."
        raise ProblemsFound([Problem(file, f"Er is geen tabel “{unknown[0]}”.", "tekst", line, hint=hint)])
    blocks = [Block(_html(piece, routes, language)) for piece in pieces[::2]]
    places = [Block(Markup(), slot) for slot in pieces[1::2]]
    mixed = [block for pair in zip(blocks, [*places, None], strict=True) for block in pair if block]
    return Text(
        head["title"].strip("\"'"),
        head["description"].strip("\"'"),
        tuple(block for block in mixed if block.html or block.slot),
    )


def _html(source: str, routes: Routes, language: str) -> Markup:
    """Markdown through an allow-list: whatever else stands in it cannot become markup or a script."""
    raw = markdown.markdown(source, extensions=["tables", "toc", "sane_lists"])
    raw = raw.replace("<th>", '<th scope="col">')
    clean = nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)
    return Markup(_local_links(clean, routes, language))  # nh3 made it safe


def _local_links(html: str, routes: Routes, language: str) -> str:
    """Links such as /verantwoording/ are meant for this language and this place on the web."""
    return re.sub(r'href="/([^"]*)"', lambda found: f'href="{routes.link("/" + found[1], language)}"', html)
