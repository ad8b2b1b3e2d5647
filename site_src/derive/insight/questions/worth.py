"""What each answer would change, counted: choices of visitors, verdicts about gaps, and scores.

    choices   places of the initiative at a filter of the finder or a question at home (choices.py)
    verdicts  gaps that come, go, or grow stronger or weaker (verdicts.py)
    scores    factors of the initiative that help (insight/success_factors.py), and how many facts it has

A thing counts when at least one of the answers makes it other than it is now. So it is what an answer could change, not
what it will; a test fills answers in and derives the whole catalogue again to compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from site_src.derive.facets import STOPPED, Facet
from site_src.derive.insight.insights import Insights
from site_src.derive.insight.questions.asking import YES, Asked, Reply, World, filled_in, questions_about
from site_src.derive.insight.questions.choices import ALL, DECIDES, Choice, Offered, Stand, standing
from site_src.derive.insight.questions.verdicts import Change, Region, Verdict, Verdicts
from site_src.derive.insight.success_factors import FACTORS
from site_src.derive.knowledge import Answer, Knowledge, Tables, known_of
from site_src.derive.reach import Distance, nearest, reach_of
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative, is_fact
from site_src.model.region.report_check import ReportCheck
from site_src.model.settings import Settings

FACTS = "feiten"
_FIELDS = {field.attribute: field for field in fields_of(Initiative)}
_FACTORS_OF = {
    "audiences": ("leraren", "ouders", "meisjes", "migratieachtergrond"), "activities": ("bedrijf",),
    "practice": ("veel",), "role_models": ("rolmodellen",), "free_transport": ("vervoer",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Worth:
    """What an answer could change."""

    choices: frozenset[Choice] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    scores: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many things, all told."""
        return len(self.choices) + len(self.verdicts) + len(self.scores)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what its answer could change."""

    asked: Asked
    worth: Worth


@dataclass(frozen=True)
class Before:
    """The catalogue as it is: what answers are held against."""

    settings: Settings
    insights: Insights
    facets: Sequence[Facet]
    distances: Mapping[str, tuple[Distance, ...]]
    check: ReportCheck | None
    today: dt.date


def questions_of(before: Before) -> tuple[Question, ...]:
    """Every question about every initiative, the one that could change most first."""
    weighed = _Weighing(before)
    insights = before.insights
    for item in insights.initiatives:
        weighed.weigh(item)
    return tuple(sorted(weighed.done(), key=lambda one: (-one.worth.total, one.asked.old)))


class _Weighing:
    """Goes by all questions once, and gathers the changes whose verdicts are then judged together."""

    def __init__(self, before: Before) -> None:
        insights, vocabulary = before.insights, before.insights.vocabulary
        names = {facet.id: tuple(value.query for value in facet.values) for facet in before.facets}
        towns = tuple(value.label.nl for facet in before.facets if facet.id == "gemeente" for value in facet.values)
        self.before, self.insights, self.tables = before, insights, Tables.of(before.check)
        self.offered = Offered(names | {"gemeente": towns}, before.settings.questions)
        self.world = World(insights.campuses, towns, {name: vocabulary.ids(name) for name in vocabulary.dimensions})
        self.verdicts = Verdicts(insights)
        self._with_term = {term: self.offered.with_term(term) for own in self.world.terms.values() for term in own}
        self.far = {item.locations: before.distances.get(item.id, ()) for item in insights.initiatives}
        self.found: list[tuple[Asked, Worth, list[Change | Region]]] = []

    def weigh(self, item: Initiative) -> None:
        """Everything that may be asked of one initiative."""
        known = self.insights.knowledge.known[item.id]
        stand = Stand(item, known, tuple(self.insights.reach[item.id]))
        now = _Now(standing(stand, ALL, self.offered), _factors(stand))
        for asked in questions_about(item, known, self.world, self.before.today):
            if asked.field.attribute in DECIDES or asked.field.attribute in _FACTORS_OF:
                self.found.append(self._weighed(asked, stand, now))
            else:  # nothing but that it is known
                facts = frozenset(name for reply in asked.replies for name in _facts(item, reply))
                self.found.append((asked, Worth(scores=facts), []))

    def _weighed(self, asked: Asked, stand: Stand, now: _Now) -> tuple[Asked, Worth, list[Change | Region]]:
        only = asked.term if asked.field.name not in stand.item.complete else ""
        choices, scores, changes = set[Choice](), set[str](), list[Change | Region]()
        for reply in asked.replies:
            after = self._after(stand, asked, reply, only)
            choices |= self._choices(now, after, asked, only)
            scores |= _facts(stand.item, reply) | _factors_changed(now, after, asked)
            changes += self.verdicts.changes(stand, after, asked.field.spec.term or "", only)
        return asked, Worth(frozenset(choices), scores=frozenset(scores)), changes

    def done(self) -> Iterable[Question]:
        """Every question with its worth."""
        judged = self.verdicts.judged(change for _, _, changes in self.found for change in changes)
        for asked, worth, changes in self.found:
            verdicts = frozenset(verdict for change in set(changes) for verdict in judged[change])
            yield Question(asked, replace(worth, verdicts=verdicts))

    def _after(self, stand: Stand, asked: Asked, reply: Reply, only: str) -> Stand:
        name, term, known, reach = asked.field.attribute, asked.field.spec.term, stand.known, stand.reach
        if term and only:  # the record itself says no more than this
            answer = Answer.YES if reply.key == YES else Answer.NO
            return Stand(stand.item, {**known, term: known[term].settled(only, answer)}, reach)
        item = filled_in(stand.item, reply)
        if term:
            known = {**known, term: known_of(item, asked.field, self.insights.vocabulary, self.tables)}
        if name in ("locations", "reach"):
            codes = [campus.code for campus in self.insights.campuses]
            reach = reach_of(item, self._distances(item), codes, self.before.settings.radius_km)
        return Stand(item, known, reach)

    def _distances(self, item: Initiative) -> tuple[Distance, ...]:
        """From where it would be; the distances of each place are worked out once."""
        if item.locations not in self.far:
            self.far[item.locations] = nearest((item,), self.insights.campuses).get(item.id, ())
        return self.far[item.locations]

    def _choices(self, now: _Now, after: Stand, asked: Asked, only: str) -> set[Choice]:
        filters = ALL if after.item.status == STOPPED else DECIDES.get(asked.field.attribute, ())
        there = standing(after, filters, self._with_term[only] if only else self.offered)
        return {choice for choice, place in there.items() if now.places.get(choice) != place}


@dataclass(frozen=True, slots=True)
class _Now:
    """Where one initiative stands now, and on which factors."""

    places: Mapping[Choice, object]
    factors: Mapping[str, bool | None]


def _facts(item: Initiative, reply: Reply) -> set[str]:
    """Whether the record has more facts or fewer."""
    more = sum(_told(name, value) - _told(name, getattr(item, name)) for name, value in reply.update.items())
    return {FACTS} if more else set()


def _told(attribute: str, value: object) -> bool:
    """Whether a value of a field counts as a fact of the record."""
    return is_fact(_FIELDS[attribute].name, value)


def _factors_changed(now: _Now, after: Stand, asked: Asked) -> set[str]:
    """The factors that are others; for what stops all known ones."""
    if after.item.status == STOPPED:
        return {name for name, met in now.factors.items() if met is not None}
    names = _FACTORS_OF.get(asked.field.attribute, ())
    return {name for name, met in _factors(after, names).items() if now.factors[name] is not met}


def _factors(stand: Stand, names: Iterable[str] = FACTORS) -> dict[str, bool | None]:
    known = Knowledge({stand.item.id: stand.known})
    return {name: FACTORS[name](stand.item, known) for name in names}
