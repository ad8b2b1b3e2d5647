"""The pages on gaps, in both sets of figures, and what stands out around one campus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.derive.gaps import SUBJECTS
from site_src.derive.insight.counts import ALL, CATALOGUE, REPORT
from site_src.derive.insight.gaps.deviations import LIGHT_FROM, MORE, STRONG, STRONG_FROM, Threshold
from site_src.derive.insight.gaps.findings import Finding
from site_src.derive.insight.report_comparisons import ComparisonFigure
from site_src.model.region.campus import Campus
from site_src.render import routes
from site_src.render.pages.context import PageContext
from site_src.render.pages.gaps.figures import Choice, choices
from site_src.render.pages.gaps.register import Latest, latest
from site_src.render.pages.page import Page, PageKind
from site_src.render.tables.heatmap import Grid, equity, heatmap
from site_src.render.words.gap_sentences import Sentence, five, percent, tell, term_label
from site_src.render.words.language import Language

GAPS = PageKind("gaps", searchable=True)


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding, its sentence, and the page with the figure behind it ('' where there is none)."""

    finding: Finding
    sentence: Sentence
    address: str


@dataclass(frozen=True, slots=True)
class StandingOut:
    """What stands out around a campus in one set: strong points, weak points, and what is less sure."""

    set: str
    more: tuple[ToldFinding, ...]
    less: tuple[ToldFinding, ...]
    light: tuple[ToldFinding, ...]
    light_heading: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sentence of the report that its own table does not support: where, what it says, the figures."""

    section: str
    says: str
    figures: str


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What drafts change: the summary without them, and which findings came and went."""

    before: list[Sentence]
    before_heading: str
    new: list[Sentence]
    gone: list[Sentence]


@dataclass(frozen=True, slots=True)
class Limit:
    """From where on a difference is told, as text: percentage points, initiatives, a chance of one in so many."""

    points: str
    excess: str
    one_in: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """What a page on gaps shows of one set of figures; `sets` are all with their addresses, `changes` is for drafts.

    `latest` is what came and went, only on the page that people know.
    """

    set: str
    sets: tuple[tuple[str, str], ...]
    n: int
    five: list[Sentence]
    five_heading: str
    changes: DraftChanges | None
    region: tuple[ToldFinding, ...]
    equity: Grid | None
    grids: list[Grid]
    contradictions: tuple[Contradiction, ...]
    light: Limit
    strong: Limit
    choices: Mapping[str, tuple[Choice, ...]]
    campuses: tuple[Campus, ...]
    latest: Latest | None


def gaps_page(context: PageContext, name: str) -> Page:
    """Gaps in one set of figures: by the report, or by our own records."""
    say, catalogue, language = context.language.say, context.catalogue, context.language
    grids, summary = heatmap(catalogue, language, name), five(catalogue, language, name)
    count, address = language.numeral(len(summary)), gaps_address(catalogue, name)
    own = [finding for finding in catalogue.insights.findings if finding.set == name]
    view = GapsView(
        set=name,
        sets=tuple((other, gaps_address(catalogue, other)) for other in catalogue.insights.sets),
        n=grids[0].n,
        five=summary,
        five_heading=say("wit.vijf_titel", telwoord=count),
        changes=_draft_changes(catalogue, language) if name == CATALOGUE else None,
        region=_told(context, (finding for finding in own if finding.campus == ALL)),
        equity=equity(grids) if catalogue.tables else None,
        grids=grids,
        contradictions=_contradictions(context) if name == REPORT else (),
        light=_limit(language, LIGHT_FROM),
        strong=_limit(language, STRONG_FROM),
        choices=choices(context),
        campuses=catalogue.campuses,
        latest=latest(context) if address == routes.GAPS else None,
    )
    description, known_as = say(f"wit.omschrijving.{name}", telwoord=count), say("wit.titel.rapport")
    if address == routes.GAPS:  # the page that people know, whichever figures it shows
        return context.page(GAPS, address, known_as, description, view)
    return context.page(GAPS, address, say(f"wit.titel.{name}"), description, view, crumbs=((known_as, routes.GAPS),))


