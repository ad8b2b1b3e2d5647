"""Pages tell yes, probable, no and unknown apart, and where each comes from; without a check nothing is probable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, TODAY, changed

from site_src.derive.catalogue import derive
from site_src.pipeline import Options, build
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.read.words import read_words
from site_src.render.tables.in_prose import SLOTS
from site_src.render.words.language import languages_of

CHECK = """\
gemaakt_met: {ortools: 9.15}
tegenspraken:
  - dimensie: schooltype
    term: po
    moeten_wijken: 3
    kern: [voorbeeld]
    verdachten:
      - {initiatief: voorbeeld, term: po, aandeel: 0.5}
      - {initiatief: zonder, term: GT, waarde: nee, aandeel: 1}
    oordeel: {nl: Blijft staan., en: It stays.}
bewezen:
  - {dimensie: schooltype, term: havo, waarde: ja, gezien: [zonder], initiatieven: [voorbeeld]}
  - {dimensie: branche, term: bouw, waarde: nee, initiatieven: [voorbeeld]}
waarschijnlijk:
  - {dimensie: schooltype, term: vwo, initiatieven: {voorbeeld: 0.93, zonder: 0.9}}
ijking:
  bedachte_werelden: {werelden: 2, bewijzen: 9, bewijzen_onwaar: 0, waarschijnlijk: 8, waarschijnlijk_waar: 6,
    fouten: 4, fouten_verdacht: 3}
"""
NIET = "gratis_vervoer: true\nniet: {doelgroepen: [meisjes]}"
Soup = Callable[[str], BeautifulSoup]


@pytest.fixture
def made(tree: Callable[..., Path], content: Path, tmp_path: Path) -> Callable[[str | None], Soup]:
    def make(check: str | None) -> Soup:
        record = changed(RECORD, gratis_vervoer=NIET).replace(
            "gratis_vervoer, locaties", "gratis_vervoer, niet, locaties"
        )
        bare = changed(RECORD, id="id: zonder", naam="naam: Zonder", schooltypen=None).replace("schooltypen, ", "")
        files = {"initiatieven/voorbeeld.yml": record, "initiatieven/zonder.yml": bare}
        data = tree(files | ({"rapport/toets.yml": check} if check else {}))
        build(Options(data, content, tmp_path / "public", jobs=1))
        return lambda path: BeautifulSoup((tmp_path / "public" / path).read_text("utf-8"), "lxml")

    return make


def rows(soup: BeautifulSoup) -> dict[str, str]:
    return {row.dt.get_text(): " ".join(row.dd.get_text(" ").split()) for row in soup.select(".facts .fact") if row.dt}


def test_a_fact_says_yes_probable_no_and_unknown_with_where_it_comes_from(made: Callable[[str | None], Soup]) -> None:
    soup = made(CHECK)("initiatieven/voorbeeld/index.html")
    told = rows(soup)
    assert told["Schooltypen"].startswith("Basisschool (po) , Vmbo , Havo")
    assert "Waarschijnlijk: Vwo (93%)" in told["Schooltypen"] and "alle mogelijke manieren" in told["Schooltypen"]
    assert "Over de rest" in told["Schooltypen"]
    assert "wel meetelt. Dat volgt uit wat we weten van Zonder." in told["Schooltypen"]
    assert "Vwo: het rapport telt er 35. Van 0 weten we het zeker. De andere 35" in told["Schooltypen"]
    assert "Niet speciaal voor: Meisjes" in told["Doelgroepen"]
    assert (
        "Nog niet bekend" in told["Branches"]
        and "Niet: Bouw" in told["Branches"]
        and "niet meetelt" in told["Branches"]
    )
    assert soup.select(".facts a[href*='/verantwoording/']")


def test_lists_count_certain_and_probable_apart_also_without_script(made: Callable[[str | None], Soup]) -> None:
    site = made(CHECK)
    listing = site("initiatieven/index.html")
    box = listing.select_one("input[name=schooltype][value=vwo]").parent
    assert box.select_one("[data-option-count]").text == "2"
    assert box.select_one("[data-option-probable]").text == "waarvan 2 waarschijnlijk"
    card = listing.select_one("[data-initiative=voorbeeld]")
    assert (card["data-schooltype"], card["data-schooltype-waarschijnlijk"]) == ("po vmbo havo vwo", "vwo")
    assert card["data-doelgroep-nee"] == "meisjes" and listing.select_one("[data-count]").text.split()[0] == "2"
    term = site("initiatieven/schooltype/vwo/index.html")
    assert term.select_one("#resultaten").text == "2 initiatieven, waarvan 2 waarschijnlijk"
    assert len(term.select("section[aria-labelledby=waarschijnlijk] [data-initiative]")) == 2
    answers = json.loads(site("data/initiatieven.json").text)["initiatieven"][0]["feiten"]["schooltypen"]
    assert answers == {"ja": ["po", "vmbo", "havo"], "waarschijnlijk": ["vwo"], "nee": []}


def test_every_reason_is_there_in_the_language_of_the_page(made: Callable[[str | None], Soup]) -> None:
    told = rows(made(CHECK)("en/initiatieven/voorbeeld/index.html"))["School types"]
    assert ": the report counts 35." in told and "follows from what we know of Zonder." in told
    assert "Het rapport" not in told


def tables(tree: Callable[..., Path], check: str | None, code: str = "nl") -> dict[str, list[tuple[str, ...]]]:
    """The rows of each table about the check, by what a line `[[name]]` in the prose calls it."""
    other = changed(RECORD, id="id: zonder", naam="naam: Zonder", schooltypen=None).replace("schooltypen, ", "")
    data = tree(
        {"initiatieven/voorbeeld.yml": RECORD, "initiatieven/zonder.yml": other, "rapport/toets.yml": check or ""}
    )
    if check is None:
        (data / "rapport/toets.yml").unlink()
    catalogue = derive(read_data(data), read_settings(ROOT / "content"), TODAY)
    language = languages_of(read_words(ROOT / "content", ("nl", "en")).words, catalogue)[code]
    names = [name for name in SLOTS if name.startswith("toets-")]
    return {name: [row for table in SLOTS[name](catalogue, language) for row in table.rows] for name in names}


def test_the_tables_of_the_check_tell_conflicts_counts_and_how_often_it_is_right(tree: Callable[..., Path]) -> None:
    found, english = tables(tree, CHECK), tables(tree, CHECK, "en")
    ((about, wrong, suspects, judgement),) = found["toets-tegenspraken"]
    assert (about, wrong, judgement) == ("Basisschool (po)", "3", "Blijft staan.")
    assert suspects == "Voorbeeld; Zonder (niet rond Green technology campus)"
    assert english["toets-tegenspraken"][0][3] == "It stays."
    assert ("Vwo", "35", "0", "0", "2", "0", "0") in found["toets-aantallen"]
    assert ("Havo", "34", "0", "1", "0", "0", "1") in found["toets-aantallen"]
    assert "6 van de 8 (75%)" in {row[1] for row in found["toets-ijking"]}
    assert found["toets-hoger"] == []


def test_without_a_check_there_is_no_table_of_it(tree: Callable[..., Path]) -> None:
    assert set(map(len, tables(tree, None).values())) == {0}


def test_without_a_check_nothing_on_the_pages_is_probable(made: Callable[[str | None], Soup]) -> None:
    site = made(None)
    for path in ("initiatieven/voorbeeld", "initiatieven", "initiatieven/schooltype/vwo"):
        main = site(f"{path}/index.html").main
        for script in main.select("script"):
            script.decompose()
        assert "waarschijnlijk" not in str(main).casefold(), path
