"""Every machine format stands up to somebody else's validator, and each validator is seen refusing something."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import dateutil.tz
import feedparser
import frictionless
import jsonschema
import pyshacl
import pytest
import rdflib
import vobject
import yaml
from helpers import OTHER_REGION, ROOT
from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

BASE = "https://voorbeeld.nl"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text("utf-8"))


# --- the data package


def errors(site: Path, package: dict[str, Any]) -> list[str]:
    report = frictionless.Package(package, basepath=str(site / "data")).validate()
    return [message for row in report.flatten(["title", "note", "message"]) for message in row if message]


def test_frictionless_accepts_the_data_package_with_every_table(any_site: Path) -> None:
    package = read(any_site, "data/datapackage.json")
    tables = [resource for resource in package["resources"] if "schema" in resource]
    assert len(tables) >= 6
    assert errors(any_site, package) == []
    listed = {resource["path"] for resource in package["resources"]}
    assert {"initiatieven.xlsx", "initiatieven.geojson", "witte-vlekken.csv"} <= listed


def test_frictionless_sees_a_wrong_type_and_a_lost_reference(site: Path) -> None:
    package = read(site, "data/datapackage.json")
    fields = next(r for r in package["resources"] if r["name"] == "initiatieven")["schema"]["fields"]
    next(field for field in fields if field["name"] == "naam")["type"] = "integer"
    assert errors(site, package)


def test_the_data_package_gives_the_right_sizes_and_sums(any_site: Path) -> None:
    for resource in read(any_site, "data/datapackage.json")["resources"]:
        data = (any_site / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


# --- JSON Schema and OpenAPI


@pytest.mark.parametrize(("name", "data"), [("site", ROOT / "data"), ("other_site", OTHER_REGION / "data")])
def test_every_record_keeps_to_the_published_json_schema(name: str, data: Path, request: pytest.FixtureRequest) -> None:
    schema = read(request.getfixturevalue(name), "data/schema/initiatief.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{BASE}/data/schema/initiatief.schema.json"
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted((data / "initiatieven").glob("*.yml")):
        record = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
        assert [error.message for error in validator.iter_errors(record)] == [], path.name
        assert list(validator.iter_errors(record | {"praktijk": "heel veel"}))


def test_the_openapi_document_is_valid_3_1(any_site: Path) -> None:
    document = read(any_site, "api/v1/openapi.json")
    assert document["openapi"].startswith("3.1.")
    validate(document)
    broken = copy.deepcopy(document)
    del broken["paths"]["/api/v1/initiatieven.json"]["get"]["responses"]["200"]["description"]
    with pytest.raises(OpenAPIValidationError):
        validate(broken)


def test_the_openapi_document_names_the_rules_that_files_cannot_keep(site: Path) -> None:
    told = read(site, "api/v1/openapi.json")["info"]["description"]
    assert {"/core/version-header", "/core/error-handling/problem-details"} <= set(told.split("`"))


def described(document: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The description of one file: its own path, or that of its kind."""
    folder, name = path.rsplit("/", 1)
    found = document["paths"].get(path) or document["paths"].get(f"{folder}/{{id}}.{name.rsplit('.', 1)[-1]}")
    return found["get"]["responses"]["200"]["content"] if found else None


def test_every_published_file_is_described_and_every_api_file_keeps_to_its_schema(any_site: Path) -> None:
    document = read(any_site, "api/v1/openapi.json")
    registry: Registry[Any] = Registry().with_resource("urn:api", DRAFT202012.create_resource(document))
    files = [path for folder in ("api/v1", "data") for path in (any_site / folder).rglob("*") if path.is_file()]
    checked = 0
    for path in files:
        name = "/" + path.relative_to(any_site).as_posix()
        if name in {"/api/v1/openapi.json", "/data/index.html"} or name.startswith("/data/kaart/"):
            continue  # itself, the page, and the ground of our own map
        content = described(document, name)
        assert content is not None, name
        schema = content.get("application/json", {}).get("schema")
        if schema:
            found = jsonschema.Draft202012Validator({"$ref": f"urn:api{schema['$ref']}"}, registry=registry)
            body = json.loads(path.read_text("utf-8"))
            assert [error.message for error in found.iter_errors(body)] == [], name
            assert list(found.iter_errors(body | {"totaal": -1, "id": "Æ", "schema_version": 2})), name
            checked += 1
    listed = [read(any_site, f"api/v1/{name}.json")[name] for name in ("initiatieven", "campussen")]
    assert checked >= sum(len(rows) for rows in listed) + 4


def test_every_path_of_the_openapi_document_exists(any_site: Path) -> None:
    document = read(any_site, "api/v1/openapi.json")
    assert document["servers"] == [{"url": BASE}]
    for path in document["paths"]:
        folder, _, name = path.lstrip("/").rpartition("/")
        assert list((any_site / folder).glob(name.replace("{id}", "*"))), path
        assert not path.endswith("/")


