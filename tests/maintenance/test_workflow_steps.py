"""The steps of the workflows, run here: from a form to a proposal with its checks, a comment and a published folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from dry_run import AROUND, PREVIEW, SHA, git, ran, repository, stand_ins
from helpers import RECORD, ROOT

REQUIRED = "Alle tests"
#: a pip-audit that finds one
HOLE = "import sys; open(sys.argv[sys.argv.index('--output') + 1], 'w').write('| x | GHSA-1 |'); sys.exit(1)"
NO_NETWORK = "- {adres: 'https://*', reden: Een test vraagt niets aan een ander.}\n"


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """A `gh` and a `make` that write down what they were asked."""
    return stand_ins(tmp_path)


def answer(offline: dict[str, str], name: str, text: str) -> None:
    (Path(offline["ANSWERS"]) / name).write_text(text)


def log(offline: dict[str, str]) -> str:
    """What was asked since the last time."""
    path = Path(offline["LOG"])
    text = path.read_text(encoding="utf-8")
    path.write_text("")
    return text


def went_well(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


def proposed(event: str, tree: Any, tmp_path: Path, offline: dict[str, str]) -> tuple[str, Path]:
    """What issue-to-pr.yml does with a recorded event: what it asked of `gh`, and the repository it pushed to."""
    origin = repository(tree, tmp_path)
    path = ROOT / f"tests/fixtures/issues/{event}.json"
    env = offline | {"GITHUB_EVENT_PATH": str(path)}
    went_well(ran("issue-to-pr", tmp_path, env, **{"github.event.issue.number": path.name[:2]}))
    return log(offline).removeprefix("make .venv/site\n"), origin


def branches(origin: Path) -> list[str]:
    return [name for name in git("branch", "--format=%(refname:short)", cwd=origin).split() if name != "main"]


@pytest.mark.slow
def test_a_form_ends_in_a_proposal_with_checks_a_comment_and_a_published_folder(
    tree: Any, content: Path, tmp_path: Path, offline: dict[str, str]
) -> None:
    asked, origin = proposed("01-goed-nieuw", tree, tmp_path, offline)
    assert re.findall(r"^gh pr create --head (\S+)", asked, re.M) == branches(origin) == ["melding-101"]
    assert "gh workflow run proposal.yml --ref melding-101" in asked

    basis = tmp_path / ".cache/basis/data"
    basis.mkdir()
    for path in (tmp_path / ".cache/basis").iterdir():
        if path != basis:
            path.rename(basis / path.name)
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()
    env = offline | {"ARTIFACTS": str(artifacts), "GITHUB_REF_NAME": "melding-101"}
    answer(offline, "pull", "12\n")
    went_well(ran("proposal", tmp_path, env))
    asked = log(offline)
    assert "make test" in asked
    assert f"statuses/{SHA} --silent -f state=success -f context={REQUIRED}" in asked
    assert "gh api repos/voorbeeld/catalogus/issues/12/comments --silent -F body=@" in asked
    assert f"[het voorbeeld]({PREVIEW})" in asked
    summary = (artifacts / "summary.md").read_text(encoding="utf-8")
    assert "Wat er op de site verandert" in summary
    assert PREVIEW in summary
    with tarfile.open(artifacts / "voorbeeld.tar") as archive:
        assert "./index.html" in archive.getnames()

    git("switch", "main", cwd=tmp_path)
    git("merge", "melding-101", cwd=tmp_path)
    went_well(ran("publish", tmp_path, env))
    assert log(offline).split("make ")[-3:] == ["test\n", "check\n", "sbom\n"]
    with tarfile.open(artifacts / "herkomst.tar") as archive:
        assert {"./build.json", "./build.sha256", "./sbom.cdx.json"} <= {*archive.getnames()}
    with tarfile.open(artifacts / "github-pages.tar") as archive:
        names = archive.getnames()
        home = archive.extractfile("./index.html").read().decode("utf-8")
    new = Path(git("diff", "--name-only", "HEAD~1", cwd=tmp_path).strip()).stem
    pages = ("index.html", "en/index.html", "data/initiatieven.json", f"initiatieven/{new}/index.html")
    assert {f"./{page}" for page in pages} <= {*names}
    assert '<link rel="canonical" href="https://mrdh.example/techniek/">' in home


def test_a_good_form_becomes_a_branch_with_one_file_and_a_proposal(
    tree: Any, tmp_path: Path, offline: dict[str, str]
) -> None:
    asked, origin = proposed("18-vijandig-shell", tree, tmp_path, offline)
    assert branches(origin) == ["melding-118"]
    changed = git("show", "--name-only", "--format=%s", "melding-118", cwd=origin).split("\n\n")
    assert changed[0] == "Nieuw initiatief: touch-tmp-pwned-id-rm-rf-echo (#18)"
    assert changed[1].split() == ["data/initiatieven/touch-tmp-pwned-id-rm-rf-echo.yml"]
    assert "gh pr create --head melding-118 --base main" in asked
    assert "Wat er op de site verandert" in asked
    assert "gh issue comment 18" in asked
    assert not Path("/tmp/pwned").exists()


def test_a_form_that_was_edited_renews_its_proposal_and_starts_the_checks_again(
    tree: Any, tmp_path: Path, offline: dict[str, str]
) -> None:
    answer(offline, "pull", "12\n")
    asked, origin = proposed("01-goed-nieuw", tree, tmp_path, offline)
    assert branches(origin) == ["melding-101"]
    assert "pr create" not in asked
    assert "gh issue comment" not in asked
    assert "gh api repos/voorbeeld/catalogus/pulls/12 --method PATCH --silent -f title=Nieuw initiatief" in asked
    assert "Wat er op de site verandert" in asked
    assert asked.endswith("gh workflow run proposal.yml --ref melding-101\n")


def test_a_form_that_can_not_be_used_gets_an_answer_and_no_branch(
    tree: Any, tmp_path: Path, offline: dict[str, str]
) -> None:
    asked, origin = proposed("14-slordig-term", tree, tmp_path, offline)
    assert asked.startswith("gh issue comment 14 --body-file")
    assert "Kies uit: Geen doe-activiteiten" in asked
    assert branches(origin) == []


def test_what_is_no_form_is_left_alone(tree: Any, tmp_path: Path, offline: dict[str, str]) -> None:
    assert proposed("17-geen-formulier", tree, tmp_path, offline)[0] == ""


@pytest.mark.parametrize(
    ("branch", "file"),
    [
        ("--force", "data/initiatieven/x.yml"),
        ("melding-1", "../x.yml"),
        ("melding-1", ".github/x.yml"),
        ("main", "a.yml"),
    ],
)
def test_a_proposal_with_other_names_than_ours_is_refused(
    branch: str, file: str, tmp_path: Path, offline: dict[str, str]
) -> None:
    outcome = tmp_path / "uit.json"
    outcome.write_text(json.dumps({"soort": "record", "tak": branch, "bestand": file, "titel": "x", "bericht": "x"}))
    (tmp_path / "samenvatting.md").touch()
    command = [ROOT / ".ci/propose", outcome, tmp_path / "samenvatting.md", "1"]
    done = subprocess.run(command, cwd=tmp_path, env=offline, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, log(offline)) == (1, "Onverwachte namen.\n", "")


def reported(offline: dict[str, str], result: str, preview: str = PREVIEW, **env: str) -> str:
    """What .ci/report-outcome asks of `gh`."""
    command = [ROOT / ".ci/report-outcome", result, preview]
    around = offline | {"GITHUB_REF_NAME": "melding-7"} | env
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    return log(offline) + done.stderr


def test_the_outcome_of_the_checks_is_one_comment_that_is_kept_up_to_date(offline: dict[str, str]) -> None:
    answer(offline, "pull", "12\n")
    assert "/issues/12/comments --silent" in reported(offline, "success")
    answer(offline, "comment", "801\n802\n")
    asked = reported(offline, "success")
    assert "gh api repos/voorbeeld/catalogus/issues/comments/802 --method PATCH" in asked
    assert "/issues/12/comments --silent" not in asked
    assert 'select(.user.login == "github-actions[bot]"' in asked


@pytest.mark.parametrize(
    ("result", "state", "words"),
    [
        ("success", "success", "De controle is goed"),
        ("failure", "failure", "De controle is niet goed"),
        ("cancelled", "failure", "De controle is gestopt"),
        ("skipped", "failure", "De controle is niet goed"),
    ],
)
def test_the_compulsory_check_is_only_good_when_all_went_well(
    result: str, state: str, words: str, offline: dict[str, str]
) -> None:
    answer(offline, "pull", "12\n")
    asked = reported(offline, result, "")
    assert re.findall(r"-f state=(\w+) -f context=([\w ]+) -f", asked) == [(state, REQUIRED)]
    assert f"## {words}" in asked
    assert "Er is geen voorbeeld" in asked
    assert "actions/runs/7" in asked


def test_an_outcome_of_an_older_version_is_no_comment(offline: dict[str, str]) -> None:
    asked = reported(offline, "success")
    assert f'select(.headRefOid == "{SHA}")' in asked
    assert "comments" not in asked


@pytest.mark.parametrize("names", [{"GITHUB_REF_NAME": "x/$(id)"}, {"GITHUB_SHA": "main"}], ids=str)
def test_an_outcome_for_other_names_than_ours_is_refused(names: dict[str, str], offline: dict[str, str]) -> None:
    assert reported(offline, "success", **names) == "Onverwachte namen.\n"


def test_what_fails_its_tests_is_reported_and_never_published(
    tree: Any, content: Path, tmp_path: Path, offline: dict[str, str]
) -> None:
    repository(tree, tmp_path)
    (tmp_path / "data/initiatieven/voorbeeld.yml").write_text(RECORD.replace("status: actief", "status: nergens"))
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()
    env = offline | {"ARTIFACTS": str(artifacts), "TESTS_END_WITH": "2", "GITHUB_REF_NAME": "melding-7"}
    answer(offline, "pull", "12\n")
    assert ran("publish", tmp_path, env).returncode
    assert not (artifacts / "github-pages.tar").exists()
    assert ran("proposal", tmp_path, env).returncode
    assert "state=failure" in log(offline)


def test_each_published_commit_waits_for_the_same_checks_and_a_proposal_is_checked_by_them_too() -> None:
    def jobs(name: str) -> dict[str, Any]:
        return yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))["jobs"]

    publish, proposal = jobs("publish"), jobs("proposal")
    assert publish["checks"]["uses"] == proposal["checks"]["uses"] == "$/.github/workflows/build.yml"
    assert (publish["build"]["needs"], publish["deploy"]["needs"]) == ("checks", "build")
    assert publish["checks"]["permissions"] == proposal["checks"]["permissions"] == {"contents": "read"}
    assert REQUIRED in {job["name"] for job in jobs("build").values()}
    code = [name for name, job in proposal.items() if "write" in job["permissions"].values()]
    assert [step["with"]["ref"] for name in code for step in proposal[name]["steps"] if "uses" in step] == ["main"]
    assert f'check="{REQUIRED}"' in (ROOT / ".ci/report-outcome").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("workflow", "number", "asked"),
    [
        ("audit", "7\n", "gh issue edit 7"),
        ("freshness", "", "gh issue create --title"),
        ("links", "7\n", "gh issue edit 7"),
        ("signs", "7\n", "gh issue edit 7"),
        ("signs-alarm", "", "gh issue create --title De controle van de websites werkt niet"),
    ],
)
def test_a_report_goes_into_one_issue(
    workflow: str, number: str, asked: str, tree: Any, content: Path, tmp_path: Path, offline: dict[str, str]
) -> None:
    repository(tree, tmp_path)
    (content / "linkuitzonderingen.yml").write_text(NO_NETWORK)
    (tmp_path / "x.lock").touch()
    (tmp_path / "pip_audit.py").write_text(HOLE)
    answer(offline, "issue", number)
    answer(offline, "run", number)
    went_well(ran(workflow, tmp_path, offline | {"PYTHONPATH": str(tmp_path)}))
    seen = log(offline)
    assert asked in seen
    assert ("gh run download 7" in seen) == (workflow in {"links", "signs"})
    if workflow == "freshness":
        assert git("diff", "--name-only", "main", "meting", cwd=tmp_path) == "data/dekking.csv\n"
        assert "gh workflow run proposal.yml --ref meting" in seen


def test_a_dry_run_stops_where_a_step_fails_and_at_an_expression_in_a_command(tmp_path: Path) -> None:
    def done(*texts: str) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "w.yml"
        path.write_text(yaml.dump({"jobs": {"a": {"steps": [{"run": text} for text in texts]}}}), encoding="utf-8")
        command = [sys.executable, ROOT / ".ci/dryrun.py", path]
        return subprocess.run(command, env=AROUND, capture_output=True, text=True, check=False)

    assert (done("true", "false | cat").returncode, "verder" in done("false", "echo verder").stdout) == (1, False)
    assert "niet veilig" in done("echo ${{ github.event.issue.title }}").stderr


def test_a_dry_run_leaves_out_what_needs_a_failed_job_unless_it_always_runs(tmp_path: Path) -> None:
    jobs = {
        "a": {"steps": [{"run": "false"}]},
        "b": {"needs": "a", "steps": [{"run": "echo na-a"}]},
        "c": {"steps": [{"run": "echo naast-a"}]},
        "d": {
            "needs": "a",
            "if": "${{ always() }}",
            "steps": [{"run": "echo $HOW", "env": {"HOW": "${{ needs.a.result }}"}}],
        },
    }
    (tmp_path / "w.yml").write_text(yaml.dump({"jobs": jobs}, sort_keys=False), encoding="utf-8")
    command = [sys.executable, ROOT / ".ci/dryrun.py", tmp_path / "w.yml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if not line.startswith("--")]
    assert (done.returncode, told) == (1, ["naast-a", "failure"])


def test_a_proposal_without_a_change_is_not_made(tree: Any, tmp_path: Path, offline: dict[str, str]) -> None:
    origin = repository(tree, tmp_path)
    (tmp_path / "tekst.md").touch()
    command = [".ci/open-proposal", "meting", "Titel", "tekst.md", "data"]
    done = subprocess.run(command, cwd=tmp_path, env=offline, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, log(offline)) == (0, "Er verandert niets.\n", "")
    assert branches(origin) == []
