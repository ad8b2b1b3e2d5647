"""The repository on GitHub: its pages with settings, and what `gh api` says of it."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WEB = re.compile(r"(?:https://|git@|ssh://git@)github\.com[/:]([\w.-]+)/([\w.-]+?)(?:\.git)?/?")
_STATUS = re.compile(r"HTTP (\d{3})")
_SECONDS = 20

#: a path below the repository in GitHub's API -> its answer, None when it is not there; raises Unseen
Ask = Callable[[str], Any]


class Unseen(Exception):
    """Why GitHub could not be asked, in words that follow “niet na te gaan”."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub."""

    owner: str
    name: str

    @property
    def web(self) -> str:
        """Its address, without a slash at the end."""
        return f"https://github.com/{self.owner}/{self.name}"

    def edit(self, file: str) -> str:
        """Where a file is changed in the browser."""
        return f"{self.web}/edit/main/{file}"


def repository_at(address: str) -> Repository | None:
    """The repository behind an address for people or for git; None when it is not on GitHub."""
    found = _WEB.fullmatch(address.strip())
    return Repository(found[1], found[2]) if found else None


def origin_of(root: Path) -> Repository | None:
    """Where git got this folder; None when that is not GitHub or git does not know."""
    try:
        command = ["git", "-C", str(root), "remote", "get-url", "origin"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return repository_at(done.stdout) if done.returncode == 0 else None


def asking_gh(repository: Repository) -> Ask:
    """Asks GitHub by its own command `gh`, each path once."""

    @functools.cache
    def ask(path: str) -> Any:
        below = f"repos/{repository.owner}/{repository.name}/{path}".rstrip("/")
        try:
            command, env = ["gh", "api", "--hostname", "github.com", below], os.environ | {"GH_PROMPT_DISABLED": "1"}
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS, env=env)
        except subprocess.TimeoutExpired as error:
            raise Unseen("want GitHub antwoordt niet") from error
        except OSError as error:
            raise Unseen("zonder gh") from error
        return _read(done.stdout) if done.returncode == 0 else _absent(done.stderr)

    return ask


def _read(told: str) -> Any:
    try:
        return json.loads(told)
    except json.JSONDecodeError as error:
        raise Unseen("want GitHub antwoordt onleesbaar") from error


def _absent(told: str) -> None:
    """Returns for what is not there; raises Unseen with the reason for anything else that `gh` told."""
    status = _STATUS.search(told)
    if status and status[1] == "404":
        return
    if status and status[1] == "403":
        raise Unseen("met jouw rechten")
    signed_out = "gh auth login" in told or (status and status[1] == "401")
    raise Unseen("zonder aanmelden: typ gh auth login" if signed_out else "want GitHub antwoordt niet")
