"""The promise score: what is met, not met and unknown, and which initiatives fit a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from source_data import FIELDS, PROVED, RECORDS

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.success_factors import scores
from site_src.derive.knowledge import knowledge_of
from site_src.model.initiative import Initiative

COMPANY = {"bedrijfsbezoek", "stage", "leerwerkplekken"}


def known(record: dict[str, Any], dimension: str, *terms: str) -> bool | None:
    """Whether a record, or a proof from the report's tables, says yes or no to one of these terms of a list."""
    named, field = record.get(FIELDS[dimension]) or [], FIELDS[dimension]
    ruled_out = {
        *record.get("niet", {}).get(field, []),
        *(term for term in terms if proved(record, dimension, term) == "nee"),
    }
    if set(terms) & set(named) or any(proved(record, dimension, term) == "ja" for term in terms):
        return True
    return False if field in record.get("volledig", []) or set(terms) <= ruled_out else None


def proved(record: dict[str, Any], dimension: str, term: str) -> str | None:
    return PROVED.get((record["id"], dimension, term))


def expected(record: dict[str, Any]) -> dict[str, bool | None]:
    """The eight factors from the YAML itself."""
    names = ("leraren", "ouders", "meisjes", "migratieachtergrond")
    return {name: known(record, "doelgroep", name) for name in names} | {
        "rolmodellen": record.get("rolmodellen"),
        "vervoer": record.get("gratis_vervoer"),
        "bedrijf": known(record, "activiteit", *COMPANY),
        "veel": None if not record.get("praktijk") else record["praktijk"] == "veel",
    }


def test_each_factor_is_met_not_met_or_unknown(catalogue: Catalogue) -> None:
    scores = {score.initiative: score for score in catalogue.insights.scores}
    assert set(scores) == {name for name, record in RECORDS.items() if record["status"] != "gestopt"}
    for name, score in scores.items():
        assert dict(score.factors) == expected(RECORDS[name]), name
        assert score.met + score.unknown <= 8
    assert {value for score in scores.values() for value in score.factors.values()} == {True, False, None}


def test_what_is_not_filled_in_is_unknown_not_no(catalogue: Catalogue) -> None:
    empty = Initiative.model_validate({"id": "leeg", "naam": "Leeg", "gecontroleerd": "2026-01-01"})
    known = knowledge_of([empty], catalogue.vocabulary)
    assert set(scores([empty], known)[0].factors.values()) == {None}
    assert scores([empty.model_copy(update={"status": "gestopt"})], known) == []


def test_candidates_fit_their_role(catalogue: Catalogue) -> None:
    found = catalogue.insights.candidates
    assert set(found.scale_up) == {"GT", "DIF"}
    for code, ids in found.scale_up.items():
        assert ids
        for name in ids:
            assert RECORDS[name]["bereik"] == "lokaal"
            assert code not in catalogue.campus_codes[name]
            assert sum(value is True for value in expected(RECORDS[name]).values()) >= 2
    assert found.parents and not [n for n in found.parents if "ouders" in RECORDS[n].get("doelgroepen", [])]
    assert found.bus
    for name in found.bus:
        assert RECORDS[name]["praktijk"] == "veel" and RECORDS[name].get("gratis_vervoer") is not True


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_score_stands_without_its_unknowns(
    language: str, page: Callable[[str], BeautifulSoup], catalogue: Catalogue
) -> None:
    rows = page(f"{language}/witte-vlekken/kansen/").select("table.scores tbody tr")
    scores = catalogue.insights.scores
    assert len(rows) == len(scores)
    word = "unknown" if language else "onbekend"
    for row, score in zip(rows, scores, strict=True):
        cells = [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        assert (f"{score.unknown} {word}" in cells[0]) == bool(score.unknown)
        assert sum(cell.lower() == word for cell in cells[1:]) == score.unknown
        assert sum(cell in {"Ja", "Yes"} for cell in cells[1:]) == score.met
