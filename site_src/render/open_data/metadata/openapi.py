"""openapi.json: the static JSON API and every download, described in OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from site_src.model.computed_fields import COMPUTED
from site_src.model.fields import fields_of
from site_src.model.record_parts import Excluded
from site_src.model.region.campus import Campus
from site_src.model.values import TEXT_LENGTH
from site_src.render import routes
from site_src.render.forms.generated_files import json_schema
from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.file_formats import form_of
from site_src.render.open_data.json_records import SCHEMA_VERSION, TOLD

Json = dict[str, Any]
_RENAMED = {"Translated": "Bilingual"}  # its published name
_ID: Json = {"name": "id", "in": "path", "required": True, "schema": {"$ref": "#/components/schemas/Id"}}
_NOT_FOR_FILES = {
    "/core/version-header": "een bestand kan geen kop “API-Version” meegeven; de versie staat in `schema_version`",
    "/core/error-handling/problem-details": "een bestand dat er niet is, geeft de 404-pagina van de site (HTML)",
    "/core/error-handling/invalid-input": "er is geen invoer: er zijn geen parameters",
    "/core/transport/security-headers": "de koppen hangen af van waar de site staat",
    "/core/http-methods": "alleen GET en HEAD; er valt niets te veranderen",
    "/core/path-segments-kebab-case": "paden eindigen op .json, omdat het bestanden zijn",
}
_RULES = (
    "Deze API bestaat uit vaste bestanden. Ze volgt de Nederlandse API Design Rules (apply or explain): OpenAPI, "
    "versie in het pad, zelfstandige naamwoorden, geen schuine streep aan het eind. Wat voor bestanden niet kan:\n\n"
)


def openapi(published: Published, files: Iterable[str]) -> Json:
    """The whole document; `files` are the downloads below data/."""
    settings = published.catalogue.settings
    paths = _api_paths() | {f"/data/{name}": _download(name) for name in files}
    if any(item.moments for item in published.catalogue.initiatives):
        paths["/data/momenten/{id}.ics"] = _calendar()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.name}: open data",
            "version": SCHEMA_VERSION,
            "description": _RULES + "\n".join(f"- `{rule}`: {why}." for rule, why in _NOT_FOR_FILES.items()),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
            "contact": {"name": settings.publisher, "url": f"{settings.repository}/issues"},
        },
        "servers": [{"url": published.where.absolute("/").rstrip("/")}],
        "externalDocs": {"url": published.where.absolute(routes.DATA), "description": "Uitleg en downloads"},
        "paths": paths,
        "components": {"schemas": _schemas(published)},
    }


def _api_paths() -> Json:
    return {
        "/api/v1/initiatieven.json": _get("initiatieven", "Alle initiatieven", "Initiatieven"),
        "/api/v1/initiatieven/{id}.json": _get("initiatief", "Eén initiatief", "Initiatief", [_ID]),
        "/api/v1/campussen.json": _get("campussen", "Alle campussen", "Campussen"),
        "/api/v1/campussen/{id}.json": _get("campus", "Eén campus", "Campus", [_ID]),
        "/api/v1/termen.json": _get("termen", "De vaste termen", "Termen"),
    }


def _get(name: str, summary: str, schema: str, parameters: list[Json] | None = None) -> Json:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses: Json = {"200": {"description": summary, "content": content}}
    if parameters:
        responses["404"] = {"description": "Dit id bestaat niet.", "content": {"text/html": {}}}
    operation: Json = {"operationId": name, "summary": summary, "tags": ["api"], "responses": responses}
    return {"get": operation | ({"parameters": parameters} if parameters else {})}


def _download(name: str) -> Json:
    form = form_of(name)
    known = {"initiatieven.json": {"schema": {"$ref": "#/components/schemas/Initiatieven"}}}
    content = {form.media: known.get(name, {})}
    answer = {"200": {"description": f"Het bestand {name}", "content": content}}
    operation = "".join(part.capitalize() for part in name.replace("/", ".").replace("-", ".").split("."))
    return {"get": {"operationId": f"download{operation}", "summary": f"Download {name}", "tags": ["downloads"],
                    "responses": answer}}  # fmt: skip


def _calendar() -> Json:
    summary = "De agenda van één initiatief, als het momenten heeft"
    none = "Dit id bestaat niet, of heeft geen momenten."
    answers = {
        "200": {"description": summary, "content": {form_of("momenten.ics").media: {}}},
        "404": {"description": none, "content": {"text/html": {}}},
    }
    return {"get": {"operationId": "agenda", "summary": summary, "tags": ["downloads"], "parameters": [_ID],
                    "responses": answers}}  # fmt: skip


def _schemas(published: Published) -> Json:
    record = json_schema(published.catalogue.vocabulary, published.catalogue.wording)
    shared, wording = record.pop("$defs"), published.catalogue.wording
    place = shared["Location"]["properties"]
    place["rd"] = _pair()
    campus = Campus.model_json_schema(by_alias=True)
    shared |= campus.pop("$defs")
    shared["Translated"] = _translated(published.catalogue.settings.languages)
    found: Json = {_RENAMED.get(name, name): _moved(schema) for name, schema in shared.items()}
    found["Initiatief"] = _moved(_with(record, _computed(published), ("locaties", "bronnen")))
    found["Campus"] = _moved(_with(campus, {
        "rd": _pair(),
        "initiatieven": {"type": "array", "items": {"type": "string"},
                         "description": wording.text(COMPUTED["campussen"].nl)},
        "url": {"type": "string", "format": "uri", "description": COMPUTED["url"].nl},
    }))  # fmt: skip
    found["Term"] = _term()
    lists = {"Initiatieven": "Initiatief", "Campussen": "Campus", "Termen": "Term"}
    found |= {name: _list(name.lower(), item) for name, item in lists.items()}
    found["Id"] = {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "description": "Het id in het adres."}
    return found


def _translated(languages: Sequence[str]) -> Json:
    """A text with a key for each language of the site."""
    texts = {
        code: {"maxLength": TEXT_LENGTH, "minLength": 1, "title": code.capitalize(), "type": "string"}
        for code in languages
    }
    return {"additionalProperties": False, "description": "A text of our own in each language of the site.",
            "properties": texts, "required": list(texts), "title": "Bilingual", "type": "object"}  # fmt: skip


def _pair() -> Json:
    return {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}], "minItems": 2, "maxItems": 2,
            "description": "RD New (EPSG:28992): x en y in meters."}  # fmt: skip


def _computed(published: Published) -> Json:
    codes = [campus.code for campus in published.catalogue.campuses]
    numbers = {code: {"type": "number", "minimum": 0} for code in codes}
    return {
        "feiten": _answers(published),
        "campussen": {"type": "array", "items": {"type": "string", "enum": codes},
                      "description": published.catalogue.wording.text(COMPUTED["campussen"].nl)},
        "afstanden_km": {"type": "object", "properties": numbers, "additionalProperties": False,
                         "description": COMPUTED["afstanden_km"].nl},
        "bijgewerkt": {"type": "string", "format": "date", "description": COMPUTED["bijgewerkt"].nl},
        "url": {"type": "string", "format": "uri", "description": COMPUTED["url"].nl},
    }  # fmt: skip


def _answers(published: Published) -> Json:
    """For each field the terms by answer."""
    fields = {}
    for field in fields_of(Excluded):
        terms = {
            "type": "array",
            "items": {"type": "string", "enum": published.catalogue.vocabulary.ids(field.spec.term or "")},
        }
        fields[field.name] = _object({str(answer): terms for answer in TOLD})
    return _object(fields) | {"description": COMPUTED["feiten"].nl}


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _with(schema: Json, more: Json, always: tuple[str, ...] = ()) -> Json:
    """The schema of a record with the fields that publishing adds."""
    required = [*schema.get("required", []), *always, *more]
    kept = {key: value for key, value in schema.items() if key not in {"$schema", "$id"}}
    return kept | {"properties": schema["properties"] | more, "required": required}


def _term() -> Json:
    fields = {name: {"type": "string"} for name in ("lijst", "id", "bron")}
    texts = {name: {"$ref": "#/components/schemas/Bilingual"} for name in ("label", "definitie")}
    return {"type": "object", "properties": fields | texts, "required": ["lijst", "id", "label", "definitie"]}


def _list(name: str, item: str) -> Json:
    """A list with the envelope around it."""
    around: Json = {
        "schema_version": {"type": "string", "const": SCHEMA_VERSION},
        "naam": {"type": "string"},
        "licentie": {"type": "string"},
        "peildatum": {"type": "string", "format": "date"},
        "totaal": {"type": "integer", "minimum": 0},
        name: {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}},
    }
    return {"type": "object", "properties": around, "required": list(around), "additionalProperties": False}


def _moved(schema: Any) -> Any:
    """Pydantic's references point to $defs; in OpenAPI they live below components."""
    if isinstance(schema, dict):
        return {key: _reference(value) if key == "$ref" else _moved(value) for key, value in schema.items()}
    return [_moved(value) for value in schema] if isinstance(schema, list) else schema


def _reference(address: str) -> str:
    name = address.removeprefix("#/$defs/")
    return f"#/components/schemas/{_RENAMED.get(name, name)}" if name != address else address
