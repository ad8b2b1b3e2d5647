"""What the check against the report's tables read of each record, in twelve letters; and a checksum of its outcome.

A record whose fingerprint changed says something else than when the check was made.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from site_src.check.report_table_rules import COUNTED, PER_CAMPUS, TOTALS
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.region.report_check import ReportCheck
from site_src.read.records import Reading

LETTERS = 12
TERM_FIELDS = tuple(field for field in fields_of(Initiative) if field.spec.term in COUNTED)
PLACE_FIELDS = ("bereik", "ook_rond")
READ_FIELDS = frozenset({*(field.name for field in TERM_FIELDS), *PLACE_FIELDS})
NOT_COVERED: dict[str, Any] = {"checksum": True, "conflicts": {"__all__": {"judgement"}}}


def fingerprint(record: Initiative) -> str:
    """The SHA-256, shortened, of what the check reads of a record: its terms, places and their sources."""
    terms = {field.name: getattr(record, field.attribute) for field in TERM_FIELDS}
    places = [(place.lat, place.lon, place.precision, place.municipality) for place in record.locations]
    sources = [
        (sorted(READ_FIELDS & set(source.fields)), source.reference, source.certainty, source.note)
        for source in record.sources
        if READ_FIELDS & set(source.fields)
    ]
    excluded = record.excluded.named if record.excluded else ()
    rest = [record.part_of, record.reach, record.also_around, record.service_area, record.complete]
    return _digest([terms, [pair for pair in excluded if pair[0] in READ_FIELDS], places, sources, rest])


def fingerprints(reading: Reading) -> dict[str, str]:
    """The fingerprint of every record, by id."""
    return {item.record.id: fingerprint(item.record) for item in reading.initiatives}


def premises(reading: Reading) -> str:
    """A fingerprint of what all records are held against: the tables, the campuses, and the settings of the check."""
    tables = [[row.cells for row in reading.report_tables[name].rows] for name in (TOTALS, PER_CAMPUS)
              if name in reading.report_tables]  # fmt: skip
    campuses = [(item.record.code, item.record.lat, item.record.lon) for item in reading.campuses]
    settings = reading.report.check if reading.report else None
    return _digest([tables, campuses, settings.model_dump(mode="json") if settings else None])


def checksum(outcome: ReportCheck) -> str:
    """A checksum of an outcome but for what people write in it, the judgement of each conflict."""
    return _digest(outcome.model_dump(mode="json", by_alias=True, exclude=NOT_COVERED))


def _digest(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]
