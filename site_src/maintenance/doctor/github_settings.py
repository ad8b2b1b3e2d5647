"""What the settings of the repository on GitHub must be for the workflows to work, each with the page that sets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from site_src.maintenance.doctor.finding import Finding, State
from site_src.maintenance.doctor.project_files import OWNERS, Project
from site_src.maintenance.doctor.repository import Ask, Repository, Unseen
from site_src.read.yaml_document import read_text

#: the job of .github/workflows/build.yml that nothing may be merged without
REQUIRED_CHECK = "Alle tests"
_ADVISORIES = "/security/advisories"
_SHOULD = "Zo hoort het"
#: what the pages of GitHub call it
_PAGES = "bij Source staat ‘GitHub Actions’."
_PROPOSALS = "‘Allow GitHub Actions to create and approve pull requests’ staat aan."
_ADVISING = "‘Private vulnerability reporting’ staat aan. Anders werkt de link in security.txt niet."
_PROTECTION = {
    "approval": "een goedkeuring",
    "checks": f"de controle ‘{REQUIRED_CHECK}’ (in de lijst na het eerste voorstel)",
    "stale": "‘Dismiss stale pull request approvals’",
}


@dataclass(frozen=True, slots=True)
class _Check:
    """`wanted` says how it should be; `advice` what to do about it, nothing when all is well.

    `admin` when GitHub tells it to administrators only.
    """

    what: str
    wanted: str
    page: str
    admin: bool
    advice: Callable[[Project, Ask], str]


def github_findings(project: Project, repository: Repository, ask: Ask) -> list[Finding]:
    """How each setting stands; what could not be asked is unknown, with the page to look at."""
    try:
        about = ask("")
    except Unseen as error:
        return [_unknown(check, repository, str(error)) for check in _checks(project)]
    if about is None:
        mend = f"Maak de repository, of kijk of `repository` in {project.site_file} klopt. Besloten? Typ: gh auth login"
        return [Finding(State.TODO, f"GitHub kent {repository.web} niet", mend, "https://github.com/new")]
    admin = bool(about.get("permissions", {}).get("admin"))
    judged = [_judged(check, project, repository, ask, admin=admin) for check in _checks(project)]
    return [*_moved(project, repository, about), *judged]


def _moved(project: Project, repository: Repository, about: dict[str, Any]) -> Iterator[Finding]:
    name = about.get("full_name", "")
    if name.lower() != f"{repository.owner}/{repository.name}".lower():
        mend = f"Zet https://github.com/{name} bij `repository`."
        yield Finding(State.TODO, f"De repository heet nu {name}", mend, project.edit(project.site_file))


def _judged(check: _Check, project: Project, repository: Repository, ask: Ask, *, admin: bool) -> Finding:
    if check.admin and not admin:
        return _unknown(check, repository, "met jouw rechten")
    try:
        advice = check.advice(project, ask)
    except Unseen as error:
        return _unknown(check, repository, str(error))
    if advice:
        return Finding(State.TODO, check.what, advice, f"{repository.web}/{check.page}")
    return Finding(State.GOOD, check.what)


def _unknown(check: _Check, repository: Repository, why: str) -> Finding:
    link = f"Zo kijk je: {repository.web}/{check.page}"
    return Finding(State.UNKNOWN, f"{check.what}: niet na te gaan {why}", f"{_SHOULD}: {check.wanted}", link)


def _checks(project: Project) -> Iterator[_Check]:
    labels = f"deze labels zijn er: {', '.join(_needed_labels(project))}."
    yield _Check("Labels van de formulieren", labels, "labels", False, _labels)
    yield _Check("Pages", _PAGES, "settings/pages", True, _pages)
    same = f"daar staat {project.settings.base_url}, net als bij base_url."
    yield _Check("Adres van de site", same, "settings/pages", True, _address)
    yield _Check("Voorstellen van werkstromen", _PROPOSALS, "settings/actions", True, _proposals)
    protected = f"bij main zijn verplicht: {', '.join(_PROTECTION.values())}."
    yield _Check("Bescherming van main", protected, "settings/branches", True, _protection)
    if project.text(OWNERS):
        there = "wie in .github/CODEOWNERS staat, mag schrijven."
        yield _Check("Wie nakijkt", there, "settings/access", False, _owners)
    if project.settings.security and _ADVISORIES in project.settings.security.contact:
        yield _Check("Besloten melden van een lek", _ADVISING, "settings/security_analysis", False, _advisories)


def _needed_labels(project: Project) -> list[str]:
    folder = project.root / ".github/ISSUE_TEMPLATE"
    forms = [read_text(path.read_text(encoding="utf-8"), path.name).data for path in sorted(folder.glob("*.yml"))]
    return list(dict.fromkeys(label for form in forms if isinstance(form, dict) for label in form.get("labels", ())))


def _labels(project: Project, ask: Ask) -> str:
    there = {label["name"] for label in ask("labels?per_page=100") or ()}
    missing = [label for label in _needed_labels(project) if label not in there]
    return f"Maak: {', '.join(missing)}. Dan zie je in de lijst wat voor melding het is." if missing else ""


def _pages(project: Project, ask: Ask) -> str:
    pages = ask("pages")
    return "" if pages and pages.get("build_type") == "workflow" else f"{_SHOULD}: {_PAGES}"


def _address(project: Project, ask: Ask) -> str:
    pages = ask("pages")
    if not pages:
        raise Unseen("zolang Pages uit staat")
    there, here = pages.get("html_url", ""), project.settings.base_url
    if there.rstrip("/") == here.rstrip("/"):
        return ""
    return f"Pages zet de site op {there}, en base_url in {project.site_file} zegt {here}. Maak die gelijk."


def _proposals(project: Project, ask: Ask) -> str:
    allowed = (ask("actions/permissions/workflow") or {}).get("can_approve_pull_request_reviews")
    return "" if allowed else f"{_SHOULD}: {_PROPOSALS}"


def _protection(project: Project, ask: Ask) -> str:
    """Both ways of protecting count: a rule of the branch, and rulesets."""
    classic, rules = ask("branches/main/protection") or {}, ask("rules/branches/main") or []
    reviews = [classic.get("required_pull_request_reviews") or {}, *_parameters(rules, "pull_request")]
    checks = [classic.get("required_status_checks") or {}, *_parameters(rules, "required_status_checks")]
    names = {name for check in checks for name in check.get("contexts", ())}
    names |= {item["context"] for check in checks for item in check.get("required_status_checks", ())}
    held = {
        "approval": any(item.get("required_approving_review_count") for item in reviews),
        "checks": REQUIRED_CHECK in names,
        "stale": any(item.get("dismiss_stale_reviews", item.get("dismiss_stale_reviews_on_push")) for item in reviews),
    }
    todo = [words for name, words in _PROTECTION.items() if not held[name]]
    never = sorted(name for name in names if name.endswith(f"/ {REQUIRED_CHECK}"))
    add = f"Maak bij main verplicht: {', '.join(todo)}. " if todo else ""
    drop = f"Haal weg: ‘{'’, ‘'.join(never)}’. Die meldt zich nooit bij een voorstel." if never else ""
    return f"{add}{drop}".strip()


def _parameters(rules: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [rule.get("parameters", {}) for rule in rules if rule.get("type") == kind]


def _owners(project: Project, ask: Ask) -> str:
    errors = (ask("codeowners/errors") or {}).get("errors", ())
    lines = ", ".join(str(error["line"]) for error in errors)
    return f"Wie in {OWNERS} staat op regel {lines}, bestaat niet of mag niet schrijven." if lines else ""


def _advisories(project: Project, ask: Ask) -> str:
    enabled = (ask("private-vulnerability-reporting") or {}).get("enabled")
    return "" if enabled else f"{_SHOULD}: {_ADVISING}"
