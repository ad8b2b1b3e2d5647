"""Pages tell yes, probable, no and unknown apart, and where each comes from; without a check nothing is probable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import RECORD, changed

from site_src.pipeline import Options, build

CHECK = """\
gemaakt_met: {versie: 1}
bewezen:
  - {initiatief: voorbeeld, dimensie: schooltype, term: havo, waarde: ja, redenering: De aantallen passen alleen zo.}
  - {initiatief: voorbeeld, dimensie: branche, term: bouw, waarde: nee, redenering: Bouw is al vol., premissen: []}
waarschijnlijk:
  - {initiatief: voorbeeld, dimensie: schooltype, term: vwo, waarde: waarschijnlijk, aandeel: 0.93}
  - {initiatief: zonder, dimensie: schooltype, term: vwo, waarde: waarschijnlijk, aandeel: 0.9}
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
    assert "De aantallen passen alleen zo." in told["Schooltypen"] and "Over de rest" in told["Schooltypen"]
    assert "Niet speciaal voor: Meisjes" in told["Doelgroepen"]
    assert "Nog niet bekend" in told["Branches"] and "Niet: Bouw" in told["Branches"] and "al vol" in told["Branches"]
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


def test_without_a_check_nothing_on_the_pages_is_probable(made: Callable[[str | None], Soup]) -> None:
    site = made(None)
    for path in ("initiatieven/voorbeeld", "initiatieven", "initiatieven/schooltype/vwo"):
        main = site(f"{path}/index.html").main
        for script in main.select("script"):
            script.decompose()
        assert "waarschijnlijk" not in str(main).casefold(), path
