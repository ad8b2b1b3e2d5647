"""Letters to organisations: nobody is left out, each number and link is right, and an answer becomes a change."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
import yaml
import zxingcpp
from docx.document import Document
from helpers import RECORD, ROOT, TODAY, changed, files, run
from PIL import Image
from source_data import RECORDS

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.findability import findability_of
from site_src.maintenance.contributions.form_parsing import read_event, read_form
from site_src.maintenance.contributions.proposal import Kind
from site_src.maintenance.contributions.proposing import handle
from site_src.maintenance.letters.recipients import organisation_key
from site_src.model.settings import Settings
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.render.forms.form_links import Addresses
from site_src.render.forms.issue_forms import RIGHT, WRONG, issue_forms, labels

Tree = Callable[[Mapping[str, str | bytes]], Path]
SITE = "https://techniekdichtbij.example"
FORMS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")}


@pytest.fixture(scope="module")
def letters(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """All letters of the real records, written once."""

    def make(folder: Path) -> None:
        data, content = ROOT / "data", ROOT / "content"
        given = ("--data", data, "--content", content, "--today", TODAY)
        result = run("letters", "--output", folder / "brieven", *given)
        assert result.exit_code == 0, result.output
        (folder / "verteld.txt").write_text(result.output, encoding="utf-8")

    return once("letters", make)


@pytest.fixture(scope="module")
def rows(letters: Path) -> list[dict[str, str]]:
    text = (letters / "brieven/brieven.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def document(path: Path) -> Document:
    return docx.Document(str(path))


def read_aloud(path: Path) -> str:
    """The words of a letter, a line a paragraph."""
    return "\n".join(paragraph.text for paragraph in document(path).paragraphs)


def links(path: Path) -> list[str]:
    """Every address that a letter or a mail leads to."""
    if path.suffix == ".txt":
        return re.findall(r"https?://[^\s,)]+", path.read_text("utf-8"))
    return [link.address for paragraph in document(path).paragraphs for link in paragraph.hyperlinks]


def codes(path: Path) -> list[str]:
    """What the QR codes of a letter say, as a telephone reads them."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/media/.*\.png", name)]
        images = [Image.open(io.BytesIO(archive.read(name))) for name in names]
    return sorted(zxingcpp.read_barcode(image.convert("RGB")).text for image in images)


def letter_for(rows: list[dict[str, str]], item: str) -> dict[str, str]:
    [row] = [row for row in rows if f"{SITE}/initiatieven/{item}/beheer/" in row["beheer"].split(";")]
    return row


def test_every_initiative_stands_in_one_letter_and_every_letter_is_there_in_three_forms(
    letters: Path, rows: list[dict[str, str]]
) -> None:
    names = {path.name for path in (letters / "brieven").iterdir()}
    assert names == {row[kind] for row in rows for kind in ("brief", "mail")} | {"brieven.csv"}
    for item, record in RECORDS.items():
        row = letter_for(rows, item)
        words, mail = (
            read_aloud(letters / "brieven" / row["brief"]),
            (letters / "brieven" / row["mail"]).read_text("utf-8"),
        )
        for text in (words, mail):
            assert record["naam"] in text, item
        assert row["organisatie"] or "organisatie" not in record


def test_those_of_one_organisation_are_in_one_letter_and_other_names_are_other_letters(
    rows: list[dict[str, str]],
) -> None:
    for item, record in RECORDS.items():
        same = {
            other for other, its in RECORDS.items() if record.get("organisatie", item) == its.get("organisatie", other)
        }
        assert all(letter_for(rows, other) is letter_for(rows, item) for other in same)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Platform Techniek voor Later (PTVL)", "platform techniek voor later", True),
        ("Platform Techniek voor Later (PTvL)", "Platform Techniek voor Later  (PTVL)", True),
        ("Scouting (Delft)", "Scouting (Leiden)", False),
        ("Shell Nederland", "Shell Energy", False),
        ("数学", "数学", True),
        ("数学", "物理", False),
    ],
)
def test_a_name_is_the_same_in_another_spelling_but_never_by_a_place_behind_it(
    one: str, other: str, same: bool
) -> None:
    assert (organisation_key(one) == organisation_key(other)) is same
    assert organisation_key(one)


