"""The heat map: for each dimension a table of terms by campuses, each cell with its number, share and sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import ALL, CATALOGUE, DIMENSIONS, TermCount
from site_src.derive.insight.gaps.deviations import MORE, STRONG
from site_src.render import routes
from site_src.render.words.gap_sentences import percent
from site_src.render.words.language import Language

Key = tuple[str, str, str]  # dimension, term, campus
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
class Column:
    """One campus: its code and name, and how many initiatives count around it."""

    code: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the heat map; `n` is how many initiatives there are in all."""

    dimension: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    n: int


def heatmap(catalogue: Catalogue, language: Language, name: str) -> list[Grid]:
    """A table for each dimension, in the order of the site."""
    lines = list(_lines(catalogue, language, name))
    n = max(found.n for found in catalogue.insights.term_counts[name].values())
    sizes = catalogue.insights.sizes[name]
    columns = tuple(
        Column(campus.code, campus.name, int(sizes[campus.code])) for campus in catalogue.insights.campuses_of(name)
    )
    return [
        Grid(dimension, columns, tuple(line for line in lines if line.dimension == dimension), n)
        for dimension in DIMENSIONS
        if any(line.dimension == dimension for line in lines)
    ]


def equity(grids: Iterable[Grid]) -> Grid:
    """The same cells for the groups the report calls important."""
    tables = list(grids)
    lines = {(line.dimension, line.term): line for grid in tables for line in grid.lines}
    keys = [(dimension, term) for dimension, terms in EQUITY for term in terms]
    return replace(tables[0], dimension="gelijke-kansen", lines=tuple(lines[key] for key in keys if key in lines))


def _lines(catalogue: Catalogue, language: Language, name: str) -> Iterator[Line]:
    counts, levels, before = catalogue.insights.term_counts[name], _levels(catalogue, name), _before(catalogue, name)
    codes = [campus.code for campus in catalogue.insights.campuses_of(name)]

    def cell(dimension: str, term: str, campus: str) -> Cell:
        key = (dimension, term, campus)
        return _cell(counts[key], levels.get(key, ("", "")), before.get(key))

    for dimension, term in dict.fromkeys(key[:2] for key in levels):
        yield Line(
            dimension,
            term,
            catalogue.vocabulary.label(dimension, term, language.code),
            routes.term(dimension, term) if dimension != "categorie" else "",
            tuple(cell(dimension, term, code) for code in codes),
            cell(dimension, term, ALL),
        )


def _levels(catalogue: Catalogue, name: str) -> dict[Key, tuple[str, str]]:
    """Direction and strength of every cell, empty when it is not unusual."""
    frame = catalogue.insights.cells[name]
    keys = zip(frame["dimensie"], frame["term"], frame["campus"], strict=True)
    return dict(zip(keys, zip(frame["richting"], frame["sterkte"], strict=True), strict=True))


def _before(catalogue: Catalogue, name: str) -> Mapping[Key, TermCount]:
    """The counts without the drafts; nothing in a normal build, or for the report."""
    return catalogue.before.insights.term_counts[name] if catalogue.before and name == CATALOGUE else {}


def _cell(found: TermCount, level: tuple[str, str], before: TermCount | None) -> Cell:
    was = before.count if before and before.count != found.count else None
    share, (direction, strength) = percent(found.share), level
    if not direction:
        return Cell(found.count, share, found.unknown, was=was)
    sign = _SIGNS[direction == MORE, strength == STRONG]
    return Cell(found.count, share, found.unknown, f"{direction}_{strength}", sign, was)
