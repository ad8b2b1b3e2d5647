"""What the search knows: of each page what it is about, with its words apart; and filters that the list offers."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers import text

Built = tuple[Path, Mapping[str, BeautifulSoup]]
START = b"pagefind_dcd"


@pytest.fixture(params=[("site", "pages"), ("other_site", "other_pages")], ids=["this region", "another region"])
def built(request: pytest.FixtureRequest) -> Built:
    """A site and its parsed pages by their file."""
    site, pages = request.param
    return request.getfixturevalue(site), request.getfixturevalue(pages)


def bare(word: str) -> str:
    """A word without the signs around it."""
    return re.sub(r"^\W+|\W+$", "", word)


def indexed(site: Path) -> dict[str, dict[str, Any]]:
    """What Pagefind keeps of each page, by the file of the page."""
    found = [gzip.decompress(path.read_bytes()) for path in (site / "pagefind/fragment").iterdir()]
    pages = [json.loads(data.removeprefix(START)) for data in found]
    return {f"{page['url'].strip('/')}/index.html".lstrip("/"): page for page in pages}


def test_the_words_of_the_index_are_whole_words_of_the_page(built: Built) -> None:
    site, parsed = built
    glued = {}
    for file, page in indexed(site).items():
        words = {bare(word) for word in text(parsed[file]).split()}
        glued[file] = {word for word in page["content"].split() if bare(word) not in words}
    assert {file: words for file, words in glued.items() if words} == {}


def test_what_is_related_unknown_or_asked_about_an_initiative_is_not_searched(built: Built) -> None:
    site, parsed = built
    pages = {file: page for file, page in indexed(site).items() if page["meta"].get("termen")}
    assert pages
    for file, page in pages.items():
        body = parsed[file]
        outside = [text(tag) for tag in body.select(".related h3, .unknown, .ask, .breadcrumbs, .check p, footer")]
        assert [told for told in outside if len(told) > 25 and told in page["content"]] == []
        assert page["meta"]["title"] == text(body.h1)
        assert text(body.select_one(".lead"))[:60] in page["content"]


def test_a_sentence_chooses_only_what_the_list_offers(built: Built) -> None:
    site, parsed = built
    for prefix, language in (("", "nl"), ("en/", "en")):
        boxes = parsed[f"{prefix}initiatieven/index.html"].select("form[data-filters] input[type=checkbox]")
        offered = {(str(box["name"]), str(box["value"])) for box in boxes}
        terms = json.loads((site / f"zoeken/begrippen-{language}.json").read_text(encoding="utf-8"))
        chosen = {
            (name, value) for one in terms["zinnen"] for name, values in one.get("kies", {}).items() for value in values
        }
        assert chosen
        assert chosen - offered == set()
        assert {f"{name}={value}" for name, value in chosen} <= terms["labels"].keys()
        assert all(one["woorden"] and (one.get("kies") or one.get("ook")) for one in terms["zinnen"])
