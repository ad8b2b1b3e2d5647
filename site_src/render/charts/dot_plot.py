"""How many initiatives each campus has nearby: a dot, a line to what it may be, and a tick for the other campuses.

One scale for all rows, in initiatives, starting at zero. The page draws a strip a campus between words of its own; the
file (SVG) has the words in it. Both take their places from `Scale`, so they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, EDGE = 300, 10  # units of a strip
ROW, TOP, LEFT, RIGHT = 34, 92, 300, 610  # units of the file
WIDE = 960  # units of the file
INK, QUIET, LINE, DOT, TICK = "#14213d", "#4a5568", "#d7dbd2", "#00695c", "#b45309"  # as in tokens.css


@dataclass(frozen=True, slots=True)
class DotRow:
    """One campus: surely so many nearby, possibly so many, and the middle one of the others; `told` are the words."""

    label: str
    sure: int
    possible: int
    reference: float
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says: its title, what it counts, its rows, what the signs mean, and where it comes from."""

    title: str
    unit: str
    rows: tuple[DotRow, ...]
    legend: str
    source: str

    @property
    def most(self) -> int:
        """The end of the scale: the most that any campus may have, at least one."""
        return max([row.possible for row in self.rows] + [1])

    @property
    def height(self) -> int:
        """How high the file is, in units."""
        return TOP + ROW * len(self.rows) + 96


def at(value: float, most: int, left: float, right: float) -> float:
    """Where a number of initiatives stands between two ends, in units to a tenth."""
    return round(left + (right - left) * value / most, 1)


def strip(row: DotRow, most: int) -> Markup:
    """The row as a picture for a page; the words beside it say the same, so it is hidden from a screen reader."""
    sure, possible, other = (at(v, most, EDGE, WIDTH - EDGE) for v in (row.sure, row.possible, row.reference))
    return Markup(
        f'<svg class="dots" viewBox="0 0 {WIDTH} 24" aria-hidden="true" focusable="false">'
        f'<path class="dots__base" d="M{EDGE} 12H{WIDTH - EDGE}"/>'
        + (f'<path class="dots__maybe" d="M{sure} 12H{possible}M{possible} 7v10"/>' if possible > sure else "")
        + f'<path class="dots__others" d="M{other} 2v20"/><circle class="dots__sure" cx="{sure}" cy="12" r="7"/></svg>'
    )


def svg_file(chart: Chart) -> bytes:
    """The chart as a file of its own, with its words, in light colours on white."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {chart.height}" width="{WIDE}" '
        f'height="{chart.height}" font-family="sans-serif" role="img"><title>{escape(chart.title)}</title>'
        f'<rect width="{WIDE}" height="{chart.height}" fill="#ffffff"/>',
        _text(24, 38, chart.title, 22, INK, bold=True),
        _text(24, 64, chart.unit, 15, QUIET),
        *(_row(row, number, chart.most) for number, row in enumerate(chart.rows)),
        _text(24, chart.height - 44, chart.legend, 13, QUIET),
        _text(24, chart.height - 20, chart.source, 13, QUIET),
        "</svg>\n",
    ]
    return "".join(parts).encode("utf-8")


def _row(row: DotRow, number: int, most: int) -> str:
    y = TOP + ROW * number + ROW // 2
    sure, possible, other = (at(value, most, LEFT, RIGHT) for value in (row.sure, row.possible, row.reference))
    maybe = f'<path d="M{sure} {y}H{possible}M{possible} {y - 6}v12" stroke="{DOT}" stroke-width="2"/>'
    return (
        _text(24, y + 5, row.label, 15, INK)
        + f'<g fill="none"><path d="M{LEFT} {y}H{RIGHT}" stroke="{LINE}" stroke-width="2"/>'
        + (maybe if possible > sure else "")
        + f'<path d="M{other} {y - 12}v24" stroke="{TICK}" stroke-width="3"/>'
        + f'<circle cx="{sure}" cy="{y}" r="8" fill="{DOT}"/></g>'
        + _text(RIGHT + 24, y + 5, row.told, 13, QUIET)
    )


def _text(x: float, y: float, words: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{weight}>{escape(words)}</text>'
