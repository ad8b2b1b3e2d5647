"""A list too long for a page: in parts, each member on one of them, in its order."""

from __future__ import annotations

import pytest

from site_src.render.pages.parts import MOST, Parts, count_parts, turn


@pytest.mark.parametrize("sizes", [(0, 0, 0), (1, 0, 3), (MOST, 0, 0), (MOST, 1, 0), (30, 250, 7), (0, 0, 3 * MOST)])
def test_each_member_of_a_long_list_stands_on_one_of_its_pages_in_order(sizes: tuple[int, ...]) -> None:
    groups = [tuple((group, number) for number in range(size)) for group, size in enumerate(sizes)]
    pages = [turn(groups, number) for number in range(1, count_parts(sum(sizes)) + 1)]
    assert [entry for page in pages for group in page for entry in group] == [one for own in groups for one in own]
    assert all(sum(map(len, page)) <= MOST for page in pages)
    assert all(any(page) for page in pages) or not sum(sizes)


def test_the_pages_of_a_list_are_few_to_choose_from_and_the_first_has_the_address_of_the_list() -> None:
    parts = Parts("/initiatieven/schooltype/po/", 10, 50)
    assert parts.numbers == [1, 8, 9, 10, 11, 12, 50]
    assert parts.page(1) == "/initiatieven/schooltype/po/"
    assert parts.page(2) == "/initiatieven/schooltype/po/pagina/2/"
