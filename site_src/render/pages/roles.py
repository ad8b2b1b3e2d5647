"""The page on the four roles for MRDH: effect, costs, the report's worked examples, and the planner."""

from __future__ import annotations

from site_src.derive.insight import role_costs as costs
from site_src.derive.insight.role_costs import MOST, Plan, prices
from site_src.render import routes
from site_src.render.pages.page import Page, PageMaker
from site_src.render.tables.role_tables import plan_table, role_table, worked_examples

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
            amounts={role.id: role_table(role, self.language, with_variants=True) for role in known.roles},
            examples=worked_examples(self.catalogue, self.language),
            start=plan_table(START, self.catalogue, self.language),
            plan=START,
            most=MOST,
            buses=costs.BUSES,
            prices=prices(known),
            words={key: word for key, word in self.language.words.items() if key.startswith("plan.")},
        )
