"""The figures of the report stand on the site to the digit, under whose name they are, and never mixed with ours.

rapportcijfers.txt was copied from the report itself, so a slip in data/rapport shows up as well.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers import text
from source_data import CAMPUSES, DATA, DIMENSION, RECORDS, TERMS, read_yaml, values

FILES = {"2.1": "tabel-2.1-selectiestappen.csv", "5.1": "tabel-5.1-vmbo-techniekprofielen.csv",
         "5.2": "tabel-5.2-vmbo-profielen.csv", "2.2": "tabel-4-per-campus.csv"}  # fmt: skip
FILES |= {f"3.{n}": "tabel-3-totalen.csv" for n in range(1, 7)} | {f"4.{n}": FILES["2.2"] for n in range(1, 7)}
CODES = ("ITS", "GT", "DIF", "IEM", "DOC", "ETL", "IT", "BT")
ROLES = read_yaml(DATA / "rollen.yml")["rollen"]
LANGUAGES = {"nl": "/verantwoording/", "en": "/en/verantwoording/"}
ORIGINS = {"nl": {"rapport": "Rapport 2023", "catalogus": "Catalogus nu"},
           "en": {"rapport": "Report 2023", "catalogus": "Catalogue now"}}  # fmt: skip
FIELDS = {dimension: field for field, dimension in DIMENSION.items()}
Page = Callable[[str], BeautifulSoup]


@dataclass(frozen=True)
class Shown:
    """One table as a visitor reads it."""

    caption: str
    origins: tuple[str, ...]
    label: str
    source: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def figures(self) -> list[list[str]]:
        return [row[1:] for row in self.rows]


def shown(soup: BeautifulSoup) -> Iterator[Shown]:
    for figure in soup.select("figure.figure"):
        label = figure.select("caption .origin")
        classes = [name for tag in label for name in tag["class"] if name.startswith("origin--")]
        yield Shown(
            caption=text(figure.caption).removesuffix(text(label[0])).strip() if label else text(figure.caption),
            origins=tuple(name.removeprefix("origin--") for name in classes),
            label=text(label[0]) if label else "",
            source=text(figure.figcaption),
            columns=[text(cell) for cell in figure.select("thead th")],
            rows=[[text(cell) for cell in row.find_all(["th", "td"])] for row in figure.select("tbody tr")],
        )


def published(soup: BeautifulSoup, number: str) -> Shown:
    """The one table of the report that names itself table `number`."""
    found = [t for t in shown(soup) if re.fullmatch(rf"(Bron|Source): SEOR 2023, tabel {re.escape(number)}", t.source)]
    found = [table for table in found if table.origins == ("rapport",)]
    assert len(found) == 1, f"tabel {number}: {len(found)} keer"
    return found[0]


def printed(number: str) -> list[list[str]]:
    """The figures of a table as the report prints them."""
    lines = (Path(__file__).parent / "rapportcijfers.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(": ")[1].split() for line in lines if line.startswith(f"{number}:")]


def stored(number: str) -> list[dict[str, str]]:
    """The rows of a table in data/rapport."""
    with (DATA / "rapport" / FILES[number]).open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row.get("tabel", number) == number]


def figures(number: str, row: dict[str, str]) -> list[str]:
    if number[0] == "5":
        return [row[code] for code in CODES]
    return [row[code] for code in (*CODES, "totaal")] if "ITS" in row else [row["aantal"]]


def label_of(row: dict[str, str], language: str) -> str:
    """What a row of chapters 3 and 4 is called."""
    return str(next(t["label"][language] for t in TERMS[row["dimensie"]] if t["id"] == row["term"]))


@pytest.mark.parametrize("number", sorted(FILES))
def test_our_copy_of_each_table_is_what_the_report_prints(number: str) -> None:
    assert printed(number)
    assert [figures(number, row) for row in stored(number)] == printed(number)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", sorted(FILES))
def test_each_table_of_the_report_is_shown_to_the_digit(number: str, language: str, page: Page) -> None:
    table = published(page(LANGUAGES[language]), number)
    percent = "%" if number[0] == "5" else ""
    assert table.figures == [[f"{value}{percent}" for value in row] for row in printed(number)]
    assert len({row[0] for row in table.rows}) == len(table.rows)
    if number[0] in "45" or number == "2.2":
        assert tuple(table.columns[1:9]) == CODES
    if number[0] in "34":
        assert [row[0] for row in table.rows] == [label_of(row, language) for row in stored(number)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_each_campus_page_shows_its_own_column_and_the_total(code: str, language: str, page: Page) -> None:
    soup = page(("" if language == "nl" else "/en") + f"/campussen/{CAMPUSES[code]['id']}/cijfers/")
    column = CODES.index(code)
    for number in ("2.2", *(f"4.{n}" for n in range(1, 7))):
        table = published(soup, number)
        assert table.columns[1] == code
        assert table.figures == [[row[column], row[-1]] for row in printed(number)], number
    assert {origin for table in shown(soup) for origin in table.origins} == {"rapport"}


def euro(amount: dict[str, Any], language: str) -> str:
    low, high = (f"{amount[key]:,}".replace(",", "." if language == "nl" else ",") for key in ("min", "max"))
    return f"€ {low}" if low == high else f"€ {low} – {high}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES, ids=[role["id"] for role in ROLES])
def test_every_amount_of_every_role_is_shown_with_what_it_is_for(
    role: dict[str, Any], language: str, page: Page
) -> None:
    tables = [t for t in shown(page(LANGUAGES[language])) if t.caption.startswith(role["naam"][language])]
    assert len(tables) == 1
    assert tables[0].origins == ("rapport",)
    assert tables[0].caption.endswith(f" {role['effect']})")
    rows = [(row[0].casefold(), row[1], row[3]) for row in tables[0].rows]
    amounts = role["bedragen"]
    assert rows == [(a["per"][language].casefold(), euro(a, language), a["bron"]) for a in amounts]


def test_the_amounts_are_those_of_table_6_1() -> None:
    ours = Counter((a["min"] / 1000, a["max"] / 1000) for role in ROLES for a in role["bedragen"])
    ranges = [(15, 20), (75, 100), (10, 15), (25, 30), (200, 300)]
    single = [5, 75, 0, 0.6, 60, 0.05, 10, 25, 100, 135, 20, 0.05, 10, 10, 50, 70]
    assert ours == Counter(ranges + [(value, value) for value in single])
    assert [role["effect"] for role in ROLES] == ["+++", "+/++", "++", "++"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_says_whose_figures_it_shows_and_none_mixes_the_two(language: str, page: Page) -> None:
    names = ORIGINS[language]
    for table in shown(page(LANGUAGES[language])):
        assert len(table.origins) == 1, table.caption
        cells = {*table.columns, *(row[0] for row in table.rows)}
        if table.origins == ("beide",):
            told = {*table.columns, *(row[1] for row in table.rows)}
            assert all(any(name in cell for cell in told) for name in names.values()), (
                "side by side, each saying whose it is"
            )
            continue
        assert table.label == names[table.origins[0]]
        assert not set(names.values()) & cells, table.caption
        assert ("SEOR 2023" in table.source) == (table.origins == ("rapport",)), table.caption


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_tables_set_the_two_side_by_side_and_each_figure_says_whose_it_is(language: str, page: Page) -> None:
    beside = [table for table in shown(page(LANGUAGES[language])) if table.origins == ("beide",)]
    assert len(beside) == 4
    assert beside[0].columns[1] == ORIGINS[language]["rapport"]
    assert [(row[0], row[1]) for row in beside[0].rows] == [
        (CAMPUSES[code]["naam"], value) for code, value in zip(CODES, printed("2.2")[0], strict=False)
    ]
    whose = [ORIGINS[language][name] for name in ("rapport", "catalogus")]
    assert [row[1] for row in beside[1].rows] == whose * (len(beside[1].rows) // 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [f"3.{n}" for n in range(1, 7)])
def test_our_own_counts_are_counted_from_the_records(number: str, language: str, page: Page) -> None:
    soup = page(LANGUAGES[language])
    report = published(soup, number)
    like = [t for t in shown(soup) if (t.caption, t.columns) == (report.caption, report.columns)]
    own = [table for table in like if table.origins == ("catalogus",)]
    assert len(own) == 1
    for dimension in dict.fromkeys(row["dimensie"] for row in stored(number)):
        found = [values(record, FIELDS[dimension]) for record in RECORDS.values()]
        counts = Counter(value for one in found for value in one)
        for term in TERMS[dimension]:
            assert [term["label"][language], str(counts[term["id"]])] in own[0].rows
        assert str(sum(not one for one in found)) in {row[1] for row in own[0].rows if row[0].endswith(")")}


CONTRADICTIONS = {
    "deels, 37 or 36": (("37", "36", "3.5", "4.5"), ("37", "36", "3.5", "4.5")),
    "Rotterdam, 37 and 38 or 42": (("37", "38", "42", "§4.3"), ("37", "38", "42", "§4.3")),
    "Zoetermeer, 20 or 19": (("20", "19", "§4.5"), ("20", "19", "§4.5")),
    "table 3.1 for 3.3": (("§3.3", "tabel 3.1", "tabel 3.3", "16"), ("§3.3", "table 3.1", "table 3.3", "16")),
    "thirteen links, sixteen additions": (("zestien", "dertien", "JINC"), ("sixteen", "thirteen", "JINC")),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_each_contradiction_in_the_report_is_told_in_one_item(name: str, language: str, page: Page) -> None:
    heading = {"nl": "Wat in het rapport niet met elkaar klopt", "en": "Where the report contradicts itself"}[language]
    start = next(tag for tag in page(LANGUAGES[language]).find_all("h2") if text(tag) == heading)
    items = []
    for tag in start.find_next_siblings():
        if tag.name == "h2":
            break
        items += [text(item).casefold() for item in tag.find_all("li")]
    parts = CONTRADICTIONS[name][language == "en"]
    found = [i for i in items if all(re.search(rf"(?<![\w.]){re.escape(p.casefold())}(?![\w%])", i) for p in parts)]
    assert found, parts
