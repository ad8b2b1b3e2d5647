"""The page on the four roles for MRDH: effect, costs, the report's worked examples, and the planner."""

from __future__ import annotations

from collections.abc import Iterable

from site_src.derive.insight import role_costs as costs
from site_src.derive.insight.role_costs import MOST, Plan, examples, lines, prices
from site_src.model.roles import Amount, Role
from site_src.render import routes
from site_src.render.pages.page import Page, PageMaker
from site_src.render.tables import tables
from site_src.render.tables.tables import Table

START = Plan(ouders=5, keer=3, ritten=100, opschalen=2, jaren=3)


class AdvisingPages(PageMaker):
    """Roles and costs."""

    def roles(self) -> Page:
        """The four roles, each amount with its place in the report, and a planner that works in the browser."""
        say, known = self.language.say, self.catalogue.roles
        return self.page(
            routes.ROLES,
            "roles",
            say("rol.titel"),
            say("rol.omschrijving"),
            known=known,
            amounts={role.id: self._amounts(role) for role in known.roles},
            examples=self._examples(),
            start=self._plan_table(START),
            plan=START,
            most=MOST,
            buses=costs.BUSES,
            prices=prices(known),
            words={key: word for key, word in self.language.words.items() if key.startswith("plan.")},
        )

    def _amounts(self, role: Role) -> Table:
        """Every amount of one role, with its place in the report."""
        say = self.language.say
        rows = tuple(
            (self._what(amount), tables.money(amount, self.language), say(f"soort.{amount.kind}"), amount.source)
            for amount in role.amounts
        )
        columns = (say("tabel.waarvoor"), say("tabel.bedrag"), say("tabel.soort"), say("tabel.bron"))
        caption = f"{role.name[self.language.code]} ({say('tabel.effect')} {role.effect})"
        return Table(caption, columns, rows, source=role.source, text_columns=frozenset({2, 3}))

    def _examples(self) -> Table:
        """The report's own sums, worked out by the planner's arithmetic."""
        say, price = self.language.say, prices(self.catalogue.roles)
        amounts = {amount.id: amount for role in self.catalogue.roles.roles for amount in role.amounts}
        rows = []
        for which, plan, amount_id in examples(self.catalogue.roles):
            parts = lines(plan, price)
            ends = [part.once if which == "eenmalig" else part.yearly for part in parts]
            low, high = sum(low for low, _ in ends), sum(high for _, high in ends)
            rows.append(
                (self._what(amounts[amount_id]), tables.euro(low, high, self.language), amounts[amount_id].source)
            )
        columns = (say("tabel.waarvoor"), say("tabel.bedrag"), say("tabel.bron"))
        return Table(say("rol.voorbeelden"), columns, tuple(rows), text_columns=frozenset({2}))

    def _what(self, amount: Amount) -> str:
        names = {v.id: v.name for role in self.catalogue.roles.roles for v in role.variants}
        variant = names[amount.variant][self.language.code] + ": " if amount.variant else ""
        text = variant + amount.per[self.language.code]
        return text[:1].upper() + text[1:]

    def _plan_table(self, plan: Plan) -> Table:
        """A plan over the years, as the planner shows it."""
        say, price = self.language.say, prices(self.catalogue.roles)
        parts = lines(plan, price)
        rows = [
            (
                say(f"plan.{part.part}"),
                self._euro(part.once),
                self._euro(part.yearly),
                self._euro(self._over(part, plan)),
            )
            for part in parts
        ]
        rows.append((say("plan.samen"), *self._sums(parts), self._euro(costs.total(plan, price))))
        columns = (say("plan.onderdeel"), say("plan.eenmalig"), say("plan.per_jaar"), say("plan.alles", n=plan.jaren))
        return Table(say("plan.tabel"), columns, tuple(rows), source="SEOR 2023, tabel 6.1")

    def _over(self, part: costs.Line, plan: Plan) -> costs.Range:
        return (part.once[0] + plan.jaren * part.yearly[0], part.once[1] + plan.jaren * part.yearly[1])

    def _sums(self, parts: Iterable[costs.Line]) -> tuple[str, str]:
        found = list(parts)
        once = (sum(part.once[0] for part in found), sum(part.once[1] for part in found))
        yearly = (sum(part.yearly[0] for part in found), sum(part.yearly[1] for part in found))
        return (self._euro(once), self._euro(yearly))

    def _euro(self, ends: costs.Range) -> str:
        return tables.euro(*ends, self.language)
