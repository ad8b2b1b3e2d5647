"""Which pages have a picture of their own for when they are shared, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from site_src.deriving import Catalogue
from site_src.site import routes
from site_src.site.sharing import Picture, ShareImages


def pictures(catalogue: Catalogue) -> dict[str, Picture]:
    """By the address of the page: home, every initiative with a place, every campus. The same for all languages."""
    atlas, settings = catalogue.atlas, catalogue.settings
    found = {routes.HOME: Picture(settings.subtitle[settings.languages[0]], campuses=tuple(atlas.eight.metres))}
    for item in catalogue.initiatives:
        if maps := atlas.of.get(item.id):
            places = tuple((spot.x, spot.y) for spot in maps.spots)
            found[routes.initiative(item.id)] = Picture(item.name, maps.spots[0].town, places)
    for mark in atlas.eight.marks:
        campus = mark.campus
        found[routes.campus(campus.id)] = Picture(campus.name, campus.town, campuses=((mark.x, mark.y),))
    return found


def share_images(catalogue: Catalogue) -> ShareImages:
    """What makes the pictures: all campuses and places are within their map."""
    atlas = catalogue.atlas
    return ShareImages(catalogue.outline, atlas.eight.metres, atlas.region.metres, catalogue.settings.name)


def picture_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every picture."""
    images = share_images(catalogue)
    for address, picture in pictures(catalogue).items():
        yield routes.share_image(address), images.png(picture)
