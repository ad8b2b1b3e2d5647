"""Which verdicts about gaps would be others with an answer, all answers at once.

An answer changes the counts of a term around the campuses of one initiative, so only the verdicts of that term: near,
in shares (around each campus, as each is compared with the others), and of its dimension in the region. Where it
changes what an initiative counts around, it changes the counts of all terms. Initiatives that count around the same
campuses change the same verdicts, so each change is judged once, and all of them in one table: a row a change, a
column a campus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from site_src.derive.insight.counts import ALL, CATALOGUE, COUNTED
from site_src.derive.insight.gaps import deviations, nearby
from site_src.derive.insight.gaps.deviations import Numbers
from site_src.derive.insight.gaps.findings import MIRRORED, rare
from site_src.derive.insight.insights import Insights
from site_src.derive.insight.questions.choices import Stand
from site_src.derive.insight.standings import BY_RECORDS
from site_src.derive.knowledge import Answer, Known
from site_src.derive.reach import How, Reach

Verdict = tuple[str, str, str, str]  # kind, dimension, term, campus
Around = tuple[int, ...]  # by campus: not there, everywhere, or near or further
AWAY, EVERYWHERE, LOCAL = range(3)
NOT, OPEN, HAS = range(3)  # what is known of a term
Change = tuple[int, int, int, Around, Around]  # row of the term, known before and after, around before and after
Region = tuple[str, tuple[tuple[str, int, int], ...]]  # dimension, and its terms with what is known before and after
_KNOWN = {Answer.YES: HAS, Answer.PROBABLE: OPEN, Answer.UNKNOWN: OPEN, Answer.NO: NOT}
NEARBY, SHARE, REGION = "dichtbij", "aandeel", "regio"


class Verdicts:
    """The verdicts of a catalogue, and what changes would make of them."""

    def __init__(self, insights: Insights) -> None:
        self.insights = insights
        self.codes = [campus.code for campus in insights.campuses]
        self.rows = [(name, term) for name in COUNTED for term in insights.vocabulary.ids(name)]
        self.row_of = {key: row for row, key in enumerate(self.rows)}

    def changes(self, before: Stand, after: Stand, dimension: str, term: str = "") -> Iterator[Change | Region]:
        """What an answer changes about a field with terms of a dimension ("" for none), or about one `term` only."""
        moved = before.reach != after.reach
        if not moved and dimension not in COUNTED:
            return
        here = self._around(before.reach)
        around = here, self._around(after.reach) if moved else here
        for name in COUNTED if moved else (dimension,):
            terms = (term,) if term else self.insights.vocabulary.ids(name)
            told = tuple(_told(before.known[name], after.known[name], terms))
            for one, then, now in told:
                if moved or then != now:
                    yield (self.row_of[name, one], then, now, *around)
            if other := tuple(row for row in told if row[1] != row[2]):
                yield (name, other)

    def _around(self, reach: tuple[Reach, ...]) -> Around:
        how = {row.campus: EVERYWHERE if row.how is How.NATIONAL else LOCAL for row in reach}
        return tuple(how.get(code, AWAY) for code in self.codes)

    def judged(self, changes: Iterable[Change | Region]) -> dict[Change | Region, frozenset[Verdict]]:
        """For each change the verdicts that would be others."""
        every = dict.fromkeys(changes)
        found: dict[Change | Region, frozenset[Verdict]] = {}
        found |= {change: self._in_region(change) for change in every if len(change) == 2}
        return found | self._around_campuses([change for change in every if len(change) > 2])

    def _around_campuses(self, changes: Sequence[Any]) -> dict[Change | Region, frozenset[Verdict]]:
        if not changes or not self.codes:
            return {}
        rows = np.array([change[0] for change in changes])
        then, now = (np.array([change[index] for change in changes])[:, None] for index in (1, 2))
        before, after = (np.array([change[index] for change in changes]) for index in (3, 4))
        counts = {
            name: own[rows] + (now == known) * (after >= least) - (then == known) * (before >= least)
            for (name, known, least), own in zip(_PARTS, self._counts[:4], strict=True)
        }
        n = self._counts[4][rows] + (after > AWAY) - (before > AWAY)
        levels = self._levels(counts["k"], counts["unknown"], n, counts["local"], counts["local_open"])
        found: list[set[Verdict]] = [set() for _ in changes]
        for kind, own, level in zip((SHARE, NEARBY), self._now, levels, strict=True):
            for number, campus in np.argwhere((own[rows] != level) & self._told_of[kind][rows][:, None]).tolist():
                found[number].add((kind, *self.rows[rows[number]], self.codes[campus]))
        return {change: frozenset(verdicts) for change, verdicts in zip(changes, found, strict=True)}

    @cached_property
    def _counts(self) -> tuple[Numbers, ...]:
        """By term and campus: who has it, who may, those of them that are local, and all around the campus."""
        parts = [[self.insights.parts[*row, code] for code in self.codes] for row in self.rows]
        figures = ([(p.count, p.probable + p.unknown, p.local, p.local_open, p.n) for p in row] for row in parts)
        table = np.array(list(figures), float).reshape(len(self.rows), len(self.codes), 5)
        return tuple(table[:, :, index] for index in range(5))

    @cached_property
    def _now(self) -> tuple[Numbers, Numbers]:
        k, unknown, local, local_open, n = self._counts
        return self._levels(k, unknown, n, local, local_open)

    @staticmethod
    def _levels(
        k: Numbers, unknown: Numbers, n: Numbers, local: Numbers, local_open: Numbers
    ) -> tuple[Numbers, Numbers]:
        return deviations.levels(k, unknown, n)[2], nearby.levels(local, local + local_open)[2]

    @cached_property
    def _told_of(self) -> Mapping[str, Any]:
        """Which terms each kind of verdict tells of (derive/gaps.py)."""
        return {
            SHARE: np.array([row not in MIRRORED for row in self.rows]),
            NEARBY: np.array([name != BY_RECORDS for name, _ in self.rows]),
        }

    def _in_region(self, change: Any) -> frozenset[Verdict]:
        name, told = change
        rows = {row["term"]: row for row in self._region[name]}
        for term, then, now in told:
            row = rows[term]
            more = {"aantal": (now == HAS) - (then == HAS), "onbekend": (now == OPEN) - (then == OPEN)}
            rows[term] = row | {column: row[column] + step for column, step in more.items()}
        before, after = (_strengths(own) for own in (self._region[name], list(rows.values())))
        other = (term for term in rows if before.get(term) != after.get(term))
        return frozenset((REGION, name, term, ALL) for term in other)

    @cached_property
    def _region(self) -> Mapping[str, list[dict[str, Any]]]:
        counts = self.insights.term_counts[CATALOGUE]
        found: dict[str, list[dict[str, Any]]] = {}
        for name, term in self.rows:
            own = counts[name, term, ALL]
            row = {"dimensie": name, "term": term, "aantal": own.count, "onbekend": own.unknown, "n": own.n}
            found.setdefault(name, []).append(row)
        return found


_PARTS = (("k", HAS, EVERYWHERE), ("unknown", OPEN, EVERYWHERE), ("local", HAS, LOCAL), ("local_open", OPEN, LOCAL))


def _told(before: Known, after: Known, terms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for term in terms:
        yield term, _KNOWN[before.answer(term)], _KNOWN[after.answer(term)]


def _strengths(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["term"]: strength for row, _, strength in rare(rows)}
