"""`check` loads nothing that only a build or another command needs, so that a contributor has an answer at once."""

from __future__ import annotations

import subprocess
import sys

from helpers import ROOT

HEAVY = {"pandas", "geopandas", "folium", "jinja2", "docx"}


def test_the_command_check_loads_no_library_of_the_build() -> None:
    command = [sys.executable, "-X", "importtime", "build.py", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert {"pydantic", "yaml"} <= loaded  # the list is not empty
    assert HEAVY & loaded == set()
