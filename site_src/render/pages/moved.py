"""What stands at the former address of an initiative: the way to the new one."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind

MOVED = PageKind("moved", indexed=False)


@dataclass(frozen=True, slots=True)
class MovedView:
    """Which initiative it was about, and its address now."""

    item: Initiative
    address: str


def moved_page(context: PageContext, move: tuple[str, str]) -> Page:
    """From a former id to the id of today: the browser goes on at once, a reader sees a link."""
    former, now = move
    item = context.catalogue.by_id[now]
    say = context.language.say
    title, told = say("verhuisd.titel", naam=item.name), say("verhuisd.uitleg")
    return context.page(MOVED, routes.initiative(former), title, told, MovedView(item, routes.initiative(now)))
