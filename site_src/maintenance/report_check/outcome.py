"""The committed outcome, data/rapport/toets.yml: small, with Dutch keys, the same bytes for the same inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import groupby
from typing import Any

import numpy as np
import yaml

from site_src.check.report_check.fingerprints import checksum, fingerprints, premises
from site_src.maintenance.report_check.inputs import Column, Row
from site_src.maintenance.report_check.proving.conflicts import Conflict
from site_src.maintenance.report_check.proving.proofs import Proof
from site_src.maintenance.report_check.run import Results
from site_src.maintenance.report_check.sampling.suspects import PROBABLE_FROM, SUSPECT_FROM, probable
from site_src.model.region.report_check import NOT_JUDGED, Calibration, ReportCheck
from site_src.read.records import Reading

HEADER = "# Gemaakt door `python build.py report-check`. Schrijf zelf alleen bij “oordeel”.\n"
MOST_SUSPECTS = 6
MOST_NAMED = 3
Names = Mapping[str, str]
#: what ties a judgement to a conflict: dimension and term that it is about, and how many statements must give way
Subject = tuple[str | None, str | None, int]


def outcome_of(reading: Reading, results: Results, earlier: ReportCheck | None) -> ReportCheck:
    """The outcome of a run; judgements and figures of the calibration that were not made again stay."""
    earlier = earlier or ReportCheck()
    names = {item.record.id: item.record.name for item in reading.initiatives}
    judgements = {(c.dimension, c.term, c.give_way): c.judgement for c in earlier.conflicts}
    data = {
        "gemaakt_met": _made_with(results),
        "tegenspraken": [_conflict(conflict, judgements) for conflict in results.findings.conflicts],
        "niet_beslist": list(results.findings.undecided),
        "bewezen": _proved(results, names),
        "waarschijnlijk": _probable(results),
        "ijking": _calibration(results, earlier.calibration),
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


def _conflict(conflict: Conflict, judgements: Mapping[Subject, str]) -> dict[str, Any]:
    """A conflict as plain data, with the statements that most corrections give up."""
    column: tuple[str | None, str | None] = conflict.columns[0] if conflict.columns else (None, None)
    about = {"dimensie": column[0], "term": column[1]} if conflict.columns else {}
    return {
        **about,
        "moeten_wijken": conflict.give_way,
        "uitspraken": len(conflict.core),
        "verdachten": [
            {"initiatief": s.statement.initiative, "term": s.statement.term, "aandeel": _share(s.share)}
            for s in conflict.suspects[:MOST_SUSPECTS]
        ],
        "oordeel": judgements.get((*column, conflict.give_way), NOT_JUDGED),
    }


def _share(share: float) -> float:
    """A share in whole percentages."""
    return round(float(share), 2)


def _proved(results: Results, names: Names) -> list[dict[str, Any]]:
    """What is proved, by term, value and reasoning."""
    rows = {row.column: row for row in results.inputs.tables.terms}
    told = sorted(results.proofs, key=lambda p: (p.column, not p.value, reasoning(p, rows[p.column], names)))
    groups = groupby(told, key=lambda p: (p.column, p.value, reasoning(p, rows[p.column], names)))
    return [
        {
            "dimensie": column[0],
            "term": column[1],
            "waarde": "ja" if value else "nee",
            "redenering": why,
            "initiatieven": sorted(proof.initiative for proof in members),
        }
        for (column, value, why), members in groups
    ]


def reasoning(proof: Proof, row: Row, names: Names) -> str:
    """Why a value is proved, in one or two Dutch sentences."""
    word = "wel" if proof.value else "niet"
    told = f"Het rapport telt er {row.total}. Ook per campus (tabel {row.table}) klopt dat alleen"
    if not proof.premises:
        return f"{told} als dit initiatief {word} meetelt."
    named = [names.get(name, name) for name in sorted({fact.initiative for fact in proof.premises})]
    more = f" en nog {len(named) - MOST_NAMED} andere" if len(named) > MOST_NAMED else ""
    shown = _listed(named[:MOST_NAMED]) if not more else ", ".join(named[:MOST_NAMED]) + more
    return f"{told} als dit initiatief {word} meetelt, gezien wat we weten van {shown}."


def _listed(names: Sequence[str]) -> str:
    """A, B en C."""
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


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


def _calibration(results: Results, earlier: Calibration) -> dict[str, Any]:
    """The figures of the calibration; what was not made again is kept."""
    kept = earlier.model_dump(by_alias=True, exclude_none=True)
    kept |= {kind: score.as_data() for kind, score in results.scores.items()}
    if results.given_back is not None:
        kept["elk_tiende_feit"] = results.given_back.as_data()
    return kept
