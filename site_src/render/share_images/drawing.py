"""The picture that appears when somebody shares a page: 1200 by 630 points, a title beside a map of the region.

The map is drawn once, in RD New, from our own geodata. Only for those who look at a message: the page itself says all
of it in words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from shapely import get_parts

from site_src.derive.base_map import Outline
from site_src.derive.catalogue import Catalogue
from site_src.render import routes
from site_src.render.maps.frame import Frame, frame_around, with_room
from site_src.render.share_images.contents import Metres, Picture, pictures

SIZE = (1200, 630)
PANEL = 600  # points: where the text stands; the map fills the rest
EDGE = 64
MAP_EDGE = 30
NAMES = 8
LETTER = 12.0  # points: how wide a letter of a name is, about
INK, PAPER, WATER, LAND = (20, 33, 61), (255, 255, 255), (207, 226, 236), (246, 247, 244)  # as in tokens.css
PRIMARY, ACCENT = (0, 105, 92), (180, 83, 9)
TEXT_LEVELS, GROUND_LEVELS = 16, 8  # steps of ink on paper, and of land in water: soft edges in a small palette
NAME_LEVELS = 8  # of ink on land
FIRST_GROUND = TEXT_LEVELS
FIRST_NAME = FIRST_GROUND + GROUND_LEVELS
CAMPUS, PLACE, RING = (FIRST_NAME + NAME_LEVELS + n for n in range(3))
FINER = 3  # the ground is drawn larger, then made smaller
MOST_LINES = 5


class ShareImages:
    """Makes the pictures; the ground is drawn when the first one is asked for."""

    def __init__(self, outline: Outline, campuses: Sequence[Metres], around: Iterable[Metres], site_name: str) -> None:
        self.outline = outline
        self.campuses = campuses
        self.around = (*campuses, *around)
        self.site_name = site_name
        self._names, self._small, self._large = (ImageFont.load_default(size) for size in (22, 30, 60))

    def png(self, picture: Picture) -> bytes:
        """The bytes of a picture, in a palette of 35 colours."""
        image = self._base.copy()
        draw = ImageDraw.Draw(image)
        for x, y in self._frame.units(picture.campuses).tolist():
            draw.rounded_rectangle(_around(x, y, 21), 6, fill=RING)
            draw.rounded_rectangle(_around(x, y, 16), 4, fill=CAMPUS)
        for x, y in self._frame.units(picture.places).tolist():
            draw.ellipse(_around(x, y, 20), fill=RING)
            draw.ellipse(_around(x, y, 15), fill=PLACE)
        image.paste(self._words(picture.title, picture.line), (0, 0))
        draw.rectangle((0, 0, 14, SIZE[1]), fill=CAMPUS)
        data = BytesIO()
        image.save(data, "PNG", compress_type=zlib.Z_RLE)  # runs are what a drawing has; the rest is twice the work
        return data.getvalue()

    @cached_property
    def _frame(self) -> Frame:
        """The map at the right: all campuses and places, in points of the whole picture."""
        whole = frame_around(self.around, (SIZE[0] - PANEL, SIZE[1]), 1000, MAP_EDGE)
        return Frame(whole.west - PANEL * whole.scale, whole.north, whole.scale, *SIZE)

    @cached_property
    def _base(self) -> Image.Image:
        """Land, water and small squares for all campuses, without words."""
        image = self._ground.resize(SIZE, Image.Resampling.BOX).point(_level(GROUND_LEVELS, FIRST_GROUND))
        based = Image.frombytes("P", SIZE, image.tobytes())
        based.putpalette(_palette())
        self._name_towns(based)
        draw = ImageDraw.Draw(based)
        for x, y in self._frame.units(self.campuses).tolist():
            draw.rectangle(_around(x, y, 8), fill=CAMPUS)
        return based

    def _name_towns(self, image: Image.Image) -> None:
        """The largest towns that the map shows, under the markers."""
        names = Image.new("L", SIZE, 0)
        draw = ImageDraw.Draw(names)
        boxes = [_around(x, y, 18) for x, y in self._frame.units(self.campuses).tolist()]
        panel = (0, 0, PANEL, SIZE[1])
        for name, x, y in with_room(self.outline.names, self._frame, [panel, *boxes], LETTER, NAMES):
            draw.text((x, y), name.text, fill=255, font=self._names, anchor="ms")
        levels = names.point(_level(NAME_LEVELS, FIRST_NAME))
        image.paste(Image.frombytes("P", SIZE, levels.tobytes()), mask=names.point([0] * 32 + [255] * 224))

    @cached_property
    def _ground(self) -> Image.Image:
        """Land as 255 and water as 0, larger than needed."""
        large = Image.new("L", (SIZE[0] * FINER, SIZE[1] * FINER), 0)
        draw = ImageDraw.Draw(large)
        for shape, land in ((self.outline.land, 255), (self.outline.rivers, 0)):
            for part in get_parts(shape) if shape is not None else ():
                draw.polygon(self._points(part.exterior), fill=land)
                for hole in part.interiors:
                    draw.polygon(self._points(hole), fill=255 - land)
        return large

    def _points(self, ring: Any) -> list[tuple[float, float]]:
        return [tuple(point) for point in (self._frame.units(ring.coords) * FINER).tolist()]

    def _words(self, title: str, line: str) -> Image.Image:
        """The panel at the left: the site's name, the title over as many lines as it needs, and a line."""
        panel = Image.new("L", (PANEL, SIZE[1]), 255)
        draw = ImageDraw.Draw(panel)
        draw.text((EDGE, EDGE), self.site_name, fill=0, font=self._small)
        top = 2 * EDGE + 12
        for part in self._wrapped(title):
            draw.text((EDGE, top), part, fill=0, font=self._large)
            top += 70
        draw.text((EDGE, top + 16), line, fill=70, font=self._small)
        made = panel.point(_level(TEXT_LEVELS, 0))
        words = Image.frombytes("P", made.size, made.tobytes())
        words.putpalette(_palette())
        return words

    def _wrapped(self, title: str) -> list[str]:
        """Lines that fit the panel; what doesn't fit ends in an ellipsis."""
        lines = [""]
        for word in title.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._large.getlength(longer) <= PANEL - EDGE - 20 or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]


def share_images(catalogue: Catalogue) -> ShareImages:
    """What makes the pictures: all campuses and places are within their map."""
    atlas = catalogue.atlas
    return ShareImages(catalogue.outline, atlas.all_campuses.metres, atlas.region.metres, catalogue.settings.name)


def picture_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every picture."""
    images = share_images(catalogue)
    for address, picture in pictures(catalogue).items():
        yield routes.share_image(address), images.png(picture)


def _around(x: float, y: float, half: int) -> tuple[int, int, int, int]:
    return round(x) - half, round(y) - half, round(x) + half, round(y) + half


def _level(levels: int, first: int) -> list[int]:
    """For each of 256 greys its place in the palette."""
    return [first + grey * levels // 256 for grey in range(256)]


def _palette() -> list[int]:
    colours = [*_ramp(INK, PAPER, TEXT_LEVELS), *_ramp(WATER, LAND, GROUND_LEVELS),
               *_ramp(LAND, INK, NAME_LEVELS), PRIMARY, ACCENT, PAPER]  # fmt: skip
    return [value for colour in colours for value in colour]


def _ramp(dark: Sequence[int], light: Sequence[int], steps: int) -> list[tuple[int, ...]]:
    return [tuple(round(a + (b - a) * n / (steps - 1)) for a, b in zip(dark, light, strict=True)) for n in range(steps)]
