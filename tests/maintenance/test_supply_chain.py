"""What we use is locked by its hashes, asked after for holes, and listed with each publication."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT

LOCKS = sorted(ROOT.glob("*.lock"))
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.M)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_locked_package_has_one_version_and_its_hashes_and_comes_from_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) > 20
    assert [
        entry.split()[0] for entry in entries if not re.match(r"[a-z0-9._-]+==\S+ \\\n +--hash=sha256:", entry)
    ] == []
    assert not re.search(r"^(-|[^#\n]*(https?:|file:| @ ))", text, re.M)


def test_whatever_is_installed_has_to_have_one_of_those_hashes() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^INSTALL := -m pip install .*--require-hashes", makefile, re.M)
    assert set(re.findall(r"\$\(INSTALL\) -r (\S+)", makefile)) == {lock.name for lock in LOCKS}
    others = [*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / ".ci").iterdir(), ROOT / "Makefile"]
    lines = [line for path in others if path.is_file() for line in path.read_text("utf-8").splitlines()]
    assert [line for line in lines if re.search(r"pip3? install|\bnpx\b|curl|wget", line)] == [
        line for line in makefile.splitlines() if line.startswith("INSTALL := ")
    ]


@pytest.mark.parametrize(
    ("found", "code", "ends", "report"),
    [("| pyyaml | GHSA-1 |", 1, 0, True), ("| overgeslagen |", 0, 0, False), ("", 0, 0, False), ("", 1, 1, False)],
    ids=["a hole", "no hole but some skipped", "no hole", "could not ask"],
)
def test_a_known_hole_is_reported_and_not_being_able_to_ask_is_no_good_news(
    found: str, code: int, ends: int, report: bool, tmp_path: Path
) -> None:
    (tmp_path / "pip_audit.py").write_text(
        f"import sys\nfrom pathlib import Path\nargs = sys.argv\nassert {len(LOCKS)} == args.count('-r'), args\n"
        f"if {found!r}: Path(args[args.index('--output') + 1]).write_text({found!r})\nsys.exit({code})\n"
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHON": sys.executable}
    outcome = tmp_path / "map/lekken.md"
    done = subprocess.run([ROOT / ".ci/known-holes", outcome], cwd=ROOT, env=env, check=False, capture_output=True)
    assert (done.returncode, outcome.exists() and outcome.read_text() == found) == (ends, report), done.stderr


def test_the_list_of_packages_names_each_of_them_and_is_the_same_every_time(tmp_path: Path) -> None:
    if importlib.util.find_spec("cyclonedx_py") is None:
        pytest.skip("cyclonedx-bom is not installed: make .venv/test")
    recipe = re.search(r"-m (cyclonedx_py .*) -o", (ROOT / "Makefile").read_text("utf-8"))
    assert recipe
    for name in ("een.json", "twee.json"):
        command = [sys.executable, "-m", *recipe[1].split(), "-o", tmp_path / name]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "een.json").read_bytes() == (tmp_path / "twee.json").read_bytes()
    listed = json.loads((tmp_path / "een.json").read_bytes())
    assert listed["bomFormat"] == "CycloneDX"
    locked = set(PIN.findall((ROOT / "requirements.lock").read_text("utf-8")))
    assert {(part["name"], part["version"]) for part in listed["components"]} == locked
