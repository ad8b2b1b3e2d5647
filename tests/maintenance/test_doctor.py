"""`doctor` lists every example that stands, asks GitHub how its settings are, and says of each where it is mended."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from dry_run import git
from helpers import OTHER_REGION, ROOT, run

from site_src.maintenance.doctor.github_settings import REQUIRED_CHECK
from site_src.maintenance.doctor.placeholders import is_example, placeholders

FILES = (".github/CODEOWNERS", ".github/CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "content/site.yml")
MAKE = shutil.which("make") or "make"
REPOSITORY = "https://github.com/waterland/techniek"
TODAY = "2026-11-21"
#: what somebody fills in, by file: (what stood there, what comes)
FILLED = {
    "content/site.yml": [
        (r"(?m)^base_url: .*", "base_url: https://techniek.waterland.nl/"),
        (r"(?m)^repository: .*", f"repository: {REPOSITORY}"),
        (r"\s+# voorbeeld$", ""),
    ],
    ".github/CODEOWNERS": [(r"(?m)^# voorbeeld.*\n", ""), (r"@\w+/", "@waterland/")],
    ".github/CODE_OF_CONDUCT.md": [(r"<!-- voorbeeld -->", "")],
    ".github/ISSUE_TEMPLATE/config.yml": [(r"url: .*", "url: https://techniek.waterland.nl/bijdragen/")],
    "CONTRIBUTING.md": [(r"git clone \S+", f"git clone {REPOSITORY}")],
}


@pytest.fixture(autouse=True)
def no_gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is the only command that is there, so that nothing asks GitHub."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(shutil.which("git") or "")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files of the project that a maintainer fills in."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / ".github/ISSUE_TEMPLATE", tmp_path / ".github/ISSUE_TEMPLATE")
    return tmp_path


def fill(clone: Path, *but: str) -> None:
    """Fills in every file except the named ones."""
    for name, changes in FILLED.items():
        text = (clone / name).read_text(encoding="utf-8")
        for old, new in changes if name not in but else ():
            text = re.sub(old, new, text, flags=re.M)
        (clone / name).write_text(text, encoding="utf-8")


def doctor(clone: Path, *options: str) -> tuple[int, str]:
    done = run("doctor", "--content", clone / "content", f"--today={TODAY}", *options)
    return done.exit_code, done.output


def standing(text: str) -> list[str]:
    """What is listed as an example."""
    part = text.partition("Staat nog op een voorbeeld\n")[2].partition("\n\n")[0]
    return re.findall(r"^- (.*?)(?: in |,|:)", part, re.M)


def test_a_fresh_clone_lists_every_example_and_with_all_filled_in_there_are_none(clone: Path) -> None:
    code, text = doctor(clone)
    names = [
        "base_url",
        "repository",
        "uitgever",
        "uitgever_website",
        "De namen",
        "Het adres voor uitleg",
        "Het contact",
    ]
    assert (code, standing(text)) == (1, names)
    assert doctor(clone, "--short") == (0, "7 dingen staan nog op een voorbeeld: python build.py doctor\n")
    fill(clone)
    code, text = doctor(clone)
    assert (code, standing(text)) == (0, []), text
    assert doctor(clone, "--short") == (0, "")


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("CONTRIBUTING.md", f"Zet daar: git clone {REPOSITORY}"),
        (".github/CODEOWNERS", f"{REPOSITORY}/edit/main/.github/CODEOWNERS"),
        (".github/CODE_OF_CONDUCT.md", f"{REPOSITORY}/edit/main/.github/CODE_OF_CONDUCT.md"),
        (".github/ISSUE_TEMPLATE/config.yml", f"{REPOSITORY}/edit/main/.github/ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_one_file_that_was_forgotten_is_an_example_with_the_link_that_mends_it(
    left: str, told: str, clone: Path
) -> None:
    fill(clone, left)
    code, text = doctor(clone)
    assert code == 1
    assert told in text
    assert doctor(clone, "--short")[1] == "1 ding staat nog op een voorbeeld: python build.py doctor\n"


def test_names_that_belong_to_somebody_else_are_an_example_without_any_mark(clone: Path) -> None:
    fill(clone)
    (clone / ".github/CODEOWNERS").write_text("* @mrdh/beheer @waterland/redactie @jan\n")
    form = clone / ".github/ISSUE_TEMPLATE/config.yml"
    form.write_text(form.read_text().replace("techniek.waterland.nl", "www.elders.nl"))
    code, text = doctor(clone)
    assert code == 1
    assert "noemt een team van mrdh, en de repository is van waterland" in text
    assert "wijst naar https://www.elders.nl/bijdragen/, de site staat op https://techniek.waterland.nl/" in text


def test_another_region_is_judged_by_the_same_facts(tmp_path: Path) -> None:
    shutil.copytree(OTHER_REGION / "content", tmp_path / "content")
    code, text = doctor(tmp_path)
    assert (code, standing(text)) == (1, ["base_url", "uitgever_website"])


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("https://iets.example/", True),
        ("https://www.example.org/a", True),
        ("http://localhost:8000/", True),
        ("mailto:info@voorbeeld.nl", True),
        ("beveiliging@bedrijf.invalid", True),
        ("https://voorbeeldig.nl/", False),
        ("https://example-school.nl/", False),
        ("https://mijnvoorbeeld.nl/", False),
        ("https://bedrijf.nl/example.org", False),
        ("@waterland/beheer", False),
    ],
)
def test_a_host_is_an_example_when_nobody_can_own_it(text: str, example: bool) -> None:
    assert is_example(text) is example


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("site.yml", "a: b  # voorbeeld\nc: d  # geen voorbeeld\n# Haal ‘# voorbeeld’ weg\n# Voorbeeld: x\n", [1, 4]),
        ("x.md", "# Voorbeeld\n\nTekst.<!-- voorbeeld -->\n", [3]),
        ("site.yml", "a: https://eigen.nl/  # was https://iets.example/\n", []),
    ],
)
def test_the_mark_of_an_example_is_a_comment_of_its_kind_of_file(name: str, text: str, lines: list[int]) -> None:
    assert [item.line for item in placeholders(text, name)] == lines


def test_the_folder_says_where_it_came_from_when_the_repository_is_still_an_example(clone: Path) -> None:
    git("init", cwd=clone)
    git("remote", "add", "origin", "git@github.com:waterland/techniek.git", cwd=clone)
    text = doctor(clone)[1]
    assert f"Deze map komt van {REPOSITORY}." in text
    assert f"{REPOSITORY}/settings/pages" in text
    assert "github.com/mrdh/techniek-dichtbij/" not in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("verloopt: 2026-12-01", "security.txt verloopt op 2026-12-01"),
        ("verloopt: 2026-11-01", "security.txt is verlopen op 2026-11-01"),
    ],
)
def test_a_contact_for_security_that_expires_is_to_be_renewed(line: str, told: str, clone: Path) -> None:
    fill(clone)
    site = clone / "content/site.yml"
    site.write_text(re.sub(r"verloopt: \S+", line, site.read_text()))
    code, text = doctor(clone)
    assert code == 0
    assert f"- {told}" in text.partition("Nog doen\n")[2]


def test_settings_that_can_not_be_read_are_told_and_no_traceback(clone: Path) -> None:
    (clone / "content/site.yml").write_text("naam: [x\n")
    code, text = doctor(clone)
    assert code == 1
    assert "content/site.yml:1" in text


PAGES = (
    "labels",
    "settings/pages",
    "settings/actions",
    "settings/branches",
    "settings/access",
    "settings/security_analysis",
)


def test_without_gh_each_setting_is_unknown_with_the_page_to_look_at(clone: Path) -> None:
    fill(clone)
    code, text = doctor(clone)
    part = text.partition("Niet na te gaan\n")[2].partition("\n\n")[0]
    assert code == 0
    assert all(f"    Zo kijk je: {REPOSITORY}/{page}\n" in f"{part}\n" for page in PAGES)
    assert part.count("niet na te gaan zonder gh") == part.count("- ") == 7


GOOD: dict[str, Any] = {
    "": {"full_name": "Waterland/techniek", "permissions": {"admin": True}},
    "labels?per_page=100": [{"name": name} for name in
                            ("formulier", "nieuw-initiatief", "er-klopt-iets-niet", "klopt-nog", "bug")],
    "pages": {"build_type": "workflow", "html_url": "https://techniek.waterland.nl"},
    "actions/permissions/workflow": {"can_approve_pull_request_reviews": True},
    "branches/main/protection": {
        "required_pull_request_reviews": {"required_approving_review_count": 1, "dismiss_stale_reviews": True},
        "required_status_checks": {"contexts": [REQUIRED_CHECK]},
    },
    "rules/branches/main": [],
    "codeowners/errors": {"errors": []},
    "private-vulnerability-reporting": {"enabled": True},
}  # fmt: skip
BY_RULES = [
    {"type": "pull_request",
     "parameters": {"required_approving_review_count": 1, "dismiss_stale_reviews_on_push": True}},
    {"type": "required_status_checks", "parameters": {"required_status_checks": [{"context": REQUIRED_CHECK}]}},
]  # fmt: skip


@pytest.fixture
def github(clone: Path) -> Callable[[dict[str, Any]], str]:
    """What `doctor` says when `gh` answers so; what is not there is a 404, a text is what `gh` complains of."""
    gh = clone / "bin/gh"
    gh.write_text(f"#!{sys.executable}\n{FAKE_GH}")
    gh.chmod(0o755)

    def answered(answers: dict[str, Any]) -> str:
        (clone / "bin/answers.json").write_text(json.dumps(answers))
        fill(clone)
        code, text = doctor(clone)
        assert code == 0, text
        return text

    return answered


FAKE_GH = """
import json, pathlib, sys
answers = json.loads((pathlib.Path(__file__).parent / "answers.json").read_text())
assert sys.argv[1:4] == ["api", "--hostname", "github.com"], sys.argv
path = sys.argv[4].removeprefix("repos/waterland/techniek").removeprefix("/")
answer = answers.get(path, "gh: Not Found (HTTP 404)")
print("<html>" if answer == "HTML" else json.dumps(answer))
if answer != "HTML" and isinstance(answer, str):
    print(answer, file=sys.stderr)
    sys.exit(1)
