"""Every published file, by its address: what a build writes besides pages and assets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_src.derive.catalogue import Catalogue
from site_src.render import routes
from site_src.render.forms.generated_files import json_schema
from site_src.render.open_data import json_records as records
from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.archive import SUMS, archive, checksums
from site_src.render.open_data.formats.atom import atom, news
from site_src.render.open_data.formats.csv_files import csv_bytes, report_sheets
from site_src.render.open_data.formats.ical import calendar
from site_src.render.open_data.formats.xlsx import xlsx_bytes
from site_src.render.open_data.json_records import json_bytes
from site_src.render.open_data.metadata.datapackage import datapackage
from site_src.render.open_data.metadata.dcat import catalogue_graph
from site_src.render.open_data.metadata.linked_data import jsonld, turtle
from site_src.render.open_data.metadata.openapi import openapi
from site_src.render.open_data.tables import Sheet, sheets
from site_src.render.routes import Routes
from site_src.render.well_known_files import llms_txt, security_txt
from site_src.render.words.language import Language

SCHEMA = "schema/initiatief.schema.json"
ARCHIVE = "alles.zip"
OTHER_DOWNLOADS = "/data/witte-vlekken"  # made in another room, offered here with the rest
_README = (
    "{name}: open data\n\nLicentie: CC BY 4.0. Noem als bron: {publisher}.\nGegevens van {today}. Uitleg: {page}\n"
    "Controleren: sha256sum --check SHA256SUMS.txt\n\n"
    "Licence: CC BY 4.0. Name as source: {publisher}.\nData as of {today}. Explanation: {page_en}\n"
)


def publish(
    catalogue: Catalogue, where: Routes, languages: Mapping[str, Language], others: Mapping[str, bytes]
) -> dict[str, bytes]:
    """All forms of the data, by path below the site. `others` are downloads made elsewhere, as witte-vlekken.csv."""
    published = Published(catalogue, where)
    tables = (*sheets(published), *report_sheets(catalogue))
    downloads = _tables(published, tables) | dict(others)
    downloads["datapackage.json"] = json_bytes(datapackage(published, tables, downloads))
    packed = archive(downloads, _readme(published))
    offered = downloads | {ARCHIVE: packed}
    graph = catalogue_graph(published, offered)
    offered |= {"catalog.jsonld": jsonld(graph), "catalog.ttl": turtle(graph)}
    offered[SUMS] = checksums(offered)
    files = {f"data/{name}": data for name, data in offered.items()}
    files |= _calendars(published) | _api(published, offered) | _feeds(published, languages)
    security = security_txt(catalogue.settings, where)
    files |= {routes.SECURITY.lstrip("/"): security} if security else {}
    files["llms.txt"] = llms_txt(catalogue, where)
    return files


def _tables(published: Published, tables: Sequence[Sheet]) -> dict[str, bytes]:
    """The catalogue and the report's tables as CSV, JSON, GeoJSON and XLSX."""
    catalogue = published.catalogue
    campuses = next(table for table in tables if table.name == "campussen")
    own = [table for table in tables if "/" not in table.name]  # without those of the report
    files = {"initiatieven.xlsx": xlsx_bytes(published, own)}
    files |= {f"{table.name}.csv": csv_bytes(table.names, table.rows) for table in tables}
    files["initiatieven.json"] = json_bytes(_initiatives(published))
    files["initiatieven.geojson"] = json_bytes(records.initiatives_geojson(published))
    files["campussen.json"] = json_bytes(_campuses(published))
    files["campussen.geojson"] = json_bytes(records.campuses_geojson(campuses))
    files["momenten.ics"] = calendar(published, catalogue.initiatives, catalogue.settings.name)
    files[SCHEMA] = _schema(published)
    return files


def _initiatives(published: Published) -> dict[str, object]:
    rows = [records.initiative(published, item) for item in published.catalogue.initiatives]
    return records.envelope(published, "initiatieven", rows)


def _campuses(published: Published) -> dict[str, object]:
    rows = [records.campus(published, place) for place in published.catalogue.campuses]
    return records.envelope(published, "campussen", rows)


def _schema(published: Published) -> bytes:
    """The JSON Schema of a record as in data/schema, with the address it is published at as its id."""
    schema = json_schema(published.catalogue.vocabulary, published.catalogue.wording)
    address = published.where.absolute(f"/data/{SCHEMA}")
    return json_bytes({"$schema": schema.pop("$schema"), "$id": address} | schema)


def _calendars(published: Published) -> dict[str, bytes]:
    """A calendar for each initiative that has dates."""
    return {
        routes.calendar(item.id).lstrip("/"): calendar(published, [item], item.name)
        for item in published.catalogue.initiatives
        if item.moments
    }


def _api(published: Published, offered: Mapping[str, bytes]) -> dict[str, bytes]:
    """The static JSON API: lists, and a file for each record, also at an id that it had before."""
    initiatives, campuses = _initiatives(published), _campuses(published)
    files = {f"api/v1/{name}.json": offered[f"{name}.json"] for name in ("initiatieven", "campussen")}
    for name, rows in (("initiatieven", initiatives), ("campussen", campuses)):
        files |= {f"api/v1/{name}/{row['id']}.json": json_bytes(row) for row in rows[name]}  # type: ignore[attr-defined]
    moved = published.catalogue.moved.items()
    files |= {f"api/v1/initiatieven/{former}.json": files[f"api/v1/initiatieven/{now}.json"] for former, now in moved}
    files["api/v1/termen.json"] = json_bytes(records.envelope(published, "termen", records.terms(published)))
    files[routes.OPENAPI.lstrip("/")] = json_bytes(openapi(published, offered))
    return files


def _feeds(published: Published, languages: Mapping[str, Language]) -> dict[str, bytes]:
    catalogue, where = published.catalogue, published.where
    return {
        where.file(routes.ATOM, code).as_posix(): atom(news(catalogue, language), catalogue, language, where)
        for code, language in languages.items()
    }


def _readme(published: Published) -> str:
    settings, where = published.catalogue.settings, published.where
    page, page_en = (where.absolute(routes.DATA, code) for code in (settings.languages[0], settings.languages[-1]))
    return _README.format(name=settings.name, publisher=settings.publisher, page=page, page_en=page_en,
                          today=published.catalogue.today.isoformat())  # fmt: skip
