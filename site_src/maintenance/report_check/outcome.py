"""The committed outcome, data/rapport/toets.yml: small, with Dutch keys, the same bytes for the same inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from itertools import groupby
from typing import Any

import numpy as np
import yaml

from site_src.check.report_check.fingerprints import checksum, fingerprints, premises
from site_src.maintenance.report_check.inputs import Column
from site_src.maintenance.report_check.proving.conflicts import Conflict
from site_src.maintenance.report_check.proving.proofs import Proof
from site_src.maintenance.report_check.run import Measured, Results
from site_src.maintenance.report_check.sampling.suspects import PROBABLE_FROM, SUSPECT_FROM, probable
from site_src.model.region.report_check import NOT_JUDGED, Calibration, ReportCheck
from site_src.model.texts import Translated
from site_src.read.records import Reading

HEADER = """\
# Gemaakt door `python build.py report-check`. Schrijf zelf alleen bij “oordeel”.
# tegenspraken: wat in de records staat en niet allemaal waar kan zijn, want dan passen de tabellen niet.
# bewezen: dit is zo in elke manier om de tabellen in te vullen, gezien wat we weten van de initiatieven bij “gezien”.
# waarschijnlijk: het deel van die manieren waarin het zo is.
"""
MOST_SUSPECTS = 6
#: what ties a judgement to a conflict: dimension and term that it is about, and how many statements must give way
Subject = tuple[str | None, str | None, int]


def outcome_of(reading: Reading, results: Results, measured: Measured, earlier: ReportCheck | None) -> ReportCheck:
    """The outcome of a run; judgements and figures of the calibration that were not made again stay."""
    earlier = earlier or ReportCheck()
    judgements = {(c.dimension, c.term, c.give_way): c.judgement for c in earlier.conflicts}
    data = {
        "gemaakt_met": _made_with(results),
        "tegenspraken": [_conflict(conflict, judgements) for conflict in results.findings.conflicts],
        "niet_beslist": list(results.findings.undecided),
        "bewezen": _proved(results.proofs),
        "waarschijnlijk": _probable(results),
        "ijking": _calibration(measured, earlier.calibration),
        "uitgangspunten": premises(reading),
        "vingerafdrukken": fingerprints(reading),
    }
    return ReportCheck.model_validate({**data, "controlegetal": checksum(ReportCheck.model_validate(data))})


def written(outcome: ReportCheck) -> str:
    """The outcome as YAML."""
    data = outcome.model_dump(mode="json", by_alias=True, exclude_none=True)
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    return HEADER + text


def _made_with(results: Results) -> dict[str, Any]:
    """What decides the bytes of an outcome, beside the data."""
    return {
        "ortools": version("ortools"),
        "numpy": np.__version__,
        "trekkingen": results.draws,
        "waarschijnlijk_vanaf": PROBABLE_FROM,
        "verdacht_vanaf": SUSPECT_FROM,
    }


def _conflict(conflict: Conflict, judgements: Mapping[Subject, Translated]) -> dict[str, Any]:
    """A conflict as plain data, with the statements that most corrections give up."""
    column: tuple[str | None, str | None] = conflict.columns[0] if conflict.columns else (None, None)
    about = {"dimensie": column[0], "term": column[1]} if conflict.columns else {}
    return {
        **about,
        "moeten_wijken": conflict.give_way,
        "kern": [fact.initiative for fact in conflict.core],
        "verdachten": [
            {
                "initiatief": suspect.statement.initiative,
                "term": suspect.statement.term,
                "waarde": "ja" if suspect.statement.value else "nee",
                "aandeel": _share(suspect.share),
            }
            for suspect in conflict.suspects[:MOST_SUSPECTS]
        ],
        "oordeel": judgements.get((*column, conflict.give_way), NOT_JUDGED),
    }


def _share(share: float) -> float:
    """A share in whole percentages."""
    return round(float(share), 2)


def _proved(proofs: Iterable[Proof]) -> list[dict[str, Any]]:
    """What is proved, by term, value and what it leans on."""
    told = sorted(proofs, key=lambda proof: (_kind(proof), proof.initiative))
    return [
        {
            "dimensie": column[0],
            "term": column[1],
            "waarde": "ja" if value else "nee",
            "gezien": list(seen),
            "initiatieven": [proof.initiative for proof in members],
        }
        for (column, value, seen), members in groupby(told, key=_kind)
    ]


def _kind(proof: Proof) -> tuple[Column, bool, tuple[str, ...]]:
    """What proofs that are told together have in common."""
    return (proof.column, proof.value, tuple(sorted({fact.initiative for fact in proof.premises})))


def _probable(results: Results) -> list[dict[str, Any]]:
    """What is probable and not proved, by term."""
    proved = {(proof.initiative, proof.column) for proof in results.proofs}
    found: dict[Column, dict[str, float]] = {}
    for (name, column), share in sorted(probable(results.inputs, results.shares).items()):
        if (name, column) not in proved:
            found.setdefault(column, {})[name] = _share(share)
    return [
        {"dimensie": column[0], "term": column[1], "initiatieven": shares} for column, shares in sorted(found.items())
    ]


def _calibration(measured: Measured, earlier: Calibration) -> dict[str, Any]:
    """The figures of the calibration; what was not made again is kept."""
    kept = earlier.model_dump(by_alias=True, exclude_none=True)
    kept |= {kind: score.as_data() for kind, score in measured.scores.items()}
    if measured.given_back is not None:
        kept["elk_tiende_feit"] = measured.given_back.as_data()
    return kept
