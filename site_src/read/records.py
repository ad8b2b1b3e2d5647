"""data/ -> models: reads every file, keeps where each value stands, collects what is wrong.

data/termen.yml ────┐
data/campussen.yml ─┤
data/rollen.yml ────┼─> Reading(initiatives, campuses, vocabulary, roles, report, geodata, …, problems)
data/initiatieven/ ─┤
data/geo/ ──────────┤
data/rapport/ ──────┘
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from site_src.model.campus import Campus
from site_src.model.change_log import Entry
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, ProblemsFound
from site_src.model.roles import Roles
from site_src.model.vocabulary import Term, Vocabulary
from site_src.read.change_log import read_log
from site_src.read.csv_table import CsvTable, read_csv_table
from site_src.read.geodata import Geodata, read_geodata
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import Document, Key, Mark, read_document

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located(Generic[Model]):
    """A record and the document it came from, so that a rule can point at a line.

    `broken` are the keys with something wrong in them that has been told of: the record goes on without that. Of a list
    that lost items, `kept` says where in the file the others stand.
    """

    record: Model
    document: Document
    root: Key = ()
    broken: frozenset[str] = frozenset()
    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def problem(self, key: Key, rule: str, message: str, hint: str = "", *, on_key: bool = False) -> Problem:
        """An error at the place of `key` (relative to this record)."""
        full = (*self.root, *self._in_file(key))
        mark = self.document.keys.get(full) if on_key else None
        mark = mark or self.document.mark(full)
        return Problem(self.document.file, message, rule, mark.line, mark.column, hint=hint)

    def _in_file(self, key: Key) -> Key:
        name, *inner = key
        if name in self.kept and inner:
            inner[0] = self.kept[str(name)][int(inner[0])]
        return (name, *inner)


@dataclass(slots=True)
class Reading:
    """Everything under data/ that could be read, and every problem met on the way.

    `report` are the tables of data/rapport by file name, without those that can't be read. What is wrong with the
    change log has a rule of its own, and stands apart.
    """

    folder: Path
    initiatives: list[Located[Initiative]] = field(default_factory=list)
    campuses: list[Located[Campus]] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    terms: list[tuple[str, Located[Term]]] = field(default_factory=list)
    roles: Roles | None = None
    report: dict[str, CsvTable] = field(default_factory=dict)
    geodata: Geodata = field(default_factory=Geodata)
    change_log: tuple[Entry, ...] = ()
    change_log_problems: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_data(folder: Path) -> Reading:
    """Reads the whole data folder; what is broken is in `problems`, the rest is usable."""
    reading = Reading(folder)
    if not folder.is_dir():
        message = f"De map {folder.name} bestaat niet."
        reading.problems.append(Problem(folder.name, message, "map", hint="Kijk of je de goede map hebt opgegeven."))
        return reading
    _read_terms(reading)
    _read_campuses(reading)
    _read_roles(reading)
    _read_report(reading)
    reading.geodata = read_geodata(folder / "geo")
    _read_change_log(reading)
    _read_initiatives(reading)
    return reading


def display_name(folder: Path, path: Path) -> str:
    """The path as the contributor knows it: data/initiatieven/x.yml."""
    name = (Path(folder.name) / path.relative_to(folder)).as_posix()
    return name.encode("utf-8", "replace").decode("utf-8")  # a name on disk may hold bytes that are no text


def _open(reading: Reading, path: Path) -> Document | None:
    """Reads a file and takes over its problems; None when there is nothing to validate."""
    name = display_name(reading.folder, path)
    if not path.exists() and not path.is_symlink():
        reading.problems.append(Problem(name, "Dit bestand ontbreekt.", "bestand", hint="Zet het terug."))
        return None
    document = read_document(path, name)
    reading.problems += document.problems
    return document if document.data is not None else None


def _validated(reading: Reading, document: Document, model: type[Model], key: Key = ()) -> Located[Model] | None:
    """The part of the document at `key` as a model, or None when too little is right.

    What is wrong goes to `problems`, and the rest is tried once more without it, so that the rules still see it and
    the contributor gets everything in one run.
    """
    data = document.data
    for step in key:
        data = data[step]
    try:
        return Located(model.model_validate(data), document, key)
    except ValidationError as error:
        reading.problems += explain(error, document, model, key)
        wrong = [tuple(item["loc"]) for item in error.errors(include_url=False) if item["loc"]]
    if not isinstance(data, dict):
        return None
    broken = frozenset(str(path[0]) for path in wrong)
    rest, kept = _without(data, wrong)
    stand_ins = _stand_ins(model, document, broken - set(rest))
    try:
        return Located(model.model_validate(rest | stand_ins), document, key, broken, kept)
    except ValidationError:
        return None


def _without(data: Mapping[str, Any], wrong: Iterable[Key]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The data without what is wrong: an item of a list, a key of a part, else a whole key; and the items that stay."""
    rest = {name: dict(value) if isinstance(value, dict) else value for name, value in data.items()}
    gone: dict[str, set[int]] = {}
    for name, *inner in {path[:2] for path in wrong}:
        value = rest.get(str(name))
        if inner and isinstance(value, list):
            gone.setdefault(str(name), set()).add(int(inner[0]))
        elif inner and isinstance(value, dict) and inner[0] in value:
            del value[inner[0]]
        else:
            rest.pop(str(name), None)
    kept = {name: [n for n in range(len(rest[name])) if n not in lost] for name, lost in gone.items() if name in rest}
    return rest | {name: [rest[name][n] for n in places] for name, places in kept.items()}, kept


