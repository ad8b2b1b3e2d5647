"""What a rule is: a small function that looks at one record and yields problems, with an id and a severity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_src.check.geography import Geography
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, Severity
from site_src.read.located import Located
from site_src.read.records import Reading


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its record."""

    reading: Reading
    today: dt.date
    campus_codes: frozenset[str]
    ids: frozenset[str]
    geography: Geography


Check = Callable[[Located[Initiative], Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check and how bad it is when it fires."""

    id: str
    check: Check
    severity: Severity = Severity.ERROR
