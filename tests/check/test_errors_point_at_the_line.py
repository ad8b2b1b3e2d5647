"""Whoever breaks a record is told in Dutch what is wrong, at the very line and column, and everything in one run."""

import json
import re
import shutil
from itertools import count

import pytest
from breaks import BREAKS, Break
from helpers import OTHER_REGION, RECORD, ROOT, TODAY, changed, run

from site_src.model.problems import Problem, ProblemsFound, Severity, as_github, as_text
from site_src.read.settings import read_settings

TAIL = "status: actief\ngecontroleerd: 2026-11-01\nbronnen:" + RECORD.split("bronnen:")[1].replace(", locaties", "")


ALSO = {"unknown key": {"bron-bij-veld"}}  # a typo in a key leaves a source without its field


def spot(problem: Problem) -> tuple[str, int, int]:
    return problem.rule, problem.line, problem.column


def test_the_example_itself_has_no_errors_and_no_warnings(problems_of):
    assert not [p for p in problems_of({"initiatieven/voorbeeld.yml": RECORD}) if p.severity is not Severity.HINT]


@pytest.mark.parametrize("case", BREAKS, ids=[case.name for case in BREAKS])
def test_a_mistake_is_told_at_its_line_once_and_not_as_something_else(problems_of, case):
    found = problems_of({"initiatieven/voorbeeld.yml": case.text})
    serious = [p for p in found if p.severity is not Severity.HINT]
    told = [p for p in serious if spot(p) == (case.rule, case.line, case.column)]
    assert told, [as_text(problem) for problem in serious]
    assert case.says in f"{told[0].message} {told[0].hint}"
    others = {problem.rule for problem in serious if spot(problem)[1:] != (case.line, case.column)}
    assert others == ALSO.get(case.name, set())


def all_at_once() -> dict[str, Break]:
    """Each break in a file of its own, with an id and a name of its own (unless those are what is broken)."""
    numbered = zip(count(1), BREAKS, strict=False)
    files = {}
    for number, case in numbered:
        text = case.text.replace("id: voorbeeld\n", f"id: kapot-{number}\n")
        files[f"initiatieven/kapot-{number}.yml"] = Break(case.name, text, case.rule, case.line, case.column, case.says)
    return files


def test_everything_that_is_wrong_is_told_in_one_run(tree):
    files = all_at_once()
    data = tree({name: case.text for name, case in files.items()})
    result = checked(data, "json")
    told = {(row["bestand"], row["code"], row["regel"], row["kolom"]): row for row in json.loads(result.stdout)}
    missed = [
        case.name for name, case in files.items() if (f"data/{name}", case.rule, case.line, case.column) not in told
    ]
    assert (missed, result.exit_code) == ([], 1)
    assert len(files) >= 45
    row = told["data/initiatieven/kapot-1.yml", "onbekende-sleutel", 4, 1]
    assert row["melding"] == "De sleutel “websit” bestaat niet."
    assert (row["advies"], row["ernst"]) == ("Bedoelde je “website”?", "fout")


def checked(data, output_format: str):
    return run("check", "--data", data, "--today", TODAY, "--format", output_format)


def test_github_shows_every_error_on_its_line(tree):
    files = all_at_once()
    lines = checked(tree({name: case.text for name, case in files.items()}), "github").stdout.splitlines()
    pattern = re.compile(r"::(error|warning|notice) file=data/[^:,]+(,line=\d+,col=\d+)?,title=[a-z0-9-]+::\S.*")
    assert [line for line in lines if not pattern.fullmatch(line)] == []
    for name, case in files.items():
        level = "warning" if case.rule in {"einde-verteld", "geen-privegegevens", "lijkt-op-iets-anders"} else "error"
        start = f"::{level} file=data/{name},line={case.line},col={case.column},title={case.rule}::"
        assert any(line.startswith(start) for line in lines), start


def test_contributed_text_can_not_start_a_command_of_its_own(tree):
    website = 'website: "x\\n::error file=a,line=1::100% waar"'
    lines = checked(tree({"initiatieven/a,b:c.yml": changed(website=website)}), "github").stdout.splitlines()
    told = next(line for line in lines if "website-is-http" in line)
    assert told.startswith(
        "::error file=data/initiatieven/a%2Cb%3Ac.yml,line=4,col=10,title=website-is-http::“x%0A::error"
    )
    assert "100%25 waar" in told
    assert all("a%2Cb%3Ac.yml" in line or "data/termen.yml" in line for line in lines if line.startswith("::"))


