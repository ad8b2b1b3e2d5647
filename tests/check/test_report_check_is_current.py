"""toets.yml: who edits it, or a record it was made from, is told so by name; an own judgement is nobody's business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import RECORD, TODAY, changed

from site_src.check.report_check.fingerprints import checksum, fingerprint, fingerprints, premises
from site_src.check.rules import check
from site_src.model.problems import Problem, Severity, blocking
from site_src.model.region.report_check import ReportCheck
from site_src.read.records import read_data

FILE = "data/rapport/toets.yml"
OTHER = changed(id="id: ander", naam="naam: Ander")
Tree = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def made(tree: Tree) -> Callable[..., list[Problem]]:
    """What check says of toets.yml when it was made of two records, and a file then was edited."""

    def make(edit: Callable[[dict[str, Any]], None] | None = None, **files: str) -> list[Problem]:
        records = {"initiatieven/voorbeeld.yml": RECORD, "initiatieven/ander.yml": OTHER}
        reading = read_data(tree(records | {"rapport/toets.yml": "{}\n"}))
        conflict = {"moeten_wijken": 1, "verdachten": [{"initiatief": "ander", "term": "po", "aandeel": 0.5}]}
        data: dict[str, Any] = {"tegenspraken": [conflict], "vingerafdrukken": fingerprints(reading),
                                "uitgangspunten": premises(reading)}  # fmt: skip
        data["controlegetal"] = checksum(ReportCheck.model_validate(data))
        if edit:
            edit(data)
        told = tree(records | {"rapport/toets.yml": yaml.safe_dump(data)} | files)
        return [problem for problem in check(read_data(told), TODAY) if problem.file == FILE]

    return make


def test_as_it_was_made_nothing_is_told_also_with_a_judgement_of_our_own(made: Callable[..., list[Problem]]) -> None:
    def judge(data: dict[str, Any]) -> None:
        data["tegenspraken"][0]["oordeel"] = {"nl": "Blijft.", "en": "Stays."}

    assert made() == [] and made(judge) == []


@pytest.mark.parametrize("key", ["moeten_wijken", "verdachten"])
def test_what_is_edited_by_hand_is_a_warning_with_what_to_do(key: str, made: Callable[..., list[Problem]]) -> None:
    [problem] = made(lambda data: data["tegenspraken"][0].update({key: [] if key == "verdachten" else 2}))
    assert problem.severity is Severity.WARNING and "met de hand" in problem.message
    assert "python build.py report-check" in problem.hint


def test_records_that_changed_came_or_went_are_named_and_stop_nobody(made: Callable[..., list[Problem]]) -> None:
    files = {
        "initiatieven/voorbeeld.yml": changed(schooltypen="schooltypen: [po, havo]"),
        "initiatieven/nieuw.yml": changed(id="id: nieuw", naam="naam: Nieuw"),
    }
    [problem] = made(**files)
    assert "nieuw, voorbeeld" in problem.message and "ander," not in problem.message
    assert problem.severity is Severity.HINT and blocking([problem], strict=True) == []


def test_a_changed_table_is_told_of(made: Callable[..., list[Problem]], tree: Tree) -> None:
    table = (tree({}) / "rapport" / "tabel-4-per-campus.csv").read_text("utf-8")
    [problem] = made(
        **{"rapport/tabel-4-per-campus.csv": table.replace("4.2,schooltype,po,", "4.2,schooltype,po,0", 1)}
    )
    assert "tabellen" in problem.message


def test_only_what_the_check_reads_counts() -> None:
    from site_src.model.initiative import Initiative

    base = Initiative.model_validate(yaml.safe_load(RECORD))
    same = base.model_copy(update={"summary": "Iets anders.", "costs": "gratis"})
    assert fingerprint(base) == fingerprint(same) and len(fingerprint(base)) == 12
    for update in ({"school_types": ("vmbo",)}, {"also_around": ("GT",)}, {"locations": ()}, {"sources": ()}):
        assert fingerprint(base) != fingerprint(base.model_copy(update=update)), update
