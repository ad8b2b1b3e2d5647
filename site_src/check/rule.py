"""What a rule is: a small function that looks at one record and yields problems, with an id and a severity."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from site_src.check.geography import Geography
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, Severity
from site_src.read.located import Located
from site_src.read.records import Reading


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its record."""

    reading: Reading
    today: dt.date
    campus_codes: frozenset[str]
    ids: frozenset[str]
    geography: Geography

    @cached_property
    def by_id(self) -> Mapping[str, list[Located[Initiative]]]:
        """The records with an id, in the order of the files: more than one is one too many."""
        found: dict[str, list[Located[Initiative]]] = defaultdict(list)
        for item in self.reading.initiatives:
            found[item.record.id].append(item)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, list[Located[Initiative]]]:
        """The records with a name, in the order of the files; capitals make no difference."""
        found: dict[str, list[Located[Initiative]]] = defaultdict(list)
        for item in self.reading.initiatives:
            found[item.record.name.casefold()].append(item)
        return found


Check = Callable[[Located[Initiative], Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check and how bad it is when it fires."""

    id: str
    check: Check
    severity: Severity = Severity.ERROR
