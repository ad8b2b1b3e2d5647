"""A small graph of linked data, written as JSON-LD and as Turtle. Every node has an address, so no blank nodes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from site_src.render.open_data.formats.formula_escaping import clean
from site_src.render.open_data.json_records import json_bytes

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with its types and properties (prefixed names -> values); `part` is one that only it refers to."""

    address: str
    types: tuple[str, ...]
    properties: Mapping[str, list[Any]]
    part: Mapping[str, Any] = field(default_factory=dict)


Graph = list[Node]


def iri(address: str) -> dict[str, str]:
    """A reference."""
    return {"@id": address}


def text(value: str, language: str) -> dict[str, str]:
    """Words in a language."""
    return {"@value": clean(value), "@language": language}


def typed(value: str, kind: str) -> dict[str, str]:
    """A value with a type of XML Schema."""
    return {"@value": clean(value), "@type": kind}


def _things(graph: Graph) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for node in graph:
        found.append({"@id": node.address, "@type": list(node.types), **node.properties})
        if node.part:
            found.append(dict(node.part))
    return found


def jsonld(graph: Graph) -> bytes:
    """JSON-LD 1.1."""
    return json_bytes({"@context": PREFIXES, "@graph": _things(graph)})


def turtle(graph: Graph) -> bytes:
    """RDF 1.1 Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for thing in _things(graph):
        rows = [f"a {', '.join(thing['@type'])}"]
        rows += [f"{name} {', '.join(map(_term, values))}" for name, values in thing.items() if name[0] != "@"]
        lines.append(f"\n<{_escaped(thing['@id'])}> " + " ;\n    ".join(rows) + " .")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _term(value: Mapping[str, str]) -> str:
    if "@id" in value:
        return f"<{_escaped(value['@id'])}>"
    literal = json.dumps(value["@value"], ensure_ascii=False)  # the escapes of JSON are escapes of Turtle too
    return f"{literal}@{value['@language']}" if "@language" in value else f"{literal}^^{value['@type']}"


def _escaped(address: str) -> str:
    """An address may not hold these (IRIREF in the grammar of Turtle)."""
    return "".join(f"%{ord(char):02X}" if char in '<>"{}|^`\\' or char <= " " else char for char in address)
