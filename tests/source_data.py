"""What the files in data/ say, without our own model: pages, tables and downloads are held against this."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from helpers import ROOT

DATA = ROOT / "data"


def read_yaml(path: Path) -> Any:
    """The values in a YAML file; with the parser in C where it is there, which is ten times as fast."""
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


#: id -> the record
RECORDS: dict[str, dict[str, Any]] = {p.stem: read_yaml(p) for p in sorted((DATA / "initiatieven").glob("*.yml"))}
#: every change of the catalogue that was written down
LOG: list[dict[str, Any]] = []
if (DATA / "wijzigingen.yml").exists():
    LOG = read_yaml(DATA / "wijzigingen.yml")["wijzigingen"]
#: code -> the campus, in the order of the file
CAMPUSES: dict[str, dict[str, Any]] = {campus["code"]: campus for campus in read_yaml(DATA / "campussen.yml")}
#: dimension -> its terms, in the order of the file
TERMS: dict[str, list[dict[str, Any]]] = read_yaml(DATA / "termen.yml")
#: (dimension, id of a term) -> what it is called in each language
LABELS: dict[tuple[str, str], dict[str, str]] = {
    (dimension, term["id"]): term["label"] for dimension, terms in TERMS.items() for term in terms
}
#: dimension -> the field of a record that holds its terms, for the dimensions of the gap pages
FIELDS = {"schooltype": "schooltypen", "doelgroep": "doelgroepen", "activiteit": "activiteiten",
          "praktijk": "praktijk", "branche": "branches", "bereik": "bereik"}  # fmt: skip
#: field -> dimension, for every field of a record that holds terms
DIMENSION = {field: dimension for dimension, field in FIELDS.items()} | {
    "categorie": "categorie", "status": "status", "vorm": "vorm", "deelname": "deelname", "aanmelden": "aanmelden",
    "taal": "taal"}  # fmt: skip


TESTED = read_yaml(DATA / "rapport/toets.yml")
#: (initiative, dimension, term): what the tables of the report prove, "ja" or "nee"
PROVED: dict[tuple[str, str, str], str] = {
    (name, row["dimensie"], row["term"]): row["waarde"] for row in TESTED["bewezen"] for name in row["initiatieven"]
}


def values(record: dict[str, Any], field: str) -> list[Any]:
    """What a field holds as a list: nothing when it is not filled in."""
    found = record.get(field) or []
    return found if isinstance(found, list) else [found]


def placed(record: dict[str, Any]) -> list[tuple[float, float]]:
    """(lat, lon) of every location of a record that has one."""
    return [(place["lat"], place["lon"]) for place in record.get("locaties", []) if "lat" in place]


def used(dimension: str) -> list[str]:
    """The terms of a dimension, most used first; those that no record has come last."""
    field = next(field for field, name in DIMENSION.items() if name == dimension)
    counts = {term["id"]: sum(term["id"] in values(r, field) for r in RECORDS.values()) for term in TERMS[dimension]}
    return sorted(counts, key=lambda term: -counts[term])