def test_a_letter_says_what_we_show_how_old_it_is_and_what_is_missing_with_the_numbers_of_the_finder(
    letters: Path, rows: list[dict[str, str]], catalogue: Catalogue
) -> None:
    for item in catalogue.initiatives:
        row, found = letter_for(rows, item.id), findability_of(item, catalogue.facets)
        words = read_aloud(letters / "brieven" / row["brief"])
        if item.status != "gestopt":
            assert f"niet zeker gevonden bij {found.lost} van de {found.total} keuzes" in words, item.id
        assert " ".join((item.summary or "").split()) in words
        assert "augustus 2023, dat is 3 jaar geleden" in words or item.checked.year > 2023
    assert sum(int(row["niet_zeker"]) for row in rows) == sum(
        findability_of(item, catalogue.facets).lost for item in catalogue.initiatives
    )


def test_every_link_of_every_letter_and_mail_opens_a_form_with_the_right_fields_or_a_page_of_the_site(
    letters: Path, rows: list[dict[str, str]], site: Path
) -> None:
    known, seen = set(labels().values()), {WRONG: 0, RIGHT: 0}
    for row in rows:
        items = {address.rsplit("/", 3)[-3] for address in row["beheer"].split(";")}
        for link in [*links(letters / "brieven" / row["brief"]), *links(letters / "brieven" / row["mail"])]:
            parts = urlsplit(link)
            if parts.netloc == urlsplit(SITE).netloc:
                assert (site / parts.path.lstrip("/") / "index.html").is_file(), link
                continue
            if link in {RECORDS[item].get("website") for item in items}:
                continue  # a fact that the mail tells
            given = {key: value[0] for key, value in parse_qs(parts.query).items()}
            form = given.pop("template").removesuffix(".yml")
            assert given.pop("title")
            assert given.keys() <= {part.get("id") for part in FORMS[form]["body"]}, link
            assert given["initiatief"] in items, link
            assert form == RIGHT or (given["bron"] == "opgave" and given.get("veld", "Kosten") in known), link
            seen[form] += 1
    assert seen[RIGHT] == 2 * len(RECORDS)
    assert seen[WRONG] > 10 * len(RECORDS)


def test_the_code_on_paper_is_the_page_for_the_organisation_and_says_what_it_is(
    letters: Path, rows: list[dict[str, str]]
) -> None:
    for row in rows[:4] + rows[-2:]:
        path = letters / "brieven" / row["brief"]
        assert codes(path) == sorted(row["beheer"].split(";"))
        for shape in document(path).inline_shapes:
            assert shape._inline.docPr.get("descr", "").startswith("QR-code naar de pagina voor ")


