"""Postcodes and place names are known without asking anybody, in a table small enough to send along."""

import gzip
import json

import pytest
from helpers import REGION, ROOT

from site_src.check.geography import Geography, km_between
from site_src.check.location_checks import at_sea, far_from_postcode, outside_municipality
from site_src.model.record_parts import Location
from site_src.model.region.gazetteer import Centre, Gazetteer, Town
from site_src.read.geodata import Geodata, GeodataError, read_gazetteer, read_geodata
from site_src.render.open_data.place_lookup import place_lookup_json

GEO = ROOT / "data/geo"
ASKED_FOR = ("Zoetermeer", "Hoogvliet", "Scheveningen", "Brielle", "Delft", "Rotterdam", "Den Haag", "Naaldwijk",
             "Spijkenisse", "Rozenburg")  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(GEO)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("2712", (52.0511, 4.4999)),
        ("3232", (51.8985, 4.169)),
        ("2595 AN", (52.0815, 4.3395)),
        ("2595an", (52.0815, 4.3395)),
        (" 3011 AD ", (51.9225, 4.4792)),
    ],
)
def test_a_postcode_in_any_form_is_found(gazetteer, typed, near):
    lat, lon, exact = gazetteer.centre_of(typed)
    assert exact
    assert km_between(lat, lon, *near) < 1.2


@pytest.mark.parametrize("typed", ["0000", "9999", "", "abcd", "27", "1011"])
def test_what_is_no_postcode_of_the_region_is_not_found(gazetteer, typed):
    assert gazetteer.centre_of(typed) is None


def test_a_postcode_known_only_roughly_says_so(gazetteer):
    lat, lon, exact = gazetteer.centre_of("3062")  # GeoNames has it in the North Sea
    assert not exact
    assert km_between(lat, lon, 51.93, 4.54) < 3


def test_the_names_people_use_are_there(gazetteer):
    names = {town.name for town in gazetteer.towns}
    assert set(ASKED_FOR) - names == set()
    also = {other: town.name for town in gazetteer.towns for other in town.also}
    assert also["'s-Gravenhage"] == "Den Haag"
    assert len(names) == len(gazetteer.towns)
    assert {town.kind for town in gazetteer.towns} == {"plaats", "wijk"}


def test_a_place_is_where_it_is(gazetteer):
    known = {"Hoogvliet": (51.863, 4.356), "Scheveningen": (52.104, 4.276), "Den Haag": (52.078, 4.31),
             "Brielle": (51.9017, 4.1627)}  # fmt: skip
    places = {town.name: town for town in gazetteer.towns}
    off = {name: km_between(places[name].lat, places[name].lon, *point) for name, point in known.items()}
    assert [name for name, km in off.items() if km > 1.5] == []


def test_a_part_of_a_city_counts_for_the_city(gazetteer):
    europoort = next(
        (c.lat, c.lon) for c in gazetteer.postcodes.values() if c.town == "Europoort Rotterdam" and c.exact
    )
    assert europoort in gazetteer.points_of("Rotterdam")
    assert gazetteer.points_of("'s-Gravenhage") == gazetteer.points_of("Den Haag")
    assert gazetteer.points_of("Utrecht") == ()


def test_the_table_for_the_browser_is_at_most_12_kb_compressed(gazetteer):
    assert len(gzip.compress(place_lookup_json(gazetteer, REGION.extent), 9)) <= 12_000


def test_the_table_for_the_browser_says_the_same_to_within_70_metres(gazetteer):
    table = json.loads(place_lookup_json(gazetteer, REGION.extent))
    south, west = table["oorsprong"]

    def back(lat: int, lon: int) -> tuple[float, float]:
        return south + lat / table["stappen"], west + lon / table["stappen"]

    assert set(table["postcodes"]) == set(gazetteer.postcodes)
    for code, (lat, lon, name) in table["postcodes"].items():
        centre = gazetteer.postcodes[code]
        assert km_between(*back(lat, lon), centre.lat, centre.lon) < 0.07
        assert table["namen"][name] == centre.town
        assert (code in table["globaal"]) is not centre.exact
    told = {row[0]: (back(row[1], row[2]), tuple(row[3]) if len(row) > 3 else ()) for row in table["plaatsen"]}
    for town in gazetteer.towns:
        point, also = told[town.name]
        assert km_between(*point, town.lat, town.lon) < 0.07
        assert also == town.also


def test_without_the_files_nothing_is_known_and_nothing_fails(tmp_path):
    assert read_gazetteer(tmp_path) == Gazetteer()
    assert json.loads(place_lookup_json(Gazetteer(), REGION.extent))["postcodes"] == {}


HEAD = b"postcode,plaats,lat,lon,nauwkeurig\n"


@pytest.mark.parametrize(
    "text", [b"postcode,plaats\n1,x\n", b"\xff\xfe", HEAD + b"1,x,nan,4,ja\n", HEAD + b"1,x,y,4,ja\n"]
)
def test_a_broken_file_is_told_with_its_name_and_the_way_out(tmp_path, text):
    (tmp_path / "postcodes.csv").write_bytes(text)
    with pytest.raises(GeodataError, match=r"data/geo/postcodes\.csv is onleesbaar.*python build\.py geodata"):
        read_gazetteer(tmp_path)


