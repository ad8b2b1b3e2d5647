"""The page on licences names everything of others that is in the site, as it is installed and as its sources say."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, ROOT, text

from site_src.model.problems import SiteError
from site_src.read.licences.geo_sources import geo_sources
from site_src.read.licences.software import _software

WHOSE = re.compile(r"copyright \d{4}[^\n*]*|\(c\) \d{4}[^\n*]*", re.IGNORECASE)


@pytest.mark.parametrize("address", ["/licenties/", "/en/licenties/"])
def test_whoever_a_script_or_style_sheet_in_the_site_says_made_it_is_named(
    address: str, site: Path, page: Callable[[str], BeautifulSoup]
) -> None:
    named = " ".join(text(page(address)).split())
    files = [path for folder in ("static", "pagefind") for path in (site / folder).rglob("*.*s")]
    whose = {line.strip() for path in files for line in WHOSE.findall(path.read_text("utf-8", "ignore"))}
    assert len(whose) >= 3, whose
    assert sorted(line for line in whose if " ".join(line.split()) not in named) == []
    for package in ("django-js-lib-leaflet", "spaday-webawesome", "pagefind-bin"):
        assert f"{package} {version(package)}" in named
    assert "Redistribution and use in source and binary forms" in named  # what Leaflet asks to go with it


def test_a_page_leads_there_and_geodata_is_named_with_its_source(page: Callable[[str], BeautifulSoup]) -> None:
    assert page("/data/").find("a", href="/licenties/")
    told = text(page("/licenties/"))
    for file in sorted((ROOT / "data/geo").glob("*.*")):
        assert file.suffix == ".md" or file.name in told
    assert "GSHHG" in told
    assert "gemeenten.geojson" not in told or (ROOT / "data/geo/gemeenten.geojson").exists()


def test_sources_are_only_those_of_files_that_are_there(tmp_path: Path) -> None:
    assert [source.file for source in geo_sources(OTHER_REGION / "data/geo")] == [
        "postcodes.csv", "plaatsen.csv", "kust.geojson",
    ]  # fmt: skip
    assert geo_sources(tmp_path) == ()
    (tmp_path / "bronnen.md").write_bytes(b"\xff")
    assert geo_sources(tmp_path) == ()
    (tmp_path / "bronnen.md").write_text("| x.csv | a | b | c |\n| ../x | a | b | c |\n| . | a | b | c |\n| a |\n")
    (tmp_path / "x.csv").touch()
    assert [source.file for source in geo_sources(tmp_path)] == ["x.csv"]


def test_a_program_that_is_not_installed_is_said_so() -> None:
    with pytest.raises(SiteError, match="installeer wat in pyproject"):
        _software("Niets", "bestaat-niet-als-pakket", [])