def test_the_same_letters_are_the_same_bytes_and_no_clock_is_in_them(letters: Path, tmp_path: Path) -> None:
    result = run("letters", "--output", tmp_path / "uit", "--organisation", "jinc", "--data", ROOT / "data",
                 "--content", ROOT / "content", "--today", TODAY)  # fmt: skip
    assert result.exit_code == 0, result.output
    again = files(tmp_path / "uit")
    assert sorted(again) == ["brieven.csv", "jinc.docx", "jinc.txt"]
    for name in ("jinc.docx", "jinc.txt"):
        assert again[name] == (letters / "brieven" / name).read_bytes()
    with zipfile.ZipFile(tmp_path / "uit/jinc.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    facts = document(tmp_path / "uit/jinc.docx").core_properties
    assert (facts.created.date(), facts.modified.date(), facts.language) == (TODAY, TODAY, "nl-NL")


def test_an_editor_is_told_what_to_do_before_sending(letters: Path) -> None:
    told = (letters / "verteld.txt").read_text("utf-8")
    for item, record in RECORDS.items():
        assert (f"{item}: er is geen organisatie bekend" in told) == ("organisatie" not in record)
    assert "geen mailadres bekend" in told
    assert "staat geen “email”" in told


def written(data: Path, content: Path, output: Path, *more: str) -> tuple[int, str]:
    result = run("letters", "--output", output, "--data", data, "--content", content, "--today", TODAY, *more)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.exit_code, result.output


def own(organisation: str | None, **lines: str | None) -> str:
    line = None if organisation is None else f"naam: Voorbeeld\norganisatie: {json.dumps(organisation)}"
    text = changed(**({"naam": line} if line else {}) | lines)
    return text.replace("velden: [naam,", "velden: [naam, organisatie,") if line else text


def test_an_address_for_mail_makes_it_an_answer_and_without_one_nothing_asks_for_it(
    tree: Tree, content: Path, tmp_path: Path
) -> None:
    data = tree({"initiatieven/voorbeeld.yml": own("De Robots")})
    for number, email in enumerate(("", "email: meld@voorbeeld.nl\n")):
        path = content / "site.yml"
        path.write_text(path.read_text(encoding="utf-8") + email, encoding="utf-8")
        assert written(data, content, tmp_path / f"uit{number}")[0] == 0
        mail = (tmp_path / f"uit{number}/de-robots.txt").read_text("utf-8")
        paper = read_aloud(tmp_path / f"uit{number}/de-robots.docx")
        assert ("Antwoord gewoon op deze mail" in mail) == bool(email)
        assert ("meld@voorbeeld.nl" in paper) == bool(email)
        assert mail.startswith("Onderwerp: Klopt wat wij vertellen over Voorbeeld?\n\nBeste mensen van De Robots,\n")
        assert "GitHub" not in paper + re.sub(r"https?://\S+", "", mail)


@pytest.mark.parametrize("organisation", [None, "-", "…"])
def test_without_a_name_of_an_organisation_the_letter_goes_to_the_initiative(
    organisation: str | None, tree: Tree, content: Path, tmp_path: Path
) -> None:
    code, told = written(tree({"initiatieven/voorbeeld.yml": own(organisation)}), content, tmp_path / "uit")
    assert (code, "aan het initiatief zelf" in told, "Vul “organisatie” in" in told) == (0, True, True)
    assert "Beste mensen achter Voorbeeld," in read_aloud(tmp_path / "uit/initiatief-voorbeeld.docx")


def test_names_that_share_a_file_name_each_keep_their_letter(tree: Tree, content: Path, tmp_path: Path) -> None:
    names = ["Initiatief twee", "数学", "物理"]
    records = {
        f"initiatieven/i{number}.yml": own(name, id=f"id: i{number}").replace("naam: Voorbeeld", f"naam: Voor {number}")
        for number, name in enumerate(names)
    }
    records["initiatieven/twee.yml"] = changed(id="id: twee", naam="naam: Twee")
    assert written(tree(records), content, tmp_path / "uit")[0] == 0
    made = sorted(path.name for path in (tmp_path / "uit").glob("*.docx"))
    assert made == ["i1.docx", "i2.docx", "initiatief-twee-2.docx", "initiatief-twee.docx"]


def test_hostile_names_stay_words_in_each_form(tree: Tree, content: Path, tmp_path: Path) -> None:
    name = "=cmd|' /C calc'!A0 <b>&amp; {{ 7*7 }} [x](javascript:1)"
    record = own(name, contact='contact: {email: "info@voorbeeld.nl"}') + "contact: {email: info@voorbeeld.nl}\n"
    record = record.replace("velden: [naam,", "velden: [contact, naam,")
    assert written(tree({"initiatieven/voorbeeld.yml": record}), content, tmp_path / "uit")[0] == 0
    [paper], [mail] = (tmp_path / "uit").glob("*.docx"), (tmp_path / "uit").glob("*.txt")
    assert f"Beste mensen van {name}," in read_aloud(paper)
    assert mail.read_text("utf-8").startswith("Aan: info@voorbeeld.nl\n")
    assert all(link.startswith(("https://", "http://", "mailto:")) for link in links(paper))
    [row] = csv.DictReader(io.StringIO((tmp_path / "uit/brieven.csv").read_text("utf-8-sig"), newline=""))
    assert (row["aan"], row["organisatie"], row["email"]) == (f"'{name}", f"'{name}", "info@voorbeeld.nl")


@pytest.fixture
def unfit(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """Places where letters can't go."""
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol/brief.docx").write_text("met de hand verbeterd", encoding="utf-8")
    yield {"bestand": tmp_path / "bestand", "vol": tmp_path / "vol", "onder": tmp_path / "bestand/brieven",
           "systeem": Path("/proc/brieven")}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("bestand", "is een bestand"),
        ("vol", "Er staat al iets in"),
        ("onder", "kan niets geschreven worden"),
        ("systeem", "kan niets geschreven worden"),
    ],
)
def test_a_folder_that_will_not_do_is_refused_in_plain_words_and_nothing_is_lost(
    place: str, says: str, unfit: dict[str, Path], tree: Tree, content: Path, tmp_path: Path
) -> None:
    data = tree({"initiatieven/voorbeeld.yml": own("De Robots")})
    before = files(tmp_path)
    code, told = written(data, content, unfit[place])
    assert (code, says in told, "--output" in told) == (1, True, True)
    assert files(tmp_path) == before


