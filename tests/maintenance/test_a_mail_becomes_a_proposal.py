"""A mail becomes a proposal in two commands, from-issue --text and .ci/propose-mail; the mail itself stays out."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from helpers import RECORD, ROOT, TODAY, run

MAIL = ROOT / "tests/fixtures/mails/04-bijlage.eml"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def clone(tree: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a repository with one record, and a stand-in for gh that writes down what it is asked."""
    folder = tree({"initiatieven/voorbeeld.yml": RECORD}).parent / "kloon"
    folder.mkdir()
    (tmp_path / "data").rename(folder / "data")
    for key, value in {"AUTHOR_NAME": "B", "AUTHOR_EMAIL": "b@x.nl", "COMMITTER_NAME": "B", "COMMITTER_EMAIL": "b@x.nl",
                       "CONFIG_GLOBAL": os.devnull, "CONFIG_SYSTEM": os.devnull}.items():  # fmt: skip
        monkeypatch.setenv(f"GIT_{key}", value)
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "oorsprong")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "remote", "add", "origin", str(tmp_path / "oorsprong"))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "eerst")
    git(folder, "push", "--quiet", "origin", "main")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {tmp_path / "gh.log"}\n', encoding="utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(folder)
    return folder


def proposed(outcome: Path, clone: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / ".ci/propose-mail", outcome], cwd=clone, capture_output=True, text=True, check=False)


def test_a_mail_becomes_a_pull_request_with_only_the_record_in_two_commands(clone: Path, tmp_path: Path) -> None:
    outcome = tmp_path / "voorstel.json"
    (clone / "mail.eml").write_bytes(MAIL.read_bytes())
    assert run("from-issue", "--text", "mail.eml", "--json", outcome, "--today", TODAY).exit_code == 0
    assert proposed(outcome, clone).returncode == 0
    branch = next(name for name in git(clone, "branch", "--remotes").split() if "melding-" in name)
    assert git(clone, "diff", "--name-only", "main", branch) == "data/initiatieven/voorbeeld.yml"
    assert "+kosten: gratis" in git(clone, "diff", "main", branch)
    assert git(clone, "status", "--short", "--branch") == "## main\n?? mail.eml"
    told = (tmp_path / "gh.log").read_text(encoding="utf-8").splitlines()
    assert told[:4] == ["pr", "create", "--head", branch.removeprefix("origin/")]
    assert "els@voorbeeld.nl" not in " ".join(told) + git(clone, "log", "--all", "--format=%B")


def test_a_mail_that_gave_no_proposal_proposes_nothing_and_says_what_to_do(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Hoi, leuke site!", encoding="utf-8")
    outcome = tmp_path / "voorstel.json"
    assert run("from-issue", "--text", tmp_path / "mail.txt", "--json", outcome, "--today", TODAY).exit_code == 1
    result = proposed(outcome, clone)
    assert (result.returncode, "Lees het antwoord" in result.stderr) == (1, True)
    assert not (tmp_path / "gh.log").exists()


def test_the_same_form_by_mail_and_as_an_issue_gives_the_same_record_byte_for_byte(clone: Path, tmp_path: Path) -> None:
    event = ROOT / "tests/fixtures/issues/03-goed-kosten.json"
    path, before = clone / "data/initiatieven/voorbeeld.yml", RECORD
    day = json.loads(event.read_text(encoding="utf-8"))["issue"]["created_at"][:10]
    assert run("from-issue", "--event", event, "--today", day).exit_code == 0
    by_issue = path.read_bytes()
    path.write_text(before, encoding="utf-8")
    body = json.loads(event.read_text(encoding="utf-8"))["issue"]["body"]
    mail = tmp_path / "mail.txt"
    mail.write_text("Hallo,\n\n" + body.replace("\n", "\n\n") + "\n\nMet vriendelijke groet,\nEls", encoding="utf-8")
    assert run("from-issue", "--text", mail, "--today", day).exit_code == 0
    assert path.read_bytes() == by_issue
