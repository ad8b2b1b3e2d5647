"""What the steps of the workflows need to run here: a `gh` and a `make` that write down what is asked, and git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from helpers import RECORD, ROOT

BIN = Path(sys.executable).parent
#: writes down what it was asked with the text it was given, and answers with the files that the test fills
FAKE_GH = """#!/usr/bin/env bash
printf '%s\\n' "gh $*" >> "$LOG"
case "$1 $2" in
  "pr list") cat "$ANSWERS/pull" ;;
  "issue list") cat "$ANSWERS/issue" ;;
  "run list") cat "$ANSWERS/run" ;;
  "run download") echo '{}' > "$ANSWERS/downloaded" ;;
  "api "*) [[ $* != *--paginate* ]] || cat "$ANSWERS/comment" ;;
esac
for word in "$@"; do
  [ "$previous" = --body-file ] && cat "$word" >> "$LOG"
  case $word in body=@*) cat "${word#body=@}" >> "$LOG" ;; esac
  previous=$word
done
exit 0
"""
#: knows of the Makefile what the workflows ask and is not tested by itself: the tests of the tests fail when told so
FAKE_MAKE = """#!/usr/bin/env bash
printf '%s\\n' "make $*" >> "$LOG"
case $1 in
  check) exec .venv/bin/python build.py check --strict ;;
  sbom) echo '{}' > .cache/sbom.cdx.json ;;
  test) exit "${TESTS_END_WITH:-0}" ;;
esac
"""
SHA = "0123456789abcdef0123456789abcdef01234567"
PREVIEW = "https://github.com/voorbeeld/catalogus/actions/runs/7/artifacts/9"
#: what GitHub sets around every step
AROUND = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "voorbeeld/catalogus",
    "GITHUB_RUN_ID": "7",
    "GITHUB_REF_NAME": "main",
    "GITHUB_SHA": SHA,
}
#: the expressions of all workflows together, as GitHub would fill them in
VALUES = {
    "github.token": "x",
    "steps.preview.outputs.artifact-url": PREVIEW,
    "steps.pages.outputs.base_url": "https://mrdh.example/techniek",
}


def stand_ins(folder: Path) -> dict[str, str]:
    """An environment with our `gh` and `make`, and the files they answer with in folder/answers."""
    for name, text in {"gh": FAKE_GH, "make": FAKE_MAKE}.items():
        path = folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
    answers = folder / "answers"
    answers.mkdir()
    for name in ("pull", "issue", "run", "comment"):
        (answers / name).touch()
    (folder / "log").touch()
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return os.environ | AROUND | {"PATH": path, "LOG": str(folder / "log"), "ANSWERS": str(answers), "previous": ""}


def git(*words: object, cwd: Path) -> str:
    """What git says."""
    own = ["user.name=t", "user.email=t@voorbeeld.nl", "init.defaultBranch=main", "commit.gpgsign=false"]
    options = [word for setting in own for word in ("-c", setting)]
    return subprocess.run(
        ["git", *options, *map(str, words)], cwd=cwd, check=True, capture_output=True, text=True
    ).stdout


def repository(tree: Any, folder: Path) -> Path:
    """A working copy in the folder, with one record and this project's code, and the bare repository it pushes to."""
    origin = folder / "origin.git"
    git("init", "--bare", origin, cwd=folder)
    tree({"initiatieven/voorbeeld.yml": RECORD})
    git("init", cwd=folder)
    git("add", "data", cwd=folder)
    git("commit", "-m", "x", cwd=folder)
    git("remote", "add", "origin", origin, cwd=folder)
    git("push", "origin", "main", cwd=folder)
    for name in ("build.py", "site_src", ".ci", "templates", ".github"):
        (folder / name).symlink_to(ROOT / name)
    if not (folder / "content").exists():
        (folder / "content").symlink_to(ROOT / "content")
    use_our_environment(folder)
    return origin


def use_our_environment(folder: Path) -> None:
    """The environment of these tests in the place of a new one."""
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(BIN.parent / name)


def ran(workflow: str, folder: Path, env: dict[str, str], **values: str) -> subprocess.CompletedProcess[str]:
    """The steps of a workflow, run in the folder."""
    given = [f"{name}={value}" for name, value in (VALUES | values).items()]
    command = [sys.executable, ROOT / ".ci/dryrun.py", f".github/workflows/{workflow}.yml", *given]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
