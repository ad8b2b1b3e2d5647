"""On every page with a map: the drawing, the table or list beside it and the GeoJSON show the same places and names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from source_data import CAMPUSES, RECORDS, placed

from site_src.read.records import Reading

LISTS = ("initiatieven/index.html", "en/initiatieven/index.html")  # with the map of the region
Members = dict[int, set[str]]
Scope = tuple[str, Tag, Tag, list[dict[str, Any]]]  # file, the part around the map, the map, the features of its layer


@pytest.fixture(scope="session")
def map_pages(pages: Mapping[str, BeautifulSoup]) -> dict[str, BeautifulSoup]:
    """Every page that has a map which can be moved, by its file."""
    return {name: page for name, page in pages.items() if page.select("[data-map-scope] [data-map]")}


@pytest.fixture(scope="session")
def scopes(site: Path, map_pages: dict[str, BeautifulSoup]) -> list[Scope]:
    """Every map on every page."""
    return [scope for name, page in map_pages.items() for scope in maps_on(name, page, site)]


def maps_on(name: str, page: BeautifulSoup, site: Path) -> Iterator[Scope]:
    for figure in page.select("[data-map]"):
        layer = json.loads((site / str(figure["data-layer"]).lstrip("/")).read_text("utf-8"))
        scope = figure.find_parent(attrs={"data-map-scope": True})
        assert scope is not None
        yield name, scope, figure, layer["features"]


def in_layer(features: list[dict[str, Any]]) -> Members:
    spots = [feature["properties"] for feature in features if "nummer" in feature["properties"]]
    return {spot["nummer"]: {item["id"] for item in spot["initiatieven"]} for spot in spots}


def in_words(name: str, scope: Tag) -> Members:
    """What the table tells; on the page of an initiative the list of its places."""
    rows: Members = {}
    for row in scope.select("[data-spot]"):
        own = {name.split("initiatieven/")[1].split("/")[0]} if "initiatieven/" in name and name not in LISTS else set()
        members = {str(item["data-member"]) for item in row.select("[data-member]")}
        rows.setdefault(int(str(row["data-spot"])), set()).update(own | members)
    return rows


def test_there_is_a_map_of_the_region_of_each_campus_and_of_each_initiative_with_a_place(
    map_pages: dict[str, BeautifulSoup], reading: Reading
) -> None:
    placed = [item.record.id for item in reading.initiatives if any(p.placed for p in item.record.locations)]
    wanted = {"initiatieven/index.html", *(f"campussen/{item.record.id}/index.html" for item in reading.campuses)}
    wanted |= {f"initiatieven/{item_id}/index.html" for item_id in placed}
    assert set(map_pages) == wanted | {f"en/{name}" for name in wanted}


def test_drawing_words_and_layer_have_the_same_numbers_and_initiatives(scopes: list[Scope]) -> None:
    different = {}
    for name, scope, figure, features in scopes:
        drawn = sorted(int(text.get_text()) for text in figure.select("svg .map-spot text"))
        layer, words = in_layer(features), in_words(name, scope)
        if not (layer == words and drawn == sorted(layer) == list(range(1, len(layer) + 1))):
            different[name] = (drawn, layer, words)
    assert different == {}


def test_drawing_legend_and_layer_have_the_same_campuses(scopes: list[Scope]) -> None:
    for name, _, figure, features in scopes:
        drawn = [text.get_text() for text in figure.select("svg .map-campus text")]
        legend = [str(item["data-campus"]) for item in figure.select("[data-campus]")]
        layer = [feature["properties"]["campus"] for feature in features if "campus" in feature["properties"]]
        assert (name, drawn) == (name, legend) == (name, layer)


def test_who_is_not_on_the_map_is_named_and_the_numbers_add_up(scopes: list[Scope]) -> None:
    checked = 0
    for name, scope, _, features in scopes:
        told = scope.select_one("[data-map-told]")
        if told is None:
            continue
        shown = set().union(*in_layer(features).values())
        missing = {str(item["data-member"]) for item in scope.select("[data-map-missing] [data-member]")}
        n, total = (int(word) for word in told.get_text().split() if word.isdigit())
        assert (name, shown & missing, len(shown), len(shown) + len(missing)) == (name, set(), n, total)
        checked += 1
    assert checked == 2 * (1 + len(CAMPUSES))


def test_the_map_of_the_region_leaves_nobody_out(scopes: list[Scope], reading: Reading) -> None:
    _, scope, _, features = next(row for row in scopes if row[0] == LISTS[0])
    named = {str(item["data-member"]) for item in scope.select("[data-member]")}
    assert named == {item.record.id for item in reading.initiatives}
    assert len(in_layer(features)) == len(
        {tuple(f["geometry"]["coordinates"]) for f in features if "nummer" in f["properties"]}
    )


def test_initiatives_at_one_address_share_a_number(page: Callable[[str], BeautifulSoup]) -> None:
    rows = page("/initiatieven/").select("tr[data-spot]")
    together = [{str(item["data-member"]) for item in row.select("[data-member]")} for row in rows]
    points: dict[tuple[float, float], set[str]] = {}
    for name, record in RECORDS.items():
        for point in placed(record):
            points.setdefault(point, set()).add(name)
    assert [names for names in points.values() if not any(names <= row for row in together)] == []


def test_the_table_of_a_campus_is_in_order_of_distance_and_agrees_with_the_circle(scopes: list[Scope]) -> None:
    for name, scope, _, features in scopes:
        if "campussen/" not in name:
            continue
        spots = [f["properties"] for f in features if "nummer" in f["properties"]]
        far = [spot["afstand_km"] for spot in spots]
        inside = [spot["binnen"] for spot in spots]
        assert inside == sorted(inside, reverse=True), name
        assert all(km <= 10.5 for km, near in zip(far, inside, strict=True) if near), name
        assert all(km >= 9.5 for km, near in zip(far, inside, strict=True) if not near), name
        open_signs = [row["data-spot"] for row in scope.select("tr[data-spot]") if row.select(".map-number--outside")]
        assert [int(str(n)) for n in open_signs] == [s["nummer"] for s in spots if not s["binnen"]], name


def test_the_campuses_on_home_have_the_numbers_of_the_list(page: Callable[[str], BeautifulSoup]) -> None:
    for address, entry in (("/", ".tile"), ("/campussen/", "article.card"), ("/en/", ".tile")):
        found = page(address)
        drawn = {str(a["href"]): a.select_one("text").get_text() for a in found.select("svg.map-drawn a")}
        listed = {str(e.select_one("a")["href"]): e.select_one(".map-number").get_text() for e in found.select(entry)
                  if e.select_one(".map-number")}  # fmt: skip
        assert drawn == listed
        assert sorted(drawn.values(), key=int) == [str(n) for n in range(1, len(CAMPUSES) + 1)]


@pytest.mark.parametrize("code", ["", "en/"])
def test_both_languages_show_the_same_layer(map_pages: dict[str, BeautifulSoup], code: str) -> None:
    page = map_pages[f"{code}{LISTS[0]}"]
    assert [figure["data-layer"] for figure in page.select("[data-map]")] == ["/data/kaart/regio.geojson"]
