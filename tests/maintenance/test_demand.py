"""`build.py demand` reads files as DUO publishes them, and the site tells of pupils only what these files say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from helpers import RECORD, ROOT, TODAY, run

from site_src.check.rules import check
from site_src.derive.catalogue import Catalogue, derive
from site_src.derive.insight.demand import municipalities_around, per_initiative
from site_src.derive.insight.gaps.parts import PartCount
from site_src.maintenance.demand.fetching import fetch
from site_src.maintenance.demand.pupils import school_types
from site_src.model.problems import SiteError, blocking
from site_src.model.region.demand import CENTRE_COLUMNS
from site_src.read.csv_table import CsvRow, CsvTable
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.read.words import read_words
from site_src.render.words.demand_sentences import demand_sentence, demand_source, roughly
from site_src.render.words.language import Language, languages_of

Tree = Callable[..., Path]
AGES = [f"LEEFTIJD_{age}" for age in range(4, 13)]
PRIMARY = ["PEILDATUM", "INSTELLINGSCODE", "VESTIGINGSCODE", "INSTELLINGSNAAM_VESTIGING", "POSTCODE_VESTIGING",
           "PLAATSNAAM", "GEMEENTENUMMER", "GEMEENTENAAM", "PROVINCIE", "SOORT_PO", "CLUSTER", "DENOMINATIE_VESTIGING",
           "BEVOEGD_GEZAG_NUMMER", "LEEFTIJD_3_EN_JONGER", *AGES, "LEEFTIJD_25_EN_OUDER"]  # fmt: skip
YEARS = [f"LEER- OF VERBLIJFSJAAR {year} - {who}" for year in range(1, 7) for who in ("MAN", "VROUW")]
SECONDARY = ["INSTELLINGSCODE", "VESTIGINGSCODE", "INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING",
             "PROVINCIE VESTIGING", "SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO",
             "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR", "VMBO SECTOR", "AFDELING", "ERKENDE OPLEIDINGSCODE",
             "OPLEIDINGSNAAM", *YEARS]  # fmt: skip
ADDRESSES = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "STRAATNAAM",
             "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER", "GEMEENTENAAM", "DENOMINATIE",
             "TELEFOONNUMMER", "INTERNETADRES", "ONDERWIJSSTRUCTUUR"]  # fmt: skip
PO_FILE = "01.-leerlingen-po-soort-po-cluster-leeftijd-2025-2026.csv"
VO_FILE = "01.-leerlingen-vo-per-vestiging-naar-onderwijstype-2025.csv"
VO_SCHOOLS = "02.-alle-vestigingen-vo.csv"


def school(code: str, postcode: str, town: str, municipality: str, ages: list[str], kind: str = "Bo") -> list[str]:
    at = [postcode, town, "0001", municipality, "Zuid-Holland", kind, "N.v.t.", "Openbaar", "12345"]
    return ["2025-10-01", code, f"{code}00", "Één school; twee talen", *at, "", *ages, "0"]


def branch(code: str, town: str, kind: str, years: dict[int, tuple[str, str]]) -> list[str]:
    counts = [count for year in range(1, 7) for count in years.get(year, ("0", "0"))]
    return [code, "00", "College", town, "Zuid-Holland", "VO2801", kind, "", "", "0", "", *counts]


def address(code: str, postcode: str, town: str, municipality: str) -> list[str]:
    return ["Zuid-Holland", "1", code, f"{code}00", "College", "Weg", "1", postcode, town, "0599", municipality, "",
            "", "www.college.voorbeeld.nl", "VBO/MAVO"]  # fmt: skip


def published(columns: list[str], rows: list[list[str]]) -> bytes:
    """A file as DUO publishes it: `;`, quotes, CRLF, windows-1252."""
    lines = [columns, *rows]
    return "".join(";".join(f'"{cell}"' for cell in line) + "\r\n" for line in lines).encode("windows-1252")


PO = published(PRIMARY, [
    school("01AA", "3011AD", "ROTTERDAM", "ROTTERDAM", ["<5", *["50"] * 8]),
    school("01AB", "3089JB", "ROTTERDAM", "ROTTERDAM", ["10"] * 9),
    school("01AC", "2511CS", "'S-GRAVENHAGE", "'S-GRAVENHAGE", ["100"] * 9),
    school("01AD", "2611GX", "DELFT", "DELFT", ["0"] * 9),
    school("01AE", "3231AA", "BRIELLE", "VOORNE AAN ZEE", ["20"] * 9),
    school("01AF", "2712PB", "ZOETERMEER", "ZOETERMEER", ["30"] * 9),
    school("01AG", "9711AA", "GRONINGEN", "GRONINGEN", ["70"] * 9),
    school("01AH", "3011AD", "ROTTERDAM", "ROTTERDAM", ["40"] * 9, kind="Sbo"),
])  # fmt: skip
VO = published(SECONDARY, [
    branch("02AA", "ROTTERDAM", "Brugjaar 1-2", {1: ("60", "40"), 2: ("50", "50")}),
    branch("02AA", "ROTTERDAM", "VMBO BL lj 3-4", {3: ("20", "<5"), 4: ("10", "10")}),
    branch("02AA", "ROTTERDAM", "HAVO lj 4-5", {4: ("30", "30"), 5: ("25", "25")}),
    branch("02AA", "ROTTERDAM", "HAVO uitbest. aan VAVO", {5: ("9", "9")}),
    branch("02AA", "ROTTERDAM", "Praktijkonderwijs alle vj", {1: ("8", "8")}),
    branch("02AB", "DELFT", "HAVO/VWO lj 3", {3: ("7", "7")}),
])  # fmt: skip
VO_ADDRESSES = published(ADDRESSES, [
    address("02AA", "3011AD", "ROTTERDAM", "ROTTERDAM"), address("02AB", "2611GX", "DELFT", "DELFT"),
])  # fmt: skip


@pytest.fixture
def duo(tmp_path: Path) -> Path:
    folder = tmp_path / "duo"
    folder.mkdir()
    for name, text in ((PO_FILE, PO), (VO_FILE, VO), (VO_SCHOOLS, VO_ADDRESSES)):
        (folder / name).write_bytes(text)
    return folder


@pytest.fixture
def data(tree: Tree) -> Path:
    return tree({"initiatieven/voorbeeld.yml": RECORD})


def demand(data: Path, *given: Path) -> tuple[int, str, str]:
    arguments = [part for path in given for part in ("--from", str(path))]
    done = run("demand", "--data", data, "--today", TODAY, *arguments)
    return done.exit_code, done.stdout, done.stderr


def catalogue_of(data: Path) -> Catalogue:
    reading = read_data(data)
    assert list(blocking(check(reading, TODAY))) == []
    return derive(reading, read_settings(ROOT / "content"), TODAY)


def dutch(catalogue: Catalogue) -> Language:
    return languages_of(read_words(ROOT / "content", ("nl", "en")).words, catalogue)["nl"]


def test_files_as_duo_publishes_them_become_pupils_per_municipality_with_masked_cells_as_a_range(
    data: Path, duo: Path
) -> None:
    code, told, errors = demand(data, duo)
    assert (code, errors) == (0, "")
    rows = (data / "vraag/leerlingen.csv").read_text("utf-8").splitlines()
    assert {row for row in rows if row.startswith("Rotterdam,")} == {
        "Rotterdam,po,491,494", "Rotterdam,vo-onderbouw,200,200", "Rotterdam,vo-bovenbouw,151,154",
        "Rotterdam,vmbo,41,44", "Rotterdam,havo,110,110", "Rotterdam,vwo,0,0",
    }  # fmt: skip
    assert "Den Haag,po,900,900" in rows and "Delft,vo-onderbouw,14,14" in rows
    assert not any("roningen" in row for row in rows)
    assert "Niet meegeteld: Sbo (360 leerlingen in alle bestanden samen)." in told
    assert "Niet meegeteld: HAVO uitbest. aan VAVO (18 leerlingen" in told


def test_the_source_says_which_files_counted_when_and_published_where(data: Path, duo: Path) -> None:
    demand(data, duo)
    source = yaml.safe_load((data / "vraag/bron.yml").read_text("utf-8"))
    assert source["uitgever"] == "DUO, Open Onderwijsdata" and source["gemaakt"] == TODAY
    assert [(row["bestand"], row["peildatum"]) for row in source["bestanden"]] == [
        (PO_FILE, dt.date(2025, 10, 1)), (VO_FILE, dt.date(2025, 10, 1)),
    ]  # fmt: skip
    assert all(row["bron"].startswith("https://duo.nl/open_onderwijsdata/") for row in source["bestanden"])


def test_the_same_files_make_the_same_bytes_in_any_order_and_as_utf_8(data: Path, duo: Path) -> None:
    demand(data, duo)
    first = {path.name: path.read_bytes() for path in (data / "vraag").iterdir()}
    (duo / PO_FILE).write_bytes(PO.decode("windows-1252").encode("utf-8-sig"))
    demand(data, *sorted(duo.iterdir(), reverse=True))
    assert {path.name: path.read_bytes() for path in (data / "vraag").iterdir()} == first


def test_pupils_for_each_initiative_are_told_with_their_range_and_source(data: Path, duo: Path) -> None:
    demand(data, duo)
    catalogue = catalogue_of(data)
    language = dutch(catalogue)
    assert demand_sentence(catalogue, language, ("schooltype", "po", "IT")) == (
        "491 tot 494 leerlingen op de basisschool in de gemeente van deze campus (Rotterdam). "
        "1 initiatief dichtbij of van verder: 491 tot 494 leerlingen per initiatief."
    )
    vwo = demand_sentence(catalogue, language, ("schooltype", "vwo", "IT"))
    assert vwo.endswith("Geen initiatief dichtbij of van verder voor 0 leerlingen, voor zover wij weten. "
                         "Van 1 initiatief is het niet zeker.")  # fmt: skip
    assert "geteld op 1 oktober 2025" in demand_source(catalogue, language, "po")
    assert "brugjaar" in demand_source(catalogue, language, "vmbo")


def test_without_the_files_the_site_says_so_and_guesses_nothing(data: Path) -> None:
    catalogue = catalogue_of(data)
    language = dutch(catalogue)
    assert catalogue.demand is None
    assert demand_sentence(catalogue, language, ("schooltype", "po", "IT")) == (
        "Hoeveel leerlingen er rond deze campus zijn, staat hier nog niet."
    )
    assert demand_sentence(catalogue, language, ("doelgroep", "meisjes", "IT")) == ""


def test_a_school_type_that_no_file_tells_of_and_a_campus_without_its_municipality_stay_unknown(
    data: Path, duo: Path
) -> None:
    (duo / VO_FILE).unlink()
    text = PO.decode("windows-1252").replace("DELFT", "ONBEKENDERWIJK")
    (duo / PO_FILE).write_bytes(text.encode("windows-1252"))
    (duo / VO_SCHOOLS).unlink()
    _, told, _ = demand(data, duo)
    assert "Let op: gemeente Delft" in told
    catalogue = catalogue_of(data)
    assert catalogue.demand is not None
    assert ("IT", "vmbo") not in catalogue.demand.around and ("IT", "po") in catalogue.demand.around
    assert ("BT", "po") not in catalogue.demand.around
    assert "vraag-gemeente" in {problem.rule for problem in check(read_data(data), TODAY)}


def test_around_a_campus_lie_its_own_municipality_and_those_with_their_centre_within_the_radius(
    catalogue: Catalogue,
) -> None:
    campus = catalogue.campuses[0]
    places = {campus.municipality: 0.2, "Dichtbij": 0.08, "Verder": 0.1}  # degrees to the north: 22, 9 and 11 km
    rows = [{"gemeente": name, "lat": str(campus.lat + away), "lon": str(campus.lon)} for name, away in places.items()]
    table = CsvTable("x", CENTRE_COLUMNS, tuple(CsvRow(line, 3, row) for line, row in enumerate(rows, 2)))
    found = municipalities_around(table, [campus], 10)
    assert found == {campus.code: tuple(sorted([campus.municipality, "Dichtbij"]))}
    assert municipalities_around(CsvTable("x", CENTRE_COLUMNS, ()), [campus], 10) == {}


@pytest.mark.parametrize(
    ("local", "local_open", "each"),
    [(0, 0, None), (0, 3, None), (1, 0, (900, 1000)), (2, 1, (300, 500)), (4, 0, (225, 250))],
)
def test_an_initiative_that_may_be_there_makes_a_range_and_none_divides_by_nothing(
    local: int, local_open: int, each: tuple[int, int] | None
) -> None:
    found = PartCount(local, 0, 9, 0, local_open, 9 + local + local_open, local_open, local + local_open)
    assert per_initiative((900, 1000), found) == each


def test_a_narrow_range_of_many_is_told_as_one_round_number_and_a_wide_one_by_its_ends(data: Path) -> None:
    language = dutch(catalogue_of(data))
    told = [roughly(ends, language) for ends in ((0, 0), (12413, 12413), (12380, 12440), (12380, 12460), (491, 494))]
    assert told == ["0", "12.413", "± 12.400", "12.380 tot 12.460", "491 tot 494"]


@pytest.mark.parametrize(
    ("kind", "year", "types"),
    [
        ("Brugjaar 1-2", 1, ("vo-onderbouw",)),
        ("HAVO/VWO lj 3", 3, ("vo-onderbouw",)),
        ("VMBO-MBO2 lj 3-6", 5, ("vmbo", "vo-bovenbouw")),
        ("VMBO TL lj 2", 2, ("vmbo", "vo-onderbouw")),
        ("HAVO lj 4-5", 3, ("havo", "vo-onderbouw")),
        ("VWO lj 4-6", 6, ("vwo", "vo-bovenbouw")),
        ("VWO uitbest. aan VAVO", 6, ()),
        ("Engelse Stroom", 4, ()),
    ],
)
def test_each_kind_of_education_of_duo_counts_where_the_terms_say(kind: str, year: int, types: tuple[str, ...]) -> None:
    assert school_types(kind, year) == types


BROKEN = {
    "no number": ({PO_FILE: PO.replace(b'"100"', b'"honderd"', 1)}, "regel 4: “honderd” is geen aantal leerlingen"),
    "short row": ({PO_FILE: PO.replace(b';"0"\r\n', b"\r\n", 1)}, "regel 2: er staan meer of minder vakken"),
    "no town": ({VO_SCHOOLS: b"", PO_FILE: PO.replace(b'"DELFT"', b'"DELF"')}, "Geef ook 02.-alle-vestigingen-vo.csv"),
    "no pupils": ({VO_FILE: b"", PO_FILE: b""}, "geen bestand van DUO met leerlingen"),
    "elsewhere": ({VO_FILE: b"", VO_SCHOOLS: b"", PO_FILE: published(PRIMARY, [
        school("01AG", "9711AA", "GRONINGEN", "GRONINGEN", ["70"] * 9)])}, "Geen enkele gemeente"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_not_as_duo_publishes_it_is_one_clear_line_and_writes_nothing(
    data: Path, duo: Path, case: str
) -> None:
    files, says = BROKEN[case]
    for name, text in files.items():
        (duo / name).write_bytes(text)
    code, _, errors = demand(data, duo)
    assert code == 1 and says in errors and "Traceback" not in errors
    assert not (data / "vraag").exists()


def test_a_named_file_that_is_not_of_duo_is_refused_and_no_argument_is_wrong_use(data: Path, duo: Path) -> None:
    (duo / "anders.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert demand(data, duo / "anders.csv")[0] == 1
    assert demand(data, duo)[1].startswith(f"{duo / 'anders.csv'} is geen bestand van DUO")
    assert demand(data)[0] == 2


def test_only_an_https_address_of_a_csv_is_fetched_and_it_becomes_the_source(tmp_path: Path) -> None:
    url = f"https://duo.nl/open_onderwijsdata/images/{PO_FILE}"
    found = fetch([url], tmp_path, lambda _: PO)
    assert found == {tmp_path / PO_FILE: url} and (tmp_path / PO_FILE).read_bytes() == PO
    for wrong in (url.replace("https", "http"), "https://duo.nl/", "file:///etc/passwd.csv", "https:///x.csv"):
        with pytest.raises(SiteError):
            fetch([wrong], tmp_path, lambda _: PO)


GOOD = {
    "gemeenten.csv": "gemeente,lat,lon\nRotterdam,51.9,4.45\n",
    "leerlingen.csv": "gemeente,schooltype,leerlingen_min,leerlingen_max\nRotterdam,po,10,12\n",
    "bron.yml": "uitgever: DUO\ngemaakt: 2026-01-01\nbestanden:\n"
                "  - {bestand: a.csv, peildatum: 2025-10-01, bron: https://duo.nl/}\n",
}  # fmt: skip
WRONG = {
    "no source": ("bron.yml", None, "Waar komen deze leerlingen vandaan?"),
    "unknown municipality": ("leerlingen.csv", ("Rotterdam,po", "Roterdam,po"), "“Roterdam” weten we niet waar"),
    "negative": ("leerlingen.csv", (",10,", ",-10,"), "heel getal van 0 of meer"),
    "turned round": ("leerlingen.csv", (",10,", ",13,"), "kleinste aantal is groter"),
    "unknown type": ("leerlingen.csv", (",po,", ",pabo,"), "“pabo” is geen bekend schooltype"),
    "outside": ("gemeenten.csv", ("51.9", "53.2"), "ligt niet in het gebied"),
    "columns": ("leerlingen.csv", ("leerlingen_min", "min"), "andere kolommen"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_in_the_tables_is_told_in_plain_words(problems_of, case: str) -> None:  # type: ignore[no-untyped-def]
    name, change, says = WRONG[case]
    files = dict(GOOD) | ({name: GOOD[name].replace(*change)} if change else {})
    if not change:
        del files[name]
    made = {f"vraag/{key}": text for key, text in files.items()} | {"initiatieven/voorbeeld.yml": RECORD}
    found = [problem for problem in blocking(problems_of(made)) if problem.rule == "vraag-klopt"]
    assert len(found) == 1 and says in found[0].message and found[0].file == f"data/vraag/{name}"
