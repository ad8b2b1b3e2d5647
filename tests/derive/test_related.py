"""Which initiatives belong together, against a plain comparison of each with each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_src.derive import related
from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import STOPPED
from site_src.model.initiative import Initiative

MOST = 4


def _likeness(catalogue: Catalogue, one: Initiative, other: Initiative) -> int:
    codes = catalogue.campus_codes
    shared = sum(
        len(set(getattr(one, name)) & set(getattr(other, name))) for name in ("activities", "school_types", "sectors")
    )
    shared += 2 * len(set(codes[one.id]) & set(codes[other.id]))
    return shared + (3 if one.part_of and one.part_of == other.part_of else 0)


def test_related_initiatives_are_those_that_comparing_each_with_each_finds_also_over_more_than_one_block(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "BLOCK", 7)
    found = related.related_ids(catalogue.initiatives, catalogue.campus_codes, MOST)
    for item in catalogue.initiatives:
        others = [other for other in catalogue.initiatives if other is not item and other.status != STOPPED]
        rows = sorted((-_likeness(catalogue, item, other), other.name, other.id) for other in others)
        assert found[item.id] == tuple(item_id for score, _, item_id in rows if score)[:MOST]


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_a_catalogue_with_hardly_any_initiatives_relates_those_it_has(catalogue: Catalogue, count: int) -> None:
    few = replace(catalogue, initiatives=catalogue.initiatives[:count])
    for item in few.initiatives:
        found = few.related(item)
        assert item not in found
        assert len(found) <= count - 1
