"""An address becomes a place when there is a network; without one, the contributor is told how to go on by hand."""

import io
import json
import subprocess
import sys
from email.message import Message
from urllib.error import HTTPError, URLError

import pytest
from helpers import RECORD, REGION, ROOT, TODAY, errors, files, new, record, run

from site_src.check.address_lookup import by_hand
from site_src.maintenance.geodata import pdok
from site_src.maintenance.geodata.geocoding import Candidate, NotFound, Place, candidates, locate, lookup
from site_src.maintenance.geodata.pdok import HOST, PdokError, Refused, Unreachable, Unreadable, get_json
from site_src.maintenance.new_record import ASKED

ANSWERS = ROOT / "tests/fixtures/pdok"
ADDRESS = Candidate("adr-0000000000000000000000000000000b", "Coolsingel 40, 3011AD Rotterdam", "adres")


@pytest.fixture
def data(tree):
    return tree({"initiatieven/voorbeeld.yml": RECORD})


def answer(name: str) -> object:
    return json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def network(monkeypatch):
    """PDOK as it would answer; gives the list of what was asked."""
    asked: list[str] = []

    def urlopen(request, timeout):
        asked.append(request.full_url)
        name = "lookup-adres" if "/lookup?" in request.full_url else "free"
        return io.BytesIO((ANSWERS / f"{name}.json").read_bytes())

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    return asked


@pytest.fixture
def no_network(monkeypatch):
    def urlopen(request, timeout):
        raise URLError("no route to host")

    monkeypatch.setattr("urllib.request.urlopen", urlopen)


def test_free_gives_candidates_best_first_and_only_places_we_can_use(network):
    found = candidates("Coolsingel 40, Rotterdam")
    assert [candidate.kind for candidate in found] == ["weg", "adres"]
    assert found[1] == ADDRESS
    assert network[0].startswith(f"{HOST}bzk/locatieserver/search/v3_1/free?q=Coolsingel+40%2C+Rotterdam&fq=type")


def test_lookup_gives_the_place_as_a_location_of_a_record(network):
    place = lookup(ADDRESS)
    assert place.as_record() == {
        "adres": "Coolsingel 40", "postcode": "3011 AD", "plaats": "Rotterdam", "gemeente": "Rotterdam",
        "lat": 51.9227, "lon": 4.4793, "nauwkeurigheid": "adres",
    }  # fmt: skip
    assert place.reference == f"{HOST}bzk/locatieserver/search/v3_1/lookup?id={ADDRESS.id}"


def test_a_street_is_less_precise_and_den_haag_is_called_den_haag():
    place = lookup(ADDRESS, lambda url, parameters: answer("lookup-weg"), REGION.names)
    assert place.as_record() == {
        "adres": "Prinses Beatrixlaan", "plaats": "Den Haag", "gemeente": "Den Haag",
        "lat": 52.0815, "lon": 4.3341, "nauwkeurigheid": "straat",
    }  # fmt: skip


def test_an_unknown_address_is_told_in_words():
    with pytest.raises(NotFound, match="PDOK kent “Nergenslaan 1” niet"):
        candidates("Nergenslaan 1", lambda url, parameters: answer("free-niets"))
    with pytest.raises(NotFound, match="niet meer"):
        lookup(ADDRESS, lambda url, parameters: answer("free-niets"))


@pytest.mark.parametrize(
    "wrong", [None, [], {}, {"response": None}, {"response": {"docs": {}}}, {"response": {"docs": [1]}}]
)
def test_another_form_than_agreed_is_told_as_that(wrong):
    with pytest.raises(Unreadable):
        candidates("x", lambda url, parameters: wrong)


@pytest.mark.parametrize("point", ["", "POINT(4,4 51,9)", "POLYGON((4 51))", None])
def test_an_answer_without_a_point_is_no_place(point):
    doc = {"type": "adres", "id": "x", "centroide_ll": point}
    with pytest.raises(Unreadable, match="geen plek op de kaart"):
        lookup(ADDRESS, lambda url, parameters: {"response": {"docs": [doc]}})


@pytest.mark.parametrize(
    ("happens", "error", "says"),
    [
        (URLError("no route"), Unreachable, "niet te bereiken"),
        (TimeoutError(), Unreachable, "Is er een netwerk?"),
        (HTTPError(HOST, 503, "x", Message(), None), Refused, "foutcode 503"),
        (io.BytesIO(b"<html>"), Unreadable, "geen JSON"),
        (io.BytesIO(b"\xff"), Unreadable, "geen JSON"),
    ],
)
def test_everything_that_can_go_wrong_has_its_own_words(monkeypatch, happens, error, says):
    def urlopen(request, timeout):
        assert timeout == pdok.TIMEOUT_SECONDS
        if isinstance(happens, Exception):
            raise happens
        return happens

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    with pytest.raises(error, match=says):
        get_json(f"{HOST}x", {"q": "y"})
    assert issubclass(error, PdokError)


