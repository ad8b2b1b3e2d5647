"""A page for each group and subject: what each campus has for it, near, further and everywhere, with a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import NATIONAL
from site_src.derive.gaps import SUBJECTS
from site_src.derive.insight.gaps.parts import Key
from site_src.derive.insight.role_costs import Plan
from site_src.derive.knowledge import Answer
from site_src.derive.reach import How
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.render import routes
from site_src.render.charts.dot_plot import Chart, strip
from site_src.render.charts.small_map import small_map
from site_src.render.pages.context import PageContext
from site_src.render.pages.gaps.register import GapHistory, history_of
from site_src.render.pages.page import Later, Page, PageKind
from site_src.render.tables.gap_figure import chart_of, figure_table
from site_src.render.tables.table import Table
from site_src.render.words.demand_sentences import asked, demand_sentence, demand_source
from site_src.render.words.gap_sentences import term_label, three_parts
from site_src.render.words.part_sentences import gap_sentence, printed

GAP_FIGURE = PageKind("gap_figure")
SCALE_UP = 3  # initiatives that could come here: at most so many

Subject = tuple[str, str]  # dimension, term


@dataclass(frozen=True, slots=True)
class Choice:
    """One group or subject to choose, with its page."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Growth:
    """A promising initiative that is not here yet, and how far it is ('' when that is not known)."""

    initiative: Initiative
    distance: str


@dataclass(frozen=True, slots=True)
class CampusFigure:
    """One figure: strip, words, what the report printed, pupils, since when it is a gap, who is behind it, growth."""

    campus: Campus
    strip: Markup
    parts: str
    sentence: str
    printed: str
    demand: str
    history: tuple[GapHistory, ...]
    nearby: tuple[Initiative, ...]
    growth: tuple[Growth, ...]
    address: str


@dataclass(frozen=True, slots=True)
class SmallMap:
    """One of the maps beside each other."""

    label: str
    drawing: Markup
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class GapFigureView:
    """What the page of one group shows; `plan` is the address of the planner, '' where no costs are known.

    `demand` is where the numbers of pupils come from, '' for a group that is no school type.
    """

    dimension: str
    term: str
    label: str
    chart: Chart
    figures: tuple[CampusFigure, ...]
    everywhere: tuple[Initiative, ...]
    table: Table
    ground: Markup
    maps: tuple[SmallMap, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    plan: str
    demand: str


def subjects(catalogue: Catalogue) -> Iterable[Subject]:
    """Every group and subject that has a page, in the order of the site."""
    return ((name, term) for name in SUBJECTS for term in catalogue.vocabulary.ids(name))


def gap_figure_page(context: PageContext, subject: Subject) -> Page:
    """What every campus has for one group."""
    say, label = context.language.say, term_label(*subject, context.catalogue, context.language)
    view = Later(partial(_view, context, subject, label))
    crumbs = ((say("wit.titel.rapport"), routes.GAPS),)
    title, description = say("cijfer.titel", term=label), say("cijfer.omschrijving", term=label)
    return context.page(GAP_FIGURE, routes.gap(*subject), title, description, view, crumbs=crumbs)


def _view(context: PageContext, subject: Subject, label: str) -> GapFigureView:
    catalogue, language = context.catalogue, context.language
    return GapFigureView(
        *subject,
        label,
        chart := chart_of(catalogue, language, subject),
        tuple(_figure(context, subject, campus, chart) for campus in catalogue.campuses),
        tuple(_everywhere(catalogue, subject)),
        figure_table(catalogue, language, subject),
        context.small_ground,
        tuple(_maps(context, subject)),
        choices(context, subject),
        _plan(catalogue, subject),
        demand_source(catalogue, language, subject[1]) if asked(*subject) else "",
    )


def choices(context: PageContext, now: Subject | None = None) -> dict[str, tuple[Choice, ...]]:
    """By dimension every group and subject with its page."""
    found: dict[str, tuple[Choice, ...]] = dict.fromkeys(SUBJECTS, ())
    for name, term in subjects(context.catalogue):
        label = term_label(name, term, context.catalogue, context.language)
        found[name] += (Choice(label, routes.gap(name, term), (name, term) == now),)
    return found


def _figure(context: PageContext, subject: Subject, campus: Campus, chart: Chart) -> CampusFigure:
    catalogue, language = context.catalogue, context.language
    key: Key = (*subject, campus.code)
    row = next(row for row in chart.rows if row.label == campus.name)
    return CampusFigure(
        campus,
        strip(row, chart.most),
        three_parts(catalogue.insights.parts[key], language),
        gap_sentence(catalogue, language, key, term_label(*subject, catalogue, language)),
        printed(catalogue, language, key),
        demand_sentence(catalogue, language, key),
        history_of(context, key),
        tuple(_behind(catalogue, key)),
        tuple(_growth(context, key)),
        f"{context.absolute(routes.gap(*subject))}#{campus.id}",
    )


def _behind(catalogue: Catalogue, key: Key) -> Iterable[Initiative]:
    """The initiatives that a figure counts near the campus and further away, nearest first."""
    dimension, term, code = key
    for reach in catalogue.around(code):
        sure = catalogue.knowledge.of(reach.initiative, dimension).answer(term) is Answer.YES
        if sure and reach.how is not How.NATIONAL:
            yield catalogue.by_id[reach.initiative]


def _everywhere(catalogue: Catalogue, subject: Subject) -> Iterable[Initiative]:
    """What is national or online and has the term for sure: the same around every campus."""
    dimension, term = subject
    for item in catalogue.initiatives:
        if item.reach == NATIONAL and catalogue.knowledge.of(item.id, dimension).answer(term) is Answer.YES:
            yield item


def _growth(context: PageContext, key: Key) -> Iterable[Growth]:
    """The nearest promising initiatives that have the term, work elsewhere in the region and not here."""
    dimension, term, code = key
    catalogue, found = context.catalogue, []
    for score in catalogue.insights.promising:
        if code in catalogue.campus_codes[score.initiative]:
            continue
        away = next((row for row in catalogue.distances.get(score.initiative, ()) if row.campus == code), None)
        if away and catalogue.knowledge.of(score.initiative, dimension).answer(term) is Answer.YES:
            found.append((away.km, score.order, score.initiative, away))
    for _, _, item_id, away in sorted(found, key=lambda row: row[:2])[:SCALE_UP]:
        yield Growth(catalogue.by_id[item_id], context.language.km(away.rounded, away.margin_km))


def _maps(context: PageContext, subject: Subject) -> Iterable[SmallMap]:
    """One map for each term of the same dimension."""
    catalogue, (dimension, chosen) = context.catalogue, subject
    codes = [mark.campus.code for mark in catalogue.atlas.all_campuses.marks]
    at = dict(zip(codes, context.small_places, strict=True))
    parts, terms = catalogue.insights.parts, catalogue.vocabulary.ids(dimension)
    most = max(parts[dimension, term, code].local for term in terms for code in codes)
    for term in terms:
        counts = {code: parts[dimension, term, code].local for code in codes}
        label = term_label(dimension, term, catalogue, context.language)
        yield SmallMap(label, small_map(counts, at, most), routes.gap(dimension, term), term == chosen)


def _plan(catalogue: Catalogue, subject: Subject) -> str:
    """The planner with what the report proposes for such a gap: something for parents, else one that grows."""
    if not catalogue.roles:
        return ""
    plan = Plan(ouders=1, keer=3, jaren=3) if subject == ("doelgroep", "ouders") else Plan(opschalen=1, jaren=3)
    return f"{routes.ROLES}?{plan.query}"
