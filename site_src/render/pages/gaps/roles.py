"""The pages on what could be done about gaps: promising initiatives, and the roles of the report with their costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from site_src.derive.insight.role_costs import BUSES, MOST, Plan, prices, weighed
from site_src.derive.insight.success_factors import FACTORS, PROMISING, Score
from site_src.model.initiative import Initiative
from site_src.model.region.roles import Role, Roles
from site_src.render import routes
from site_src.render.charts.range_strip import range_strip
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind
from site_src.render.tables.role_tables import euro, plan_table, role_table, worked_examples
from site_src.render.tables.table import Table
from site_src.render.words.language import Language

PROMISING_INITIATIVES = PageKind("promising", searchable=True)
ROLES = PageKind("roles", searchable=True)
START = Plan(ouders=5, keer=3, ritten=100, opschalen=2, jaren=3)
ASKED = ("ouders", "keer", "ritten", "opschalen", "jaren", "budget")  # numbers of a plan, in the order of the form


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One initiative: how many factors it meets, in words, and each factor (None is unknown)."""

    initiative: Initiative
    told: str
    factors: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class CandidatesView:
    """The initiatives that fit one role; `key` is a campus code or the name of the role."""

    key: str
    title: str
    explanation: str
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class PromisingView:
    """What the page on promising initiatives shows; `least` is how many factors make one promising."""

    least: int
    candidates: tuple[CandidatesView, ...]
    factors: tuple[str, ...]
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class PlanField:
    """One number that the planner asks for."""

    name: str
    least: int
    most: int
    step: int


@dataclass(frozen=True, slots=True)
class RoleView:
    """One role with the table of its amounts."""

    role: Role
    amounts: Table


@dataclass(frozen=True, slots=True)
class OptionView:
    """One way to fill in a role: the effect that is expected, what it costs in its first year, and its plan."""

    role: Role
    what: str
    cost: str
    strip: Markup
    plan: str


@dataclass(frozen=True, slots=True)
class RolesView:
    """What the page on roles shows; `script` is what the planner needs in the browser."""

    known: Roles
    fields: tuple[PlanField, ...]
    buses: tuple[str, ...]
    plan: Plan
    plan_table: Table
    examples: Table
    options: tuple[OptionView, ...]
    roles: tuple[RoleView, ...]
    script: Mapping[str, Any]


def promising_page(context: PageContext) -> Page:
    """Every initiative on the factors that help, and what fits the roles."""
    say, insights = context.language.say, context.catalogue.insights
    scores = {score.initiative: _score(context, score) for score in insights.scores}
    view = PromisingView(PROMISING, tuple(_candidates(context, scores)), tuple(FACTORS), tuple(scores.values()))
    crumbs = ((say("wit.titel.rapport"), routes.GAPS),)
    title, description = say("kans.titel"), say("kans.omschrijving")
    return context.page(PROMISING_INITIATIVES, routes.PROMISING, title, description, view, crumbs=crumbs)


def _score(context: PageContext, score: Score) -> ScoreView:
    told = context.language.say("kans.stand", ja=score.met, n=len(FACTORS))
    if score.unknown:
        told += f", {context.language.say('kans.stand_onbekend', onbekend=score.unknown)}"
    return ScoreView(context.catalogue.by_id[score.initiative], told, tuple(score.factors.values()))


def _candidates(context: PageContext, scores: Mapping[str, ScoreView]) -> Iterable[CandidatesView]:
    say, found = context.language.say, context.catalogue.insights.candidates
    for code, ids in found.scale_up.items():
        title = say("kans.opschalen", campus=context.catalogue.campus_by_code[code].name)
        yield CandidatesView(code, title, say("kans.opschalen_uitleg"), tuple(scores[i] for i in ids))
    parents, bus = (tuple(scores[i] for i in ids) for ids in (found.parents, found.bus))
    yield CandidatesView("ouders", say("kans.ouders"), say("kans.ouders_uitleg"), parents)
    yield CandidatesView("bus", say("kans.bus"), say("kans.bus_uitleg"), bus)


def roles_page(context: PageContext) -> Page:
    """The roles, each amount with its place in the report, and a planner that works in the browser."""
    known, tables, language = context.catalogue.roles, context.catalogue.tables, context.language
    assert known is not None, "this region has no roles"
    view = RolesView(
        known=known,
        fields=tuple(_plan_field(name) for name in ASKED),
        buses=BUSES,
        plan=START,
        plan_table=plan_table(START, known, language, tables.about.table("6.1") if tables else ""),
        examples=worked_examples(known, language),
        options=tuple(_options(known, language)),
        roles=tuple(RoleView(role, role_table(role, language, with_variants=True)) for role in known.roles),
        script={"prices": prices(known), "most": MOST, "buses": BUSES, "words": context.words("plan.")},
    )
    return context.page(ROLES, routes.ROLES, language.say("rol.titel"), language.say("rol.omschrijving"), view)


def _options(known: Roles, language: Language) -> Iterable[OptionView]:
    """Effect against cost: most effect first."""
    options, by_id = weighed(known), {role.id: role for role in known.roles}
    most = max(option.cost[1] for option in options)
    for option in options:
        plan = option.plan
        told = language.say(
            f"rol.optie.{_part(plan)}", ouders=plan.ouders, keer=plan.keer, ritten=plan.ritten, opschalen=plan.opschalen
        )
        years = replace(plan, jaren=START.jaren)
        strip = range_strip(option.cost, most)
        yield OptionView(by_id[option.role], told, euro(option.cost, language), strip, years.query)


def _part(plan: Plan) -> str:
    """Which part of the planner a plan fills in."""
    return next((name for name in ("ouders", "ritten", "opschalen") if getattr(plan, name)), plan.bus)


def _plan_field(name: str) -> PlanField:
    return PlanField(name, least=1 if name == "jaren" else 0, most=MOST[name], step=1000 if name == "budget" else 1)
