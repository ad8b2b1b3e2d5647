"""The page with what somebody kept: for comparing, mailing, sharing and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.cards import CardView
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.words.next_steps import NextSteps, next_steps

SHORTLIST = PageKind("shortlist")


@dataclass(frozen=True, slots=True)
class ShortlistView:
    """Every initiative to compare, and what to do next about each by its id.

    `labels` are the names of fields by their Dutch key, `words` is for the script.
    """

    cards: tuple[CardView, ...]
    steps: Mapping[str, NextSteps]
    labels: Mapping[str, str]
    words: Mapping[str, str]


def shortlist_page(context: PageContext) -> Page:
    """Every initiative; the script keeps those in the address, or those that were kept."""
    say, language, cards = context.language.say, context.language, tuple(context.cards.values())
    steps = {card.initiative.id: next_steps(card.initiative, card.facts, context.catalogue, language) for card in cards}
    labels = {field.name: language.label(field) for field in fields_of(Initiative)}
    view = ShortlistView(cards, steps, labels, context.words("bewaard.", "lijst.genegeerd"))
    return context.page(SHORTLIST, routes.SHORTLIST, say("bewaard.titel"), say("bewaard.omschrijving"), view)
