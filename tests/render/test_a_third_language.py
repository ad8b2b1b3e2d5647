"""A third language is files only: half translated, the site falls back to Dutch, and says so."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, ROOT, parsed_pages, run, text
from source_data import read_yaml

MARKS = re.compile("[\ue000\ue001]")
WORDS = {"taal": {"locale": "zz_ZZ"}, "nav": {"home": "Zhome", "initiatieven": "Zinitiatieven"}}
DUTCH = read_yaml(ROOT / "content/nl/interface.yml")
PAGES = sorted(path.stem for path in (OTHER_REGION / "content/nl").glob("*.md"))
# where Dutch and English may be named: the language of records, how open data are documented, and a default
NAMED = {"model/texts.py", "model/fields.py", "model/settings.py", "render/open_data/metadata/dcat.py",
         "render/open_data/tables.py", "render/open_data/formats/csv_files.py"}  # fmt: skip


def tree(folder: Path) -> Path:
    """The invented region with an invented language beside Dutch and English: few words, one page, one term."""
    for name in ("data", "content"):
        shutil.copytree(OTHER_REGION / name, folder / name)
    settings = folder / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("talen: [nl, en]", "talen: [nl, en, zz]"), "utf-8")
    (folder / "content/zz").mkdir()
    (folder / "content/zz/interface.yml").write_text(yaml.dump(WORDS), "utf-8")
    (folder / "content/zz/over.md").write_text("---\ntitel: Zover\nomschrijving: Zover zzz\n---\nZ.\n", "utf-8")
    terms = folder / "data/termen.yml"
    first = re.sub(r"(label: \{nl: [^,}]+, en: [^,}]+)\}", r"\1, zz: Zterm}", terms.read_text("utf-8"), count=1)
    terms.write_text(first, "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    def make(folder: Path) -> None:
        tree(folder)
        given = ("--data", folder / "data", "--content", folder / "content", "--output", folder / "public")
        result = run("build", *given, "--base-url", "https://voorbeeld.nl/")
        assert result.exit_code == 0, result.stderr

    return once("third-language", make)


@pytest.fixture(scope="module")
def pages(folder: Path) -> Mapping[str, BeautifulSoup]:
    return parsed_pages(folder / "public")


def test_every_page_is_there_in_the_third_language_too(pages: Mapping[str, BeautifulSoup]) -> None:
    dutch = {file for file in pages if not file.startswith(("en/", "zz/"))}
    assert {file.removeprefix("zz/") for file in pages if file.startswith("zz/")} == dutch
    assert {soup.html["lang"] for file, soup in pages.items() if file.startswith("zz/") and soup.html} == {"zz"}


def test_every_page_leads_to_itself_in_the_two_other_languages(pages: Mapping[str, BeautifulSoup]) -> None:
    for file, soup in pages.items():
        if file.endswith("404.html") or "embed/" in file:
            continue
        own = file.split("/")[0] if file.startswith(("en/", "zz/")) else "nl"
        assert {a["hreflang"] for a in soup.select("header a[hreflang]")} == {"nl", "en", "zz"} - {own}, file
        assert {a["hreflang"] for a in soup.select("head link[hreflang]")} == {"nl", "en", "zz", "x-default"}, file


def test_what_is_translated_is_shown_so(pages: Mapping[str, BeautifulSoup]) -> None:
    assert text(pages["zz/over/index.html"].h1) == "Zover"
    assert "Zinitiatieven" in text(pages["zz/index.html"].nav)
    assert any("Zterm" in text(soup.main) for file, soup in pages.items() if file.startswith("zz/initiatieven/"))
    assert not pages["zz/index.html"].nav.select("a [lang]") or "Zinitiatieven" not in [
        text(tag) for tag in pages["zz/index.html"].select("[lang=nl]")
    ]


def test_what_is_not_translated_is_dutch_and_marked_as_dutch(pages: Mapping[str, BeautifulSoup]) -> None:
    nav = pages["zz/index.html"].nav
    assert DUTCH["nav"]["kaart"] in [text(tag) for tag in nav.select("[lang=nl]")]
    prose = pages["zz/privacy/index.html"].select_one(".prose")
    assert prose and prose["lang"] == "nl"
    assert not [file for file, soup in pages.items() if not file.startswith("zz/") and soup.select("span[lang=nl]")
                and not file.startswith("en/")]  # fmt: skip


def test_no_mark_is_left_in_any_file(folder: Path) -> None:
    texts = (path for path in (folder / "public").rglob("*") if path.suffix in {".html", ".json", ".csv", ".xml",
             ".js", ".txt", ".geojson", ".ics", ".webmanifest", ".ttl", ".jsonld"})  # fmt: skip
    marked = [path.name for path in texts if MARKS.search(path.read_text("utf-8"))]
    assert marked == []


def test_check_names_every_missing_word_and_page_at_once_and_only_strict_minds(tmp_path: Path) -> None:
    where = tree(tmp_path / "copy")
    given = ("--data", where / "data", "--content", where / "content")
    result = run("check", *given)
    assert result.exit_code == 0
    assert "“nav.kaart” ontbreekt" in result.stdout
    assert "“nav.home” ontbreekt" not in result.stdout
    missing = [name for name in PAGES if name != "over"]
    assert [name for name in missing if f"content/zz/{name}.md" not in result.stdout] == []
    assert run("check", *given, "--strict").exit_code == 1


def test_no_module_and_no_template_knows_which_languages_there_are() -> None:
    files = list((ROOT / "site_src").rglob("*.py"))
    modules = {path.relative_to(ROOT / "site_src").as_posix(): ast.parse(path.read_text("utf-8")) for path in files}
    named = {
        file
        for file, module in modules.items()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and node.value in {"en", "nl"}
    }
    assert named <= NAMED
    asked = re.compile(r"""[=!]= ?["'](nl|en)["']|\bin \(?["'](nl|en)["']""")
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "site_src/static/js").glob("*.js")]
    assert [path.name for path in sources if asked.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("languages", ["[nl]", "[nl, zz]"])
def test_dutch_alone_or_with_another_language_than_english_is_enough(languages: str, tmp_path: Path) -> None:
    where = tree(tmp_path / "copy")
    settings = where / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("[nl, en, zz]", languages), "utf-8")
    given = ("--data", where / "data", "--content", where / "content", "--output", tmp_path / "public")
    result = run("build", *given, "--jobs", 1)
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "public/en").exists()
