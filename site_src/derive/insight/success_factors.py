"""How promising an initiative is: the factors of the report that are known to help, met, not met or unknown.

The report (§6.2 and its summary) proposes to score initiatives on: teachers, parents, girls and pupils with a
migration background as an audience, role models, free transport, meeting and doing at companies, much practice.
Each factor counts once; the report gives no weights. A factor is not met when a source rules it out, and unknown when
nobody is sure (derive/knowledge.py). So a score is a range, and it is not a measure of effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from site_src.derive.facets import NATIONAL
from site_src.derive.knowledge import Knowledge
from site_src.model.initiative import Initiative

PROMISING = 2  # factors met; one is no more than taking part in the most common form (a company visit)
COMPANY = {"bedrijfsbezoek", "stage", "leerwerkplekken"}
AWAY = COMPANY | {"evenement", "open-dag"}
Judge = Callable[[Initiative, Knowledge], bool | None]


def _any_of(dimension: str, *terms: str) -> Judge:
    return lambda item, knowledge: knowledge.of(item.id, dimension).any_of(terms)


FACTORS: Mapping[str, Judge] = {
    "leraren": _any_of("doelgroep", "leraren"),
    "ouders": _any_of("doelgroep", "ouders"),
    "meisjes": _any_of("doelgroep", "meisjes"),
    "migratieachtergrond": _any_of("doelgroep", "migratieachtergrond"),
    "rolmodellen": lambda item, knowledge: item.role_models,
    "vervoer": lambda item, knowledge: item.free_transport,
    "bedrijf": _any_of("activiteit", *sorted(COMPANY)),
    "veel": _any_of("praktijk", "veel"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """One initiative on every factor: True is met, False is not, None is not known."""

    initiative: str
    factors: Mapping[str, bool | None]

    @property
    def met(self) -> int:
        """How many factors are met for sure."""
        return sum(value is True for value in self.factors.values())

    @property
    def unknown(self) -> int:
        """How many nobody knows."""
        return sum(value is None for value in self.factors.values())

    @property
    def order(self) -> tuple[int, int, str]:
        """Most met first, then fewest unknown."""
        return (-self.met, self.unknown, self.initiative)


def scores(initiatives: Sequence[Initiative], knowledge: Knowledge) -> list[Score]:
    """Every initiative that has not stopped, most promising first."""
    found = [
        Score(item.id, {name: judge(item, knowledge) for name, judge in FACTORS.items()})
        for item in initiatives
        if item.status != "gestopt"
    ]
    return sorted(found, key=lambda score: score.order)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Which initiatives fit a role: ids in the order of their score."""

    scale_up: Mapping[str, tuple[str, ...]]
    parents: tuple[str, ...]
    bus: tuple[str, ...]


def candidates(
    ranked: Sequence[Score], by_id: Mapping[str, Initiative], campus_codes: Mapping[str, Sequence[str]],
    scale_up: Sequence[str],
) -> Candidates:  # fmt: skip
    """Local and promising but not yet around the campuses in `scale_up`; promising without parents; and for a bus.

    For a free bus: much practice away from school, and no free bus that we know of.
    """
    promising = [score for score in ranked if score.met >= PROMISING]
    local = [score.initiative for score in promising if by_id[score.initiative].reach != NATIONAL]
    return Candidates(
        {code: tuple(item for item in local if code not in campus_codes[item]) for code in scale_up},
        tuple(score.initiative for score in promising if score.factors["ouders"] is not True),
        tuple(
            score.initiative
            for score in ranked
            if score.factors["veel"]
            and score.factors["vervoer"] is not True
            and AWAY & set(by_id[score.initiative].activities)
        ),
    )
