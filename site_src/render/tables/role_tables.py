"""What the roles cost (table 6.1 of the report): amounts, the report's worked examples, a plan."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight import role_costs as costs
from site_src.derive.insight.role_costs import Line, Plan, Range
from site_src.model.region.roles import Amount, Role, Roles
from site_src.render.tables.table import Table
from site_src.render.words.language import Language


def roles(catalogue: Catalogue, language: Language) -> list[Table]:
    """A table a role, without the names of its variants, as the report prints them; none without roles."""
    return [role_table(role, language) for role in catalogue.roles.roles] if catalogue.roles else []


def role_table(role: Role, language: Language, *, with_variants: bool = False) -> Table:
    """Every amount of one role, with its place in the report."""
    named = role if with_variants else None
    rows = tuple(
        (_purpose(amount, language, named), _money(amount, language), language.say(f"soort.{amount.kind}"),
         amount.source)
        for amount in role.amounts
    )  # fmt: skip
    columns = tuple(language.say(f"tabel.{key}") for key in ("waarvoor", "bedrag", "soort", "bron"))
    caption = f"{role.name[language.code]} ({language.say('tabel.effect')} {role.effect})"
    return Table(caption, columns, rows, source=role.source, text_columns=frozenset({2, 3}))


def worked_examples(known: Roles, language: Language) -> Table:
    """The report's own sums, worked out by the planner's arithmetic."""
    amounts = {amount.id: (amount, role) for role in known.roles for amount in role.amounts}
    rows = []
    for example in costs.examples(known):
        amount, role = amounts[example.amount]
        cost = costs.cost_of(example, costs.prices(known))
        rows.append((_purpose(amount, language, role), euro(cost, language), amount.source))
    columns = tuple(language.say(f"tabel.{key}") for key in ("waarvoor", "bedrag", "bron"))
    return Table(language.say("rol.voorbeelden"), columns, tuple(rows), text_columns=frozenset({2}))


def plan_table(plan: Plan, known: Roles, language: Language, source: str) -> Table:
    """A plan over the years, as the planner shows it."""
    say, parts = language.say, costs.lines(plan, costs.prices(known))
    rows = [(say(f"plan.{part.part}"), *_plan_cells(part, plan, language)) for part in parts]
    rows.append((say("plan.samen"), *_plan_cells(costs.together(parts), plan, language)))
    columns = (say("plan.onderdeel"), say("plan.eenmalig"), say("plan.per_jaar"), say("plan.alles", n=plan.jaren))
    return Table(say("plan.tabel"), columns, tuple(rows), source=source)


def _plan_cells(line: Line, plan: Plan, language: Language) -> tuple[str, ...]:
    """Once, each year, and over all years of the plan."""
    return tuple(euro(cost, language) for cost in (line.once, line.yearly, line.over(plan.jaren)))


def _purpose(amount: Amount, language: Language, role: Role | None) -> str:
    """What an amount is for; with its role also for which variant."""
    names = {variant.id: variant.name[language.code] for variant in role.variants} if role else {}
    variant = f"{names[amount.variant]}: " if role and amount.variant else ""
    text = variant + amount.per[language.code]
    return text[:1].upper() + text[1:]


def _money(amount: Amount, language: Language) -> str:
    return euro((amount.minimum, amount.maximum), language)


def euro(ends: Range, language: Language) -> str:
    """€ 15.000 – 20.000 in whole euros, or one figure when its ends are equal."""
    low, high = ends
    first, last = language.number(low, 0), language.number(high, 0)
    return f"€\N{NO-BREAK SPACE}{first}" if low == high else f"€\N{NO-BREAK SPACE}{first} – {last}"