"""


def test_a_repository_that_is_set_up_has_nothing_to_do(github: Callable[[dict[str, Any]], str]) -> None:
    assert github(GOOD).endswith("0 nog op een voorbeeld, 0 nog te doen.\n")
    by_rules = GOOD | {"rules/branches/main": BY_RULES}
    del by_rules["branches/main/protection"]
    text = github(by_rules)
    assert "0 nog te doen" in text
    assert "Niet na te gaan" not in text


@pytest.mark.parametrize(
    ("path", "answer", "told", "page"),
    [
        ("labels?per_page=100", [{"name": "formulier"}], "Maak: er-klopt-iets-niet, klopt-nog, nieuw-initiatief.",
         "labels"),
        ("pages", None, "bij Source staat ‘GitHub Actions’", "settings/pages"),
        ("pages", {"build_type": "legacy", "html_url": "https://techniek.waterland.nl/"}, "GitHub Actions",
         "settings/pages"),
        ("pages", {"build_type": "workflow", "html_url": "https://waterland.github.io/techniek/"},
         "Pages zet de site op https://waterland.github.io/techniek/", "settings/pages"),
        ("actions/permissions/workflow", {"can_approve_pull_request_reviews": False},
         "Allow GitHub Actions to create", "settings/actions"),
        ("branches/main/protection", None, "een goedkeuring, de controle ‘Alle tests’ (in de", "settings/branches"),
        ("branches/main/protection", GOOD["branches/main/protection"] | {"required_status_checks": {"contexts": ["x"]}},
         "Maak bij main verplicht: de controle ‘Alle tests’ (", "settings/branches"),
        ("branches/main/protection", GOOD["branches/main/protection"]
         | {"required_status_checks": {"contexts": [REQUIRED_CHECK, f"Controle / {REQUIRED_CHECK}"]}},
         "- Bescherming van main\n    Haal weg: ‘Controle / Alle tests’.", "settings/branches"),
        ("codeowners/errors", {"errors": [{"line": 3}]}, "op regel 3, bestaat niet", "settings/access"),
        ("private-vulnerability-reporting", {"enabled": False}, "Private vuln", "settings/security_analysis"),
        ("", {"full_name": "waterland/nieuw", "permissions": {"admin": True}}, "heet nu waterland/nieuw",
         "edit/main/content/site.yml"),
    ],
)  # fmt: skip
def test_a_setting_that_is_wrong_is_to_be_done_with_the_page_that_mends_it(
    path: str, answer: Any, told: str, page: str, github: Callable[[dict[str, Any]], str]
) -> None:
    answers = {name: given for name, given in (GOOD | {path: answer}).items() if given is not None}
    part = github(answers).partition("Nog doen\n")[2].partition("\n\n")[0]
    assert told in part
    assert f"{REPOSITORY}/{page}" in part


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"": "gh: Bad credentials (HTTP 401)"}, "zonder aanmelden: typ gh auth login"),
        ({"": "To get started with GitHub CLI, please run:  gh auth login"}, "zonder aanmelden: typ gh auth login"),
        ({"": "gh: Server Error (HTTP 502)"}, "want GitHub antwoordt niet"),
        ({"": "error connecting to api.github.com"}, "want GitHub antwoordt niet"),
        ({"": "HTML"}, "want GitHub antwoordt onleesbaar"),
        (GOOD | {"": {"full_name": "waterland/techniek"}}, "Pages: niet na te gaan met jouw rechten"),
        (GOOD | {"pages": "gh: Forbidden (HTTP 403)"}, "Pages: niet na te gaan met jouw rechten"),
    ],
)
def test_what_github_does_not_tell_is_unknown_and_no_fault(
    answers: dict[str, Any], told: str, github: Callable[[dict[str, Any]], str]
) -> None:
    text = github(answers)
    assert told in text.partition("Niet na te gaan\n")[2]
    assert "0 nog te doen" in text


def test_a_repository_that_is_not_there_is_made_first(github: Callable[[dict[str, Any]], str]) -> None:
    assert f"GitHub kent {REPOSITORY} niet" in github({})


def test_building_the_site_ends_with_the_line_about_examples() -> None:
    told = subprocess.run([MAKE, "-n", "site"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"build\.py .*", told)[-2:] == ["build.py build", "build.py doctor --short"]


def test_the_compulsory_check_is_a_job_of_the_workflow() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text(encoding="utf-8"))["jobs"]
    assert REQUIRED_CHECK in {job["name"] for job in jobs.values()}