def test_no_other_host_is_ever_asked(monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda *a, **k: pytest.fail("a request was made"))
    for url in (
        "https://kwaad.example/x",
        "file:///etc/passwd",
        "https://api.pdok.nl.kwaad.example/",
        "http://api.pdok.nl/",
    ):
        with pytest.raises(Unreadable, match="andere plek"):
            get_json(url, {})


def test_the_way_by_hand_keeps_the_address_inside_the_link():
    text = by_hand("Plein 1 & 2, 'x' <b> \udcff")
    link = text.split("antwoord van ")[1].split(" staat")[0]
    assert link.startswith(f"{HOST}bzk/locatieserver/search/v3_1/free?q=Plein%201%20%26%202%2C")
    assert not set(link) & set("<>&' ")


def test_new_writes_the_place_with_its_source(data, network):
    answers = {"adres": "Coolsingel 40, Rotterdam", "bereik": "lokaal", "bron": "https://voorbeeld.nl/over"}
    result = new(data, "Met adres", answers)
    assert (result.exit_code, errors(data)) == (0, [])
    assert "Coolsingel 40, 3011AD Rotterdam ligt bij lat 51.9227, lon 4.4793 (nauwkeurigheid: adres)." in result.stdout
    made = record(data, "met-adres")
    assert (made.locations[0].postcode, made.locations[0].precision) == ("3011 AD", "adres")
    assert [source.reference for source in made.sources] == [answers["bron"], Place(ADDRESS.id, "", 0, 0, "").reference]
    assert made.sources[1].fields == ("locaties",)


def test_new_asks_which_address_is_meant(data, network):
    typed = {"adres": "Coolsingel 40\nnee\nja", "bron": "opgave"}
    result = run("new", "--naam", "Gevraagd", "--data", data, "--today", TODAY, text=_in_order(typed))
    assert result.exit_code == 0, result.output
    assert "Is dit het adres: Coolsingel, Rotterdam? (ja/nee)" in result.stdout
    assert f"{HOST}bzk/locatieserver/search/v3_1/lookup?id={ADDRESS.id}&fl=%2A" in network[-1]
    assert record(data, "gevraagd").locations[0].address == "Coolsingel 40"


def _in_order(typed: dict[str, str]) -> str:
    """All questions are asked first; which address is meant comes after them."""
    first, *choices = typed["adres"].splitlines()
    answers = {**typed, "adres": first}
    return "".join(f"{line}\n" for line in [*(answers.get(field, "") for field in (*ASKED, "bron")), *choices])


@pytest.mark.usefixtures("no_network")
def test_new_without_a_network_keeps_the_address_and_says_how_to_go_on(data):
    result = new(data, "Zonder netwerk", {"adres": "Coolsingel 40, Rotterdam", "bereik": "lokaal"})
    assert (result.exit_code, errors(data)) == (0, [])
    assert "PDOK is niet te bereiken. Is er een netwerk?" in result.stdout
    assert "Vul daar zelf lat, lon en nauwkeurigheid in." in result.stdout
    assert by_hand("Coolsingel 40, Rotterdam") in result.stdout
    location = record(data, "zonder-netwerk").locations[0]
    assert (location.address, location.placed) == ("Coolsingel 40, Rotterdam", False)


@pytest.mark.usefixtures("no_network")
def test_an_address_that_fits_no_record_writes_nothing(data):
    before = files(data)
    result = new(data, "Te lang", {"adres": "a" * 201})
    assert (result.exit_code, files(data)) == (1, before)
    assert "201 tekens lang" in result.stdout


def test_when_no_candidate_is_meant_the_address_stays_as_typed(network):
    told: list[str] = []
    found = locate("Coolsingel 40", lambda question: "nee", told.append)
    assert found is not None
    assert (found.entry, found.source) == ({"adres": "Coolsingel 40"}, "")
    assert told[0].startswith("Geen van deze adressen is het goede.")
    assert locate("  ", lambda question: "ja", told.append) is None


def test_the_check_needs_no_network_and_no_heavy_library():
    code = (
        "import sys, datetime, pathlib\n"
        "from site_src.read.records import read_data\n"
        "from site_src.check.rules import check\n"
        "check(read_data(pathlib.Path('data')), datetime.date(2026, 11, 21))\n"
        "heavy = {'urllib.request', 'http.client', 'geopandas', 'pyproj', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert result.stdout == "[]\n"
