"""Which pages have a picture of their own for when they are shared, and what it shows. sharing.py draws them."""

from __future__ import annotations

from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.render import routes

Metres = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """What one picture says: a title, a line under it, and the places and campuses that stand out (RD New)."""

    title: str
    line: str = ""
    places: tuple[Metres, ...] = ()
    campuses: tuple[Metres, ...] = ()


def pictures(catalogue: Catalogue) -> dict[str, Picture]:
    """By the address of the page: home, every initiative with a place, every campus. The same for all languages."""
    atlas, settings = catalogue.atlas, catalogue.settings
    found = {routes.HOME: Picture(settings.subtitle[settings.languages[0]], campuses=tuple(atlas.all_campuses.metres))}
    for item in catalogue.initiatives:
        if maps := atlas.of.get(item.id):
            places = tuple((spot.x, spot.y) for spot in maps.spots)
            found[routes.initiative(item.id)] = Picture(item.name, maps.spots[0].town, places)
    for mark in atlas.all_campuses.marks:
        campus = mark.campus
        found[routes.campus(campus.id)] = Picture(campus.name, campus.town, campuses=((mark.x, mark.y),))
    return found
