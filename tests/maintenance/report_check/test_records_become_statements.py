"""How a record is read: what it names, what it rules out, and how firmly."""

from __future__ import annotations

from typing import Any

from site_src.maintenance.report_check.inputs import Certainty
from site_src.maintenance.report_check.reading import inputs_of, statements
from site_src.maintenance.report_check.run import inputs_from
from site_src.model.initiative import Initiative
from site_src.read.records import Reading

TERMS = {"schooltype": {"po", "vmbo", "havo", "vwo"}, "activiteit": {"bedrijfsbezoek", "evenement"}}
WORDS = {"bedrijfsbezoek": ("bezoek",), "evenement": ("evenement", "festival")}
RECORD: dict[str, Any] = {
    "id": "x",
    "naam": "X",
    "gecontroleerd": "2026-01-01",
    "schooltypen": ["vmbo"],
    "activiteiten": ["bedrijfsbezoek", "evenement"],
    "ook_rond": ["GT"],
    "bronnen": [
        {"velden": ["schooltypen"], "bron": "w", "zekerheid": "website"},
        {
            "velden": ["activiteiten"],
            "bron": "r",
            "zekerheid": "rapport",
            "toelichting": "Bedrijfsbezoeken: van een groep, als groep.",
        },
        {"velden": ["activiteiten"], "bron": "p", "zekerheid": "website", "toelichting": "Een ander festival."},
    ],
}


def read(**changes: Any) -> dict[str, tuple[bool, Certainty]]:
    record = Initiative.model_validate({**RECORD, **changes})
    return {fact.term: (fact.value, fact.certainty) for fact in statements(record, TERMS, WORDS)}


def test_a_list_says_nothing_about_what_it_does_not_name() -> None:
    assert set(read()) == {"vmbo", "bedrijfsbezoek", "evenement", "GT"}


def test_a_complete_list_rules_out_the_rest_and_niet_what_it_names() -> None:
    found = read(volledig=["schooltypen"])
    assert found["vmbo"][0] and not found["havo"][0] and not found["po"][0]
    found = read(niet={"schooltypen": ["havo"]})
    assert found["havo"][0] is False and "vwo" not in found


def test_the_source_that_names_a_term_says_how_firm_it_is_and_a_group_is_weaker_than_the_report() -> None:
    assert read()["bedrijfsbezoek"] == (True, Certainty.GROUP)
    assert read()["evenement"] == (True, Certainty.WEBSITE)


def test_campuses_that_coincide_count_as_one_and_every_statement_is_about_a_row_of_the_tables(reading: Reading) -> None:
    inputs = inputs_from(reading)
    assert inputs.twins == {"IT": "ETL"} and "IT" not in inputs.campuses
    rows = {row.column for row in inputs.tables.terms} | {("campus", code) for code in inputs.campuses}
    assert {fact.column for fact in inputs.statements} <= rows


def test_a_term_that_the_tables_do_not_count_is_left_out(reading: Reading) -> None:
    tables = inputs_from(reading).tables
    fewer = tables.__class__(tables.classes, tables.terms[:1], tables.everything)
    assert {fact.dimension for fact in inputs_of(reading, fewer).statements} == {tables.terms[0].dimension, "campus"}