def gaps_address(catalogue: Catalogue, name: str) -> str:
    """Where a set stands: the first that there is has the address that people know."""
    return routes.GAPS if name == catalogue.insights.sets[0] else routes.GAPS_NOW


def standing_out(context: PageContext, code: str) -> tuple[StandingOut, ...]:
    """What stands out around a campus, in each set of figures."""
    own = [finding for finding in context.catalogue.insights.findings if finding.campus == code]
    return tuple(
        _standing_out(context, name, [finding for finding in own if finding.set == name])
        for name in context.catalogue.insights.sets
    )


def _standing_out(context: PageContext, name: str, own: list[Finding]) -> StandingOut:
    strong = [finding for finding in own if finding.strength == STRONG]
    light = [finding for finding in own if finding.strength != STRONG]
    return StandingOut(
        set=name,
        more=_told(context, (finding for finding in strong if finding.direction == MORE)),
        less=_told(context, (finding for finding in strong if finding.direction != MORE)),
        light=_told(context, light),
        light_heading=context.language.count("wit.opvalt_licht", len(light)),
    )


def _told(context: PageContext, findings: Iterable[Finding]) -> tuple[ToldFinding, ...]:
    catalogue, language = context.catalogue, context.language
    return tuple(ToldFinding(found, tell(found, catalogue, language), _figure_of(context, found)) for found in findings)


def _figure_of(context: PageContext, finding: Finding) -> str:
    if finding.dimension not in SUBJECTS or finding.term not in context.catalogue.vocabulary.ids(finding.dimension):
        return ""
    campus = context.catalogue.campus_by_code.get(finding.campus)
    return routes.gap(finding.dimension, finding.term) + (f"#{campus.id}" if campus else "")


def _contradictions(context: PageContext) -> tuple[Contradiction, ...]:
    """Each sentence of the report that its table does not support."""
    found = []
    for row in context.catalogue.insights.unsupported:
        claim = row.claim
        term = term_label(claim.dimension, claim.term, context.catalogue, context.language)
        says = context.language.say(f"wit.bewering.{claim.direction}", term=term)
        figures = "; ".join(_claim_figure(context, figure) for figure in row.figures)
        found.append(Contradiction(claim.section, says, figures))
    return tuple(found)


def _claim_figure(context: PageContext, figure: ComparisonFigure) -> str:
    return context.language.say(
        "wit.cijfer",
        campus=context.catalogue.campus_by_code[figure.campus].name,
        aantal=figure.count,
        n=figure.n,
        waarde=percent((figure.share, figure.share)),
        referentie=percent((figure.reference, figure.reference)),
    )


def _limit(language: Language, threshold: Threshold) -> Limit:
    number = language.number
    return Limit(number(threshold.points, 0), number(threshold.excess), number(1 / threshold.chance, 0))


def _draft_changes(catalogue: Catalogue, language: Language) -> DraftChanges | None:
    """Before and after; nothing in a normal build."""
    before = catalogue.before
    if not before:
        return None
    now, then = _by_mark(catalogue), _by_mark(before)
    summary = five(before, language, CATALOGUE)
    return DraftChanges(
        summary,
        language.say("wit.verschil_eerst", telwoord=language.numeral(len(summary))),
        [tell(now[mark], catalogue, language) for mark in now if mark not in then],
        [tell(then[mark], before, language) for mark in then if mark not in now],
    )


def _by_mark(catalogue: Catalogue) -> dict[tuple[str, ...], Finding]:
    """The findings in our own records, by what they are about and which way and how strongly they point."""
    own = (finding for finding in catalogue.insights.findings if finding.set == CATALOGUE)
    return {(*finding.key, finding.direction, finding.strength): finding for finding in own}
