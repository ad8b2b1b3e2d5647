"""Whatever file ends up in data/, `check` answers with one clear line and a build leaves the old site alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers import RECORD, ROOT, TODAY, changed, files, run

from site_src.check.rules import check
from site_src.model.problems import Severity, as_text
from site_src.read.records import read_data

SLECHT = "data/initiatieven/slecht.yml"
TERMS = (ROOT / "data/termen.yml").read_text(encoding="utf-8")
BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@dataclass(frozen=True)
class Bad:
    """What is done to a good data folder, and the one line that must follow."""

    name: str
    spoil: Callable[[Path], object]
    told: str


def wrote(content: str | bytes, name: str = "initiatieven/slecht.yml") -> Callable[[Path], object]:
    raw = content if isinstance(content, bytes) else content.encode("utf-8")

    def spoil(data: Path) -> None:
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(raw)

    return spoil


def removed(name: str) -> Callable[[Path], object]:
    return lambda data: shutil.rmtree(data / name) if (data / name).is_dir() else (data / name).unlink()


def linked(target: str) -> Callable[[Path], object]:
    return lambda data: (data / "initiatieven/slecht.yml").symlink_to(target)


def with_id(text: str) -> str:
    return text.replace("id: voorbeeld", "id: slecht").replace("naam: Voorbeeld\n", "naam: Slecht\n")


# fmt: off
CASES = [
    ("no terms", removed("termen.yml"), "data/termen.yml  fout: Dit bestand ontbreekt."),
    ("no campuses", removed("campussen.yml"), "data/campussen.yml  fout: Dit bestand ontbreekt."),
    ("no region", removed("regio.yml"), "data/regio.yml  fout: Dit bestand ontbreekt."),
    ("no records", removed("initiatieven"), "data/initiatieven  fout: Deze map ontbreekt."),
    ("no tables", removed("rapport/tabel-4-per-campus.csv"),
     "data/rapport/tabel-4-per-campus.csv  fout: Deze tabel van het rapport ontbreekt of is onleesbaar."),
    ("binary table", wrote(b"\xff\xfe\x00", "rapport/tabel-4-per-campus.csv"),
     "data/rapport/tabel-4-per-campus.csv  fout: Deze tabel van het rapport ontbreekt of is onleesbaar."),
    ("empty terms", wrote("", "termen.yml"), "data/termen.yml:1:1  fout: Dit bestand is leeg."),
    ("terms as text", wrote("po, vmbo", "termen.yml"),
     "data/termen.yml:1:1  fout: Hier hoort een lijst met termen per"),
    ("campuses as text", wrote("\nIT", "campussen.yml"),
     "data/campussen.yml:2:1  fout: Hier hoort een lijst met campussen"),
    ("roles as list", wrote("- a", "rollen.yml"),
     "data/rollen.yml:1:1  fout: In dit bestand horen sleutels met een waarde"),
    ("empty", wrote(""), f"{SLECHT}:1:1  fout: Dit bestand is leeg."),
    ("only a remark", wrote("# later\n"), f"{SLECHT}:1:1  fout: Dit bestand is leeg."),
    ("not UTF-8", wrote(with_id(RECORD).replace("robot", "robót").encode("latin-1")),
     f"{SLECHT}:5:40  fout: Dit bestand is niet opgeslagen als UTF-8."),
    ("UTF-16", wrote(RECORD.encode("utf-16")), f"{SLECHT}:1:1  fout: Dit bestand is niet opgeslagen als UTF-8."),
    ("binary", wrote(bytes(range(256))), f"{SLECHT}:2:118  fout: Dit bestand is niet opgeslagen als UTF-8."),
    ("a tab", wrote(RECORD.replace("    adres:", "\tadres:")), f"{SLECHT}:14:1  fout: Hier staat een tab."),
    ("huge", wrote("a" * 5_000_000), f"{SLECHT}  fout: Dit bestand is 5000 kB; het mag 200 kB zijn."),
    ("alias bomb", wrote(BOMB), f"{SLECHT}:1:4  fout: Een & of * aan het begin heeft in YAML een betekenis"),
    ("alias to itself", wrote("naam:\n  - &a [*a]"), f"{SLECHT}:2:5  fout: Een & of * aan het begin"),
    ("command", wrote('naam: !!python/object/apply:os.system ["touch gekaapt"]'),
     f"{SLECHT}:1:7  fout: Het label “python/object/apply:os.system” mag hier niet."),
    ("list", wrote("- a\n- b\n"), f"{SLECHT}:1:1  fout: In dit bestand horen sleutels met een waarde te staan"),
    ("text", wrote("hallo\n"), f"{SLECHT}:1:1  fout: In dit bestand horen sleutels met een waarde te staan"),
    ("deep brackets", wrote("[" * 900), f"{SLECHT}:1:13  fout: Dit bestand heeft te veel lagen in elkaar."),
    ("very deep brackets", wrote("[" * 50_000), f"{SLECHT}:1:1001  fout: Dit bestand heeft te veel lagen in elkaar."),
    ("deep braces", wrote("{a: " * 40_000), f"{SLECHT}:1:49  fout: Dit bestand heeft te veel lagen in elkaar."),
    ("deep dashes", wrote("- " * 50_000), f"{SLECHT}:1:25  fout: Dit bestand heeft te veel lagen in elkaar."),
    ("bell", wrote("naam: één\nkosten: é\x07b"),
     f"{SLECHT}:2:10  fout: Hier staat een onzichtbaar teken dat niet mag."),
    ("two documents", wrote(RECORD + "---\n" + RECORD),
     f"{SLECHT}:27:1  fout: Dit bestand bevat meer dan één document."),
    (".yaml", wrote(RECORD, "initiatieven/x.yaml"), "data/initiatieven/x.yaml  fout: Dit bestand hoort niet in data/."),
    ("stray", wrote("x", "foo.txt"), "data/foo.txt  fout: Dit bestand hoort niet in data/."),
    ("hidden", wrote(RECORD, "initiatieven/.x.yml"),
     "data/initiatieven/.x.yml  fout: Dit bestand hoort niet in data/."),
    ("deeper", wrote(RECORD, "extra/x.yml"), "data/extra/x.yml  fout: Dit bestand hoort niet in data/."),
    ("folder as record", lambda data: (data / "initiatieven/slecht.yml").mkdir(),
     f"{SLECHT}  fout: Dit is geen gewoon bestand, maar een map of een koppeling."),
    ("link to a device", linked("/dev/zero"), f"{SLECHT}  fout: Dit is geen gewoon bestand"),
    ("link to a secret", linked("/etc/hostname"), f"{SLECHT}  fout: Dit is geen gewoon bestand"),
    ("link to nothing", linked("/bestaat/niet"), f"{SLECHT}  fout: Dit is geen gewoon bestand"),
    ("long number", wrote(with_id(changed(gecontroleerd="gecontroleerd: " + "9" * 5000))),
     f"{SLECHT}:22:16  fout: YAML leest “{'9' * 80}…” niet als tekst"),
    ("no dimension", wrote(TERMS.replace("praktijk:", "praktik:"), "termen.yml"),
     "data/termen.yml:1:1  fout: Er zijn geen termen voor “praktijk”."),
]
# fmt: on
BADS = [Bad(*case) for case in CASES]


def serious(data: Path) -> list[str]:
    return [as_text(p) for p in check(read_data(data), TODAY) if p.severity is not Severity.HINT]


@pytest.fixture
def good(tree) -> Path:
    return tree({"initiatieven/voorbeeld.yml": RECORD})


@pytest.fixture
def output(tmp_path) -> Path:
    """Something that looks like a site built before."""
    folder = tmp_path / "public"
    (folder / "static").mkdir(parents=True)
    for name in ("index.html", "sitemap.xml", "static/a.css"):
        (folder / name).write_text(f"oud {name}", encoding="utf-8")
    return folder


def build_options(data: Path, output: Path) -> list[str]:
    return ["build", "--data", str(data), "--content", str(ROOT / "content"), "--output", str(output)]


@pytest.mark.parametrize("bad", BADS, ids=[bad.name for bad in BADS])
def test_one_clear_line_says_what_is_wrong(good, bad, monkeypatch):
    monkeypatch.chdir(good.parent)
    bad.spoil(good)
    told = serious(good)
    assert len(told) == 1, told
    assert told[0].startswith(bad.told)
    assert not (good.parent / "gekaapt").exists()


@pytest.mark.parametrize("bad", BADS, ids=[bad.name for bad in BADS])
def test_a_build_stops_and_leaves_the_old_site_as_it_was(good, bad, output):
    bad.spoil(good)
    before = files(output)
    beside = sorted(output.parent.iterdir())
    result = run(*build_options(good, output))
    assert result.exit_code == 1, result.exception
    assert bad.told in result.stdout
    assert "De site is niet gebouwd. Wat er stond, staat er nog." in result.stderr
    assert files(output) == before
    assert sorted(output.parent.iterdir()) == beside


def test_a_build_in_a_process_of_its_own_does_the_same(good, output):
    wrote("")(good)
    before = files(output)
    command = [sys.executable, "build.py", *build_options(good, output)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 1
    assert f"{SLECHT}:1:1  fout: Dit bestand is leeg. [leeg]" in result.stdout
    assert "Traceback" not in result.stderr
    assert files(output) == before


def test_a_build_on_github_puts_the_error_on_its_line_in_the_diff(good, output, monkeypatch):
    wrote("")(good)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = run(*build_options(good, output))
    assert result.exit_code == 1
    assert f"::error file={SLECHT},line=1,col=1,title=leeg::Dit bestand is leeg." in result.stdout


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    assert serious(tmp_path / "weg") == [
        "weg  fout: De map weg bestaat niet. [map]\n    → Kijk of je de goede map hebt opgegeven."
    ]


def test_an_id_in_two_files_is_told_at_both(good):
    wrote(RECORD.replace("naam: Voorbeeld\n", "naam: Ander\n"), "initiatieven/ander.yml")(good)
    assert [line.split(" [")[0] for line in serious(good)] == [
        "data/initiatieven/ander.yml:2:5  fout: Het id “voorbeeld” is niet de naam van het bestand.",
        "data/initiatieven/ander.yml:2:5  fout: Het id “voorbeeld” staat ook in data/initiatieven/voorbeeld.yml.",
        "data/initiatieven/voorbeeld.yml:2:5  fout: Het id “voorbeeld” staat ook in data/initiatieven/ander.yml.",
    ]


def test_the_rest_of_a_record_is_checked_when_its_id_is_missing(good):
    wrote(changed(id=None, naam="naam: Slecht", praktijk="praktijk: vele", samenvatting="samenvatting: [x]"))(good)
    rules = [line.rsplit("[", 1)[1].split("]")[0] for line in serious(good) if line.startswith(SLECHT)]
    assert rules == ["ontbreekt", "soort", "term-bestaat"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a file name can be any bytes")
def test_a_file_name_that_is_no_text_can_be_told(good):
    with open(os.fsencode(good) + b"/\xff.txt", "wb"):  # noqa: PTH123
        pass
    result = run("check", "--data", good)
    assert (result.exit_code, result.exception.code) == (1, 1)
    assert "data/?.txt  fout: Dit bestand hoort niet in data/." in result.stdout


def test_without_campuses_a_record_is_not_blamed_for_naming_one(tree):
    data = tree({"initiatieven/voorbeeld.yml": RECORD.replace("[naam", "[ook_rond, naam") + "ook_rond: [GT]\n"})
    (data / "campussen.yml").unlink()
    assert serious(data) == ["data/campussen.yml  fout: Dit bestand ontbreekt. [bestand]\n    → Zet het terug."]
