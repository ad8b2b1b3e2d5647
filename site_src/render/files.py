"""Every file that needs no pages: downloads, layers of maps, pictures, scripts and styles.

They are made in a process of their own, beside the pages; only that one imports what they need.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_src.render import routes
from site_src.render.cards import cards_of
from site_src.render.maps.layers import geojson, ground_geojson
from site_src.render.maps.leaflet import definition_json
from site_src.render.open_data.downloads import OTHER_DOWNLOADS, publish
from site_src.render.open_data.gap_export import gap_files
from site_src.render.open_data.pick_lookup import pick_lookup_json
from site_src.render.open_data.place_lookup import place_lookup_json
from site_src.render.share_images.drawing import picture_files
from site_src.render.site import Site
from site_src.render.sitemap import robots
from site_src.render.well_known_files import manifest


def files_from_data(site: Site) -> dict[str, bytes]:
    """The bytes of each file, by its path below the site."""
    files = {f"static/{name}": data for name, data in site.assets.files.items()}
    files |= downloads(site) | dict(map_files(site)) | dict(picture_files(site.catalogue))
    files[routes.NEARBY] = place_lookup_json(
        site.catalogue.gazetteer, site.catalogue.region.extent, site.catalogue.municipality_of
    )
    for code, language in site.languages.items():
        cards = cards_of(site.catalogue, language)
        files[routes.picks(code)] = pick_lookup_json(cards, site.catalogue, site.assets.illustrated)
    files["robots.txt"] = robots(site.where)
    files[routes.MANIFEST] = manifest(site.catalogue.settings, site.where, site.assets.address("icon.svg"))
    return {name.lstrip("/"): data for name, data in files.items()}


def downloads(site: Site) -> dict[str, bytes]:
    """All forms of the data, the gaps too."""
    gaps = gap_files(site.catalogue, site.languages)
    others = {name.removeprefix(routes.DATA): data for name, data in gaps.items() if name.startswith(OTHER_DOWNLOADS)}
    return gaps | publish(site.catalogue, site.where, site.languages, others)


def map_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The layer of every map, the ground under them, and how each of them starts."""
    atlas = site.catalogue.atlas
    for maps in (atlas.region, *atlas.around.values(), *atlas.of.values()):
        yield routes.map_layer(maps.name), geojson(maps, lambda item: site.where.absolute(routes.initiative(item.id)))
    yield routes.MAP_GROUND, ground_geojson(site.catalogue.outline)
    yield routes.MAP_DEFINITION, definition_json()
