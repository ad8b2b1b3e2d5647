"""datapackage.json: every table with its columns and types (Frictionless Data Package v1, Table Schema)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from typing import Any

from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.file_formats import form_of
from site_src.render.open_data.json_records import SCHEMA_VERSION
from site_src.render.open_data.tables import Sheet

LICENCE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International",
           "path": "https://creativecommons.org/licenses/by/4.0/"}  # fmt: skip
_NO_DATA = "schema/"  # it describes data


def datapackage(published: Published, tables: Iterable[Sheet], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The description of every file in `files` (name below data/ -> bytes); tables get a schema."""
    settings = published.catalogue.settings
    by_file = {f"{table.name}.{suffix}": table for table in tables for suffix in ("csv", "xlsx")}
    return {
        "profile": "data-package",
        "name": "techniek-dichtbij",
        "title": settings.name,
        "description": settings.description.nl,
        "version": SCHEMA_VERSION,
        "created": f"{published.catalogue.today.isoformat()}T00:00:00Z",
        "homepage": published.where.absolute("/data/"),
        "licenses": [LICENCE],
        "sources": [{"title": _source(published)}],
        "contributors": [{"title": settings.publisher, "role": "publisher"}],
        "resources": [
            _resource(name, data, by_file.get(name)) for name, data in files.items() if not name.startswith(_NO_DATA)
        ],
    }


def _source(published: Published) -> str:
    """The report that the facts start from, else who publishes them."""
    tables = published.catalogue.tables
    if not tables:
        return published.catalogue.settings.publisher
    return f"{tables.about.bureau} ({tables.about.year}), {tables.about.title}"


def _resource(name: str, data: bytes, table: Sheet | None) -> dict[str, Any]:
    form = form_of(name)
    stem = name.rpartition(".")[0].replace("/", "-").replace(".", "-").lower()
    described: dict[str, Any] = {
        "name": stem if form.suffix == "csv" else f"{stem}-{form.suffix}",
        "path": name,
        "format": form.suffix,
        "mediatype": form.media,
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if form.suffix == "csv":
        described |= {"profile": "tabular-data-resource", "encoding": "utf-8", "dialect": {"delimiter": ","}}
        described["schema"] = _texts(data)
    if form.suffix == "xlsx":
        described["dialect"] = {"excel": {"sheet": "Initiatieven"}}
    if table:
        described |= {"title": table.title.nl, "schema": _schema(table)}
    return described


def _texts(data: bytes) -> dict[str, Any]:
    """The schema of a table that another room made: the names in its header, all of them text."""
    header = next(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return {"fields": [{"name": name, "type": "string"} for name in header], "missingValues": [""]}


def _schema(table: Sheet) -> dict[str, Any]:
    fields = []
    for name, kind, told in table.columns:
        field: dict[str, Any] = {"name": name, "type": kind, "description": told.nl}
        if kind == "boolean":
            field |= {"trueValues": ["true"], "falseValues": ["false"]}
        if name in {table.key, "initiatief"}:
            field["constraints"] = {"required": True} | ({"unique": True} if name == table.key else {})
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = table.key
    if "initiatief" in table.names:
        reference = {"resource": "initiatieven", "fields": "id"}
        schema["foreignKeys"] = [{"fields": "initiatief", "reference": reference}]
    return schema
