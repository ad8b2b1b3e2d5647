"""content/site.yml and content/toetsen.yml -> Settings; content/synoniemen.yml -> Synonyms."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from site_src.model.problems import Problem, ProblemsFound
from site_src.model.region.synonyms import Synonym, SynonymFile, Synonyms
from site_src.model.settings import RADIUS_KM, Audit, Settings
from site_src.model.values import Part
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import read_document

Model = TypeVar("Model", bound=Part)
SYNONYMS = "synoniemen.yml"


def read_settings(content: Path, base_url: str | None = None) -> Settings:
    """Reads content/site.yml and content/toetsen.yml; raises ProblemsFound with the lines that are wrong."""
    settings = _read(content, "site.yml", Settings)
    audit = _read(content, "toetsen.yml", Audit) if (content / "toetsen.yml").is_file() else None
    return settings.model_copy(update={"audit": audit} | ({"base_url": base_url} if base_url else {}))


def try_settings(content: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings, or what is wrong with them; neither when there is no content/site.yml."""
    if not (content / "site.yml").is_file():
        return None, []
    try:
        return read_settings(content), []
    except ProblemsFound as error:
        return None, list(error.problems)


def radius_of(content: Path) -> float:
    """Kilometres that count as near: those of the settings, else the usual ones."""
    settings, _ = try_settings(content)
    return settings.radius_km if settings else RADIUS_KM


def read_synonyms(content: Path) -> Synonyms:
    """What visitors call things; none without the file, and none with its problems when it is wrong."""
    name = f"{content.name}/{SYNONYMS}"
    if not (content / SYNONYMS).is_file():
        return Synonyms(file=name)
    document = read_document(content / SYNONYMS, name)
    if document.problems:
        return Synonyms(problems=tuple(document.problems), file=name)
    try:
        entries = SynonymFile.model_validate(document.data).root
    except ValidationError as error:
        return Synonyms(problems=tuple(explain(error, document, Synonym)), file=name)
    places = {key: (mark.line, mark.column) for key, mark in document.marks.items()}
    return Synonyms(entries, places, file=name)


def _read(content: Path, name: str, model: type[Model]) -> Model:
    document = read_document(content / name, f"{content.name}/{name}")
    if document.problems:
        raise ProblemsFound(document.problems)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise ProblemsFound(explain(error, document, model)) from error
