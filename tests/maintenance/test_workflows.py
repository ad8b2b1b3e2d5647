"""The workflows: nothing for two linters to find, least privilege, and their steps do here what they do there."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import RECORD, ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
SKIPPED = (
    ".git",
    ".venv",
    "public",
    "node_modules",
    ".hypothesis",
    "__pycache__",
    ".cache",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
)


def workflow(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in workflow(path)["jobs"].values():
        yield from job["steps"]


def test_all_workflows_are_there() -> None:
    assert [path.stem for path in WORKFLOWS] == ["audit", "build", "freshness", "issue-to-pr", "links", "publish"]


def test_zizmor_pedantic_finds_nothing() -> None:
    command = [
        BIN / "zizmor",
        "--offline",
        "--pedantic",
        "--no-progress",
        "--color=never",
        "--collect=all",
        "--strict-collection",
        "--no-ignores",
        ROOT / ".github",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.strip()) == (0, "No findings to report. Good job!"), result.stdout


def test_actionlint_finds_nothing() -> None:
    result = subprocess.run([BIN / "actionlint", "-no-color", *WORKFLOWS], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def test_the_linters_would_see_something(tmp_path: Path) -> None:
    bad = tmp_path / "slecht.yml"
    bad.write_text(
        "name: x\non: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.issue.title }}\n",
        encoding="utf-8",
    )
    found = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", bad], capture_output=True, text=True, check=False
    )
    assert found.returncode
    assert "dangerous-triggers" in found.stdout
    assert subprocess.run([BIN / "actionlint", bad], capture_output=True, check=False).returncode


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_least_and_actions_are_pinned(path: Path) -> None:
    data = workflow(path)
    assert data["permissions"] == {}
    assert "pull_request_target" not in data[True]  # YAML 1.1 reads the key `on` as true
    assert all(job["permissions"] and job["timeout-minutes"] for job in data["jobs"].values())
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        assert "${{" not in step.get("run", "")
    if "pull_request" in data[True]:
        assert {right for job in data["jobs"].values() for right in job["permissions"].values()} == {"read"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_words_of_strangers_are_in_no_expression(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"\$\{\{(.*?)\}\}", text)
    assert [item for item in found if re.search(r"\.(title|body|login|head_ref|message|label|name)\b", item)] == []
    assert "secrets." not in text


def copy_of_the_project(folder: Path) -> Path:
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*SKIPPED), symlinks=True)
    return folder


def use_our_environment(folder: Path) -> None:
    """The environment of these tests in the place of a new one, marked as ready, so that make leaves it alone."""
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(BIN.parent / name)
    os.utime(folder / "requirements.lock", (0, 0))
    for marker in ("audit", "python", "site"):
        (folder / ".venv" / marker).touch()


@pytest.mark.slow
def test_the_steps_of_publish_make_the_site_here(tmp_path: Path) -> None:
    project, artifacts = copy_of_the_project(tmp_path / "kopie"), tmp_path / "artifacts"
    use_our_environment(project)
    artifacts.mkdir()
    command = [sys.executable, ".ci/dryrun.py", ".github/workflows/publish.yml",
               "steps.pages.outputs.base_url=https://mrdh.example/techniek"]  # fmt: skip
    result = subprocess.run(command, cwd=project, env=os.environ | {"ARTIFACTS": str(artifacts)}, capture_output=True,
                            text=True, check=False)  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    with tarfile.open(artifacts / "github-pages.tar") as archive:
        names = archive.getnames()
        home = archive.extractfile("./index.html").read().decode("utf-8")
    assert {"./index.html", "./en/index.html", "./sitemap.xml", "./data/initiatieven.json"} <= set(names)
    assert '<link rel="canonical" href="https://mrdh.example/techniek/">' in home


def test_a_dry_run_stops_where_a_step_fails_and_at_an_expression_in_a_command(tmp_path: Path) -> None:
    def ran(*texts: str) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "w.yml"
        path.write_text(yaml.dump({"jobs": {"a": {"steps": [{"run": text} for text in texts]}}}), encoding="utf-8")
        return subprocess.run(
            [sys.executable, ROOT / ".ci/dryrun.py", path], capture_output=True, text=True, check=False
        )

    assert (ran("true", "false | cat", "echo verder").returncode, "verder" in ran("false", "echo verder").stdout) == (
        1,
        False,
    )
    assert "niet veilig" in ran("echo ${{ github.event.issue.title }}").stderr


FAKE_GH = """#!/usr/bin/env bash
printf '%s\\n' "gh $*" >> "$LOG"
case "$1 $2" in "pr list") cat "$OPEN_PULL" ;; "issue list") cat "$OPEN_ISSUE" ;; esac
for word in "$@"; do [ "$previous" = --body-file ] && cat "$word" >> "$LOG"; previous=$word; done
exit 0
"""


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """A `gh` that writes down what it was asked, and a repository to push to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "gh").write_text(FAKE_GH, encoding="utf-8")
    (folder / "gh").chmod(0o755)
    for name in ("log", "pull", "issue"):
        (tmp_path / name).touch()
    return os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "LOG": str(tmp_path / "log"), "previous": "",
                         "OPEN_PULL": str(tmp_path / "pull"), "OPEN_ISSUE": str(tmp_path / "issue")}  # fmt: skip


