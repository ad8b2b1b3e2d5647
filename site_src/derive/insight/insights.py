"""Everything the figures say, for both sets: made once from the catalogue, used by pages and exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from site_src.derive.insight import counts
from site_src.derive.insight.counts import CATALOGUE, REPORT, TermCount
from site_src.derive.insight.deviations import measure
from site_src.derive.insight.findings import Finding, find
from site_src.derive.insight.report_comparisons import Unsupported, unsupported
from site_src.derive.insight.report_figures import ReportFigures
from site_src.derive.insight.success_factors import Candidates, Score, candidates, scores
from site_src.derive.report_tables import ReportTables
from site_src.model.campus import Campus
from site_src.model.initiative import Initiative
from site_src.model.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Insights:
    """The gap engine over one catalogue."""

    initiatives: Sequence[Initiative]
    campuses: Sequence[Campus]
    campus_codes: Mapping[str, Sequence[str]]
    vocabulary: Vocabulary
    tables: ReportTables

    @cached_property
    def report(self) -> ReportFigures:
        """The report's own figures, as they are printed."""
        return ReportFigures(self.tables, tuple(campus.code for campus in self.campuses))

    @cached_property
    def counts(self) -> dict[str, pd.DataFrame]:
        """Per set: how many of how many, for each campus and the region."""
        own = counts.catalogue_counts(self.initiatives, self.campus_codes, self.campuses, self.vocabulary)
        return {REPORT: counts.report_counts(self.tables, self.campuses), CATALOGUE: own}

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
        own = counts.catalogue_sizes(self.campus_codes, self.campuses)
        return {REPORT: counts.report_sizes(self.tables, self.campuses), CATALOGUE: own}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding: the report first, then the catalogue."""
        sets = ((name, self.counts[name], self.cells[name], self.sizes[name]) for name in counts.SETS)
        return tuple(found for row in sets for found in find(*row, self.tables))

    @cached_property
    def unsupported(self) -> list[Unsupported]:
        """Sentences of the report that its own table does not support."""
        return unsupported(self.cells[REPORT], [f for f in self.findings if f.set == REPORT])

    @cached_property
    def scores(self) -> list[Score]:
        """Every initiative on the factors that help."""
        return scores(self.initiatives)

    @cached_property
    def candidates(self) -> Candidates:
        """Which initiatives fit which role."""
        return candidates(self.scores, {item.id: item for item in self.initiatives}, self.campus_codes)
