"""Where the initiatives of a count are: near the campus, further away but serving it, or everywhere.

    dichtbij    within `straal_km` of the campus (10 km unless set, in a straight line)
    verder      further away, and counted around the campus with a source (`ook_rond`)
    landelijk   national or online: counts around every campus

The three hold only what is sure and add up to the count of the catalogue (`aantal`). What is probable and what nobody
knows are counted beside them. `werkgebied` makes nothing count around a campus: it names municipalities, and a large
one reaches far beyond the campus in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from site_src.derive.insight.counts import ALL, COLUMNS, COUNTED
from site_src.derive.knowledge import Answer, Knowledge
from site_src.derive.reach import How, Reach
from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.vocabulary import Vocabulary

Key = tuple[str, str, str]  # dimension, term, campus
_OPEN = (Answer.PROBABLE, Answer.UNKNOWN)


@dataclass(frozen=True, slots=True)
class PartCount:
    """Who has a term around a campus, in three parts, and who may have it; `n` are all that count there.

    `local_n` of these are near or further, and of `local_open` among them nobody is sure.
    """

    near: int
    further: int
    everywhere: int
    probable: int
    unknown: int
    n: int
    local_open: int
    local_n: int

    @property
    def count(self) -> int:
        """Everyone that has it for sure."""
        return self.near + self.further + self.everywhere

    @property
    def local(self) -> int:
        """Who has it for sure and is not everywhere."""
        return self.near + self.further


def part_counts(
    initiatives: Sequence[Initiative],
    reach: Mapping[str, Sequence[Reach]],
    campuses: Sequence[Campus],
    vocabulary: Vocabulary,
    knowledge: Knowledge,
) -> dict[Key, PartCount]:
    """Every term around every campus, in the order of the vocabulary and of the report's campuses."""
    around: dict[str, dict[str, How]] = {campus.code: {} for campus in campuses}
    for item in initiatives:
        for row in reach.get(item.id, ()):
            around[row.campus][item.id] = row.how
    found: dict[Key, PartCount] = {}
    for name in COUNTED:
        for term in vocabulary.ids(name):
            answers = {item.id: knowledge.of(item.id, name).answer(term) for item in initiatives}
            found |= {(name, term, code): _parts(answers, members) for code, members in around.items()}
    return found


def _parts(answers: Mapping[str, Answer], members: Mapping[str, How]) -> PartCount:
    cells = Counter((how, answers[item_id]) for item_id, how in members.items())
    near, further, everywhere = (cells[how, Answer.YES] for how in (How.NEAR, How.ELSEWHERE, How.NATIONAL))
    probable, unknown = (sum(cells[how, answer] for how in How) for answer in _OPEN)
    open_here = sum(cells[how, answer] for how in (How.NEAR, How.ELSEWHERE) for answer in _OPEN)
    local = sum(how is not How.NATIONAL for how in members.values())
    return PartCount(near, further, everywhere, probable, unknown, len(members), open_here, local)


def counts_of(parts: Mapping[Key, PartCount], initiatives: Sequence[Initiative], knowledge: Knowledge) -> pd.DataFrame:
    """The same figures as a frame with COLUMNS, the three parts together, and the region as a whole."""
    rows: list[tuple[str, str, str, int, int, int]] = []
    for name, term in dict.fromkeys(key[:2] for key in parts):
        own = {key[2]: found for key, found in parts.items() if key[:2] == (name, term)}
        rows += [(name, term, code, f.count, f.probable + f.unknown, f.n) for code, f in own.items()]
        rows.append((name, term, ALL, *_everybody(name, term, initiatives, knowledge)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _everybody(name: str, term: str, initiatives: Sequence[Initiative], knowledge: Knowledge) -> tuple[int, int, int]:
    answers = Counter(knowledge.of(item.id, name).answer(term) for item in initiatives)
    return answers[Answer.YES], sum(answers[answer] for answer in _OPEN), len(initiatives)
