"""Runs the `run:` steps of a workflow in order, here, as GitHub would: dryrun.py WORKFLOW [EXPRESSION=VALUE …]

Actions (`uses:`) are named and skipped; of those that upload, the folder is packed, as GitHub would pack it. Values
for expressions such as steps.pages.outputs.base_url are given on the command line; without one the run stops.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # what GitHub runs for `shell: bash`


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its expressions replaced."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            sys.exit(f"Geef een waarde: {found[1]}=…")
        return values[found[1]]

    return EXPRESSION.sub(value, text)


def run_step(step: dict[str, Any], values: dict[str, str], artifacts: Path) -> int:
    """One step; 0 when it went well or was skipped."""
    name = step.get("name") or step.get("uses") or step["run"].splitlines()[0]
    if "uses" in step:
        print(f"-- overgeslagen: {name}", flush=True)
        if "upload" in step["uses"]:
            pack(Path(step["with"]["path"]), artifacts / f"{step['with'].get('name', 'github-pages')}.tar")
        return 0
    print(f"-- {name}", flush=True)
    if EXPRESSION.search(step["run"]):
        sys.exit("Een expressie in `run:` is niet veilig: zet haar in `env:`.")
    given = {key: filled(str(value), values) for key, value in step.get("env", {}).items()}
    summary = {"GITHUB_STEP_SUMMARY": str(artifacts / "summary.md")}
    return subprocess.run([*SHELL, step["run"]], env=os.environ | summary | given, check=False).returncode


def pack(folder: Path, target: Path) -> None:
    """What an upload would send."""
    if not folder.is_dir() or not any(folder.iterdir()):
        sys.exit(f"{folder} is leeg of bestaat niet: er is niets om te bewaren.")
    with tarfile.open(target, "w") as archive:
        archive.add(folder, arcname=".")
    print(f"-- ingepakt: {target}", flush=True)


def main(workflow: Path, *given: str) -> int:
    """Every job in the order of the file; stops at the first step that fails."""
    values = dict(item.split("=", 1) for item in given)
    artifacts = Path(os.environ.get("ARTIFACTS") or tempfile.mkdtemp())
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        for step in job["steps"]:
            code = run_step(step, values, artifacts)
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
