"""`report-check` as people call it: without a solver, with tables that are wrong, twice the same."""

from __future__ import annotations

import builtins
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT
from typer.testing import CliRunner

from site_src.cli.app import app
from site_src.maintenance.report_check.calibration.scores import Score
from site_src.maintenance.report_check.inputs import CAMPUS, Inputs
from site_src.maintenance.report_check.outcome import outcome_of, written
from site_src.maintenance.report_check.processes import silent
from site_src.maintenance.report_check.run import Measured, inputs_from, run
from site_src.maintenance.report_check.sampling.chain import Plan
from site_src.model.region.report_check import ReportCheck
from site_src.model.texts import Translated
from site_src.read.records import Reading

TERMS = ("meisjes", "stage")


def told(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report-check", *arguments])
    return result.exit_code, result.output + result.stderr


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_a_missing_solver_is_told_in_one_line_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("ortools"):
            raise ImportError(name)
        return real_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    code, text = told()
    assert code == 1 and "pip install '.[report-check]'" in text and "Traceback" not in text


def test_the_group_that_the_line_names_installs_the_solver() -> None:
    assert 'report-check = ["ortools"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_tables_that_contradict_themselves_stop_the_command_with_their_rows(data: Path) -> None:
    table = data / "rapport" / "tabel-4-per-campus.csv"
    text = table.read_text("utf-8")
    spoiled = text.replace("4.3,doelgroep,meisjes,2,2,2", "4.3,doelgroep,meisjes,5,2,2")
    assert spoiled != text
    table.write_text(spoiled.replace(",64\n", ",63\n"), "utf-8")
    code, out = told("--data", str(data))
    assert code == 1 and "rij meisjes, kolom ITS: 5, maar het totaal is 2" in out
    assert "rij vmbo, kolom totaal: 63, maar hoofdstuk 3 telt er 64" in out and "deels" not in out


def test_a_region_without_a_report_is_told_so(data: Path) -> None:
    shutil.rmtree(data / "rapport")
    code, out = told("--data", str(data))
    assert code == 1 and "geen rapport" in out and "Traceback" not in out


def small_run(reading: Reading, inputs: Inputs, earlier: ReportCheck | None = None) -> ReportCheck:
    """Two terms of the report, and few draws."""
    few = inputs.with_statements(fact for fact in inputs.statements if fact.term in TERMS or fact.dimension == CAMPUS)
    part = replace(few, tables=replace(few.tables, terms=tuple(row for row in few.tables.terms if row.term in TERMS)))
    return outcome_of(reading, run(part, silent, Plan(sweeps=4, burn_in=2), 2), Measured(), earlier)


def test_the_same_records_give_the_same_bytes(reading: Reading) -> None:
    inputs = inputs_from(reading)
    first = small_run(reading, inputs)
    assert written(first) == written(small_run(reading, inputs))
    assert {group.term for group in first.proofs} >= {"meisjes"}
    assert ReportCheck.model_validate(first.model_dump(by_alias=True)) == first


def test_scores_of_worlds_add_up() -> None:
    score = Score(proofs=1, lies=2, by_tenth=[[1, 0] for _ in range(10)])
    score.add(Score(proofs=2, false_proofs=1, lies=3, caught=4, worlds=1, by_tenth=[[2, 1] for _ in range(10)]))
    assert score.as_data() | {"per": score.by_tenth[0]} == {
        "werelden": 1, "bewijzen": 3, "bewijzen_onwaar": 1, "waarschijnlijk": 3, "waarschijnlijk_waar": 1,
        "fouten": 5, "fouten_verdacht": 4, "per": [3, 1],
    }  # fmt: skip


def test_judgements_stay_as_long_as_the_conflict_is_the_same(reading: Reading) -> None:
    inputs = inputs_from(reading)
    first = small_run(reading, inputs)
    assert first.conflicts, "the places alone do not agree with table 4.1"
    mine = Translated.model_validate({"nl": "Blijft staan.", "en": "Stays."})
    same = first.conflicts[0].model_copy(update={"judgement": mine})
    other = same.model_copy(update={"give_way": 99})
    kept, lost = (
        small_run(reading, inputs, ReportCheck(tegenspraken=(conflict,))).conflicts[0].judgement
        for conflict in (same, other)
    )
    assert kept == mine and lost["nl"] == "Nog te beoordelen."