def test_contributed_text_can_not_colour_the_terminal():
    problem = Problem("data/x\x1b.yml", "a\nb\x1b[31mc\u202ed", "regel", 1, 2, hint="e\rf")
    assert as_text(problem) == "data/x .yml:1:2  fout: a b [31mc d [regel]\n    → e f"


def test_a_property_of_a_github_command_can_not_be_ended_by_its_text():
    problem = Problem("data/a:b,c\r\n%.yml", "50%\r\n::stop", "regel", 3)
    expected = "::error file=data/a%3Ab%2Cc%0D%0A%25.yml,line=3,title=regel::50%25%0D%0A::stop"
    assert as_github(problem) == expected


@pytest.mark.parametrize(
    ("text", "rule", "line", "severity"),
    [
        (changed(locaties=None).split("  - naam: Robotzaal")[0] + TAIL, "lokaal-zonder-plek", 6, Severity.HINT),
        (changed(gecontroleerd="gecontroleerd: 2025-11-20"), "lang-niet-nagekeken", 22, Severity.HINT),
        (changed(naam="naam: VOORBEELD 2"), "naam-is-uniek", 3, Severity.WARNING),
    ],
)
def test_what_is_only_doubtful_does_not_stop_anybody(problems_of, text, rule, line, severity):
    other = changed(id="id: ander", naam="naam: Voorbeeld 2")
    found = problems_of({"initiatieven/voorbeeld.yml": text, "initiatieven/ander.yml": other})
    ours = [(p.rule, p.line, p.severity) for p in found if p.file == "data/initiatieven/voorbeeld.yml"]
    assert ours == [(rule, line, severity)]


def test_a_record_of_exactly_a_year_old_is_not_nagged_about(problems_of):
    text = changed(gecontroleerd="gecontroleerd: 2025-11-21")
    assert all(p.rule != "lang-niet-nagekeken" for p in problems_of({"initiatieven/voorbeeld.yml": text}))


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "says"),
    [
        ("campussen.yml", "code: GT\n", "code: BT\n", "campus-uniek", "“BT” staat er twee keer"),
        ("campussen.yml", "code: GT\n", "code: GTT\n", "campus-in-rapport", "Bedoelde je “GT”?"),
        (
            "campussen.yml",
            "[naam, adres, postcode, plaats]",
            "[naam, adres, plaats]",
            "campus-heeft-bron",
            "“postcode”",
        ),
        ("campussen.yml", "niveaus: [mbo, hbo]", "niveaus: [mbo, hboo]", "campus-waarden", "Bedoelde je “hbo”?"),
        ("termen.yml", "- id: deels", "- id: veel", "term-uniek", "“veel” staat twee keer bij praktijk"),
    ],
)
def test_a_mistake_in_campuses_or_terms_is_told_at_its_line(problems_of, file, old, new, rule, says):
    text = (ROOT / "data" / file).read_text(encoding="utf-8")
    before, found_old, after = text.partition(old)
    assert found_old
    found = problems_of({"initiatieven/voorbeeld.yml": RECORD, file: before + new + after})
    told = [p for p in found if p.severity is Severity.ERROR]
    assert {p.rule for p in told} == {rule}
    assert says in f"{told[0].message} {told[0].hint}"
    quoted = re.search(r"“(\w+)”", told[0].message)[1]
    assert quoted in (before + new + after).splitlines()[told[0].line - 1]


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("waarde: 5", "waarde: -5", "“waarde” kan niet -5 zijn.", "Schrijf een getal van minstens 0."),
        ("min: 2", "min: -1", "“min” kan niet -1 zijn.", "Schrijf een getal van minstens 0."),
    ],
)
def test_a_number_that_is_too_low_is_not_told_as_a_coordinate(problems_of, old, new, message, hint):
    text = (ROOT / "data/rollen.yml").read_text(encoding="utf-8")
    before, _, after = text.partition(old)
    found = problems_of({"initiatieven/voorbeeld.yml": RECORD, "rollen.yml": before + new + after})
    (told,) = [p for p in found if p.severity is Severity.ERROR]
    line = before.count("\n") + 1
    assert (told.place.rsplit(":", 1)[0], told.rule) == (f"data/rollen.yml:{line}", "getal")
    assert (told.message, told.hint) == (message, hint)


