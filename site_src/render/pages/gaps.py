"""The pages for whoever decides: gaps in both sets of figures, promising initiatives, roles and their costs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import ALL, CATALOGUE, REPORT
from site_src.derive.insight.deviations import LIGHT_FROM, MORE, STRONG, STRONG_FROM
from site_src.derive.insight.findings import Finding
from site_src.derive.insight.report_comparisons import Claim
from site_src.derive.insight.success_factors import FACTORS, PROMISING
from site_src.render import routes
from site_src.render.pages.page import Page, PageMaker
from site_src.render.tables.heatmap import equity, heatmap
from site_src.render.words.gap_sentences import Sentence, five, percent, tell, term_label


class GapPages(PageMaker):
    """Gaps by the report, gaps by our records, promising initiatives."""

    def gap_pages(self) -> Iterable[Page]:
        """The three pages of this part."""
        yield self._gaps(REPORT, routes.GAPS)
        yield self._gaps(CATALOGUE, routes.GAPS_NOW)
        yield self.promising()

    def _gaps(self, name: str, address: str) -> Page:
        say, insights = self.language.say, self.catalogue.insights
        grids = heatmap(self.catalogue, self.language, name)
        crumbs = ((say("wit.titel.rapport"), routes.GAPS),) if name == CATALOGUE else ()
        own = [finding for finding in insights.findings if finding.set == name]
        return self.page(
            address,
            "gaps",
            say(f"wit.titel.{name}"),
            say(f"wit.omschrijving.{name}"),
            crumbs,
            set=name,
            five=five(self.catalogue, self.language, name),
            region=self.told([finding for finding in own if finding.campus == ALL]),
            grids=grids,
            equity=equity(grids),
            sizes=insights.sizes[name],
            unsupported=self._unsupported() if name == REPORT else [],
            changes=self._changes() if name == CATALOGUE else None,
            limits={"licht": LIGHT_FROM, "sterk": STRONG_FROM},
        )

    def promising(self) -> Page:
        """Every initiative on the factors that help, and what fits the roles."""
        say = self.language.say
        return self.page(
            routes.PROMISING,
            "promising",
            say("kans.titel"),
            say("kans.omschrijving"),
            ((say("wit.titel.rapport"), routes.GAPS),),
            scores=self.catalogue.insights.scores,
            by_id={score.initiative: score for score in self.catalogue.insights.scores},
            candidates=self.catalogue.insights.candidates,
            factors=list(FACTORS),
            least=PROMISING,
        )

    def told(self, findings: Iterable[Finding]) -> list[tuple[Finding, Sentence]]:
        """Findings with their sentences."""
        return [(finding, tell(finding, self.catalogue, self.language)) for finding in findings]

    def standing_out(self, code: str) -> dict[str, dict[str, list[tuple[Finding, Sentence]]]]:
        """What stands out around a campus, by set: strong points, weak points, and what is less sure."""
        groups: dict[str, dict[str, list[tuple[Finding, Sentence]]]] = {}
        for name in (REPORT, CATALOGUE):
            own = [pair for pair in self._told_by_campus.get(code, []) if pair[0].set == name]
            strong = [pair for pair in own if pair[0].strength == STRONG]
            groups[name] = {
                "meer": [pair for pair in strong if pair[0].direction == MORE],
                "minder": [pair for pair in strong if pair[0].direction != MORE],
                "licht": [pair for pair in own if pair[0].strength != STRONG],
            }
        return groups

    @cached_property
    def _told_by_campus(self) -> dict[str, list[tuple[Finding, Sentence]]]:
        found: dict[str, list[tuple[Finding, Sentence]]] = {}
        for pair in self.told(self.catalogue.insights.findings):
            found.setdefault(pair[0].campus, []).append(pair)
        return found

    def _unsupported(self) -> list[tuple[Claim, str, str]]:
        """(claim, what it says, the figures) for each sentence of the report that its table does not support."""
        rows = []
        for claim, cells in self.catalogue.insights.unsupported:
            figures = [
                self.language.say(
                    "wit.cijfer",
                    campus=self.catalogue.campus_by_code[row["campus"]].name,
                    aantal=row["aantal"],
                    n=row["n"],
                    waarde=percent((row["waarde_min"],) * 2),
                    referentie=percent((row["referentie_min"],) * 2),
                )
                for row in cells.to_dict("records")
            ]
            term = term_label(claim.dimension, claim.term, self.catalogue, self.language)
            rows.append((claim, self.language.say(f"wit.bewering.{claim.direction}", term=term), "; ".join(figures)))
        return rows

    def _changes(self) -> dict[str, list[Sentence]] | None:
        """With drafts: the five sentences as they were, and which findings of the catalogue came and went."""
        before = self.catalogue.before
        if not before:
            return None
        now, then = _by_mark(self.catalogue), _by_mark(before)
        return {
            "eerst": five(before, self.language, CATALOGUE),
            "nieuw": [tell(now[mark], self.catalogue, self.language) for mark in now if mark not in then],
            "weg": [tell(then[mark], before, self.language) for mark in then if mark not in now],
        }


def _by_mark(catalogue: Catalogue) -> dict[tuple[str, ...], Finding]:
    """The findings in our own records, by what they are about and which way and how strongly they point."""
    own = (finding for finding in catalogue.insights.findings if finding.set == CATALOGUE)
    return {(*finding.key, finding.direction, finding.strength): finding for finding in own}
