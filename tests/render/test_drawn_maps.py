"""The drawn maps: true to scale, readable for everyone, small, the same each time; and the pictures for sharing."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, TODAY, changed
from PIL import Image
from source_data import CAMPUSES, RECORDS, placed

from site_src.derive.base_map import Outline
from site_src.derive.catalogue import Catalogue, derive
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.render.maps import drawing as locator
from site_src.render.maps.drawing import Locator, frame_of
from site_src.render.maps.frame import spread
from site_src.render.maps.layers import geojson, ground_geojson
from site_src.render.maps.leaflet import definition
from site_src.render.share_images.contents import Picture
from site_src.render.share_images.drawing import share_images

MOST_BYTES = 12_000


def all_maps(catalogue: Catalogue) -> list:
    atlas = catalogue.atlas
    return [atlas.all_campuses, atlas.region, *atlas.around.values(), *atlas.of.values()]


def test_every_drawing_is_small_has_a_title_and_a_description_and_points_at_them(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    seen = 0
    for path, page in pages.items():
        for drawing in page.select("svg.map-drawn"):
            title, told = drawing.find("title"), drawing.find("desc")
            assert title and title.get_text() and told and told.get_text()
            assert (drawing["aria-labelledby"], drawing["aria-describedby"]) == (title["id"], told["id"])
            assert drawing["role"] == ("group" if drawing.find("a") else "img")
            assert len(str(drawing).encode()) <= MOST_BYTES, path
            seen += 1
    assert seen > 100


def test_the_same_records_give_the_same_drawing(catalogue: Catalogue) -> None:
    one, other = Locator(catalogue.outline), Locator(catalogue.outline)
    assert [one.draw(m, "a", "b") for m in all_maps(catalogue)] == [
        other.draw(m, "a", "b") for m in all_maps(catalogue)
    ]


def test_ten_kilometres_is_as_wide_as_ten_kilometres(catalogue: Catalogue) -> None:
    for code, maps in catalogue.atlas.around.items():
        frame = frame_of(maps)
        drawn = str(Locator(catalogue.outline).draw(maps, "a", "b"))
        radius = float(re.search(r'map-circle"[^>]* r="(\d+)"', drawn)[1])
        assert radius * frame.scale == pytest.approx(10_000, rel=0.01), code
        (centre, *spots) = frame.units(maps.metres).tolist()
        for spot, at in zip(maps.spots, spots, strict=True):
            drawn_km = float(np.hypot(at[0] - centre[0], at[1] - centre[1])) * frame.scale / 1000
            assert drawn_km == pytest.approx(spot.distance.km, abs=0.001)


def test_every_place_and_campus_is_within_the_picture(catalogue: Catalogue) -> None:
    for maps in all_maps(catalogue):
        at = frame_of(maps).units(maps.metres)
        assert (at >= 0).all() and (at <= locator.SIZE).all(), maps.name


def test_no_marker_covers_another(catalogue: Catalogue) -> None:
    for maps in all_maps(catalogue):
        svg = BeautifulSoup(str(Locator(catalogue.outline).draw(maps, "a", "b")), "lxml")
        discs = [(float(c["cx"]), float(c["cy"])) for c in svg.select(".map-spot circle")]
        near = [(a, b) for n, a in enumerate(discs) for b in discs[n + 1 :] if np.hypot(a[0] - b[0], a[1] - b[1]) < 22]
        assert near == [], maps.name


def test_campuses_that_are_links_keep_24_pixels_apart_on_a_small_screen(catalogue: Catalogue) -> None:
    maps = catalogue.atlas.all_campuses
    links = {mark.campus.code: "/" for mark in maps.marks}
    svg = BeautifulSoup(str(Locator(catalogue.outline).draw(maps, "a", "b", links)), "lxml")
    at = np.array([(float(t["x"]), float(t["y"])) for t in svg.select("a text")])
    apart = np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1))[np.triu_indices(8, 1)]
    assert apart.min() * (360 - 32) / locator.SIZE[0] >= 24


def test_markers_at_one_place_are_moved_apart_and_stay_inside() -> None:
    moved = spread(np.full((30, 2), 5.0), [12.0] * 30, (420, 320), 16)
    apart = np.hypot(*(moved[:, None, :] - moved[None, :, :]).transpose(2, 0, 1))[np.triu_indices(30, 1)]
    assert apart.min() > 23
    assert (moved >= 16 - 1).all() and (moved[:, 0] <= 405).all() and (moved[:, 1] <= 305).all()


def test_a_catalogue_without_geodata_still_has_maps(catalogue: Catalogue) -> None:
    drawn = str(Locator(Outline()).draw(catalogue.atlas.region, "a", "b"))
    assert drawn.count("<circle") >= len(catalogue.atlas.region.spots)
    assert share_images(replace(catalogue, outline=Outline())).png(Picture("Titel")).startswith(b"\x89PNG")


def test_a_hostile_name_stays_text(tree: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    record = changed(RECORD, naam="naam: '<script>alert(1)</script>\"'").replace("Coolsingel 40", "</desc><script>1")
    data = tree({"initiatieven/voorbeeld.yml": record})
    catalogue = derive(read_data(data), read_settings(ROOT / "content"), TODAY)
    maps = catalogue.atlas.of["voorbeeld"]
    drawn = str(Locator(catalogue.outline).draw(maps, maps.shown[0].name, maps.spots[0].label))
    assert "<script" not in drawn and "&lt;script" in drawn
    layer = json.loads(geojson(maps, lambda item: item.id))
    assert layer["features"][0]["properties"]["initiatieven"][0]["naam"] == maps.shown[0].name


def test_places_a_few_metres_apart_share_a_spot(tree: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    other = RECORD.replace("voorbeeld", "tweede").replace("Voorbeeld", "Tweede").replace("51.9225", "51.92252")
    data = tree({"initiatieven/voorbeeld.yml": RECORD, "initiatieven/tweede.yml": other})
    (spot,) = derive(read_data(data), read_settings(ROOT / "content"), TODAY).atlas.region.spots
    assert [item.id for item in spot.members] == ["tweede", "voorbeeld"]


def test_municipal_borders_are_drawn_when_the_file_is_there(tree: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    ring = [[4.4, 51.9], [4.6, 51.9], [4.6, 52.0], [4.4, 52.0], [4.4, 51.9]]
    border = {"type": "Feature", "properties": {"naam": "Rotterdam", "code": "GM0599"},
              "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    files = {"initiatieven/voorbeeld.yml": RECORD,
             "geo/gemeenten.geojson": json.dumps({"type": "FeatureCollection", "features": [border]})}  # fmt: skip
    catalogue = derive(read_data(tree(files)), read_settings(ROOT / "content"), TODAY)
    assert 'class="map-border" d="M' in str(Locator(catalogue.outline).draw(catalogue.atlas.region, "a", "b"))
    assert b"GM0599" in ground_geojson(catalogue.outline)


def test_the_map_asks_nobody_but_the_governments_base_map() -> None:
    hosts = set(re.findall(r"https?://([a-z.]+)", json.dumps(definition())))
    assert hosts == {"service.pdok.nl", "www.kadaster.nl"}  # the second is a link, in the attribution
    assert "{z}/{x}/{y}" in definition()["tegels"] and definition()["kaart"]["scrollWheelZoom"] is False


def test_the_shared_pictures_are_there_small_and_named(site: Path) -> None:
    pictures = set()
    for path in [site / "index.html", *site.glob("campussen/*/index.html"), *site.glob("initiatieven/*/index.html")]:
        page = BeautifulSoup(path.read_bytes(), "lxml")
        address = page.select_one("meta[property='og:image']")["content"]
        assert page.select_one("meta[property='og:image:alt']")["content"]
        assert address.startswith("https://voorbeeld.nl/")
        pictures.add(site / address.removeprefix("https://voorbeeld.nl/"))
    assert len(pictures) == 1 + len(CAMPUSES) + sum(bool(placed(record)) for record in RECORDS.values())
    for picture in pictures:
        data = picture.read_bytes()
        assert Image.open(io.BytesIO(data)).size == (1200, 630)
        assert len(data) < 60_000


def test_the_same_picture_is_the_same_bytes(catalogue: Catalogue) -> None:
    picture = Picture("Een heel lange naam van een initiatief dat nooit op één regel past" * 3, "Rotterdam")
    assert share_images(catalogue).png(picture) == share_images(catalogue).png(picture)
