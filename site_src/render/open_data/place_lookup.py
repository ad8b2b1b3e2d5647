"""Postcodes and place names as a small table for the browser, for “near me”."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from site_src.model.region.gazetteer import Gazetteer
from site_src.model.region.region import Extent

STEPS = 1000  # steps in a degree: 0.001° is 111 m to the north and 69 m to the east


def place_lookup_json(gazetteer: Gazetteer, extent: Extent, municipalities: Mapping[str, str] | None = None) -> bytes:
    """The table as one line of JSON, rounded to 0.001° (at most 66 m off).

    - `oorsprong` [lat, lon], the south-west corner of the region, and `stappen`: a coordinate is oorsprong + number /
      stappen, in degrees;
    - `postcodes` {"2712": [lat, lon, n]}: numbers as above, and n is the place in `namen`;
    - `globaal` ["2541", …]: postcodes whose middle is only roughly known;
    - `plaatsen` [["Den Haag", lat, lon, ["'s-Gravenhage"]], …]: the list of other names only when there are any;
    - `gemeenten` {"Naaldwijk": "Westland"}: the municipality of a place, where that has another name.
    """
    table = _table(gazetteer, extent) | {"gemeenten": dict(municipalities or {})}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _table(gazetteer: Gazetteer, extent: Extent) -> dict[str, Any]:
    origin = (extent.lat[0], extent.lon[0])

    def steps(lat: float, lon: float) -> tuple[int, int]:
        return round((lat - origin[0]) * STEPS), round((lon - origin[1]) * STEPS)

    centres = gazetteer.postcodes.values()
    names = sorted({centre.town for centre in centres})
    index = {name: number for number, name in enumerate(names)}
    return {
        "oorsprong": list(origin),
        "stappen": STEPS,
        "namen": names,
        "postcodes": {c.postcode: [*steps(c.lat, c.lon), index[c.town]] for c in centres},
        "globaal": [centre.postcode for centre in centres if not centre.exact],
        "plaatsen": [[t.name, *steps(t.lat, t.lon), *([list(t.also)] if t.also else [])] for t in gazetteer.towns],
    }
