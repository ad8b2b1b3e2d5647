"""The heat map: for each dimension a table of terms by campuses, each cell with its number, share and sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import ALL, CATALOGUE, DIMENSIONS
from site_src.derive.insight.deviations import MORE, STRONG
from site_src.render import routes
from site_src.render.words.gap_sentences import percent
from site_src.render.words.language import Language

EQUITY = (("doelgroep", ("meisjes", "migratieachtergrond", "ouders", "leraren")),
          ("schooltype", ("po", "vmbo", "havo", "vwo")))  # fmt: skip
_SIGNS = {(True, True): "++", (True, False): "+", (False, False): "−", (False, True): "−−"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number: how many, as a share (a range when some are unknown), how unusual; `was` before the drafts."""

    count: int
    share: str
    unknown: int = 0
    level: str = ""
    sign: str = ""
    was: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One term: its page, a cell for each campus, and the region as a whole."""

    dimension: str
    term: str
    label: str
    address: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the heat map."""

    dimension: str
    lines: tuple[Line, ...]
    n: int


def heatmap(catalogue: Catalogue, language: Language, name: str) -> list[Grid]:
    """A table for each dimension, in the order of the site."""
    lines = list(_lines(catalogue, language, name))
    n = int(catalogue.insights.counts[name]["n"].max())
    return [
        Grid(dimension, tuple(line for line in lines if line.dimension == dimension), n)
        for dimension in DIMENSIONS
        if any(line.dimension == dimension for line in lines)
    ]


def equity(grids: Iterable[Grid]) -> Grid:
    """The same cells for the groups the report calls important."""
    tables = list(grids)
    lines = {(line.dimension, line.term): line for grid in tables for line in grid.lines}
    keys = [(dimension, term) for dimension, terms in EQUITY for term in terms]
    return Grid("gelijke-kansen", tuple(lines[key] for key in keys if key in lines), tables[0].n)


def _lines(catalogue: Catalogue, language: Language, name: str) -> Iterator[Line]:
    cells, totals, before = _index(catalogue, name), _totals(catalogue, name), _before(catalogue, name)
    codes = [campus.code for campus in catalogue.campuses]
    for dimension, term in dict.fromkeys((key[0], key[1]) for key in cells):
        found = (cells[dimension, term, code] for code in codes)
        yield Line(
            dimension,
            term,
            catalogue.vocabulary.label(dimension, term, language.code),
            routes.term(dimension, term) if dimension != "categorie" else "",
            tuple(_cell(row, before.get((dimension, term, row["campus"]))) for row in found),
            _cell(totals[dimension, term], before.get((dimension, term, ALL))),
        )


def _index(catalogue: Catalogue, name: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = catalogue.insights.cells[name].to_dict("records")
    return {(row["dimensie"], row["term"], row["campus"]): {str(k): v for k, v in row.items()} for row in rows}


def _totals(catalogue: Catalogue, name: str) -> dict[tuple[str, str], dict[str, Any]]:
    frame = catalogue.insights.counts[name]
    rows = frame[frame["campus"] == ALL].to_dict("records")
    return {(row["dimensie"], row["term"]): {str(k): v for k, v in row.items()} for row in rows}


def _before(catalogue: Catalogue, name: str) -> dict[tuple[str, str, str], int]:
    """How many there were without the drafts; nothing in a normal build, or for the report."""
    if not catalogue.before or name != CATALOGUE:
        return {}
    rows = catalogue.before.insights.counts[name].to_dict("records")
    return {(row["dimensie"], row["term"], row["campus"]): row["aantal"] for row in rows}


def _cell(row: dict[str, Any], was: int | None) -> Cell:
    count, unknown, n = int(row["aantal"]), int(row["onbekend"]), int(row["n"]) or 1
    share = percent((100 * count / n, 100 * (count + unknown) / n))
    before = was if was is not None and was != count else None
    if not row.get("richting"):
        return Cell(count, share, unknown, was=before)
    level = f"{row['richting']}_{row['sterkte']}"
    return Cell(count, share, unknown, level, _SIGNS[row["richting"] == MORE, row["sterkte"] == STRONG], before)
