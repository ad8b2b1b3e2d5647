"""The municipality of a place, for "works in your municipality": known where the names differ, else not guessed."""

from __future__ import annotations

import gzip

import pytest

from site_src.derive.catalogue import Catalogue
from site_src.derive.municipalities import municipalities_of
from site_src.model.initiative import Initiative
from site_src.model.region.gazetteer import Centre, Gazetteer, Town
from site_src.render.open_data.place_lookup import place_lookup_json

BARE = {"id": "a", "naam": "A", "gecontroleerd": "2026-01-01"}
GAZETTEER = Gazetteer(
    {
        "3194": Centre("3194", "Hoogvliet Rotterdam", 51.86, 4.35, True),
        "2671": Centre("2671", "Naaldwijk", 52, 4.2, True),
    },
    (Town("Naaldwijk", "plaats", 52.0, 4.2, ("Westland",)), Town("Delft", "plaats", 52.0, 4.36)),
)


def found(area: list[str], **place: str) -> dict[str, str]:
    item = Initiative.model_validate(BARE | {"werkgebied": area, "locaties": [place] if place else []})
    return municipalities_of([item], [], GAZETTEER)


def test_a_part_of_a_city_and_a_place_with_another_name_lie_in_their_municipality() -> None:
    assert found(["Westland", "Rotterdam"]) == {"Naaldwijk": "Westland", "Hoogvliet Rotterdam": "Rotterdam"}


def test_records_tell_which_municipality_their_place_lies_in() -> None:
    assert found(["Westland"], plaats="De Lier", gemeente="Westland")["De Lier"] == "Westland"


def test_municipalities_where_nothing_works_and_places_of_the_same_name_are_left_out() -> None:
    assert found([]) == {}
    assert found(["Delft"], plaats="Delft", gemeente="Delft") == {}


@pytest.mark.parametrize(
    ("place", "municipality"),
    [("Naaldwijk", "Westland"), ("Hoogvliet Rotterdam", "Rotterdam"), ("'s-Gravenhage", "Den Haag")],
)
def test_the_real_catalogue_knows_some_and_the_table_stays_small(
    place: str, municipality: str, catalogue: Catalogue
) -> None:
    table = catalogue.municipality_of
    assert table[place] == municipality
    data = place_lookup_json(catalogue.gazetteer, catalogue.region.extent, table)
    assert len(gzip.compress(data, 9)) <= 12_000
