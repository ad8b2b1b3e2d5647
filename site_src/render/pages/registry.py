"""Which pages exist, in the order of the sitemap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.settings import PROSE
from site_src.render.pages.campuses import campus_page, campuses_page, embedded_campus_page
from site_src.render.pages.context import PageContext
from site_src.render.pages.contributing.asking import questions_page
from site_src.render.pages.contributing.coverage import coverage_page
from site_src.render.pages.contributing.owners import moved_owner_page, owner_page
from site_src.render.pages.contributing.report import report_page
from site_src.render.pages.gaps.campus_figures import campus_figures_page
from site_src.render.pages.gaps.figures import gap_figure_page, subjects
from site_src.render.pages.gaps.overview import gaps_page
from site_src.render.pages.gaps.roles import promising_page, roles_page
from site_src.render.pages.home import home_page
from site_src.render.pages.initiatives import initiative_page, moved_page
from site_src.render.pages.licences import licences_page
from site_src.render.pages.lists import listing_page, search_page, term_page, term_parts
from site_src.render.pages.maps import map_page
from site_src.render.pages.open_data import changed_page, data_page
from site_src.render.pages.page import Page
from site_src.render.pages.prose import not_found_page, prose_page
from site_src.render.pages.sharing.embeds import embedded_listing_page, embedding_page
from site_src.render.pages.sharing.shortlist import shortlist_page

Subject = TypeVar("Subject")
Maker = Callable[[PageContext], Iterable[Page]]


def one(make: Callable[[PageContext], Page]) -> Maker:
    """A kind of which there is one page."""
    return lambda context: [make(context)]


def each(subjects: Callable[[PageContext], Iterable[Subject]], make: Callable[[PageContext, Subject], Page]) -> Maker:
    """A kind with a page for each subject."""
    return lambda context: (make(context, subject) for subject in subjects(context))


def when(condition: Callable[[PageContext], bool], make: Maker) -> Maker:
    """A kind that a region may have nothing for."""
    return lambda context: make(context) if condition(context) else ()


def has_report(context: PageContext) -> bool:
    """Whether the figures of a report are published."""
    return context.catalogue.tables is not None


def has_roles(context: PageContext) -> bool:
    """Whether it is known what could be done about gaps, and what it costs."""
    return context.catalogue.roles is not None


def has_form(context: PageContext) -> bool:
    """Whether there is a place where the form of the site arrives."""
    return context.catalogue.settings.form_endpoint is not None


def sets_of_figures(context: PageContext) -> Iterable[str]:
    """The report's figures, if there is a report, and our own."""
    return context.catalogue.insights.sets


def initiatives(context: PageContext) -> Iterable[Initiative]:
    """Every initiative."""
    return context.catalogue.initiatives


def moves(context: PageContext) -> Iterable[tuple[str, str]]:
    """Every former id with the id of today."""
    return context.catalogue.moved.items()


def groups(context: PageContext) -> Iterable[tuple[str, str]]:
    """Every group and subject that gaps are told about."""
    return subjects(context.catalogue)


def campuses(context: PageContext) -> Iterable[Campus]:
    """Every campus."""
    return context.catalogue.campuses


def texts(_context: PageContext) -> Iterable[str]:
    """The name of every page of prose."""
    return PROSE


PAGES: tuple[Maker, ...] = (
    one(home_page),
    one(listing_page),
    one(map_page),
    each(term_parts, term_page),
    each(initiatives, initiative_page),
    each(moves, moved_page),
    each(initiatives, owner_page),
    each(moves, moved_owner_page),
    one(campuses_page),
    each(campuses, campus_page),
    each(campuses, campus_figures_page),
    each(sets_of_figures, gaps_page),
    each(groups, gap_figure_page),
    when(has_report, one(promising_page)),
    when(has_roles, one(roles_page)),
    one(shortlist_page),
    one(search_page),
    one(embedding_page),
    each(texts, prose_page),
    when(has_form, one(report_page)),
    one(data_page),
    one(changed_page),
    one(questions_page),
    one(coverage_page),
    one(licences_page),
    one(embedded_listing_page),
    each(campuses, embedded_campus_page),
    one(not_found_page),
)


def all_pages(context: PageContext) -> Iterator[Page]:
    """Every page of one language, in the order of the sitemap."""
    for make in PAGES:
        yield from make(context)
