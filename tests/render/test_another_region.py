"""Another region builds its own catalogue from data and content alone, and nothing of ours is in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, ROOT, everything, run, text
from source_data import read_yaml

from site_src.model.settings import WORDS

DATA, CONTENT = OTHER_REGION / "data", OTHER_REGION / "content"
OURS = re.compile(rb"seor|rotterdam|mrdh", re.I)
RECORDS = {path.stem: read_yaml(path) for path in (DATA / "initiatieven").glob("*.yml")}


def test_the_command_builds_it_whole(tmp_path: Path) -> None:
    result = run("build", "--data", DATA, "--content", CONTENT, "--output", tmp_path / "public")
    assert result.exit_code == 0, result.stderr
    assert f"{len(RECORDS)} records" in result.stdout + result.stderr
    assert (tmp_path / "public/index.html").exists()


def test_its_data_and_texts_are_right_without_a_warning() -> None:
    result = run("check", "--data", DATA, "--content", CONTENT, "--strict")
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize("name", WORDS)
def test_a_word_that_the_settings_do_not_fill_is_told_at_them(name: str, tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    settings = tmp_path / "content/site.yml"
    settings.write_text(re.sub(rf"^  {name}:.*\n(    .*\n)*", "", settings.read_text("utf-8"), flags=re.M), "utf-8")
    result = run("check", "--data", DATA, "--content", tmp_path / "content")
    told = [line for line in result.stdout.splitlines() if "waarschuwing: " in line]
    assert told == [f"content/site.yml  waarschuwing: Het woord “{name}” ontbreekt onder “woorden”. [taal]"]


@pytest.mark.parametrize("door", ["schooltype/bruklas", "scholtype/brugklas", "brugklas"])
def test_a_door_to_a_term_that_is_not_there_is_told_at_the_settings_and_nothing_is_built(
    door: str, tmp_path: Path
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    settings = tmp_path / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("schooltype/brugklas", door), "utf-8")
    told = f"content/site.yml  fout: deuren: “{door}” is geen bekende term. [term-bestaat]"
    checked = run("check", "--data", DATA, "--content", tmp_path / "content")
    built = run("build", "--data", DATA, "--content", tmp_path / "content", "--output", tmp_path / "public")
    assert told in checked.stdout
    assert built.exit_code == 1
    assert told in built.stdout
    assert not (tmp_path / "public").exists()


def test_a_region_without_links_under_its_doors_has_a_home_page_all_the_same(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    settings = tmp_path / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").partition("deuren:")[0], "utf-8")
    result = run("build", "--data", DATA, "--content", tmp_path / "content", "--output", tmp_path / "public")
    assert result.exit_code == 0, result.stderr
    soup = BeautifulSoup((tmp_path / "public/index.html").read_text("utf-8"), "html.parser")
    assert len(soup.select("li.door")) == 3


def test_a_question_about_a_term_that_is_not_there_is_told_at_the_settings(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    settings = tmp_path / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("zelf: [gezin]", "zelf: [gezn]"), "utf-8")
    checked = run("check", "--data", DATA, "--content", tmp_path / "content")
    assert "content/site.yml  fout: vragen: “deelname/gezn” is geen bekende term. [term-bestaat]" in checked.stdout


def test_home_asks_for_its_own_schools_below_a_picture_without_a_word(
    other_site: Path, other_pages: Mapping[str, BeautifulSoup]
) -> None:
    home = other_pages["index.html"]
    years = {group["label"]: len(group.select("option")) for group in home.select("#wie optgroup")}
    assert years == {"Basisschool": 8, "Brugklas": 2, "Middelbare school": 4}
    assert {option["data-terms"] for option in home.select("#wie [data-terms]")} == {
        "basisschool",
        "brugklas",
        "middelbaar",
    }
    assert [way["data-terms"] for way in home.select("[name=hoe][data-terms]")] == ["klas", "gezin"]
    picture = home.select_one(".home__picture use")["href"]
    assert "<text" not in (other_site / picture.split("#")[0].lstrip("/")).read_text("utf-8")
    cards = other_pages["initiatieven/index.html"].select("[data-initiative] .illustration use")
    assert {use["href"].split("#")[1] for use in cards} <= {"neutraal"}


def test_the_words_that_settings_fill_are_all_known() -> None:
    assert set(read_yaml(ROOT / "content/site.yml")["woorden"]) == set(WORDS)


def test_no_file_shows_a_name_that_the_region_should_fill(other_site: Path) -> None:
    names = rb"\{(straal|bureau|aanhaling|jaar|geteld|[Tt]elwoord_[a-z]+|" + "|".join(WORDS).encode() + rb")\}"
    assert [name for name, data in everything(other_site) if re.search(names, data)] == []


def test_no_file_says_a_word_about_our_region_or_our_report(other_site: Path) -> None:
    files = dict(everything(other_site))
    assert len(files) > 100
    found = {name: OURS.search(data + name.encode()) for name, data in files.items()}
    assert {name: hit[0] for name, hit in found.items() if hit} == {}


def test_the_data_are_explained_by_its_own_radius_and_without_a_report(
    other_site: Path, other_pages: Mapping[str, BeautifulSoup]
) -> None:
    ours = re.compile(rb"het rapport|the report|\b10 (km|kilomet)|tab(el|le) \d\.\d", re.I)
    assert [name for name, data in everything(other_site) if ours.search(data)] == []
    assert "binnen 15 km" in text(other_pages["data/index.html"].main)
    assert "within 15 km" in text(other_pages["en/data/index.html"].main)


def test_no_description_keeps_what_a_region_fills(site: Path, other_site: Path) -> None:
    unfilled = re.compile(rb"\w\[ [a-z]|[a-z]\]\.")
    for folder in (site, other_site):
        files = [*(folder / "data").glob("*.json"), *(folder / "data/schema").glob("*"), folder / "data/index.html"]
        assert [path.name for path in files if unfilled.search(path.read_bytes())] == []


def test_what_there_is_has_a_page(other_pages: Mapping[str, BeautifulSoup]) -> None:
    wanted = {f"initiatieven/{name}" for name in RECORDS}
    wanted |= {f"campussen/{campus['id']}" for campus in read_yaml(DATA / "campussen.yml")}
    wanted |= {"initiatieven", "campussen", "kaart", "zoeken", "bewaard", "data", "witte-vlekken", "over"}
    assert {f"{name}/index.html" for name in wanted} <= set(other_pages)


def test_what_there_is_not_has_no_page_and_no_link(other_pages: Mapping[str, BeautifulSoup]) -> None:
    addresses = {a["href"].split("#")[0] for soup in other_pages.values() for a in soup.find_all("a", href=True)}
    missing = re.compile(r"^/(en/)?(rollen|witte-vlekken/(kansen|nu))/")
    assert sorted(address for address in addresses if missing.match(address)) == []
    assert [file for file in other_pages if missing.match(f"/{file}")] == []


def test_the_list_counts_its_own_initiatives(other_pages: Mapping[str, BeautifulSoup]) -> None:
    soup = other_pages["initiatieven/index.html"]
    assert len(soup.select("[data-initiative]")) == len(RECORDS)
    assert str(len(RECORDS)) in text(soup.select_one("[data-count]"))


@pytest.mark.parametrize("name", ["initiatieven", "campussen"])
def test_its_open_data_are_its_own(name: str, other_site: Path) -> None:
    rows = json.loads((other_site / f"data/{name}.json").read_text("utf-8"))[name]
    wanted = set(RECORDS) if name == "initiatieven" else {c["id"] for c in read_yaml(DATA / "campussen.yml")}
    assert {row["id"] for row in rows} == wanted


def test_words_of_its_own_go_before_those_of_the_project_and_the_others_stay(
    other_pages: Mapping[str, BeautifulSoup],
) -> None:
    for code, folder in (("nl", ""), ("en", "en/")):
        own, ours = (read_yaml(where / code / "interface.yml") for where in (CONTENT, ROOT / "content"))
        page = text(other_pages[f"{folder}initiatieven/index.html"].main)
        assert own["praktijk"]["veel"] in page and ours["praktijk"]["veel"] not in page
        assert ours["nav"]["kaart"] in text(other_pages[f"{folder}index.html"].nav)


def test_gaps_in_its_own_records_alone_are_titled_as_the_page_that_people_know(
    other_pages: Mapping[str, BeautifulSoup], page: Callable[[str], BeautifulSoup]
) -> None:
    for folder in ("", "en/"):
        ours = page(f"/{folder}witte-vlekken/").h1
        assert text(other_pages[f"{folder}witte-vlekken/index.html"].h1) == text(ours)


def test_examples_are_its_own_and_no_file_names_an_initiative_or_campus_of_ours(other_site: Path) -> None:
    campuses = read_yaml(ROOT / "data/campussen.yml")
    ours = [read_yaml(path) for path in (ROOT / "data/initiatieven").glob("*.yml")] + campuses
    names = {value for row in ours for value in (row["id"], row["naam"], row.get("website")) if value and "-" in value}
    names |= {row["website"] for row in ours if "website" in row}
    named = re.compile(rb"(?<!\w)(" + b"|".join(re.escape(name.encode()) for name in sorted(names)) + rb")(?!\w)")
    found = {name: hit[0] for name, data in everything(other_site) if (hit := named.search(data))}
    assert found == {}
    fields = json.loads((other_site / "data/schema/initiatief.schema.json").read_text("utf-8"))["properties"]
    example = RECORDS[read_yaml(DATA / "regio.yml")["voorbeeld"]]
    assert [fields[name]["examples"] for name in ("id", "website")] == [[example["id"]], [example["website"]]]


def test_the_python_on_its_page_counts_no_school_type_that_it_has_not(other_pages: Mapping[str, BeautifulSoup]) -> None:
    for file in ("data/index.html", "en/data/index.html"):
        code = other_pages[file].select_one("code[data-snippet]")
        assert code is not None
        compile(code.text, "voorbeeld.py", "exec")
        assert 'print(len(initiatieven), "initiatieven")' in code.text and "vmbo" not in code.text
