"""What is made from the model, so that nothing has to be kept equal by hand: the JSON Schema of a record, issue forms.

`python build.py forms` writes them; `--check` says which are out of date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Excluded, Location, Source
from site_src.model.region.wording import Wording
from site_src.model.vocabulary import Vocabulary
from site_src.render.forms.github_forms import made_issue_forms

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(vocabulary: Vocabulary, wording: Wording) -> dict[str, Any]:
    """The JSON Schema (2020-12) of data/initiatieven/<id>.yml, with the controlled terms as enumerations."""
    schema = Initiative.model_json_schema(by_alias=True)
    _explain(schema, Initiative, vocabulary, wording)
    for model in (Excluded, Location, Source):
        _explain(schema["$defs"][model.__name__], model, vocabulary, wording)
    if wording.report:
        schema["$defs"][Source.__name__]["properties"]["bron"]["examples"] = [wording.report.example]
    return {
        "$schema": DIALECT,
        "title": "Initiatief",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def _explain(schema: dict[str, Any], model: type[BaseModel], vocabulary: Vocabulary, wording: Wording) -> None:
    """Adds the help and the allowed terms of each field; an editor shows them while somebody types."""
    for field in fields_of(model):
        shown, spec = schema["properties"][field.name], field.spec
        shown["title"] = spec.nl
        if spec.help:
            shown["description"] = wording.text(spec.help)
        if example := wording.example(field):
            shown["examples"] = [example]
        if spec.term:
            _restrict(shown, vocabulary.ids(spec.term))


def _restrict(field: dict[str, Any], terms: list[str]) -> None:
    for part in (field, *field.get("anyOf", ())):
        if part.get("type") == "string":
            part["enum"] = terms
        elif part.get("type") == "array":
            part["items"]["enum"] = terms


def made_files(vocabulary: Vocabulary, wording: Wording) -> dict[str, str]:
    """Path below the project -> text, for everything that is made from the model."""
    schema = json.dumps(json_schema(vocabulary, wording), ensure_ascii=False, indent=2)
    return {"data/schema/initiatief.schema.json": schema + "\n", **made_issue_forms(vocabulary)}


def out_of_date(root: Path, vocabulary: Vocabulary, wording: Wording) -> list[str]:
    """The made files that differ from what the model says now."""
    return [name for name, text in made_files(vocabulary, wording).items() if not _same(root / name, text)]


def write_files(root: Path, vocabulary: Vocabulary, wording: Wording) -> list[str]:
    """Writes every made file that is out of date and returns their names."""
    changed = out_of_date(root, vocabulary, wording)
    for name in changed:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made_files(vocabulary, wording)[name], encoding="utf-8")
    return changed


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
