"""What is known of an initiative, term by term: the record first, then what the report's tables prove, then likely."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import RECORD

from site_src.derive.catalogue import Catalogue
from site_src.derive.knowledge import Answer, Known, knowledge_of
from site_src.model.initiative import Initiative
from site_src.model.region.report_check import ReportCheck
from site_src.read.records import read_data

BARE = {"id": "a", "naam": "A", "gecontroleerd": "2026-01-01"}


def known(catalogue: Catalogue, record: dict[str, Any], dimension: str, check: dict[str, Any] | None = None) -> Known:
    item = Initiative.model_validate(BARE | record)
    outcome = ReportCheck.model_validate(check) if check else None
    return knowledge_of([item], catalogue.vocabulary, outcome).of("a", dimension)


def proved(term: str, value: str, dimension: str = "schooltype", of: str = "a") -> dict[str, Any]:
    return {"dimensie": dimension, "term": term, "waarde": value, "gezien": ["b"], "initiatieven": [of]}


def likely(term: str, share: float) -> dict[str, Any]:
    return {"dimensie": "schooltype", "term": term, "initiatieven": {"a": share}}


def test_a_list_says_nothing_of_the_terms_it_does_not_name(catalogue: Catalogue) -> None:
    found = known(catalogue, {"schooltypen": ["po"]}, "schooltype")
    assert (found.yes, found.no) == (("po",), ())
    assert set(found.unknown) == set(catalogue.vocabulary.ids("schooltype")) - {"po"}


def test_a_complete_list_says_no_to_the_rest_and_niet_to_what_it_names(catalogue: Catalogue) -> None:
    whole = known(catalogue, {"schooltypen": ["po"], "volledig": ["schooltypen"]}, "schooltype")
    assert whole.unknown == () and "havo" in whole.no
    some = known(catalogue, {"niet": {"schooltypen": ["havo"]}}, "schooltype")
    assert (some.yes, some.no) == ((), ("havo",)) and some.answer("vwo") is Answer.UNKNOWN


@pytest.mark.parametrize(("named", "unknown"), [
    (["po"], set()),
    (["vo-onderbouw"], {"vmbo", "havo", "vwo"}),
    (["po", "vo-bovenbouw"], {"vmbo", "havo", "vwo"}),
    (["vmbo"], {"vo-onderbouw", "vo-bovenbouw"}),
    (["vo-onderbouw", "vmbo"], set()),
])  # fmt: skip
def test_a_complete_list_of_stages_says_nothing_about_levels_nor_one_of_levels_about_stages(
    catalogue: Catalogue, named: list[str], unknown: set[str]
) -> None:
    found = known(catalogue, {"schooltypen": named, "volledig": ["schooltypen"]}, "schooltype")
    assert set(found.unknown) == unknown
    assert set(found.no) == set(catalogue.vocabulary.ids("schooltype")) - unknown - set(named)


def test_nothing_that_has_stopped_is_recommended(catalogue: Catalogue) -> None:
    gone = {item.id for item in catalogue.initiatives if item.status == "gestopt"}
    assert gone
    assert not gone & {other.id for item in catalogue.initiatives for other in catalogue.related(item)}


def test_a_field_with_room_for_one_value_says_no_to_the_others(catalogue: Catalogue) -> None:
    found = known(catalogue, {"praktijk": "veel"}, "praktijk")
    assert (found.yes, set(found.no), found.unknown) == (("veel",), {"geen", "deels"}, ())
    assert known(catalogue, {}, "praktijk").unknown == ("geen", "deels", "veel")
    rest = known(catalogue, {}, "praktijk", {"bewezen": [proved("deels", "ja", "praktijk")]})
    assert (rest.yes, set(rest.no)) == (("deels",), {"geen", "veel"})


def test_what_a_record_says_goes_before_what_the_tables_prove(catalogue: Catalogue) -> None:
    record = {"schooltypen": ["po"], "niet": {"schooltypen": ["vwo"]}}
    check = {"bewezen": [proved("po", "nee"), proved("vwo", "ja"), proved("vmbo", "ja"), proved("havo", "nee")]}
    found = known(catalogue, record, "schooltype", check)
    assert (found.yes, found.no) == (("po", "vmbo"), ("havo", "vwo"))
    assert found.proved == {"vmbo": ("b",), "havo": ("b",)}


def test_probable_is_neither_yes_nor_no_and_yields_to_both(catalogue: Catalogue) -> None:
    check = {
        "bewezen": [proved("vmbo", "ja")],
        "waarschijnlijk": [likely("vmbo", 0.9), likely("po", 1), likely("havo", 0.93)],
    }
    found = known(catalogue, {"schooltypen": ["po"]}, "schooltype", check)
    assert (found.yes, found.probable, found.no) == (("po", "vmbo"), ("havo",), ())
    assert found.shares == {"havo": 0.93} and found.answer("havo") is Answer.PROBABLE
    assert found.any_of(["havo", "vwo"]) is None and found.any_of(["po"]) is True


def test_terms_and_initiatives_that_are_gone_do_no_harm(catalogue: Catalogue) -> None:
    check = {"bewezen": [proved("mavo", "ja"), proved("po", "ja", of="weg")]}
    assert known(catalogue, {}, "schooltype", check).yes == ()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            "bewezen:\n  - {dimensie: schooltype, term: po, waarde: misschien, initiatieven: [voorbeeld]}\n",
            2,
            "waarde",
        ),
        ("waarschijnlijk:\n  - {dimensie: schooltype, term: po, initiatieven: {voorbeeld: 2}}\n", 2, "voorbeeld"),
        ("met_de_hand: 1\n", 1, "met_de_hand"),
        ("bewezen: x\n", 1, "bewezen"),
    ],
)
def test_a_broken_outcome_is_told_at_its_line(text: str, line: int, says: str, tree: Any) -> None:
    folder: Path = tree({"initiatieven/voorbeeld.yml": RECORD, "rapport/toets.yml": text})
    [problem] = [found for found in read_data(folder).problems if found.file.endswith("toets.yml")]
    assert problem.line == line and says in problem.message


def test_without_an_outcome_nothing_is_proved_or_probable(catalogue: Catalogue) -> None:
    if not (Path(__file__).parents[2] / "data/rapport/toets.yml").exists():
        rows = [found for row in catalogue.knowledge.known.values() for found in row.values()]
        assert not any(found.probable or found.proved for found in rows)
