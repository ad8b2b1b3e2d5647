"""A third language is files only: half translated, the site falls back to Dutch, and says so."""

from __future__ import annotations

import ast
import csv
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, ROOT, everything, fault, parsed_pages, run, text
from source_data import read_yaml

MARKED = ("\ue000", "\ue001")
WORDS = {"taal": {"locale": "zz_ZZ"}, "nav": {"home": "Zhome", "initiatieven": "Zinitiatieven"}}
DUTCH = read_yaml(ROOT / "content/nl/interface.yml")
PAGES = sorted(path.stem for path in (OTHER_REGION / "content/nl").glob("*.md"))
# where Dutch and English may be named: the language of records, how open data are documented, and a default
NAMED = {"model/texts.py", "model/fields.py", "model/settings.py", "render/open_data/metadata/dcat.py",
         "render/open_data/tables.py", "render/structured_data.py",
         "render/open_data/formats/csv_files.py",
         "render/forms/issue_forms.py", "maintenance/demand/municipalities.py"}  # fmt: skip


def keys(words: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    for key, value in words.items():
        yield from keys(value, f"{prefix}{key}.") if isinstance(value, Mapping) else (f"{prefix}{key}",)


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
        if file.endswith("404.html") or "embed/" in file or soup.select("head meta[http-equiv=refresh]"):
            continue
        own = file.split("/")[0] if file.startswith(("en/", "zz/")) else "nl"
        assert {a["hreflang"] for a in soup.select("header a[hreflang]")} == {"nl", "en", "zz"} - {own}, file
        told = {a["hreflang"] for a in soup.select("head link[hreflang]")}
        assert told == (set() if file.endswith("/beheer/index.html") else {"nl", "en", "zz", "x-default"}), file


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


def test_a_title_and_an_attribute_have_no_tags_and_no_text_is_marked_twice(folder: Path) -> None:
    for path in (folder / "public").rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        values = [value for tag in soup.find_all(True) for value in tag.attrs.values() if isinstance(value, str)]
        plain = [*values, *(tag.get_text() for tag in soup.select("title, script, option, textarea"))]
        assert [value for value in plain if "<span lang" in value] == [], path
        assert soup.select("span[lang] span[lang]") == [], path


def test_no_mark_is_left_in_any_file(folder: Path) -> None:
    marks = [mark.encode(code) for mark in MARKED for code in ("utf-8", "unicode_escape")]
    found = [name for name, data in everything(folder / "public") if any(mark in data for mark in marks)]
    assert found == []


def test_no_page_has_a_mistake_in_its_html(folder: Path) -> None:
    assert [found for path in sorted((folder / "public/zz").rglob("*.html")) if (found := fault(path))] == []


def test_the_sitemap_names_every_page_in_all_three(folder: Path) -> None:
    sitemap = ElementTree.parse(folder / "public/sitemap.xml").getroot()
    for url in sitemap:
        linked = {tag.get("hreflang") for tag in url if tag.tag.endswith("}link")}
        assert linked == {"nl", "en", "zz"}
    addresses = [url[0].text or "" for url in sitemap]
    assert len([address for address in addresses if "/zz/" in address]) == len(addresses) / 3


def test_a_term_without_a_label_in_it_has_the_dutch_one_on_pages_and_none_in_the_data(
    folder: Path, pages: Mapping[str, BeautifulSoup]
) -> None:
    terms = read_yaml(folder / "data/termen.yml")
    found = [term["label"]["nl"] for terms in terms.values() for term in terms if "zz" not in term["label"]]
    list_page = pages["zz/initiatieven/index.html"]
    assert len({text(tag) for tag in list_page.select("main [lang=nl]")} & set(found)) > 5
    rows = list(csv.DictReader((folder / "public/data/termen.csv").open(encoding="utf-8-sig"), delimiter=","))
    assert [row["naam_zz"] for row in rows if row["naam_zz"]] == ["Zterm"]


def test_check_names_every_missing_word_and_page_at_once_and_only_strict_minds(tmp_path: Path) -> None:
    where = tree(tmp_path / "copy")
    given = ("--data", where / "data", "--content", where / "content")
    result = run("check", *given)
    assert result.exit_code == 0
    told = re.findall(
        r"^content/zz/interface.yml  waarschuwing: De vertaling van “(.+)” ontbreekt", result.stdout, re.M
    )
    assert told == sorted(set(keys(DUTCH)) - set(keys(WORDS)))
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