def test_an_organisation_that_nobody_has_is_said_with_what_was_meant(tree: Tree, content: Path, tmp_path: Path) -> None:
    data = tree({"initiatieven/voorbeeld.yml": own("De Robots")})
    for name, hint in (("De Robbots", "Bedoelde je “De Robots”?"), ("", "Kijk bij ‘organisatie’")):
        code, told = written(data, content, tmp_path / "uit", "--organisation", name)
        assert (code, hint in told, (tmp_path / "uit").exists()) == (1, True, False), told


def test_broken_records_stop_the_letters_at_their_line(tree: Tree, content: Path, tmp_path: Path) -> None:
    data = tree({"initiatieven/voorbeeld.yml": changed(praktijk="praktijk: heel veel")})
    code, told = written(data, content, tmp_path / "uit")
    assert (code, "data/initiatieven/voorbeeld.yml:" in told, (tmp_path / "uit").exists()) == (1, True, False)


def test_without_python_docx_the_command_says_how_to_install_it(
    tree: Tree, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    code, told = written(tree({"initiatieven/voorbeeld.yml": RECORD}), content, tmp_path / "uit")
    assert (code, "pip install '.[letters]'" in told, (tmp_path / "uit").exists()) == (1, True, False)


ANSWERS = {"Kosten": "gratis (2026)", "Gratis vervoer": "Nee", "Status": "Gestopt", "Duur": "een ochtend",
           "Contact": "info@voorbeeld.nl", "Activiteiten": "Gastlessen en lesprogramma's, Evenement",
           "Deelname": "Met school", "Rolstoel": "Ja", "Taal": "Nederlands"}  # fmt: skip


@pytest.mark.parametrize("field", ANSWERS)
def test_a_form_from_a_letter_becomes_the_same_valid_change_by_issue_and_by_mail(
    field: str, tree: Tree, content: Path, tmp_path: Path
) -> None:
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    reading = read_data(data)
    forms, name = issue_forms(reading.vocabulary), next(key for key, label in labels().items() if label == field)
    addresses = Addresses(settings_with_mail(content), reading.vocabulary)
    item = reading.initiatives[0].record
    given = {key: value[0] for key, value in parse_qs(urlsplit(addresses.own(item, name)).query).items()}
    issue = {"number": 7, "title": given["title"], "labels": [{"name": WRONG}], "body": issue_body(given, field)}
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": issue | {"created_at": f"{TODAY}T08:00:00Z"}}), encoding="utf-8")
    body = parse_qs(urlsplit(addresses.own_mail(item, name)).query)["body"][0].replace("\r\n", "\n")
    mail = "\n".join(f"> {line}" for line in body.replace("staan?\n\n", f"staan?\n\n{ANSWERS[field]}").splitlines())
    by_issue, by_mail = (
        handle(sent, reading, forms, TODAY) for sent in (read_event(event, forms), read_form(mail, forms))
    )
    assert (by_issue.kind, by_mail.kind) == (Kind.EDIT, Kind.EDIT), (by_issue.message, by_mail.message)
    assert by_issue.text == by_mail.text
    source = [f"  - velden: [{name}]", "    bron: opgave door het initiatief", f"    geraadpleegd: {TODAY}",
              "    zekerheid: opgave"]  # fmt: skip
    assert by_issue.text.splitlines()[-4:] == source
    kept = [line for line in RECORD.splitlines() if not line.startswith((f"{name}:", "  - velden:"))]
    assert [line for line in kept if line not in by_issue.text.splitlines()] == []


def settings_with_mail(content: Path) -> Settings:
    return read_settings(content).model_copy(update={"email": "meld@voorbeeld.nl"})


def issue_body(given: Mapping[str, str], field: str) -> str:
    """What GitHub makes of a form that a link filled in and somebody completed."""
    answers = {**given, "waarde": ANSWERS[field]}
    asked = [part for part in FORMS[WRONG]["body"] if "id" in part]
    return "\n\n".join(f"### {part['attributes']['label']}\n\n{answers[part['id']]}" for part in asked)
