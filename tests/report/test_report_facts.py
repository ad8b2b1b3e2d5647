"""What the report itself says of an initiative stands in its record, with the place in the report as its source.

rapportfeiten.yml was written from the report, not from the records; its header tells how values are compared. A fact
that changed since then has only sources that were consulted after the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from annex import ANNEX, named

from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative

FACTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "rapportfeiten.yml").read_text(encoding="utf-8"))
REPORT = dt.date(2023, 10, 31)
PARTLY = {"groepen", "organisatie"}
ATTRIBUTE = {field.name: field.attribute for field in fields_of(Initiative)}


def name_of(fact: Mapping[str, Any]) -> str:
    return f"{fact['initiatief']}-{fact['veld']}-{fact['waarde']}-{fact['bron'].removeprefix('SEOR 2023, ')}"


def says(record: Initiative, field: str, value: Any) -> bool:
    """Whether the record has this value, by the rules in the header of rapportfeiten.yml."""
    ours = getattr(record, ATTRIBUTE[field])
    if isinstance(ours, tuple):
        return value in ours
    if field == "website":
        return (urlsplit(ours or "").hostname or "").removeprefix("www.") == value
    if field in PARTLY:
        return value in (ours or "")
    return bool(ours == value) and type(ours) is type(value)


def newer(record: Initiative, field: str) -> bool:
    """Whether a field has only sources from after the report."""
    days = [source.consulted for source in record.sources if field in source.fields]
    return bool(days) and all(day and day > REPORT for day in days)


def test_there_are_at_least_sixty_facts_and_none_twice() -> None:
    assert len(FACTS) == len({name_of(fact) for fact in FACTS}) >= 60


def test_the_facts_are_about_many_initiatives_and_from_every_part_that_names_them() -> None:
    assert len({fact["initiatief"] for fact in FACTS}) >= 50
    assert {fact["initiatief"] for fact in FACTS} <= set(ANNEX)
    sections = {
        f"SEOR 2023, {place}" for place in ("§2", "§3.1", "§3.2", "§3.3", "§3.4", "§3.5", "box 3.1", "tabel 3.1")
    }
    assert sections <= {fact["bron"] for fact in FACTS}


@pytest.mark.parametrize("fact", FACTS, ids=name_of)
def test_each_fact_of_the_report_is_in_its_record(fact: dict[str, Any], seventy: dict[str, Initiative]) -> None:
    record, field = named(seventy, fact["initiatief"]), fact["veld"]
    assert says(record, field, fact["waarde"]) or newer(record, field), f"{field}: {getattr(record, ATTRIBUTE[field])}"


@pytest.mark.parametrize("fact", FACTS, ids=name_of)
def test_each_fact_of_the_report_names_its_place_in_the_report(
    fact: dict[str, Any], seventy: dict[str, Initiative]
) -> None:
    record, field = named(seventy, fact["initiatief"]), fact["veld"]
    places = {(source.reference, source.certainty) for source in record.sources if field in source.fields}
    assert (fact["bron"], "rapport") in places or newer(record, field)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("website", "voorbeeld.nl", True),
        ("website", "beeld.nl", False),
        ("groepen", "groep 7", True),
        ("groepen", "groep 8", False),
        ("schooltypen", "po", True),
        ("schooltypen", "vwo", False),
        ("gratis_vervoer", True, True),
        ("praktijk", "vee", False),
        ("organisatie", "FME", False),
    ],
)
def test_the_comparison_tells_right_from_wrong(field: str, value: Any, expected: bool) -> None:
    record = Initiative.model_validate(
        {
            "id": "x",
            "naam": "X",
            "website": "https://www.voorbeeld.nl/over",
            "groepen": "groep 7 en klas 1",
            "schooltypen": ("po",),
            "gratis_vervoer": True,
            "praktijk": "veel",
            "gecontroleerd": dt.date(2026, 11, 1),
        }
    )
    assert says(record, field, value) is expected
