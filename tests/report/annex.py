"""The annex of the report: the 70 initiatives it names, and where each of them is in the catalogue now."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from source_data import read_yaml

from site_src.model.initiative import Initiative
from site_src.read.records import Reading

HERE = Path(__file__).parent
#: id -> the row of the annex, copied name by name
ANNEX = {row["id"]: row for row in csv.DictReader((HERE / "bijlage.csv").open(encoding="utf-8"), delimiter=";")}
#: id -> why it has no record any more
GONE: dict[str, str] = read_yaml(HERE / "uit-de-catalogus.yml") or {}
REFERENCE = "SEOR 2023, bijlage"


def bare(text: str | None) -> str:
    """Letters and digits only, without capitals: names may differ in typography."""
    return "".join(char for char in text or "" if char.isalnum()).casefold()


def names_annex(record: Initiative, field: str) -> bool:
    """Whether the annex is the source of a field."""
    return any(source.reference == REFERENCE and field in source.fields for source in record.sources)


def in_catalogue(reading: Reading) -> dict[str, Initiative]:
    """Id in the annex -> its record: by that id, by the id it moved to, or by the name that it has from the annex."""
    moved = reading.moved.record.root if reading.moved else {}
    records = {item.record.id: item.record for item in reading.initiatives}
    named = {bare(record.name): record for record in records.values() if names_annex(record, "naam")}
    found = {key: records.get(moved.get(key, key)) or named.get(bare(row["naam"])) for key, row in ANNEX.items()}
    return {key: record for key, record in found.items() if record}


def named(seventy: Mapping[str, Initiative], key: str) -> Initiative:
    """The record of an initiative of the annex; when it is gone, there is nothing to test."""
    if key not in seventy:
        pytest.skip(f"{key}: {GONE.get(key, 'no record; see test_annex')}")
    return seventy[key]
