"""What holds for every page of the built site, in both languages."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from babel.dates import format_date
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, RECORD, ROOT, changed, text
from source_data import CAMPUSES, DIMENSION, LABELS, PROVED, RECORDS

from site_src.pipeline import Options, build

ORIGIN = "https://voorbeeld.nl"
OTHERS = sorted(path.stem for path in (OTHER_REGION / "data/initiatieven").glob("*.yml"))
WORDS = {code: yaml.safe_load((ROOT / f"content/{code}/interface.yml").read_text("utf-8")) for code in ("nl", "en")}
ASKED = {"schooltypen": "School types", "groepen": "Year groups", "doelgroepen": "Audiences",
         "activiteiten": "Activities", "praktijk": "Hands-on", "branches": "Sectors", "rolmodellen": "Role models",
         "kosten": "Costs", "gratis_vervoer": "Free transport", "contact": "Contact"}  # fmt: skip
Pages = Mapping[str, BeautifulSoup]


def address(file: str) -> str:
    return "/" + file.removesuffix("index.html")


def squeezed(value: str) -> str:
    """Without spaces, because tags within a line add some."""
    return "".join(value.split())


def structured(soup: BeautifulSoup) -> list[dict[str, Any]]:
    return [json.loads(tag.string or "") for tag in soup.find_all("script", type="application/ld+json")]


def indexed(pages: Pages) -> dict[str, BeautifulSoup]:
    """All pages but those that say a page is missing or send on to another, and those for an iframe or an owner."""
    own = {file: soup for file, soup in pages.items() if not sends_on(soup)}
    unlisted = re.compile(r"(en/)?(404\.html|embed/.*|initiatieven/[^/]+/beheer/.*)")
    return {file: soup for file, soup in own.items() if not unlisted.fullmatch(file)}


def sends_on(soup: BeautifulSoup) -> bool:
    """Whether it stands at the former address of an initiative."""
    return bool(soup.select("meta[http-equiv=refresh]"))


def test_every_initiative_and_every_campus_has_a_page_in_both_languages(pages: Pages) -> None:
    wanted = {f"initiatieven/{name}/index.html" for name in RECORDS}
    wanted |= {f"campussen/{campus['id']}/index.html" for campus in CAMPUSES.values()}
    assert wanted | {f"en/{file}" for file in wanted} <= set(pages)


def test_every_page_has_its_twin_in_the_other_language(any_pages: Pages) -> None:
    dutch = {file for file in any_pages if not file.startswith("en/")}
    assert {file.removeprefix("en/") for file in any_pages if file.startswith("en/")} == dutch


def test_every_page_says_its_language(any_pages: Pages) -> None:
    for file, soup in any_pages.items():
        assert soup.html and soup.html["lang"] == ("en" if file.startswith("en/") else "nl"), file


def test_every_page_is_canonical_and_names_both_languages_of_itself(any_pages: Pages) -> None:
    for file, soup in indexed(any_pages).items():
        own, bare = ORIGIN + address(file), address(file.removeprefix("en/"))
        assert [tag["href"] for tag in soup.select("link[rel=canonical]")] == [own]
        others = {tag["hreflang"]: tag["href"] for tag in soup.select("link[rel=alternate][hreflang]")}
        assert others == {"nl": ORIGIN + bare, "en": f"{ORIGIN}/en{bare}", "x-default": ORIGIN + bare}, file


def test_only_the_404_page_and_pages_for_an_iframe_or_an_owner_ask_not_to_be_found(any_pages: Pages) -> None:
    hidden = {file for file, soup in any_pages.items() if soup.select("meta[name=robots][content=noindex]")}
    assert hidden == set(any_pages) - set(indexed(any_pages))
    assert {"404.html", "en/404.html"} <= hidden
    named = {file for file in hidden if any_pages[file].select("link[rel=canonical], link[hreflang]")}
    assert [file for file in named if not sends_on(any_pages[file])] == []


def test_titles_and_descriptions_are_there_and_no_two_pages_share_a_title(any_pages: Pages) -> None:
    titles: dict[str, list[str]] = defaultdict(list)
    descriptions: dict[str, list[str]] = defaultdict(list)
    for file, soup in indexed(any_pages).items():
        language = "en" if file.startswith("en/") else "nl"
        meta = soup.select_one("meta[name=description]")
        titles[language].append(text(soup.title))
        descriptions[language].append(str(meta["content"]) if meta else "")
        shortest = 1 if re.fullmatch(r"(en/)?initiatieven/[^/]+/index\.html", file) else 40
        assert shortest <= len(descriptions[language][-1]) <= 200, file  # that of an initiative is its summary
    for found in titles.values():
        assert [title for title, count in Counter(found).items() if count > 1 or not title] == []
    for found in descriptions.values():
        assert len(set(found)) >= 0.98 * len(found)


def test_a_summary_of_gaps_says_how_many_sentences_it_has(any_pages: Pages) -> None:
    files = [file for file, soup in any_pages.items() if soup.select("#vijf")]
    assert len(files) >= 2
    for file in files:
        numerals = WORDS["en" if file.startswith("en/") else "nl"]["telwoord"]
        number = numerals[str(len(any_pages[file].select("#vijf + .five > li")))]
        assert number in text(any_pages[file].select_one("#vijf")).split(), file


def test_every_page_has_a_trail_from_home_that_search_engines_can_read_too(any_pages: Pages) -> None:
    for file, soup in indexed(any_pages).items():
        trail = [(text(item), item.a["href"] if item.a else None) for item in soup.select(".breadcrumbs li")]
        lists = [data for data in structured(soup) if data["@type"] == "BreadcrumbList"]
        if file in {"index.html", "en/index.html"}:
            assert (trail, lists) == ([], [])
            continue
        assert trail[0] == ("Home", "/en/" if file.startswith("en/") else "/"), file
        assert trail[-1] == (text(soup.h1), None), file
        items = [(item["name"], item["item"]) for item in lists[0]["itemListElement"]]
        assert items == [(name, ORIGIN + (href or address(file))) for name, href in trail], file


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (r"(en/)?index\.html", "WebSite"),
        (rf"(en/)?initiatieven/({'|'.join([*RECORDS, *OTHERS])})/index\.html", "(Course|EducationEvent)"),
        (r"(en/)?campussen/[^/]+/index\.html", "EducationalOrganization"),
    ],
)
def test_structured_data_says_what_the_page_is_about(pattern: str, kind: str, any_pages: Pages) -> None:
    files = [file for file in any_pages if re.fullmatch(pattern, file)]
    assert files
    for file in files:
        data = structured(any_pages[file])
        about = [node for node in data if re.fullmatch(kind, node["@type"])]
        assert len(about) == 1, file
        assert {node["@context"] for node in data} == {"https://schema.org"}
        assert about[0]["url"] == ORIGIN + address(file)


def words_of(record: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """(field, words) of everything a record says, as a visitor should find it."""
    words = WORDS[language]
    for field, value in record.items():
        for item in value if isinstance(value, list) else [value]:
            if field in DIMENSION and (field, item) != ("status", "onbekend"):
                yield field, LABELS[DIMENSION[field], item][language]
            elif field in {"naam", "onderdeel_van", "organisatie", "groepen", "kosten", "werkgebied"}:
                yield field, item
            elif field in {"rolmodellen", "gratis_vervoer"}:
                yield field, words["feit"]["ja" if item else "nee"]
            elif field in {"locaties", "contact"}:
                yield from ((field, item[k]) for k in ("naam", "adres", "postcode", "plaats", "telefoon") if k in item)
            elif field == "ook_rond":
                yield field, CAMPUSES[item]["naam"]
            elif field == "veranderingen":
                yield field, item["tekst_en" if language == "en" and "tekst_en" in item else "tekst"]
            elif field == "gecontroleerd":
                yield field, format_date(item, "d MMMM y", locale=language)
    in_dutch = record.get("samenvatting", "")
    yield "samenvatting", record.get("samenvatting_en", in_dutch) if language == "en" else in_dutch


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_fact_of_a_record_and_every_source_is_on_its_page(name: str, language: str, page: Any) -> None:
    record, main = RECORDS[name], copy(page(("/en" if language == "en" else "") + f"/initiatieven/{name}/").main)
    for nav in main.select("nav, section[aria-labelledby=verwant]"):
        nav.decompose()
    links = {tag["href"] for tag in main.find_all("a")}
    rows = [
        (text(row.th), text(row), {a["href"] for a in row.find_all("a")}) for row in main.select(".sources tbody tr")
    ]
    for row in main.select(".sources"):
        row.decompose()
    assert [pair for pair in words_of(record, language) if squeezed(pair[1]) not in squeezed(text(main))] == []
    assert record.get("website") in {None, *links}
    assert len(rows) == len(record["bronnen"])
    for source, (facts, whole, hrefs) in zip(record["bronnen"], rows, strict=True):
        assert source["bron"] in whole or source["bron"] in hrefs
        assert " ".join(source.get("toelichting", "").split()) in whole
        assert LABELS["zekerheid", source["zekerheid"]][language] in whole
        assert facts.count(",") == len(source["velden"]) - 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_missing_fact_is_called_not_known_yet_with_a_link_to_add_it(name: str, language: str, page: Any) -> None:
    soup = page(("/en" if language == "en" else "") + f"/initiatieven/{name}/")
    shown = {text(row.dt): row.dd for row in soup.select(".facts .fact")}
    for field, english in ASKED.items():
        label = english if language == "en" else field.replace("_", " ").capitalize()
        unknown = WORDS[language]["feit"]["onbekend"] in text(shown[label])
        dimension = DIMENSION.get(field)
        proved = any(key[:2] == (name, dimension) and value == "ja" for key, value in PROVED.items())
        assert unknown == (field not in RECORDS[name] and not proved), label
        if unknown:
            parts = urlsplit(shown[label].a["href"])
            title = parse_qs(parts.query)["title"][0]
            assert parts.path.endswith("/issues/new") and RECORDS[name]["naam"] in title and label in title


def test_a_summary_without_translation_is_marked_as_dutch_on_the_english_page(
    tree: Callable[..., Path], content: Path, tmp_path: Path
) -> None:
    with_both = changed(RECORD, id="id: vertaald\nsamenvatting_en: Pupils build a robot.", naam="naam: Vertaald")
    data = tree({"initiatieven/voorbeeld.yml": RECORD, "initiatieven/vertaald.yml": with_both})
    build(Options(data, content, tmp_path / "public", jobs=1))
    for file, selector in (("initiatieven/voorbeeld", ".lead"), ("initiatieven", "[data-initiative=voorbeeld] p")):
        for folder, language in (("en/", "nl"), ("", None)):
            html = (tmp_path / "public" / folder / file / "index.html").read_text(encoding="utf-8")
            tag = BeautifulSoup(html, "lxml").select_one(selector)
            assert tag and (text(tag), tag.get("lang")) == ("Leerlingen bouwen een robot.", language)
    html = (tmp_path / "public/en/initiatieven/vertaald/index.html").read_text(encoding="utf-8")
    lead = BeautifulSoup(html, "lxml").select_one(".lead")
    assert lead and (text(lead), lead.get("lang")) == ("Pupils build a robot.", None)