def _stand_ins(model: type[BaseModel], document: Document, missing: frozenset[str]) -> dict[str, object]:
    """Values for what an initiative can't do without, so that the rules still see the rest of the record."""
    if model is not Initiative:
        return {}
    values = {"id": Path(document.file).stem, "naam": document.file[-200:], "gecontroleerd": dt.date.min}
    return {name: value for name, value in values.items() if name in missing}


def _expected(reading: Reading, document: Document, kind: type, key: Key, what: str) -> bool:
    data = document.data
    for step in key:
        data = data[step]
    if isinstance(data, kind):
        return True
    mark: Mark = document.mark(key)
    reading.problems.append(Problem(document.file, f"Hier hoort {what} te staan.", "soort", mark.line, mark.column))
    return False


def _read_terms(reading: Reading) -> None:
    document = _open(reading, reading.folder / "termen.yml")
    if not document or not _expected(reading, document, dict, (), "een lijst met termen per onderwerp"):
        return
    for dimension, rows in document.data.items():
        if not _expected(reading, document, list, (dimension,), "een lijst met termen"):
            continue
        found = (_validated(reading, document, Term, (dimension, index)) for index in range(len(rows)))
        reading.terms += [(dimension, term) for term in found if term]
    by_dimension: dict[str, list[Term]] = {}
    for dimension, term in reading.terms:
        by_dimension.setdefault(dimension, []).append(term.record)
    reading.vocabulary = Vocabulary({name: tuple(terms) for name, terms in by_dimension.items()})


def _read_campuses(reading: Reading) -> None:
    document = _open(reading, reading.folder / "campussen.yml")
    if document and _expected(reading, document, list, (), "een lijst met campussen"):
        found = (_validated(reading, document, Campus, (index,)) for index in range(len(document.data)))
        reading.campuses += [campus for campus in found if campus]


def _read_roles(reading: Reading) -> None:
    document = _open(reading, reading.folder / "rollen.yml")
    located = _validated(reading, document, Roles) if document else None
    reading.roles = located.record if located else None


def _read_report(reading: Reading) -> None:
    paths = sorted((reading.folder / "rapport").glob("*.csv"))
    tables = {path.name: read_csv_table(path, display_name(reading.folder, path)) for path in paths}
    reading.report = {name: table for name, table in tables.items() if table}


def _read_change_log(reading: Reading) -> None:
    try:
        reading.change_log = read_log(reading.folder)
    except ProblemsFound as error:
        reading.change_log_problems += error.problems


def _read_initiatives(reading: Reading) -> None:
    folder = reading.folder / "initiatieven"
    if not folder.is_dir():
        name = display_name(reading.folder, folder)
        reading.problems.append(Problem(name, "Deze map ontbreekt.", "map", hint="Zet de map met records terug."))
        return
    read_records(reading, folder)


def read_records(reading: Reading, folder: Path) -> None:
    """Every record in a folder (reading.folder or one inside it) as an initiative."""
    for path in sorted(folder.glob("[!.]*.yml")):
        document = _open(reading, path)
        located = _validated(reading, document, Initiative) if document else None
        if located:
            reading.initiatives.append(located)
