"""The dot plot as a picture (PNG), for who pastes it into a document, in a palette of few colours.

Words are drawn in grey and become steps from ink to paper; lines and dots are drawn over them in their own colours.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont

from site_src.render.charts.dot_plot import DOT, INK, LEFT, LINE, RIGHT, ROW, TICK, TOP, WIDE, Chart, DotRow, at

FINER = 1.5  # points for a unit
STEPS = 16  # from ink to paper
QUIET = 80  # of 255: how much lighter than ink
COLOURS = {colour: STEPS + number for number, colour in enumerate((LINE, DOT, TICK))}
Draw = ImageDraw.ImageDraw


def png_file(chart: Chart) -> bytes:
    """The bytes of the picture; the same chart gives the same bytes."""
    image = _coloured(_words(chart))
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(chart.rows):
        _row(draw, row, TOP + ROW * number + ROW // 2, chart.most)
    data = BytesIO()
    image.save(data, "PNG", compress_level=4)
    return data.getvalue()


def _words(chart: Chart) -> Image.Image:
    labels = tuple(row.label for row in chart.rows)
    image = _frame(chart.unit, labels, chart.legend, chart.source, chart.height).copy()
    draw = ImageDraw.Draw(image)
    _text(draw, 24, 38, chart.title, 22, 0)
    for number, row in enumerate(chart.rows):
        _text(draw, RIGHT + 24, _base(number), row.told, 13, QUIET)
    return image


@cache
def _frame(unit: str, labels: tuple[str, ...], legend: str, source: str, height: int) -> Image.Image:
    """What all charts of one language share: drawn once."""
    image = Image.new("L", (round(WIDE * FINER), round(height * FINER)), 255)
    draw = ImageDraw.Draw(image)
    _text(draw, 24, 64, unit, 15, QUIET)
    for number, label in enumerate(labels):
        _text(draw, 24, _base(number), label, 15, 0)
    _text(draw, 24, height - 44, legend, 13, QUIET)
    _text(draw, 24, height - 20, source, 13, QUIET)
    return image


def _base(number: int) -> int:
    """Where the words of a row stand, in units from the top."""
    return TOP + ROW * number + ROW // 2 + 5


def _coloured(words: Image.Image) -> Image.Image:
    """The same picture with a palette: each grey is a step of it."""
    steps = words.point([grey * STEPS // 256 for grey in range(256)])
    image = Image.frombytes("P", steps.size, steps.tobytes())
    ink = ImageColor.getrgb(INK)
    ramp = [round(part + (255 - part) * step / (STEPS - 1)) for step in range(STEPS) for part in ink]
    image.putpalette([*ramp, *(part for colour in COLOURS for part in ImageColor.getrgb(colour))])
    return image


def _row(draw: Draw, row: DotRow, y: int, most: int) -> None:
    sure, possible, other = (at(value, most, LEFT, RIGHT) for value in (row.sure, row.possible, row.reference))
    _line(draw, (LEFT, y, RIGHT, y), LINE, 2)
    if possible > sure:
        _line(draw, (sure, y, possible, y), DOT, 2)
        _line(draw, (possible, y - 6, possible, y + 6), DOT, 2)
    _line(draw, (other, y - 12, other, y + 12), TICK, 3)
    draw.ellipse([FINER * value for value in (sure - 8, y - 8, sure + 8, y + 8)], fill=COLOURS[DOT])


def _line(draw: Draw, ends: tuple[float, float, float, float], colour: str, width: int) -> None:
    draw.line([FINER * value for value in ends], fill=COLOURS[colour], width=round(width * FINER))


def _text(draw: Draw, x: float, y: float, words: str, size: int, grey: int) -> None:
    draw.text((x * FINER, y * FINER), words, fill=grey, font=_font(size * FINER), anchor="ls")


@cache
def _font(size: float) -> Any:
    return ImageFont.load_default(size)
