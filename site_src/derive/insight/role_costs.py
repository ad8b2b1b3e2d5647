"""What a plan costs: the arithmetic of the planner, the same as in static/js/planning.js.

Amounts are ranges in euro, estimated in the report (table 6.1), without inflation. One-off costs fall in the first
year, yearly costs in each. A parent activity is developed once and held a number of times each year; a scale-up and a
bus run in each year. `totaal` amounts are sums and worked examples, used to check this arithmetic, never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from site_src.model.region.roles import Amount, Roles

Range = tuple[int, int]
VERDICTS = ("past", "misschien", "past-niet")  # fits, fits only at the low end, does not fit
_EFFECTS = ("+++", "++", "+/++", "+")  # most first
BUSES = ("geen", "grote-bus", "bestelbusje")
MOST = {"ouders": 100, "keer": 50, "ritten": 5000, "opschalen": 100, "jaren": 10, "budget": 100_000_000}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: numbers of parent activities, of times each is held a year, of bus rides a year, of scale-ups."""

    ouders: int = 0
    keer: int = 0
    ritten: int = 0
    opschalen: int = 0
    bus: str = "geen"
    jaren: int = 1
    budget: int = 0

    @property
    def query(self) -> str:
        """The plan as the address holds it: only what differs from nothing."""
        start = Plan()
        kept = [f.name for f in fields(self) if getattr(self, f.name) != getattr(start, f.name)]
        return "&".join(f"{name}={getattr(self, name)}" for name in kept)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a plan: what it costs once and each year, from and to."""

    part: str
    once: Range
    yearly: Range

    def over(self, number: int) -> Range:
        """What it costs over so many years."""
        return _sum((self.once, _times(self.yearly, number)))


class Example(NamedTuple):
    """A sum of the report: which figure of the plan it is (`eenmalig` or `per-jaar`), the plan, the printed amount."""

    which: str
    plan: Plan
    amount: str


class Option(NamedTuple):
    """One way to fill in a role, and what it costs in its first year, from and to (euro)."""

    role: str
    plan: Plan
    cost: Range


def prices(roles: Roles) -> dict[str, dict[str, Range]]:
    """The unit prices the planner uses, by part: once and each time or year, from table 6.1."""
    amounts = {amount.id: amount for role in roles.roles for amount in role.amounts}
    bus = {variant: _bus(variant, amounts) for variant in BUSES[1:]}
    return {
        "ouders": {"eenmalig": _range(amounts["ouders-ontwikkeling"]), "per": _range(amounts["ouders-uitvoering"])},
        "ritten": {"eenmalig": _range(amounts["bus-eenmalig"]), "per": _range(amounts["bus-dagdeel"])},
        "opschalen": {
            "eenmalig": _range(amounts["opschalen-ontwikkeling"]),
            "per": _range(amounts["opschalen-per-jaar"]),
        },
        **bus,
    }


def lines(plan: Plan, price: Mapping[str, Mapping[str, Range]]) -> list[Line]:
    """The parts of a plan, in the order of the report."""
    times = {"ouders": plan.ouders * plan.keer, "ritten": plan.ritten, "opschalen": plan.opschalen}
    found = [
        Line(name, _times(price[name]["eenmalig"], getattr(plan, name)), _times(price[name]["per"], times[name]))
        for name in ("ouders", "ritten", "opschalen")
    ]
    if plan.bus != "geen":
        found.append(Line(plan.bus, price[plan.bus]["eenmalig"], price[plan.bus]["per"]))
    return found


def together(parts: Sequence[Line]) -> Line:
    """The sum of parts, as one part."""
    return Line("samen", _sum(part.once for part in parts), _sum(part.yearly for part in parts))


def years(plan: Plan, price: Mapping[str, Mapping[str, Range]]) -> list[Range]:
    """What each year costs; the one-off costs are in the first."""
    whole = together(lines(plan, price))
    return [whole.over(1) if year == 0 else whole.yearly for year in range(plan.jaren)]


def total(plan: Plan, price: Mapping[str, Mapping[str, Range]]) -> Range:
    """What the whole plan costs."""
    return _sum(years(plan, price))


def verdict(budget: int, cost: Range) -> str:
    """Whether a plan fits, one of VERDICTS; "" without a budget."""
    if budget <= 0:
        return ""
    return VERDICTS[sum(end > budget for end in cost)]


def examples(roles: Roles) -> list[Example]:
    """The report's worked examples."""
    counts = {a.id: a.value for a in roles.assumptions}
    parents = Plan(ouders=counts["ouderactiviteiten"], keer=counts["uitvoeringen-per-ouderactiviteit"])
    return [
        Example("eenmalig", parents, "ouders-ontwikkeling-vijf"),
        Example("per-jaar", parents, "ouders-uitvoering-vijftien"),
        Example("per-jaar", Plan(ritten=counts["busritten"]), "bus-honderd"),
        Example("per-jaar", Plan(bus="grote-bus"), "grote-bus-totaal-per-jaar"),
        Example("per-jaar", Plan(bus="bestelbusje"), "bestelbusje-totaal-per-jaar"),
    ]


def weighed(roles: Roles) -> list[Option]:
    """What each role costs in its first year, as the report works it out: most effect first, then the cheapest.

    One initiative scaled up; for the others the quantities of the report's own sums (table 6.1).
    """
    effects = {role.id: role.effect for role in roles.roles}
    plans = {example.amount: example.plan for example in examples(roles)}
    role_of = {amount.id: role.id for role in roles.roles for amount in role.amounts}
    found = {role_of[amount]: set[Plan]() for amount in plans} | {role_of["opschalen-per-jaar"]: {Plan(opschalen=1)}}
    for amount, plan in plans.items():
        found[role_of[amount]].add(plan)
    options = [Option(name, plan, total(plan, prices(roles))) for name, own in found.items() for plan in own]
    return sorted(options, key=lambda option: (_EFFECTS.index(effects[option.role]), option.cost))


def cost_of(example: Example, price: Mapping[str, Mapping[str, Range]]) -> Range:
    """What an example costs by this arithmetic."""
    whole = together(lines(example.plan, price))
    return whole.once if example.which == "eenmalig" else whole.yearly


def _bus(variant: str, amounts: Mapping[str, Amount]) -> dict[str, Range]:
    own = [amount for amount in amounts.values() if amount.variant == variant]
    return {
        "eenmalig": _sum(_range(amount) for amount in own if amount.kind == "eenmalig"),
        "per": _sum(_range(amount) for amount in own if amount.kind == "per-jaar"),
    }


def _range(amount: Amount) -> Range:
    return (amount.minimum, amount.maximum)


def _times(price: Range, number: int) -> Range:
    return (price[0] * number, price[1] * number)


def _sum(ranges: Iterable[Range]) -> Range:
    found = list(ranges)
    return (sum(low for low, _ in found), sum(high for _, high in found))
