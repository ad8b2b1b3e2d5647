"""A description of the data is worded for the region: how far is near, and what only a report explains."""

import pytest

from site_src.model.computed_fields import COMPUTED
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.region.wording import Wording
from site_src.model.texts import Meaning


@pytest.mark.parametrize(("radius", "dutch", "english"), [(10.0, "10", "10"), (7.5, "7,5", "7.5")])
def test_a_radius_is_said_as_each_language_writes_numbers(radius: float, dutch: str, english: str) -> None:
    told = Wording(radius, None).meaning(COMPUTED["campussen"])
    assert f"binnen {dutch} km" in told.nl
    assert f"within {english} km" in told.en


def test_what_is_only_true_with_a_report_is_left_out_without_one() -> None:
    told = Wording(10, None).meaning(Meaning("De groep[ in tabel 3.1].", "The group[ in table 3.1]."))
    assert (told.nl, told.en) == ("De groep.", "The group.")


def test_no_question_to_a_contributor_has_anything_to_fill() -> None:
    asked = [field.spec.help for field in fields_of(Initiative) if field.spec.asked]
    assert asked
    assert [text for text in asked if "{" in text or "[" in text] == []
