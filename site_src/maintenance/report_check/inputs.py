"""The plain inputs of the check: initiatives, campuses, statements and published totals.

Distances are in kilometres. Identifiers of terms, categories and certainties are those
of the catalogue (`data/termen.yml`), so that results can be read back into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

NATIONAL = "landelijk-online"
OTHER = "overig"
CAMPUS = "campus"
PRACTICE = "praktijk"
PRACTICE_LEVELS = ("geen", "deels", "veel")


class Certainty(StrEnum):
    """How firmly a statement is known, strongest first."""

    REPORT = "rapport"
    WEBSITE = "website"
    OWN = "opgave"
    GROUP = "rapport-groep"
    INFERRED = "afgeleid"

    @property
    def rank(self) -> int:
        """Return the place in the order of giving way: 0 gives way last."""
        return list(Certainty).index(self)


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact of a record: the initiative has the term, or (`value` False) has it not.

    The dimension `campus` with a campus code as term says where the initiative counts.
    """

    initiative: str
    dimension: str
    term: str
    value: bool
    certainty: Certainty
    source: str

    @property
    def column(self) -> Column:
        """Return the matrix column the statement is about."""
        return (self.dimension, self.term)


Column = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Initiative:
    """One of the 70 initiatives, with the class of table 3.1 that the record gives it."""

    id: str
    category: str
    reach: str
    parent: str = ""
    category_certainty: Certainty = Certainty.INFERRED


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an initiative lies from a campus, and how far off that may be (both km)."""

    km: float
    spread: float


@dataclass(frozen=True, slots=True)
class Row:
    """One published row: the total of chapter 3 and the counts around each campus."""

    table: str
    dimension: str
    term: str
    total: int
    around: Mapping[str, int]

    @property
    def column(self) -> Column:
        """Return the matrix column that the row counts."""
        return (self.dimension, self.term)


@dataclass(frozen=True, slots=True)
class Tables:
    """The published margins: classes (3.1, 4.1), terms (3.2-3.6, 4.2-4.6), all (2.2)."""

    classes: tuple[Row, ...]
    terms: tuple[Row, ...]
    everything: Row


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the check reads. `twins` maps a campus to the one it coincides with."""

    initiatives: tuple[Initiative, ...]
    campuses: tuple[str, ...]
    distances: Mapping[str, Mapping[str, Distance]]
    statements: tuple[Statement, ...]
    tables: Tables
    twins: Mapping[str, str] = field(default_factory=dict)

    def about(self, column: Column) -> tuple[Statement, ...]:
        """Return the statements about one column, strongest first, then by initiative."""
        chosen = (fact for fact in self.statements if fact.column == column)
        return tuple(sorted(chosen, key=lambda fact: (fact.certainty.rank, fact.initiative)))

    def with_statements(self, statements: Iterable[Statement]) -> Inputs:
        """Return the same inputs with other statements."""
        return replace(self, statements=tuple(statements))


def exclusive(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Add what a practice level excludes: `praktijk` has one value, so the others are no."""
    given = tuple(statements)
    known = {(fact.initiative, fact.column) for fact in given}
    implied = (
        replace(fact, term=level, value=False)
        for fact in given
        if fact.dimension == PRACTICE and fact.value
        for level in PRACTICE_LEVELS
        if level != fact.term and (fact.initiative, (PRACTICE, level)) not in known
    )
    return given + tuple(implied)


def without_twins(inputs: Inputs) -> Inputs:
    """Keep one campus of each pair that coincides: the same columns, metres apart."""
    kept = tuple(code for code in inputs.campuses if code not in inputs.twins)
    facts: dict[tuple[str, Column], Statement] = {}
    for fact in inputs.statements:
        twin = inputs.twins.get(fact.term) if fact.dimension == CAMPUS else None
        moved = replace(fact, term=twin) if twin else fact
        facts.setdefault((moved.initiative, moved.column), moved)
    return replace(inputs, campuses=kept, statements=tuple(facts.values()))