def git(*words: object, cwd: Path) -> str:
    own = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@voorbeeld.nl",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ]
    return subprocess.run(["git", *own, *map(str, words)], cwd=cwd, check=True, capture_output=True, text=True).stdout


def proposed(event: str, tree: Any, tmp_path: Path, offline: dict[str, str]) -> tuple[str, Path]:
    """What the steps of issue-to-pr.yml do with a recorded event: the log of `gh`, and the repository it pushed to."""
    origin, work = tmp_path / "origin.git", tmp_path
    git("init", "--bare", origin, cwd=tmp_path)
    tree({"initiatieven/voorbeeld.yml": RECORD})
    git("init", cwd=work)
    git("add", "data", cwd=work)
    git("commit", "-m", "x", cwd=work)
    git("remote", "add", "origin", origin, cwd=work)
    for name in ("build.py", "site_src", ".ci", "content", "templates"):
        (work / name).symlink_to(ROOT / name)
    (work / ".venv/bin").mkdir(parents=True)
    (work / ".venv/bin/python").symlink_to(sys.executable)
    shutil.copy(ROOT / ".github/workflows/issue-to-pr.yml", work / "w.yml")
    text = (work / "w.yml").read_text(encoding="utf-8").replace("make .venv/site", "echo klaar")
    (work / "w.yml").write_text(text.replace(".venv/bin/python", sys.executable), encoding="utf-8")
    path = ROOT / f"tests/fixtures/issues/{event}.json"
    command = [
        sys.executable,
        ROOT / ".ci/dryrun.py",
        "w.yml",
        "github.token=x",
        f"github.event.issue.number={path.name[:2]}",
    ]
    env = offline | {"GITHUB_EVENT_PATH": str(path), "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return (tmp_path / "log").read_text(encoding="utf-8"), origin


def test_a_good_form_becomes_a_branch_with_one_file_and_a_proposal(
    tree: Any, tmp_path: Path, offline: dict[str, str]
) -> None:
    log, origin = proposed("18-vijandig-shell", tree, tmp_path, offline)
    assert git("branch", "--format=%(refname:short)", cwd=origin).split() == ["melding-118"]
    changed = git("show", "--name-only", "--format=%s", "melding-118", cwd=origin).split("\n\n")
    assert changed[0] == "Nieuw initiatief: touch-tmp-pwned-id-rm-rf-echo (#18)"
    assert changed[1].split() == ["data/initiatieven/touch-tmp-pwned-id-rm-rf-echo.yml"]
    assert "gh pr create --head melding-118 --base main" in log
    assert "Wat er op de site verandert" in log
    assert "gh issue comment 18" in log
    assert not Path("/tmp/pwned").exists()


def test_a_form_that_was_edited_gets_no_second_proposal(tree: Any, tmp_path: Path, offline: dict[str, str]) -> None:
    Path(offline["OPEN_PULL"]).write_text("12\n")
    log, origin = proposed("01-goed-nieuw", tree, tmp_path, offline)
    assert git("branch", "--format=%(refname:short)", cwd=origin).split() == ["melding-101"]
    assert "pr create" not in log


def test_a_form_that_can_not_be_used_gets_an_answer_and_no_branch(
    tree: Any, tmp_path: Path, offline: dict[str, str]
) -> None:
    log, origin = proposed("14-slordig-term", tree, tmp_path, offline)
    assert log.startswith("gh issue comment 14 --body-file")
    assert "Kies uit: Geen doe-activiteiten" in log
    assert git("branch", cwd=origin) == ""


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
    assert (done.returncode, done.stderr, Path(offline["LOG"]).read_text()) == (1, "Onverwachte namen.\n", "")


@pytest.mark.parametrize(("number", "asked"), [("", "gh issue create --title T --label l"), ("7\n", "gh issue edit 7")])
def test_a_report_goes_into_one_issue(number: str, asked: str, tmp_path: Path, offline: dict[str, str]) -> None:
    Path(offline["OPEN_ISSUE"]).write_text(number)
    (tmp_path / "verslag.md").write_text("alles goed\n")
    subprocess.run(
        [ROOT / ".ci/one-issue", "l", "T", tmp_path / "verslag.md"], env=offline, check=True, capture_output=True
    )
    log = (tmp_path / "log").read_text()
    assert asked in log
    assert "alles goed" in log


def newcomers_path() -> list[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- begin: nieuwkomer -->\n```sh\n(.*?)```\n<!-- einde: nieuwkomer -->", text, re.S)
    assert block
    return block[1].splitlines()


@pytest.mark.slow
def test_a_newcomer_sees_a_corrected_record_after_at_most_five_commands(tmp_path: Path) -> None:
    """From clone to preview; the time is of everything but the first filling of the environment."""
    commands = newcomers_path()
    assert len(commands) <= 5
    origin = copy_of_the_project(tmp_path / "origin")
    git("init", cwd=origin)
    git("add", "--all", cwd=origin)
    git("commit", "-m", "x", cwd=origin)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/^naam: .*/naam: Twee appels/" "$1"\n')
    editor.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    repository = commands[0].split()[-1]
    env = os.environ | {"EDITOR": str(editor), "PORT": str(port), "GIT_CONFIG_COUNT": "1",
                        "GIT_CONFIG_KEY_0": f"url.{origin}.insteadOf", "GIT_CONFIG_VALUE_0": repository}  # fmt: skip
    start = time.monotonic()
    subprocess.run(["bash", "-ec", commands[0]], cwd=tmp_path, env=env, check=True, capture_output=True)
    clone = tmp_path / commands[1].removeprefix("cd ")
    use_our_environment(clone)
    for command in commands[2:-1]:
        done = subprocess.run(["bash", "-ec", command], cwd=clone, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    corrected = next(Path(word).stem for command in commands for word in command.split() if word.endswith(".yml"))
    page = page_served(commands[-1], clone, env, f"http://localhost:{port}/initiatieven/{corrected}/")
    assert re.search(r"<h1[^>]*>Twee appels", page)
    assert time.monotonic() - start < 120


def page_served(command: str, folder: Path, env: dict[str, str], address: str) -> str:
    """The page as soon as it is there; the server is stopped afterwards."""
    with subprocess.Popen(
        ["bash", "-ec", command], cwd=folder, env=env, start_new_session=True, stdout=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(240):
                time.sleep(0.5)
                try:
                    with urllib.request.urlopen(address, timeout=5) as answer:
                        return answer.read().decode("utf-8")
                except OSError:
                    continue
            return ""
        finally:
            os.killpg(server.pid, signal.SIGTERM)  # SIGINT is ignored below a shell that runs this in the background


def test_what_editors_and_hooks_expect_is_there() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    schema, pattern = next(iter(settings["yaml.schemas"].items()))
    assert (ROOT / schema).is_file()
    assert list(ROOT.glob(pattern))
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    for hook in hooks:
        words = hook["entry"].split()
        assert (ROOT / words[0]).exists()
        if "build.py" in words:
            subprocess.run([sys.executable, *words[1:]], cwd=ROOT, check=True, capture_output=True)
    for document in (ROOT / "CONTRIBUTING.md", ROOT / "docs/beheer.md"):
        for link in re.findall(r"\]\(((?!http|#)[^)]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), link