# --- linked data


def graph(site: Path, name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(site / name)


def shacl(found: rdflib.Graph) -> tuple[bool, str]:
    shapes = rdflib.Graph().parse(Path(__file__).parent / "dcat-ap-nl.ttl")
    conforms, _, text = pyshacl.validate(found, shacl_graph=shapes)
    return bool(conforms), text


def test_turtle_and_json_ld_say_the_same_and_keep_to_dcat_ap_nl(any_site: Path) -> None:
    turtle, jsonld = graph(any_site, "data/catalog.ttl"), graph(any_site, "data/catalog.jsonld")
    assert len(turtle) > 100
    assert set(turtle) == set(jsonld)
    conforms, text = shacl(turtle)
    assert conforms, text


MANDATORY = {
    DCAT.Dataset: (DCT.title, DCT.description, DCT.identifier, DCT.creator, DCT.publisher, DCAT.contactPoint,
                   DCAT.theme, DCT.accessRights),
    DCAT.Catalog: (DCT.title, DCT.description, DCT.publisher, DCAT.contactPoint, DCAT.dataset),
    DCAT.DataService: (DCAT.endpointURL, DCAT.endpointDescription, DCT.title, DCT.license, DCT.accessRights),
    DCAT.Distribution: (DCAT.accessURL, DCT.license, DCT["format"]),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in MANDATORY.items() for path in paths])
def test_the_shapes_miss_each_mandatory_property(site: Path, kind: rdflib.URIRef, path: rdflib.URIRef) -> None:
    found = graph(site, "data/catalog.ttl")
    for node in list(found.subjects(rdflib.RDF.type, kind)):
        found.remove((node, path, None))
    assert not shacl(found)[0]


def test_each_distribution_is_a_file_with_the_size_that_is_told(any_site: Path) -> None:
    found = graph(any_site, "data/catalog.ttl")
    addresses = {str(url): node for node, url in found.subject_objects(DCAT.downloadURL)}
    assert f"{BASE}/data/alles.zip" in addresses
    for address, node in addresses.items():
        size = (any_site / address.removeprefix(f"{BASE}/")).stat().st_size
        assert int(str(found.value(node, DCAT.byteSize))) == size


# --- feeds and calendars


@pytest.mark.parametrize(("name", "language"), [("atom.xml", "nl"), ("en/atom.xml", "en")])
def test_a_feed_parser_reads_the_changes(any_site: Path, name: str, language: str) -> None:
    feed = feedparser.parse((any_site / name).read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.language == language
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == days[0]
    for entry in feed.entries:
        dt.datetime.fromisoformat(entry.updated)
        assert (any_site / entry.link.removeprefix(f"{BASE}/") / "index.html").is_file()
    assert feedparser.parse(b"<feed><entry></feed>").bozo


def test_the_calendar_is_valid_even_without_dates(site: Path) -> None:
    calendar = vobject.readOne((site / "data/momenten.ics").read_text("utf-8"))
    assert (calendar.version.value, calendar.method.value) == ("2.0", "PUBLISH")
    assert [part.name for part in calendar.components()] == ["VTIMEZONE"]
    clocks = dateutil.tz.gettz("Europe/Amsterdam")
    ours = calendar.vtimezone_list[0].gettzinfo()
    for month in range(1, 13):
        noon = dt.datetime(2026, month, 15, 12)
        assert ours.utcoffset(noon) == clocks.utcoffset(noon)


# --- the archive


def test_the_archive_holds_every_download_with_sums_that_are_right(site: Path) -> None:
    packed = zipfile.ZipFile(io.BytesIO((site / "data/alles.zip").read_bytes()))
    assert packed.testzip() is None
    names = set(packed.namelist())
    for line in packed.read("SHA256SUMS.txt").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(packed.read(name)).hexdigest() == digest
        if name != "LEESMIJ.txt":
            assert (site / "data" / name).read_bytes() == packed.read(name)
    apart = {"index.html", "alles.zip", "SHA256SUMS.txt", "catalog.ttl", "catalog.jsonld"}  # they tell of the archive
    there = {path.relative_to(site / "data").as_posix() for path in (site / "data").rglob("*") if path.is_file()}
    there = {name for name in there if not name.startswith(("kaart/", "momenten/"))}
    assert names == there - apart | {"LEESMIJ.txt", "SHA256SUMS.txt"}


def test_the_published_sums_are_right(site: Path) -> None:
    lines = (site / "data/SHA256SUMS.txt").read_text("utf-8").splitlines()
    assert len(lines) >= 20
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((site / "data" / name).read_bytes()).hexdigest() == digest