@pytest.mark.parametrize(
    ("radius", "hint"), [("200", "Schrijf een getal van hooguit 100."), ("0", "Schrijf een getal van meer dan 0.")]
)
def test_a_radius_out_of_range_is_told_with_its_range(content, radius, hint):
    site = content / "site.yml"
    text = re.sub(r"^straal_km:.*\n", "", site.read_text(encoding="utf-8"), flags=re.M)
    site.write_text(f"{text}straal_km: {radius}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_settings(content)
    assert [(p.rule, p.hint) for p in caught.value.problems] == [("getal", hint)]


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "message", "hint"),
    [
        ("regio.yml", "en: Waddermark}", "engels: Waddermark}", "onbekende-sleutel",
         "De sleutel “engels” is geen taal.", "Schrijf de code van een taal in twee letters: nl, en, de."),
        ("campussen.yml", "\n    en: ", "\n    eng: ", "onbekende-sleutel",
         "De sleutel “eng” is geen taal.", "Schrijf de code van een taal in twee letters: nl, en, de."),
        ("regio.yml", "lat: [52.9, 53.4]", "lat: [53.4, 52.9]", "coordinaten",
         "“lat”: het eerste getal hoort kleiner te zijn dan het tweede.", "Draai ze om."),
        ("regio.yml", "lon: [5.7, 6.8]", "lon: [6.8, 6.8]", "coordinaten",
         "“lon”: het eerste getal hoort kleiner te zijn dan het tweede.", "Draai ze om."),
    ],
)  # fmt: skip
def test_a_key_that_is_no_language_and_a_turned_range_are_told_once_at_their_line(
    tmp_path, file, old, new, rule, message, hint
):
    shutil.copytree(OTHER_REGION / "data", tmp_path / "data")
    path = tmp_path / "data" / file
    before, found_old, after = path.read_text(encoding="utf-8").partition(old)
    assert found_old
    path.write_text(before + new + after, encoding="utf-8")
    result = run("check", "--data", tmp_path / "data", "--content", OTHER_REGION / "content", "--format", "json")
    (told,) = [row for row in json.loads(result.stdout) if row["ernst"] == "fout"]
    line = (before + new).count("\n") + 1
    assert (told["bestand"], told["regel"], told["code"]) == (f"data/{file}", line, rule)
    assert (told["melding"], told["advies"]) == (message, hint)


SEVERAL = """id: voorbeeld
naam: Voorbeeld
schooltypen: [1, vmbbo]
status: actief
gecontroleerd: 2026-11-01
contact: {email: geen adres, telefoon: [010]}
locaties:
  - {plaats: Rotterdam, lat: noord, lon: 4.4792, nauwkeurigheid: straat}
  - {plaats: Schiedam, lat: 4.4, lon: 51.92, nauwkeurigheid: heel precies}
bronnen:
  - {velden: [naam, schooltypen], bron: https://voorbeeld.nl/}
  - {velden: [locaties, contact], bron: ergens gelezen, zekerheid: website}
  - {velden: [samenvatting], bron: https://voorbeeld.nl/, zekerheid: afgeleid, geraadpleegd: gisteren}
veranderingen:
  - {datum: 31-12-2024, tekst: Begonnen}
  - {datum: 2099-01-01, tekst: Klaar}
"""


def test_a_wrong_value_hides_nothing_else_that_is_wrong_beside_it(problems_of):
    found = problems_of({"initiatieven/voorbeeld.yml": SEVERAL})
    told = {(p.line, p.rule) for p in found if p.severity is Severity.ERROR}
    assert told == {
        (3, "soort"), (3, "term-bestaat"),
        (6, "contact-klopt"), (6, "soort"),
        (8, "soort"),
        (9, "coordinaten-in-regio"), (9, "term-bestaat-onderdeel"),
        (11, "ontbreekt"),
        (12, "bron-is-vindbaar"),
        (13, "datum"),
        (15, "datum"),
        (16, "datum-in-toekomst"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (changed(gecontroleerd=None), "ontbreekt"),
        (RECORD.replace("adres: Coolsingel 40", "adres: 40"), "soort"),
        (changed(status="status: gestopt\nveranderingen: [x]"), "soort"),
        (changed(status="status: gestopt\nopvolger: [x]"), "soort"),
        (changed(naam="naam: " + "9" * 4000), "soort"),
    ],
)
def test_what_is_broken_is_told_once_and_nothing_is_concluded_from_its_absence(problems_of, text, rule):
    found = [p for p in problems_of({"initiatieven/voorbeeld.yml": text}) if p.file != "data/termen.yml"]
    assert [p.rule for p in found] == [rule]
    assert len(as_text(found[0])) < 400
