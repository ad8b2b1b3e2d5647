"""Writes a new record that passes the check: answers in plain words become YAML with the keys in the agreed order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from site_src.check.rules import check_one
from site_src.derive.facets import slug
from site_src.maintenance.contributions.answer_parsing import contact, number, whole_number
from site_src.maintenance.contributions.not_understood import NotUnderstood
from site_src.maintenance.geodata.geocoding import Found
from site_src.model.fields import Kind, RecordField, fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, ProblemsFound, Severity
from site_src.model.record_parts import Location
from site_src.model.region.report import Report
from site_src.model.vocabulary import Vocabulary
from site_src.read.located import Located
from site_src.read.records import Reading
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import read_text

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/initiatief.schema.json\n"
ADDRESS = "adres"  # no field of a record: it becomes a location
_WORDS = {"ja": True, "nee": False, "true": True, "false": False}
_ASKED = tuple(field for field in fields_of(Initiative) if field.spec.asked and field.name != "naam")
#: the answers that `new` asks for, after the name
ASKED = tuple(ADDRESS if field.part is Location else field.name for field in _ASKED)


def questions(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(field, question) for `new`, with the terms one may choose from; an empty answer means: not known."""
    asked = [(name, _question(field, vocabulary)) for name, field in zip(ASKED, _ASKED, strict=True)]
    return [
        *asked,
        ("bron", "Waar komen deze gegevens vandaan? Een webadres, of “opgave” als je het zelf organiseert.\n>"),
    ]


def _question(field: RecordField, vocabulary: Vocabulary) -> str:
    if field.part is Location:
        return "Adres. Straat, nummer en plaats waar het is. (leeg = weet ik niet)\n>"
    spec = field.spec
    help_text = f"{spec.help.removesuffix(': true of false.')}: ja of nee." if field.kind is Kind.FLAG else spec.help
    terms = f" Kies uit: {', '.join(vocabulary.ids(spec.term))}." if spec.term else ""
    several = " Meer antwoorden: zet er een komma tussen." if field.several else ""
    return f"{spec.nl}. {help_text}{terms}{several} (leeg = weet ik niet)\n>"


def new_record(
    reading: Reading, name: str, answers: Mapping[str, str], today: dt.date, found: Found | None = None
) -> tuple[Path, list[Problem]]:
    """Writes data/initiatieven/<id>.yml; raises ProblemsFound and writes nothing when an answer is wrong.

    `found` is what became of the answer to `adres`, see maintenance/geodata/geocoding.py.
    """
    data = compose_record(name, answers, today, found, reading.report)
    path = reading.folder / "initiatieven" / f"{data['id']}.yml"
    shown = f"{reading.folder.name}/initiatieven/{path.name}"
    if not (reading.folder / "initiatieven").is_dir():
        raise ProblemsFound(problem for problem in reading.problems if problem.rule == "map")
    if not data["id"] or data["id"] in {item.record.id for item in reading.initiatives}:
        message = f"Er is al een record met de naam “{data['id']}”." if data["id"] else "Deze naam heeft geen letters."
        raise ProblemsFound([Problem(shown, message, "id-is-uniek", hint="Kies een andere naam.")])
    text = SCHEMA_LINE + to_yaml(data)
    problems = check_text(reading, text, shown, today)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsFound(problems)
    _write_anew(path, text, shown)
    return path, problems


def _write_anew(path: Path, text: str, shown: str) -> None:
    """Only after the check: from then on the id is a plain file name. A file that stands is never replaced."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    except FileExistsError as error:
        message = "Er is al een bestand met deze naam."
        raise ProblemsFound([Problem(shown, message, "id-is-uniek", hint="Kies een andere naam.")]) from error


def compose_record(
    name: str, answers: Mapping[str, str], today: dt.date, found: Found | None = None, report: Report | None = None
) -> dict[str, Any]:
    """The answers as a record, keys in the order of the model, empty answers left out."""
    given: dict[str, Any] = {"id": slug(name)[:80].strip("-"), "naam": name, "status": "actief", "gecontroleerd": today}
    source = answers.get("bron", "").strip() or "opgave"
    given |= {key: _value(key, text.strip()) for key, text in answers.items() if key != "bron" and text.strip()}
    if found:
        given["locaties"] = [found.entry]
    sourced = [field.name for field in fields_of(Initiative) if field.spec.sourced and field.name in given]
    given["bronnen"] = [_source(source, sourced, today, report)]
    if found and found.source:
        given["bronnen"].append(_source(found.source, ["locaties"], today, report))
    order = [field.name for field in fields_of(Initiative)]
    return {key: given[key] for key in sorted(given, key=lambda key: order.index(key) if key in order else len(order))}


def _value(key: str, text: str) -> Any:
    """The answer as the record has it; what is no such value stays text, and the check says what is wrong with it."""
    field = next((field for field in fields_of(Initiative) if field.name == key), None)
    if field is None:
        return text
    if field.several:
        return [part.strip() for part in text.split(",") if part.strip()]
    if field.kind is Kind.FLAG:
        return _WORDS.get(text.lower(), text)
    reads = {Kind.INTEGER: whole_number, Kind.NUMBER: number}.get(field.kind) or (contact if field.part else None)
    try:
        return reads(text) if reads else text
    except NotUnderstood:
        return text


def _source(source: str, fields: list[str], today: dt.date, report: Report | None) -> dict[str, Any]:
    published = report is not None and report.names(source)
    certainty = "opgave" if source == "opgave" else "rapport" if published else "website"
    reference = "opgave door het initiatief" if certainty == "opgave" else source
    return {"velden": fields, "bron": reference, "geraadpleegd": today, "zekerheid": certainty}


class _Dumper(yaml.SafeDumper):
    """Short lists on one line, as in the records that stand; a date that comes back is written again."""

    def ignore_aliases(self, data: object) -> bool:
        """No & and *: the reader refuses them."""
        return True


def _represent_list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.Node:
    flow = all(isinstance(value, str) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=flow)


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    """YAML 1.1 takes U+0085 for the end of a line, which reads back as a space unless it is escaped."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if "\x85" in value else None)


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(str, _represent_text)


def to_yaml(data: Mapping[str, Any]) -> str:
    """A record as YAML text, quoted where YAML 1.1 would read something else."""
    return yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def check_text(reading: Reading, text: str, shown: str, today: dt.date) -> list[Problem]:
    """Everything `check` would say of a record that is not in a file yet."""
    document = read_text(text, shown)
    if document.data is None or document.problems:
        return document.problems
    try:
        record = Initiative.model_validate(document.data)
    except ValidationError as error:
        return explain(error, document, Initiative)
    return check_one(Located(record, document), reading, today)
