"""How every map starts: folium makes the definition, BeautifulSoup takes it out of folium's page, map.js reads it.

Nothing of folium's page itself is used: it loads scripts from elsewhere, has them inline and makes up ids.
"""

from __future__ import annotations

import json
import re
from typing import Any

import folium
from bs4 import BeautifulSoup
from xyzservices import providers

TILES = providers.nlmaps.grijs
MOST_ZOOM = 17
_MAP = re.compile(r"L\.map\(\s*\"\w+\",\s*\{[^{]*?\.\.\.(\{.*?\})\s*\}\s*\);", re.S)
_TILES = re.compile(r"L\.tileLayer\(\s*(\"[^\"]+\"),\s*(\{.*?\})\s*\);", re.S)
_LAST_COMMA = re.compile(r",(\s*\})")


def definition() -> dict[str, Any]:
    """What Leaflet needs: options of the map, the address of the tiles and their options. The same for every map."""
    drawn = folium.Map(tiles=TILES, zoom_control=False, scroll_wheel_zoom=False, max_zoom=MOST_ZOOM)
    page = BeautifulSoup(drawn.get_root().render(), "lxml")
    script = page.find_all("script")[-1].get_text()
    options, tiles = _MAP.search(script), _TILES.search(script)
    if options is None or tiles is None:
        raise ValueError("folium writes its map in another way than this module reads it")
    return {"kaart": _object(options[1]), "tegels": json.loads(tiles[1]), "laag": _object(tiles[2])}


def definition_json() -> bytes:
    """The definition as a file."""
    return json.dumps(definition(), ensure_ascii=False, sort_keys=True).encode("utf-8")


def _object(text: str) -> Any:
    """An object as folium writes it: JSON with a comma after the last line."""
    return json.loads(_LAST_COMMA.sub(r"\1", text))
