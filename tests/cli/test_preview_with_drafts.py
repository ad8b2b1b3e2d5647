"""A preview with planned initiatives: marked everywhere, with before and after, never in a normal build."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, changed, run
from source_data import RECORDS, values

from site_src.model.problems import ProblemsFound
from site_src.pipeline import Options, build

DRAFT = changed(id="id: plan", naam="naam: Plan", doelgroepen="doelgroepen: [leerlingen, ouders]")


@pytest.fixture
def drafts(tmp_path: Path) -> Callable[..., Path]:
    def make(**files: str) -> Path:
        (tmp_path / "concept").mkdir()
        for name, text in files.items():
            (tmp_path / "concept" / f"{name}.yml").write_text(text, encoding="utf-8")
        return tmp_path / "concept"

    return make


def problems(tree: Callable[..., Path], content: Path, folder: Path) -> list[tuple[str, int, str]]:
    options = Options(tree({"initiatieven/voorbeeld.yml": RECORD}), content, folder.parent / "public", concept=folder)
    with pytest.raises(ProblemsFound) as caught:
        build(options)
    assert not (folder.parent / "public").exists()
    return [(p.file, p.line, p.rule) for p in caught.value.problems if p.severity == "fout"]


@pytest.fixture(scope="module")
def preview(once: Callable[..., Path]) -> Path:
    """The real catalogue with one draft around Rotterdam."""

    def make(folder: Path) -> None:
        (folder / "concept").mkdir()
        (folder / "concept" / "plan.yml").write_text(DRAFT, encoding="utf-8")
        build(Options(ROOT / "data", ROOT / "content", folder / "public", concept=folder / "concept"))

    return once("preview", make) / "public"


@cache
def soup(folder: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((folder / address.lstrip("/") / "index.html").read_bytes(), "lxml")


def test_a_draft_that_collides_with_a_record_is_told_at_its_line(tree, content, drafts) -> None:
    found = problems(tree, content, drafts(voorbeeld=RECORD))
    assert found == [("concept/voorbeeld.yml", 2, "id-is-uniek")]


def test_a_draft_keeps_the_rules_of_a_record(tree, content, drafts) -> None:
    found = problems(tree, content, drafts(plan=DRAFT.replace("ouders]", "ouderz]")))
    assert found == [("concept/plan.yml", 8, "term-bestaat")]


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_a_folder_without_drafts_is_told(kind: str, tree, content, drafts, tmp_path) -> None:
    folder = drafts() if kind == "empty" else tmp_path / "nergens"
    assert [rule for _, _, rule in problems(tree, content, folder)] == ["map"]


def test_a_draft_is_marked_wherever_it_stands(preview: Path) -> None:
    assert "Dit is een concept" in soup(preview, "/initiatieven/plan/").get_text()
    card = soup(preview, "/initiatieven/").select_one("[data-initiative=plan]")
    assert "Concept" in [tag.get_text(strip=True) for tag in card.select(".status dd")]
    others = soup(preview, "/initiatieven/").select("[data-initiative]:not([data-initiative=plan]) .status")
    assert "Concept" not in [tag.get_text(strip=True) for tag in others]
    rows = json.loads((preview / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    assert [row["id"] for row in rows if row.get("concept")] == ["plan"]


def test_every_page_of_a_preview_says_so_and_asks_not_to_be_found(preview: Path) -> None:
    for address in ("/", "/witte-vlekken/", "/rollen/", f"/en/initiatieven/{min(RECORDS)}/"):
        found = soup(preview, address)
        assert found.select_one(".concept-site")
        assert found.select_one("meta[name=robots][content=noindex]")


def test_gap_pages_show_before_and_after(preview: Path) -> None:
    found = soup(preview, "/witte-vlekken/nu/")
    row = found.select_one("section#doelgroep tr[data-term='doelgroep=ouders']")
    cells = dict(zip([th["data-code"] for th in found.select_one("section#doelgroep thead tr").find_all("th")[1:]],
                     row.find_all("td"), strict=True))  # fmt: skip
    was = {code: cell.small.get_text(strip=True) for code, cell in cells.items() if cell.small}
    now = sum("ouders" in values(record, "doelgroepen") for record in RECORDS.values())
    assert was[""] == f"was {now}" and cells[""].a.get_text() == str(now + 1)
    assert found.find(id="verschil") and not soup(preview, "/witte-vlekken/").find(id="verschil")
    assert len(found.select("#verschil ~ ol.five > li")) == 5


def test_a_normal_build_knows_nothing_of_drafts(site: Path) -> None:
    for address in ("/", "/witte-vlekken/nu/"):
        found = soup(site, address)
        assert not found.select_one(".concept-site") and not found.find(id="verschil")
    assert "concept" not in (site / "data/initiatieven.json").read_text("utf-8").split('"samenvatting"')[0]


def test_without_output_a_preview_does_not_replace_the_site(tree, content, drafts, tmp_path, monkeypatch) -> None:
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    folder = drafts(plan=DRAFT)
    monkeypatch.chdir(tmp_path)
    done = run("build", "--data", data, "--content", content, "--concept", folder)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "public-concept/initiatieven/plan/index.html").is_file()
    assert not (tmp_path / "public").exists()
