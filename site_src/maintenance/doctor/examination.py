"""Everything that is looked at, and how it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from site_src.maintenance.doctor.finding import Finding, State
from site_src.maintenance.doctor.github_settings import github_findings
from site_src.maintenance.doctor.placeholders import placeholders
from site_src.maintenance.doctor.project_files import Project, file_findings
from site_src.maintenance.doctor.repository import Ask, Repository, origin_of, repository_at
from site_src.model.settings import Settings

_LATER = "Labels, Pages, rechten en bescherming van main"


def project_of(content: Path, settings: Settings) -> Project:
    """The project around a content folder; an example of a repository gives way to where git got the folder."""
    root, name = content.resolve().parent, "site.yml"
    left = {item.key for item in placeholders((content / name).read_text(encoding="utf-8"), name)}
    known = origin_of(root) if "repository" in left else repository_at(settings.repository)
    return Project(root, content.resolve(), settings, known)


def examine(project: Project, today: dt.date, asking: Callable[[Repository], Ask]) -> list[Finding]:
    """What the files say, then what GitHub says of the repository, when it is known which one that is."""
    found = file_findings(project, today)
    if project.repository:
        return found + github_findings(project, project.repository, asking(project.repository))
    why = "Dat kan zodra `repository` het adres van een repository op GitHub is. Draai dit dan nog eens."
    return [*found, Finding(State.UNKNOWN, _LATER, why)]


def count_line(findings: Sequence[Finding]) -> str:
    """How many examples stand, with the command that lists them; nothing when there are none."""
    number = sum(finding.state is State.PLACEHOLDER for finding in findings)
    things = "1 ding staat" if number == 1 else f"{number} dingen staan"
    return f"{things} nog op een voorbeeld: python build.py doctor" if number else ""


def told(findings: Sequence[Finding]) -> str:
    """All of it by how it stands, what must be done first; what is in order takes one line."""
    parts = []
    for state in State:
        these = [finding for finding in findings if finding.state is state]
        if these and state is State.GOOD:
            parts.append(f"{state.value}: {'; '.join(finding.what for finding in these)}.\n")
        elif these:
            parts.append(f"{state.value}\n" + "".join(map(_told, these)))
    number = sum(finding.state is State.PLACEHOLDER for finding in findings)
    todo = sum(finding.state is State.TODO for finding in findings)
    return "\n".join([*parts, f"{number} nog op een voorbeeld, {todo} nog te doen.\n"])


def _told(finding: Finding) -> str:
    lines = [f"- {finding.what}", *(f"    {text}" for text in (finding.mend, finding.link) if text)]
    return "\n".join(lines) + "\n"
