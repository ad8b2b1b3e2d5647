"""What the annex of the report names is in the catalogue, once and under that name, or it is told why it is gone.

The catalogue may have more than the annex: what came later. Names may differ in typography only: dashes, spaces,
capitals; an initiative that has another name now names another source for it.
"""

from __future__ import annotations

from collections import Counter

import pytest
from annex import ANNEX, GONE, bare, names_annex

from site_src.model.initiative import Initiative
from site_src.read.records import Reading


def test_the_annex_names_seventy_initiatives_and_no_two_alike() -> None:
    assert len(ANNEX) == len({bare(row["naam"]) for row in ANNEX.values()}) == 70


@pytest.mark.parametrize("key", ANNEX)
def test_each_initiative_of_the_annex_has_a_record_or_a_reason_to_be_gone(
    key: str, seventy: dict[str, Initiative]
) -> None:
    record = seventy.get(key)
    assert record or GONE.get(key), f"{key} heeft geen record. Schrijf waarom in tests/report/uit-de-catalogus.yml."
    if record and names_annex(record, "naam"):
        assert bare(record.name) == bare(ANNEX[key]["naam"])
    if record and names_annex(record, "onderdeel_van"):
        assert bare(record.part_of) == bare(ANNEX[key]["onderdeel_van"])


def test_no_two_initiatives_of_the_annex_share_a_record_and_what_is_gone_has_none(
    seventy: dict[str, Initiative],
) -> None:
    assert [key for key, count in Counter(record.id for record in seventy.values()).items() if count > 1] == []
    assert set(GONE) <= set(ANNEX) - set(seventy)


def test_each_record_that_names_the_annex_as_its_source_is_in_the_annex(
    reading: Reading, seventy: dict[str, Initiative]
) -> None:
    claimed = {item.record.id for item in reading.initiatives if names_annex(item.record, "naam")}
    assert claimed <= {record.id for record in seventy.values()}
