"""Thousands of broken files: each is read, or told with file and line, and none takes long. Weekly, not in every run.

`FUZZ_RECORDS` and `FUZZ_FILES` say how many: 10000 and 2000 in .github/workflows/fuzz.yml. What is found here becomes a
small test of its own.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers import OTHER_REGION, ROOT, TODAY
from hostile import PAYLOADS, REFUSED
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from site_src.check.content import content_problems
from site_src.check.rules import check
from site_src.derive.catalogue import derive
from site_src.model.problems import Problem, ProblemsFound, Severity
from site_src.model.settings import NOT_FOUND_TEXT, PROSE, Settings
from site_src.read.prose import read_prose
from site_src.read.records import Reading, read_data
from site_src.read.settings import read_settings, read_synonyms
from site_src.read.words import read_words
from site_src.render.prose import render_prose
from site_src.render.routes import Routes
from site_src.render.tables.in_prose import SLOTS

pytestmark = [pytest.mark.fuzz, pytest.mark.slow]
SECONDS = 2.0  # of CPU that one file may cost
HASTE = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=False
)
RECORDS = sorted(path.relative_to(OTHER_REGION).as_posix() for path in OTHER_REGION.glob("data/initiatieven/*.yml"))
_OTHERS = (path.relative_to(OTHER_REGION) for path in OTHER_REGION.rglob("*.*") if path.parent.name != "initiatieven")
FILES = [*sorted(path.as_posix() for path in _OTHERS), "data/rollen.yml", "data/verhuisd.yml"]
NASTY = [*PAYLOADS.values(), *(f'"{sign}"' for sign in REFUSED.values()), "&a", "*a", "!!x", "- ", ": ", "  ", "\t",
         "\r\n", "\n", "{", "}", "[", "]", '"', "'", "|", ">", "#", "%", "@", "`", "null", "~", "yes", "1e999", ".nan",
         "-0", "0x1F", "9" * 400, "2026-02-30", "12:30", "\ufeff", "\x00", "\x85", "---\n", "...\n", "[[", "![",
         "    " * 20, "{" * 50, "id: ../../x\n", "naam: [a]\n", "velden: {a: b}\n"]  # fmt: skip
edits = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "swap", "put", "replace", "indent", "byte", "value"]),
        st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.sampled_from(NASTY) | st.text(max_size=12),
    ), min_size=1, max_size=6,
)  # fmt: skip
Edit = tuple[str, float, int, str]


def mutated(raw: bytes, changes: Sequence[Edit]) -> bytes:
    """The file with some of it cut, doubled, swapped, or replaced by something nasty."""
    for how, place, size, nasty in changes:
        text = nasty.encode("utf-8", "surrogatepass")
        at = int(place * len(raw))
        lines = raw.split(b"\n")
        line = int(place * len(lines))
        if how == "cut":
            raw = raw[:at] + raw[at + size :]
        elif how == "put":
            raw = raw[:at] + text + raw[at:]
        elif how == "replace":
            raw = raw[:at] + text + raw[at + size :]
        elif how == "byte":
            raw = raw[:at] + bytes([size * 6 % 256]) + raw[at + 1 :]
        elif how == "double":
            raw = b"\n".join([*lines[:line], *lines[line : line + 3] * (size + 1), *lines[line + 3 :]])
        elif how == "swap":
            raw = b"\n".join([*lines[:line], *lines[line : line + 2][::-1], *lines[line + 2 :]])
        elif how == "indent":
            raw = b"\n".join([*lines[:line], b" " * size + b"".join(lines[line : line + 1]), *lines[line + 1 :]])
        else:
            key = b"".join(lines[line : line + 1]).split(b":", 1)[0]
            raw = b"\n".join([*lines[:line], key + b": " + text, *lines[line + 1 :]])
    return raw[:150_000]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("region")
    shutil.copytree(OTHER_REGION, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "data/rollen.yml", folder / "data/rollen.yml")
    (folder / "data/verhuisd.yml").write_text("oud: turfbot\n", encoding="utf-8")
    return folder


def told(region: Path, name: str) -> list[Problem]:
    """Everything that is wrong with a region, up to what a build needs before its first page."""
    reading = read_data(region / "data")
    found = check(reading, TODAY)
    try:
        known = read_settings(region / "content")
        found += _of_texts(region / "content", known, reading, Path(name))
    except ProblemsFound as error:
        return [*found, *error.problems]
    if not any(problem.severity is Severity.ERROR for problem in found):
        derive(reading, known, TODAY)
    return found


def _of_texts(content: Path, known: Settings, reading: Reading, changed: Path) -> list[Problem]:
    """The same of the content folder; a page of prose is only read again when it changed."""
    if changed.suffix == ".md" and changed.stem in {*PROSE, NOT_FOUND_TEXT}:
        prose = read_prose(content, changed.parent.name, changed.stem, SLOTS)
        render_prose(prose, Routes("https://x.nl", "/", ("nl", "en")), changed.parent.name, known.repository)
    if changed.parts[0] == "data":
        return []
    words, synonyms = read_words(content, known.languages), read_synonyms(content)
    return content_problems(content, known, words, synonyms, reading.vocabulary, TODAY)


def holds(region: Path, name: str, changes: Sequence[Edit]) -> None:
    """The file is fine or told of, in time, and put back."""
    path = region / name
    good = path.read_bytes()
    try:
        path.write_bytes(mutated(good, changes))
        start = time.process_time()
        found = told(region, name)
        spent = time.process_time() - start
    finally:
        path.write_bytes(good)
    assert spent < SECONDS, f"{name}: {spent:.1f} s"
    assert all(problem.file and problem.message and problem.line >= 0 for problem in found)


@settings(HASTE, max_examples=int(os.environ.get("FUZZ_RECORDS", "300")))
@given(name=st.sampled_from(RECORDS), changes=edits)
def test_a_record_broken_in_any_way_is_read_or_told(name: str, changes: Sequence[Edit], region: Path) -> None:
    holds(region, name, changes)


@settings(HASTE, max_examples=int(os.environ.get("FUZZ_FILES", "100")))
@given(name=st.sampled_from(FILES), changes=edits)
def test_any_other_file_broken_in_any_way_is_read_or_told(name: str, changes: Sequence[Edit], region: Path) -> None:
    holds(region, name, changes)
