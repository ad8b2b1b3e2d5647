"""Everything the figures say, for both sets: made once from the catalogue, used by pages and exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from site_src.derive.insight import counts
from site_src.derive.insight.counts import CATALOGUE, REPORT, SETS, TermCount
from site_src.derive.insight.gaps.deviations import measure
from site_src.derive.insight.gaps.findings import Finding, find
from site_src.derive.insight.gaps.nearby import Nearby, nearby
from site_src.derive.insight.gaps.parts import Key, PartCount, counts_of, part_counts
from site_src.derive.insight.report_comparisons import Unsupported, unsupported
from site_src.derive.insight.report_figures import ReportFigures
from site_src.derive.insight.standings import Standing, standings
from site_src.derive.insight.success_factors import PROMISING, Candidates, Score, candidates, scores
from site_src.derive.knowledge import Knowledge
from site_src.derive.reach import Reach, codes_by_initiative
from site_src.derive.report_tables import ReportTables
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Insights:
    """The gap engine over one catalogue."""

    initiatives: Sequence[Initiative]
    campuses: Sequence[Campus]
    reach: Mapping[str, Sequence[Reach]]
    vocabulary: Vocabulary
    tables: ReportTables | None
    knowledge: Knowledge

    @cached_property
    def campus_codes(self) -> dict[str, tuple[str, ...]]:
        """For each initiative the campuses it counts around."""
        return codes_by_initiative(self.reach)

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets of figures there are: a region without a report has only its own."""
        return SETS if self.tables else (CATALOGUE,)

    @cached_property
    def report(self) -> ReportFigures:
        """The report's own figures, as they are printed; only asked for where there is a report."""
        assert self.tables is not None, "this region has no report"
        return ReportFigures(self.tables, tuple(self.tables.codes_of(self.campuses)))

    def campuses_of(self, name: str) -> tuple[Campus, ...]:
        """The campuses that a set counts around: the report does not know one that came later."""
        if name != REPORT:
            return tuple(self.campuses)
        return tuple(campus for campus in self.campuses if campus.code in self.report.codes)

    @cached_property
    def counts(self) -> dict[str, pd.DataFrame]:
        """Per set: how many of how many, for each campus and the region."""
        published = {REPORT: counts.report_counts(self.tables, self.campuses)} if self.tables else {}
        return published | {CATALOGUE: counts_of(self.parts, self.initiatives, self.knowledge)}

    @cached_property
    def parts(self) -> dict[Key, PartCount]:
        """Our own counts around each campus, split into near, further and everywhere."""
        return part_counts(self.initiatives, self.reach, self.campuses, self.vocabulary, self.knowledge)

    @cached_property
    def nearby(self) -> dict[Key, Nearby]:
        """Our own counts without what is everywhere, beside the other campuses."""
        return nearby(self.parts)

    @cached_property
    def term_counts(self) -> dict[str, dict[tuple[str, str, str], TermCount]]:
        """Per set: the same figures by (dimension, term, campus)."""
        return {name: counts.term_counts(frame) for name, frame in self.counts.items()}

    @cached_property
    def cells(self) -> dict[str, pd.DataFrame]:
        """Per set: every cell of the heat map."""
        return {name: measure(frame) for name, frame in self.counts.items()}

    @cached_property
    def sizes(self) -> dict[str, pd.Series]:
        """Per set: how many initiatives count around each campus."""
        published = {REPORT: counts.report_sizes(self.tables, self.campuses)} if self.tables else {}
        return published | {CATALOGUE: counts.catalogue_sizes(self.campus_codes, self.campuses)}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding: the report first, then the catalogue."""
        rows = ((name, self.counts[name], self.cells[name], self.sizes[name]) for name in self.sets)
        return tuple(found for row in rows for found in find(*row, self.tables))

    @cached_property
    def unsupported(self) -> list[Unsupported]:
        """Sentences of the report that its own table does not support."""
        if not self.tables:
            return []
        found = [finding for finding in self.findings if finding.set == REPORT]
        return unsupported(self.tables.about.comparisons, self.cells[REPORT], found)

    @cached_property
    def standings(self) -> Mapping[tuple[str, str], Standing]:
        """What we know of each term beside the total of the report, by (dimension, term)."""
        around = {item_id: tuple(codes) for item_id, codes in self.campus_codes.items()}
        return standings(self.report, self.initiatives, self.knowledge, around) if self.tables else {}

    @cached_property
    def scores(self) -> list[Score]:
        """Every initiative on the factors that help."""
        return scores(self.initiatives, self.knowledge)

    @cached_property
    def promising(self) -> list[Score]:
        """Those that meet enough of them."""
        return [score for score in self.scores if score.met >= PROMISING]

    @cached_property
    def candidates(self) -> Candidates:
        """Which initiatives fit which role."""
        scale_up = self.tables.about.scale_up if self.tables else ()
        return candidates(self.scores, {item.id: item for item in self.initiatives}, self.campus_codes, scale_up)
