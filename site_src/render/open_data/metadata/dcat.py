"""The catalogue as DCAT-AP-NL 3.0 (Geonovum, 2024), for data.overheid.nl and others that harvest.

The catalogue as a whole is the dataset; each form of it is a distribution; the JSON API is a data service.
Values come from the lists of the EU: publications.europa.eu/resource/authority.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render import routes
from site_src.render.last_modified import page_dates
from site_src.render.open_data.columns import Published
from site_src.render.open_data.formats.file_formats import form_of
from site_src.render.open_data.metadata.linked_data import Graph, Node, iri, text, typed

EU = "http://publications.europa.eu/resource/authority"
CC_BY = f"{EU}/licence/CC_BY_4_0"
PUBLIC = f"{EU}/access-right/PUBLIC"
THEME = f"{EU}/data-theme/EDUC"
PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
#: two letters of ISO 639-1 -> how the list of languages of the EU calls it
_LISTED = {"nl": "NLD", "en": "ENG", "de": "DEU", "fr": "FRA", "es": "SPA", "tr": "TUR", "ar": "ARA", "pl": "POL",
           "uk": "UKR"}  # fmt: skip


def catalogue_graph(published: Published, files: Mapping[str, bytes]) -> Graph:
    """The catalogue, the dataset, a distribution for each file in `files`, the API, and who is behind it."""
    base = published.where.absolute("/data/catalog.ttl")
    names = list(files)
    nodes = [_catalogue(published, base), _dataset(published, base, names)]
    nodes += [_distribution(published, base, name, files[name]) for name in names]
    nodes += [_service(published, base), *_people(published, base)]
    return nodes


def _shared(published: Published, base: str) -> dict[str, list[Any]]:
    """What the catalogue, the dataset and the service say alike."""
    settings = published.catalogue.settings
    return {
        "dct:publisher": [iri(f"{base}#uitgever")],
        "dct:creator": [iri(f"{base}#uitgever")],
        "dcat:contactPoint": [iri(f"{base}#contact")],
        "dct:language": [iri(f"{EU}/language/{_LISTED[code]}") for code in settings.languages if code in _LISTED],
        "dct:license": [iri(CC_BY)],
    }


def _named(published: Published, addition: str = "", dutch: str = "") -> dict[str, list[Any]]:
    """Title and description in each language; `dutch` is the addition as Dutch writes it, if that is another way."""
    settings = published.catalogue.settings
    codes = settings.languages
    return {
        "dct:title": [
            text(settings.name + (dutch if dutch and code == HOUSE_LANGUAGE else addition), code) for code in codes
        ],
        "dct:description": [text(told, code) for code in codes if (told := settings.description.get(code))],
    }


def _catalogue(published: Published, base: str) -> Node:
    found = _named(published, ": open data") | _shared(published, base)
    return Node(f"{base}#catalogus", ("dcat:Catalog",), found | {
        "foaf:homepage": [iri(published.where.absolute(routes.DATA))],
        "dcat:themeTaxonomy": [iri(f"{EU}/data-theme")],
        "dcat:dataset": [iri(f"{base}#dataset")],
        "dcat:service": [iri(f"{base}#api")],
        "dct:modified": [_day(published)],
    })  # fmt: skip


def _day(published: Published) -> dict[str, str]:
    dates = page_dates(published.catalogue)
    return typed(dates[routes.HOME].isoformat(), "xsd:date")


def _dataset(published: Published, base: str, names: list[str]) -> Node:
    page, tables = published.where.absolute(routes.DATA), published.catalogue.tables
    issued = tables.about.published if tables else published.catalogue.today
    found = _named(published) | _shared(published, base)
    keywords = published.catalogue.region.keywords
    words = [text(word, code) for code, many in keywords.items() for word in many]
    return Node(f"{base}#dataset", ("dcat:Dataset",), found | {
        "dct:identifier": [typed(f"{base}#dataset", "xsd:anyURI")],
        "dct:accessRights": [iri(PUBLIC)],
        "dcat:theme": [iri(THEME)],
        "dcat:keyword": words,
        "dcat:landingPage": [iri(page)],
        "foaf:page": [iri(page)],
        "dct:accrualPeriodicity": [iri(f"{EU}/frequency/IRREG")],
        "dct:spatial": [iri(f"{EU}/country/NLD")],
        "dct:modified": [_day(published)],
        "dct:issued": [typed(issued.isoformat(), "xsd:date")],
        "dcat:distribution": [iri(f"{base}#{name}") for name in names],
    })  # fmt: skip


def _distribution(published: Published, base: str, name: str, data: bytes) -> Node:
    form, address = form_of(name), published.where.absolute(f"/data/{name}")
    return Node(f"{base}#{name}", ("dcat:Distribution",), {
        "dct:title": [text(name, HOUSE_LANGUAGE)],
        "dcat:accessURL": [iri(published.where.absolute(routes.DATA))],
        "dcat:downloadURL": [iri(address)],
        "dct:license": [iri(CC_BY)],
        "dct:format": [iri(f"{EU}/file-type/{form.eu}")],
        "dcat:mediaType": [iri(f"http://www.iana.org/assignments/media-types/{form.media}")],
        "dcat:byteSize": [typed(str(len(data)), "xsd:nonNegativeInteger")],
        "spdx:checksum": [iri(f"{base}#{name}-sha256")],
    }, {
        "@id": f"{base}#{name}-sha256", "@type": ["spdx:Checksum"],
        "spdx:algorithm": [iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")],
        "spdx:checksumValue": [typed(hashlib.sha256(data).hexdigest(), "xsd:hexBinary")],
    })  # fmt: skip


def _service(published: Published, base: str) -> Node:
    found = _named(published, ": JSON API", dutch=": JSON-API") | _shared(published, base)
    return Node(f"{base}#api", ("dcat:DataService",), found | {
        "dct:identifier": [typed(f"{base}#api", "xsd:anyURI")],
        "dct:accessRights": [iri(PUBLIC)],
        "dcat:theme": [iri(THEME)],
        "dcat:endpointURL": [iri(published.where.absolute("/api/v1"))],
        "dcat:endpointDescription": [iri(published.where.absolute(routes.OPENAPI))],
        "dcat:servesDataset": [iri(f"{base}#dataset")],
        "dcat:landingPage": [iri(published.where.absolute(routes.DATA))],
    })  # fmt: skip


def _people(published: Published, base: str) -> Iterator[Node]:
    settings = published.catalogue.settings
    home = {"foaf:homepage": [iri(settings.publisher_site)]} if settings.publisher_site else {}
    yield Node(f"{base}#uitgever", ("foaf:Agent",), {"foaf:name": [text(settings.publisher, HOUSE_LANGUAGE)]} | home)
    yield Node(f"{base}#contact", ("vcard:Organization",), {
        "vcard:fn": [text(settings.publisher, HOUSE_LANGUAGE)],
        "vcard:hasURL": [iri(f"{settings.repository}/issues")],
    })  # fmt: skip
