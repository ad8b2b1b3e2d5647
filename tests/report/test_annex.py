"""The annex of the report is the list of what the catalogue describes: nothing missing, nothing doubled, nothing new.

bijlage.csv is that annex, copied name by name. Names may differ in typography only: dashes, spaces, capitals.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from site_src.read.records import Reading

ANNEX = list(csv.DictReader((Path(__file__).parent / "bijlage.csv").open(encoding="utf-8"), delimiter=";"))


def bare(text: str | None) -> str:
    """Letters and digits only, without capitals."""
    return "".join(char for char in text or "" if char.isalnum()).casefold()


def test_the_annex_names_seventy_initiatives_and_no_two_alike() -> None:
    assert len(ANNEX) == len({bare(row["naam"]) for row in ANNEX}) == 70


@pytest.mark.parametrize("row", ANNEX, ids=[row["naam"] for row in ANNEX])
def test_each_initiative_of_the_annex_has_exactly_one_record_with_the_same_parent(
    row: dict[str, str], reading: Reading
) -> None:
    records = [item.record for item in reading.initiatives if bare(item.record.name) == bare(row["naam"])]
    assert len(records) == 1, f"{row['naam']}: {len(records)} records"
    assert bare(records[0].part_of) == bare(row["onderdeel_van"])


def test_each_record_that_names_the_annex_as_its_source_is_in_the_annex(reading: Reading) -> None:
    annex = {bare(row["naam"]) for row in ANNEX}
    claimed = {
        item.record.name
        for item in reading.initiatives
        for source in item.record.sources
        if source.reference == "SEOR 2023, bijlage" and "naam" in source.fields
    }
    assert {name for name in claimed if bare(name) not in annex} == set()
    assert len(claimed) == 70


def test_no_record_is_about_something_the_annex_does_not_name(reading: Reading) -> None:
    annex = {bare(row["naam"]) for row in ANNEX}
    assert [item.record.name for item in reading.initiatives if bare(item.record.name) not in annex] == []
