"""What can be wrong with data, content or the finished site, and how it is told.

A problem speaks to a contributor who may never have used git: which file, which line, what is wrong, what to do.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

QUOTED = 80
ALIKE = 3  # tips of one rule that are told one by one


class Severity(StrEnum):
    """How bad a problem is; the words are what the contributor sees."""

    ERROR = "fout"
    WARNING = "waarschuwing"
    HINT = "tip"


_SEVERAL = {Severity.ERROR: "fouten", Severity.WARNING: "waarschuwingen", Severity.HINT: "tips"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; 0 means: the file as a whole."""

    file: str
    message: str
    rule: str
    line: int = 0
    column: int = 0
    severity: Severity = Severity.ERROR
    hint: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file, then by line."""
        return (self.file, self.line, self.column, self.rule, self.message)

    @property
    def place(self) -> str:
        """`file:line:column` as far as known, the form that editors turn into a link."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


class SiteError(Exception):
    """Something the user can mend; the command line shows it without a traceback."""


class ProblemsFound(SiteError):
    """The data, the content or the finished site is not right; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__(self.problems)  # from which another process makes it again

    def __str__(self) -> str:
        return f"{len(self.problems)} problemen gevonden"


def blocking(problems: Iterable[Problem], *, strict: bool = False) -> list[Problem]:
    """The problems that stop a build: errors, and with `strict` warnings too; hints never."""
    severities = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return [problem for problem in problems if problem.severity in severities]


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Without the flood: of a tip that comes more than ALIKE times only the first, with how many more there are."""
    told = list(problems)
    tips = Counter(problem.rule for problem in told if problem.severity is Severity.HINT)
    many = {rule: count for rule, count in tips.items() if count > ALIKE}
    kept: list[Problem] = []
    for problem in told:
        if problem.severity is not Severity.HINT or problem.rule not in many:
            kept.append(problem)
        elif count := many[problem.rule]:
            more = f"Zo zijn er nog {count - 1}; python build.py check --format json noemt ze alle."
            kept.append(replace(problem, hint=f"{problem.hint} {more}".strip()))
            many[problem.rule] = 0
    return kept


def counted(problems: Iterable[Problem], kinds: Iterable[Severity] = Severity) -> str:
    """How many of each kind: “1 fout, 0 waarschuwingen, 72 tips”."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(f"{counts[kind]} {kind if counts[kind] == 1 else _SEVERAL[kind]}" for kind in kinds)


def suggestion(wrong: str, allowed: Iterable[str]) -> str:
    """'Bedoelde je "leerlingen"?' for the nearest allowed word, or a list of what is allowed."""
    near, options = near_or_all(wrong, allowed)
    if near:
        return f"Bedoelde je “{near}”?"
    return f"Kies uit: {', '.join(options)}." if options else ""


def near_or_all(wrong: str, allowed: Iterable[str]) -> tuple[str, list[str]]:
    """The allowed word that looks most like it, "" when none does; and all of them."""
    options = list(allowed)
    by_lower = {option.lower(): option for option in options}
    near = difflib.get_close_matches(wrong.lower(), by_lower, n=1, cutoff=0.6)
    return (by_lower[near[0]] if near else ""), options


def clipped(text: str) -> str:
    """Contributed text short enough to quote in a message."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def as_text(problem: Problem) -> str:
    """One line for the terminal, with the hint on a line of its own."""
    first = _one_line(f"{problem.place}  {problem.severity}: {problem.message} [{problem.rule}]")
    return f"{first}\n    → {_one_line(problem.hint)}" if problem.hint else first


def _one_line(text: str) -> str:
    """Keeps contributed text from moving the cursor or colouring the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def as_github(problem: Problem) -> str:
    """A workflow command that GitHub shows on the line in the diff.

    Source of the format and its escapes: GitHub Docs, "Workflow commands for GitHub Actions".
    """
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}[problem.severity]
    place = [f"file={_escape(problem.file, in_property=True)}"]
    place += [f"line={problem.line}"] if problem.line else []
    place += [f"col={problem.column}"] if problem.column else []
    text = f"{problem.message} {problem.hint}".strip()
    return f"::{level} {','.join(place)},title={_escape(problem.rule, in_property=True)}::{_escape(text)}"


def _escape(text: str, *, in_property: bool = False) -> str:
    """Keeps contributed text from ending the command or starting another one."""
    pairs = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")]
    for char, code in [*pairs, (":", "%3A"), (",", "%2C")] if in_property else pairs:
        text = text.replace(char, code)
    return text


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as one JSON list, keys in Dutch as in every public format of ours."""
    names = {"file": "bestand", "line": "regel", "column": "kolom", "severity": "ernst", "rule": "code"}
    names |= {"message": "melding", "hint": "advies"}
    rows = [{names[key]: value for key, value in asdict(problem).items()} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2)
