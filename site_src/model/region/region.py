"""data/regio.yml: which part of the country the catalogue is about, and what people call its places."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from site_src.model.texts import Translated
from site_src.model.values import ONE_LINE, Degrees, Part, ShortText, Slug


def _in_order(ends: tuple[float, float]) -> tuple[float, float]:
    if ends[0] >= ends[1]:
        raise PydanticCustomError("range_order", "the first end is not below the second")
    return ends


Ends = Annotated[tuple[Degrees, Degrees], AfterValidator(_in_order)]
Suffix = Annotated[str, StringConstraints(max_length=ONE_LINE)]
Point = tuple[Degrees, Degrees]


class Extent(Part):
    """A rectangle in WGS84 degrees (EPSG:4326): every place of the catalogue lies in it."""

    lat: Ends
    lon: Ends

    def contains(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it, edges included."""
        return self.lat[0] <= lat <= self.lat[1] and self.lon[0] <= lon <= self.lon[1]

    @property
    def about(self) -> tuple[str, str]:
        """Its middle in words: lat “52”, lon “4,4”."""
        lat, lon = (f"{sum(ends) / 2:.1f}".removesuffix(".0").replace(".", ",") for ends in (self.lat, self.lon))
        return lat, lon

    @property
    def told(self) -> str:
        """Its ends in words: “van 51,6 tot 52,35 (lat) en van 3,85 tot 4,95 (lon)”."""
        ends = [f"{value:g}".replace(".", ",") for value in (*self.lat, *self.lon)]
        return "van {} tot {} (lat) en van {} tot {} (lon)".format(*ends)


class Region(Part):
    """What is particular to one region. From `names` on it serves only `python build.py geodata` and `new`.

    `example`: the initiative that examples in the descriptions of the data are taken from. `keywords`: words by which
    people look for open data like this, by language. `names`: what a source calls a place
    -> what people call it. `also_known_as`: other names people look for. `new_land` are rings of (lon, lat): land that
    the source of the coast does not know yet.
    """

    name: Translated = Field(alias="naam")
    extent: Extent = Field(alias="gebied")
    example: Slug | None = Field(None, alias="voorbeeld")
    large_municipalities: tuple[ShortText, ...] = Field((), alias="grote_gemeenten")
    keywords: dict[str, tuple[ShortText, ...]] = Field(default_factory=dict, alias="trefwoorden")
    names: dict[str, ShortText] = Field(default_factory=dict, alias="namen")
    also_known_as: dict[str, tuple[ShortText, ...]] = Field(default_factory=dict, alias="ook_bekend_als")
    suffixes: tuple[Suffix, ...] = Field((), alias="achtervoegsels")
    parts_of_a_city: tuple[ShortText, ...] = Field((), alias="delen_van_een_stad")
    new_land: tuple[tuple[Point, ...], ...] = Field((), alias="nieuw_land")
