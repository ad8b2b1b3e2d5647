"""What the files of the project say: examples that were left, addresses that differ, dates that pass."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_src.check.content import WARNED_DAYS
from site_src.maintenance.doctor.finding import Finding, State
from site_src.maintenance.doctor.placeholders import Placeholder, is_example, placeholders
from site_src.maintenance.doctor.repository import Repository, repository_at
from site_src.model.settings import Settings

OWNERS, CONDUCT = ".github/CODEOWNERS", ".github/CODE_OF_CONDUCT.md"
FORMS, GUIDE = ".github/ISSUE_TEMPLATE/config.yml", "CONTRIBUTING.md"
#: what to fill in, by the key in content/site.yml
_MEND = {
    "base_url": "Zet daar het adres waar de site komt te staan. Weet je het nog niet? Bij Settings → Pages staat het.",
    "repository": "Zet daar het adres van jullie repository op GitHub.",
    "uitgever": "Zet daar de naam van wie de site uitgeeft.",
    "uitgever_website": "Zet daar de website van wie de site uitgeeft.",
    "email": "Zet daar het mailadres waar meldingen binnenkomen, of haal de regel weg.",
    "contact": "Zet daar waar iemand een lek in de beveiliging kan melden: een webadres, of mailto: met een mailadres.",
}
#: by file: what still holds the example, and what to do
_OTHERS = {
    OWNERS: ("De namen", "Zet daar wie een voorstel nakijkt, en haal de regel met ‘voorbeeld’ weg."),
    FORMS: ("Het adres voor uitleg", "Zet daar hetzelfde adres als bij base_url, met bijdragen/ erachter."),
    CONDUCT: ("Het contact", "Zet daar waar iemand ongewenst gedrag kan melden, en haal <!-- voorbeeld --> weg."),
}
_TEAM = re.compile(r"(?<!\S)@([\w-]+)/[\w.-]+")
_CLONE = re.compile(r"^git clone (\S+)", re.M)
_URL = re.compile(r"^\s*url:\s*['\"]?(\S+?)['\"]?\s*$", re.M)


@dataclass(frozen=True, slots=True)
class Project:
    """The files around the content, the settings, and where they are changed in the browser, if that is known."""

    root: Path
    content: Path
    settings: Settings
    repository: Repository | None

    @property
    def site_file(self) -> str:
        """content/site.yml, as people know it."""
        return f"{self.content.name}/site.yml"

    def text(self, name: str) -> str:
        """What a file says; nothing when it is not there."""
        path = self.content / "site.yml" if name == self.site_file else self.root / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def edit(self, name: str) -> str:
        """Where a file is changed in the browser; nothing when that is not known."""
        return self.repository.edit(name) if self.repository else ""


def file_findings(project: Project, today: dt.date) -> list[Finding]:
    """Everything that the files say by themselves, without a network."""
    found = [*_examples(project), *_differences(project)]
    return [*found, *_security(project, today), *_mail(project)]


def _examples(project: Project) -> Iterator[Finding]:
    for item in placeholders(project.text(project.site_file), project.site_file):
        what = f"{item.key or 'Iets'} in {project.site_file}, regel {item.line}: {item.value}".rstrip(": ")
        yield Finding(State.PLACEHOLDER, what, _own(project, item), project.edit(project.site_file))
    for name, (thing, mend) in _OTHERS.items():
        first = next(placeholders(project.text(name), name), None)
        if first:
            what = f"{thing} in {name}, regel {first.line}"
            yield Finding(State.PLACEHOLDER, what, mend, project.edit(name))


def _own(project: Project, item: Placeholder) -> str:
    """What to fill in; a value that only carries the mark may be right as it is."""
    mend = _MEND.get(item.key, "Zet daar wat voor jullie geldt.")
    if item.key == "repository" and project.repository:
        mend += f" Deze map komt van {project.repository.web}."
    return mend if is_example(item.value) else f"{mend} Klopt het al? Haal dan alleen ‘# voorbeeld’ weg."


def _differences(project: Project) -> Iterator[Finding]:
    """What was filled in at one place and left at another."""
    left = {item.key for item in placeholders(project.text(project.site_file), project.site_file)}
    repository = repository_at(project.settings.repository)
    if "base_url" not in left:
        yield from _other_address(project)
    if "repository" not in left and repository:
        yield from _other_clone(project, repository)
        yield from _other_teams(project, repository)


def _other_address(project: Project) -> Iterator[Finding]:
    here, (_, mend) = project.settings.base_url, _OTHERS[FORMS]
    for url in _URL.findall(project.text(FORMS)):
        if not is_example(url) and not url.startswith(here):
            yield Finding(
                State.PLACEHOLDER, f"{FORMS} wijst naar {url}, de site staat op {here}", mend, project.edit(FORMS)
            )


def _other_clone(project: Project, repository: Repository) -> Iterator[Finding]:
    other = [url for url in _CLONE.findall(project.text(GUIDE)) if repository_at(url) != repository]
    if other:
        what, mend = f"{GUIDE} laat mensen {other[0]} ophalen", f"Zet daar: git clone {repository.web}"
        yield Finding(State.PLACEHOLDER, what, mend, project.edit(GUIDE))


def _other_teams(project: Project, repository: Repository) -> Iterator[Finding]:
    text = project.text(OWNERS)
    others = sorted({team for team in _TEAM.findall(_uncommented(text)) if team.lower() != repository.owner.lower()})
    if others and not any(placeholders(text, OWNERS)):
        what = f"{OWNERS} noemt een team van {', '.join(others)}, en de repository is van {repository.owner}"
        mend = "Zet daar teams of mensen van jullie eigen organisatie."
        yield Finding(State.PLACEHOLDER, what, mend, project.edit(OWNERS))


def _uncommented(text: str) -> str:
    return "\n".join(line.partition("#")[0] for line in text.splitlines())


def _security(project: Project, today: dt.date) -> Iterator[Finding]:
    security, where = project.settings.security, project.edit(project.site_file)
    if not security:
        mend = "Zet ‘beveiliging’ met ‘contact’ en ‘verloopt’ in het bestand, dan komt er een security.txt."
        yield Finding(State.TODO, f"{project.site_file} zegt niet waar iemand een lek kan melden", mend, where)
        return
    day = security.expires
    if (day - today).days <= WARNED_DAYS:
        what = f"security.txt {'is verlopen' if day <= today else 'verloopt'} op {day.isoformat()}"
        yield Finding(State.TODO, what, "Klopt het contact nog? Zet ‘verloopt’ dan hooguit een jaar verder.", where)
    else:
        yield Finding(State.GOOD, f"security.txt geldt tot {day.isoformat()}")


def _mail(project: Project) -> Iterator[Finding]:
    if project.settings.email is None:
        mend = f"Met ‘email:’ in {project.site_file} kan ook iemand zonder account bij GitHub iets melden."
        yield Finding(State.CHOICE, "Er is geen mailadres voor meldingen", mend, project.edit(project.site_file))
