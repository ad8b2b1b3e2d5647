"""The commands keep their promises: exit codes, `new` writes valid records or nothing, `build` replaces only a site."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import ANSWERS, RECORD, ROOT, TODAY, changed, errors, files, new, record, run

from site_src.check.rules import check
from site_src.maintenance.new_record import ASKED
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.read.records import read_data


@pytest.fixture
def data(tree) -> Path:
    return tree({"initiatieven/voorbeeld.yml": RECORD})


def test_good_data_is_0_and_says_how_many_records(data):
    result = run("check", "--data", data, "--today", TODAY)
    assert (result.exit_code, result.stderr) == (0, "1 record nagekeken: 0 fouten, 0 waarschuwingen, " + tips(data))


def test_a_tip_for_every_record_does_not_bury_the_error(tree):
    """Each record is long unchecked, one is wrong: a screenful, with everything in the JSON."""
    texts = {f"a-{n}": RECORD.replace("id: voorbeeld", f"id: a-{n}").replace("naam: Voorbeeld", f"naam: A {n}")
             for n in range(30)}  # fmt: skip
    texts["a-7"] += "praktijk: nooit\n"
    data = tree({f"initiatieven/{name}.yml": text for name, text in texts.items()})
    result = run("check", "--data", data, "--today", "2030-01-01")
    lines = result.stdout.splitlines()
    assert len(lines) < 20
    (error,) = [line for line in lines if "  fout: " in line]
    assert error.startswith("data/initiatieven/a-7.yml:27:1 ")
    (stale,) = [number for number, line in enumerate(lines) if "[lang-niet-nagekeken]" in line]
    assert "Zo zijn er nog 29; python build.py check --format json noemt ze alle." in lines[stale + 1]
    rows = json.loads(run("check", "--data", data, "--today", "2030-01-01", "--format", "json").stdout)
    assert sum(row["code"] == "lang-niet-nagekeken" for row in rows) == 30


def test_a_build_that_stops_says_only_why(data, tmp_path):
    (data / "initiatieven/voorbeeld.yml").write_text(changed(praktijk="praktijk: vele"), encoding="utf-8")
    result = run("build", "--data", data, "--output", tmp_path / "uit")
    assert (result.exit_code, "tip:" in result.stdout, result.stdout.count("fout:")) == (1, False, 1)
    assert "1 fout, 0 waarschuwingen, 0 tips." in result.stderr


def tips(data: Path) -> str:
    return f"{len(check(read_data(data), TODAY))} tips.\n"


def test_bad_data_is_1(tree):
    result = run("check", "--data", tree({"initiatieven/voorbeeld.yml": changed(praktijk="praktijk: vele")}))
    assert result.exit_code == 1
    assert "data/initiatieven/voorbeeld.yml:10:11  fout: " in result.stdout


@pytest.mark.parametrize("options", [(), ("--format", "github"), ("--format", "json")])
def test_a_warning_is_0_and_only_with_strict_1(tree, options):
    data = tree({"initiatieven/voorbeeld.yml": changed(status="status: gestopt")})
    assert run("check", "--data", data, *options).exit_code == 0
    assert run("check", "--data", data, "--strict", *options).exit_code == 1


def test_a_tip_is_0_even_with_strict(data):
    result = run("check", "--data", data, "--strict", "--today", TODAY)
    assert "tip: " in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--onbekend"],
        ["check", "--format", "xml"],
        ["check", "--today", "2026-02-30"],
        ["bestaat-niet"],
        ["build", "--jobs", "-1"],
        ["build", "--base-url", "javascript:alert(1)"],
        ["build", "--base-url", "voorbeeld.nl"],
        ["build", "--base-url", 'https://x.nl/"><script>/'],
        ["build", "--base-url", "https://x.nl/../"],
        ["serve", "--port", "0"],
        ["new", "--naam", "x", "--vraag-niet", "--veld", "website"],
    ],
)
def test_wrong_use_is_2(arguments):
    assert run(*arguments).exit_code == 2


def test_a_wrong_clock_is_2(data, monkeypatch):
    for epoch in ("morgen", "9" * 15, "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert run("check", "--data", data).exit_code == 2


@pytest.mark.parametrize(("arguments", "code"), [(["check"], 0), (["check", "--data", "weg"], 1), (["check", "-q"], 2)])
def test_the_door_passes_the_exit_code_on(arguments, code):
    command = [sys.executable, "build.py", *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)


def test_new_writes_a_record_that_passes(data):
    result = new(data, "Robots bouwen in 1 dag!", ANSWERS)
    assert (result.exit_code, errors(data)) == (0, [])
    path = data / "initiatieven/robots-bouwen-in-1-dag.yml"
    assert result.stdout == f"Geschreven: {path}. Bekijk het met: make serve\n"
    made = record(data, path.stem)
    assert (made.name, made.organisation, made.groups) == ("Robots bouwen in 1 dag!", ANSWERS["organisatie"], "7")
    assert (made.school_types, made.activities) == (("po", "vmbo"), ("gastlessen", "stage"))
    assert (made.role_models, made.checked, made.service_area) == (True, TODAY, ("Rotterdam", "Den Haag"))
    assert (made.sources[0].reference, made.sources[0].certainty) == ("https://voorbeeld.nl/over", "website")


def test_new_writes_the_keys_in_the_order_of_the_other_records(data):
    new(data, "Robots", ANSWERS)
    lines = (data / "initiatieven/robots.yml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == RECORD.splitlines()[0]
    keys = [line.split(":")[0] for line in lines[1:] if line[0] not in " -"]
    order = [field.name for field in fields_of(Initiative)]
    assert keys == sorted(keys, key=order.index)


def test_new_asks_and_an_empty_answer_is_left_out(data):
    answers = {"organisatie": "Wij", "bron": "opgave"}
    text = "".join(f"{answers.get(field, '')}\n" for field in (*ASKED, "bron"))
    result = run("new", "--naam", "Gevraagd", "--data", data, "--today", TODAY, text=text)
    assert (result.exit_code, errors(data)) == (0, [])
    assert "Kies uit: geen, deels, veel." in result.stdout
    made = record(data, "gevraagd")
    assert set(made.filled) == {"naam", "organisatie", "status"}
    assert made.sources[0].certainty == "opgave"


@pytest.mark.parametrize(
    ("name", "answers", "says"),
    [
        ("Robots", {"praktijk": "vele"}, "Bedoelde je “veel”?"),
        ("Robots", {"webste": "https://x.nl/"}, "De sleutel “webste” bestaat niet."),
        ("Robots", {"website": "javascript:alert(1)"}, "is geen webadres"),
        ("Robots", {"id": "../../x"}, "Gebruik alleen kleine letters"),
        ("Robots", {"id": "/tmp/x"}, "Gebruik alleen kleine letters"),
        ("Robots", {"id": "a" * 400}, "hooguit 80 mag"),
        ("Robots", {"id": "nul\0"}, "onzichtbaar teken"),
        ("Robots", {"locaties": "Rotterdam"}, "hoort een lijst te zijn"),
        ("Voorbeeld", {}, "Er is al een record met de naam “voorbeeld”."),
        ("../initiatieven/VOORBEELD!", {"id": "voorbeeld"}, "Er is al een record met de naam “voorbeeld”."),
        ("Campus", {}, "is al een adres van de site"),
        ("!?", {}, "Deze naam heeft geen letters."),
        ("", {}, "Deze naam heeft geen letters."),
        ("a" * 201, {}, "201 tekens lang"),
        ("half \udcff", {}, "kan dit niet staan"),
    ],
)
def test_new_says_what_is_wrong_and_writes_nothing(data, name, answers, says):
    before = files(data.parent)
    result = new(data, name, answers)
    assert result.exit_code == 1, result.exception
    assert says in result.stdout
    assert result.stderr.endswith("Er is niets geschreven.\n")
    assert files(data.parent) == before


def test_new_in_a_folder_without_records_writes_nothing(tmp_path):
    result = new(tmp_path / "weg", "Robots")
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "De map weg bestaat niet." in result.stdout


def test_new_never_replaces_a_file_that_can_not_be_read(data):
    (data / "initiatieven/robots.yml").write_text("[stuk", encoding="utf-8")
    result = new(data, "Andere robots", {"id": "robots"})
    assert (result.exit_code, "Er is al een bestand met deze naam." in result.stdout) == (1, True)
    assert (data / "initiatieven/robots.yml").read_text(encoding="utf-8") == "[stuk"


def test_a_path_in_a_name_stays_a_name(data):
    before = files(data.parent)
    assert new(data, "../../x").exit_code == 0
    assert set(files(data.parent)) - set(before) == {"data/initiatieven/x.yml"}
    assert record(data, "x").name == "../../x"


@pytest.mark.parametrize("there", ["a file", "a folder with something else"])
def test_build_refuses_a_folder_that_is_not_a_site(data, tmp_path, there):
    output = tmp_path / "foto's"
    if there == "a file":
        output.write_text("van mij", encoding="utf-8")
    else:
        output.mkdir()
        (output / "vakantie.jpg").write_bytes(b"van mij")
    before = files(tmp_path)
    result = run("build", "--data", data, "--content", ROOT / "content", "--output", output)
    assert result.exit_code == 1
    assert "is geen eerder gebouwde site. Kies een andere map met --output." in result.stderr
    assert files(tmp_path) == before


def test_build_puts_the_site_under_the_given_address(data, tmp_path):
    output = tmp_path / "site"
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    for text in content.rglob("verantwoording.md"):  # it links to records that are not in this small catalogue
        text.write_text("---\ntitel: Kort\nomschrijving: Heel kort.\n---\nKort.\n", encoding="utf-8")
    options = ["--data", data, "--content", content, "--output", output, "--jobs", 1]
    result = run("build", *options, "--base-url", "https://x.nl/map/")
    assert result.exit_code == 0, result.output
    assert f"{output}: 1 records, " in result.stdout
    page = BeautifulSoup((output / "initiatieven/voorbeeld/index.html").read_bytes(), "lxml")
    links = [
        str(tag.get("href") or tag.get("src")) for tag in page.select("a[href], link[href], script[src], img[src]")
    ]
    inner = [link for link in links if link.startswith(("/", "https://x.nl"))]
    assert "/map/" in inner
    assert [link for link in inner if not link.startswith(("/map/", "https://x.nl/map/"))] == []
    assert page.select_one("link[rel=canonical]")["href"] == "https://x.nl/map/initiatieven/voorbeeld/"
    assert "<loc>https://x.nl/map/</loc>" in (output / "sitemap.xml").read_text(encoding="utf-8")
    assert list(tmp_path.glob(".site-*")) == []
