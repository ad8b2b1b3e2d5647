"""The illustrations: one a sector and one a kind of activity, small, well-formed, coloured by the site alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from helpers import ROOT
from lxml import etree
from source_data import TERMS

from site_src.derive.catalogue import Catalogue
from site_src.read.assets import read_assets
from site_src.render.cards import NEUTRAL, illustration, pictured_terms

FOLDER = ROOT / "site_src/static/img/illustrations"
DRAWINGS = sorted(FOLDER.glob("*.svg"))
SHAPES = {"svg", "g", "path", "rect", "circle"}
COLOURS = re.compile(r"none|currentColor|var\(--td-picture-[a-z-]+\)")
MOST_BYTES = 3000


def test_every_sector_and_every_kind_of_activity_has_an_illustration_and_there_is_a_neutral_one() -> None:
    wanted = {term["id"] for name in ("branche", "activiteit") for term in TERMS[name]}
    assert wanted | {NEUTRAL} == {path.stem for path in DRAWINGS}


@pytest.mark.parametrize("path", [*DRAWINGS, FOLDER.parent / "home.svg"], ids=lambda path: path.stem)
def test_a_drawing_is_small_and_has_no_colours_words_or_scripts_of_its_own(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    tags = {etree.QName(shape).localname for shape in root.iter()}
    attributes = {name for shape in root.iter() for name in shape.attrib}
    colours = [value for shape in root.iter() for name in ("fill", "stroke") if (value := shape.get(name))]
    assert tags <= SHAPES
    assert not {name for name in attributes if name in {"style", "href"} or name.startswith("on")}
    assert "".join(root.itertext()).strip() == ""
    assert [colour for colour in colours if not COLOURS.fullmatch(colour)] == []
    assert path.stat().st_size < MOST_BYTES * (1 + (path.stem == "home"))


def test_every_property_that_colours_a_drawing_has_a_value_in_forced_colours_too() -> None:
    style = (ROOT / "site_src/static/css/pictures.css").read_text("utf-8")
    used = {
        name
        for path in (*DRAWINGS, FOLDER.parent / "home.svg")
        for name in re.findall(r"--td-picture-[a-z-]+", path.read_text())
    }
    forced = style.split("forced-colors")[1]
    assert used
    assert [name for name in sorted(used) if f"{name}:" not in style or f"{name}:" not in forced] == []


def test_all_drawings_are_symbols_of_one_file() -> None:
    assets = read_assets(ROOT / "content")
    root = etree.fromstring(assets.files[assets.names["illustrations.svg"]])
    assert {symbol.get("id") for symbol in root} == assets.illustrated == {path.stem for path in DRAWINGS}
    assert {symbol.get("viewBox") for symbol in root} == {"0 0 64 64"}


def test_an_initiative_has_the_illustration_of_a_sector_it_surely_has_or_of_what_you_do_there(
    catalogue: Catalogue,
) -> None:
    illustrated = read_assets(ROOT / "content").illustrated
    chosen = {name: illustration(terms, illustrated) for name, terms in pictured_terms(catalogue).items()}
    for item in catalogue.initiatives:
        sure = {*catalogue.knowledge.of(item.id, "branche").yes, *catalogue.knowledge.of(item.id, "activiteit").yes}
        assert chosen[item.id] in sure or not sure
    assert chosen["robotwise"] == "it-ict"
    assert max(Counter(chosen.values()).values()) < len(chosen) / 2  # they do not all look the same


def test_a_term_without_a_drawing_is_passed_over_and_what_has_none_is_neutral() -> None:
    assert illustration(("ruimtevaart", "it-ict"), {"it-ict", NEUTRAL}) == "it-ict"
    assert illustration(("ruimtevaart",), {"it-ict", NEUTRAL}) == NEUTRAL
    assert illustration((), set()) == NEUTRAL
