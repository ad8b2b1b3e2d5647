"""Who renames a record keeps its addresses: the old one leads to the new one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import RECORD, TODAY

from site_src.check.rules import check
from site_src.model.problems import Problem
from site_src.pipeline import Options, build
from site_src.read.records import read_data

RENAMED = {"initiatieven/voorbeeld.yml": RECORD, "verhuisd.yml": "heel-oud: voorbeeld\nrobots: voorbeeld\n"}
Tree = Callable[[Mapping[str, str | bytes]], Path]


def moves(tree: Tree, text: str) -> list[Problem]:
    problems = check(read_data(tree(RENAMED | {"verhuisd.yml": text})), TODAY)
    return [problem for problem in problems if problem.file == "data/verhuisd.yml"]


def test_a_former_address_leads_to_the_new_one_in_every_language_and_in_the_api(
    tree: Tree, content: Path, tmp_path: Path
) -> None:
    build(Options(tree(RENAMED), content, tmp_path / "public", base_url="https://catalogus.example/", today=TODAY))
    for start, end in itertools.product(("", "en/"), ("", "beheer/")):  # the latter stands on paper, in letters
        page = BeautifulSoup((tmp_path / f"public/{start}initiatieven/robots/{end}index.html").read_bytes(), "lxml")
        target = f"/{start}initiatieven/voorbeeld/{end}"
        assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={target}"
        assert [a["href"] for a in page.select("main p a")] == [target]
        assert page.select_one("link[rel=canonical]")["href"] == f"https://catalogus.example{target}"
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
    api = tmp_path / "public/api/v1/initiatieven"
    assert (api / "robots.json").read_bytes() == (api / "voorbeeld.json").read_bytes()
    assert "robots" not in (tmp_path / "public/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("oud: voorbeld\n", 1, "Bedoelde je “voorbeeld”?"),
        ("oud: voorbeeld\nvoorbeeld: voorbeeld\n", 2, "“voorbeeld” is nog het id van een record."),
        ("Oud Id: voorbeeld\n", 1, "kleine letters"),
        ("- oud\n", 1, "sleutels met een waarde"),
    ],
)
def test_a_mistake_in_the_list_of_former_ids_is_told_at_its_line(tree: Tree, text: str, line: int, says: str) -> None:
    [problem] = moves(tree, text)
    assert problem.line == line
    assert says in f"{problem.message} {problem.hint}"


def test_a_good_list_of_former_ids_is_no_problem(tree: Tree) -> None:
    assert moves(tree, RENAMED["verhuisd.yml"]) == []
