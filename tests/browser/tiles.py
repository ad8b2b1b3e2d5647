"""The only host that a page may ask for anything: the government's base map. In tests it is never really asked."""

from __future__ import annotations

import base64

TILES = "https://service.pdok.nl/**"
HOST = "https://service.pdok.nl/brt/achtergrondkaart/"
_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PIXEL = base64.b64decode(_PNG)  # stands for a tile
