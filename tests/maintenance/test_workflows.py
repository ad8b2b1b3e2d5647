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
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from dry_run import BIN, git, use_our_environment
from helpers import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
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
        yield from job.get("steps", ())


def test_all_workflows_are_there() -> None:
    assert [path.stem for path in WORKFLOWS] == [
        "audit",
        "build",
        "freshness",
        "fuzz",
        "issue-to-pr",
        "links",
        "proposal",
        "publish",
        "signs-alarm",
        "signs",
    ]


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


def test_shellcheck_finds_nothing_in_the_scripts_and_the_steps() -> None:
    shellcheck = shutil.which("shellcheck", path=f"{BIN}:{os.environ['PATH']}")
    if not shellcheck:
        pytest.skip("shellcheck is not here")
    scripts = [path for path in (ROOT / ".ci").iterdir() if path.is_file() and path.suffix != ".py"]
    result = subprocess.run([shellcheck, *scripts], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")
    command = [BIN / "actionlint", "-no-color", "-shellcheck", shellcheck, *WORKFLOWS]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""


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
    assert all(job["permissions"] and ("uses" in job or job["timeout-minutes"]) for job in data["jobs"].values())
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


def mark_as_ready(folder: Path) -> None:
    """So that make leaves the environment alone."""
    os.utime(folder / "requirements.lock", (0, 0))
    for marker in ("python", "site"):
        (folder / ".venv" / marker).touch()


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
    mark_as_ready(clone)
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
