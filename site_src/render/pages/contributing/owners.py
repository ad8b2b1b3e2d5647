"""The page for the organisation behind an initiative: what we show, how old it is, what is missing, what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.pages.initiatives import MOVED, MovedView
from site_src.render.pages.page import Later, Page, PageKind
from site_src.render.words.owner_report import OwnerReport, owner_report

OWNER = PageKind("owner", indexed=False)


@dataclass(frozen=True, slots=True)
class OwnerView:
    """The report, and what else the same organisation has."""

    report: OwnerReport
    others: tuple[Initiative, ...]


def owner_page(context: PageContext, item: Initiative) -> Page:
    """What the organisation behind an initiative wants to know."""
    language = context.language
    return context.page(
        OWNER,
        routes.owner(item.id),
        language.say("beheer.titel", naam=item.name),
        language.say("beheer.omschrijving", naam=item.name),
        Later(partial(_view, context, item)),
        crumbs=((language.say("nav.initiatieven"), routes.LISTING), (item.name, routes.initiative(item.id))),
    )


def _view(context: PageContext, item: Initiative) -> OwnerView:
    facts, others = context.cards[item.id].facts, context.of_organisation.get(item.organisation or "", ())
    return OwnerView(
        owner_report(item, facts, context.catalogue, context.language, context.addresses),
        tuple(other for other in others if other is not item),
    )


def moved_owner_page(context: PageContext, move: tuple[str, str]) -> Page:
    """From a former id to that of today: a letter on paper has the address of its day."""
    former, now = move
    item = context.catalogue.by_id[now]
    title = context.language.say("verhuisd.titel", naam=item.name)
    view = MovedView(item, routes.owner(now))
    return context.page(MOVED, routes.owner(former), title, context.language.say("verhuisd.uitleg"), view)