def test_the_check_tells_of_broken_geodata_and_of_nothing_else(problems_of):
    found = problems_of({"geo/kust.geojson": "{", "geo/plaatsen.csv": "x\n1\n", "geo/gemeenten.geojson": "[]"})
    told = {(problem.file, problem.rule) for problem in found if problem.rule.startswith(("geodata", "locatie"))}
    names = ("gemeenten.geojson", "kust.geojson", "plaatsen.csv")
    assert told == {(f"data/geo/{name}", "geodata-leesbaar") for name in names}


def square(west: float, south: float, size: float) -> list[list[float]]:
    corners = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    return [[west + east, south + north] for east, north in corners]


def test_a_lake_and_the_island_in_it_count_as_land():
    shores = [[square(4.0, 52.0, 0.3), square(4.1, 52.1, 0.1)], [square(4.13, 52.13, 0.04)]]
    feature = {"properties": {"soort": "land"}, "geometry": {"type": "MultiPolygon", "coordinates": shores}}
    land = Geography(Geodata(coast=(feature,))).land
    assert land is not None
    points = {"shore": (52.05, 4.05), "lake": (52.11, 4.11), "island": (52.15, 4.15)}
    assert [name for name, point in points.items() if not land.contains(*point) or land.km_to(*point)] == []
    assert not land.contains(52.5, 4.5)
    assert land.km_to(52.4, 4.1) == pytest.approx(0.1 * 111.4, rel=0.005)


RINGS = {
    "three points": [[4, 52], [5, 52], [4, 52]],
    "not closed": [[4, 52], [5, 52], [5, 53], [4, 53]],
    "no numbers": [["4", "52"], [5, 52], [5, 53], ["4", "52"]],
    "without end": [[4, 52], [5, float("inf")], [5, 53], [4, 52]],
}


@pytest.mark.parametrize("ring", RINGS.values(), ids=RINGS)
def test_an_outline_that_can_not_be_drawn_is_unreadable(problems_of, ring):
    feature = {"properties": {"soort": "land"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    found = problems_of({"geo/kust.geojson": json.dumps({"features": [feature]})})
    assert [p.file for p in found if p.rule == "geodata-leesbaar"] == ["data/geo/kust.geojson"]


def test_an_entry_keeps_its_own_words():
    gazetteer = Gazetteer({"1234": Centre("1234", "Ergens", 51.7, 4.0, True)}, (Town("Ergens", "plaats", 51.7, 4.0),))
    table = json.loads(place_lookup_json(gazetteer, REGION.extent))
    assert table["postcodes"] == {"1234": [100, 150, 0]}
    assert table["plaatsen"] == [["Ergens", 100, 150]]


@pytest.fixture(scope="module")
def geography() -> Geography:
    return Geography(read_geodata(GEO), REGION)


def place(lat: float, lon: float, postcode: str = "", town: str = "", precision: str = "adres") -> Location:
    values = {"postcode": f"{postcode} AA" if postcode else None, "plaats": town or None}
    return Location.model_validate({**values, "lat": lat, "lon": lon, "nauwkeurigheid": precision})


def test_no_postcode_is_told_to_lie_elsewhere_than_where_it_lies(geography):
    wrong = [
        centre
        for centre in geography.gazetteer.postcodes.values()
        for judge in (at_sea, far_from_postcode, outside_municipality)
        if judge(place(centre.lat, centre.lon, centre.postcode, centre.town), geography)
    ]
    assert wrong == []


def test_a_large_postcode_has_more_room_than_a_small_one(geography):
    in_the_port, in_the_city = geography.gazetteer.postcodes["3199"], geography.gazetteer.postcodes["3011"]
    assert far_from_postcode(place(in_the_port.lat, in_the_port.lon + 0.06, "3199"), geography) is None  # 4.1 km
    assert far_from_postcode(place(in_the_city.lat, in_the_city.lon + 0.06, "3011"), geography) is not None


def test_what_is_known_roughly_gets_more_room(geography):
    lat, lon = geography.gazetteer.postcodes["3011"].lat, geography.gazetteer.postcodes["3011"].lon + 0.06
    assert far_from_postcode(place(lat, lon, "3011", precision="plaats"), geography) is None
    assert at_sea(place(52.108, 4.25, precision="wijk"), geography) is None
    assert at_sea(place(52.108, 4.25, precision="adres"), geography) is not None


def test_one_location_is_told_one_thing(geography):
    lost = place(52.2, 4.0, "3011", "Rotterdam")
    assert at_sea(lost, geography) is not None
    assert (far_from_postcode(lost, geography), outside_municipality(lost, geography)) == (None, None)


def test_a_postcode_known_only_roughly_gives_no_error(geography):
    assert far_from_postcode(place(51.9225, 4.4792, "3062", "Rotterdam"), geography) is None


def test_the_end_of_an_island_is_still_the_island(geography):
    ouddorp = place(51.811, 3.937).model_copy(update={"municipality": "Goeree-Overflakkee"})
    assert outside_municipality(ouddorp, geography) is None
