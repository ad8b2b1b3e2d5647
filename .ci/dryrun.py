"""Runs the `run:` steps of a workflow in order, here, as GitHub would: dryrun.py WORKFLOW [EXPRESSION=VALUE …]

Actions (`uses:`) are named and skipped; of those that upload, the folder is packed, as GitHub would pack it. A workflow
of ours that is called runs at its place. Values for expressions such as steps.pages.outputs.base_url are given on the
command line; without one the run stops. What a job hands on (`needs`, outputs) is filled in here.
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
OURS = "$/"  # how a workflow names a file of its own repository


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


def run_job(job: dict[str, Any], values: dict[str, str], artifacts: Path) -> tuple[int, dict[str, str]]:
    """One job up to the first step that fails: its exit code, and what it hands on."""
    if "uses" in job:
        return run_workflow(Path(job["uses"].removeprefix(OURS)), values, artifacts)
    code = next((code for step in job["steps"] if (code := run_step(step, values, artifacts))), 0)
    return code, {name: "" if code else filled(text, values) for name, text in job.get("outputs", {}).items()}


def run_workflow(path: Path, given: dict[str, str], artifacts: Path) -> tuple[int, dict[str, str]]:
    """Every job in the order of the file; one that needs a failed one is left out, unless it always runs."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    values, codes = dict(given), dict[str, int]()
    for name, job in workflow["jobs"].items():
        if codes.get(job.get("needs")) and "always()" not in job.get("if", ""):
            codes[name] = 1
            continue
        codes[name], handed = run_job(job, values, artifacts)
        values[f"needs.{name}.result"] = "failure" if codes[name] else "success"
        values |= {f"{who}.{name}.outputs.{key}": text for key, text in handed.items() for who in ("needs", "jobs")}
    called = (workflow.get(True) or {}).get("workflow_call") or {}  # YAML 1.1 reads the key `on` as true
    outputs = {name: filled(output["value"], values) for name, output in called.get("outputs", {}).items()}
    return next(filter(None, codes.values()), 0), outputs


def main(workflow: Path, *given: str) -> int:
    """The exit code of the first step that failed, else 0."""
    artifacts = Path(os.environ.get("ARTIFACTS") or tempfile.mkdtemp())
    return run_workflow(workflow, dict(item.split("=", 1) for item in given), artifacts)[0]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
