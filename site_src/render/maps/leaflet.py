"""How every map starts: the map and its tiles as folium describes them, for map.js to give to Leaflet.

Folium's own page is not used: it loads scripts from elsewhere, has them inline and makes up ids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import folium
from folium.utilities import camelize
from xyzservices import providers

TILES = providers.nlmaps.grijs
MOST_ZOOM = 17


def definition() -> dict[str, Any]:
    """What Leaflet needs: options of the map, the address of the tiles and their options. The same for every map."""
    tiles = folium.TileLayer(TILES, max_zoom=MOST_ZOOM)
    drawn = folium.Map(tiles=tiles, zoom_control=False, scroll_wheel_zoom=False)
    return {"kaart": _for_leaflet(drawn.options), "tegels": tiles.tiles, "laag": _for_leaflet(tiles.options)}


def definition_json() -> bytes:
    """The definition as a file."""
    return json.dumps(definition(), ensure_ascii=False, sort_keys=True).encode("utf-8")


def _for_leaflet(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options under the names that Leaflet has for them: scroll_wheel_zoom -> scrollWheelZoom."""
    return {camelize(name): value for name, value in options.items()}
