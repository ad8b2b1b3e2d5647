"""data/ -> models: reads every file, keeps where each value stands, collects what is wrong.

data/regio.yml ─────┐
data/termen.yml ────┤
data/campussen.yml ─┤
data/rollen.yml ────┼─> Reading(initiatives, campuses, vocabulary, roles, report, geodata, …, problems)
data/initiatieven/ ─┤
data/geo/ ──────────┤
data/vraag/ ────────┤
data/rapport/ ──────┘
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from site_src.model.change_log import Entry
from site_src.model.gap_register import GapEntry
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import Coverage
from site_src.model.moved import MovedIds
from site_src.model.problems import Problem, ProblemsFound
from site_src.model.region.campus import Campus
from site_src.model.region.region import Region
from site_src.model.region.report import Report
from site_src.model.region.report_check import ReportCheck
from site_src.model.region.roles import Roles
from site_src.model.vocabulary import Term, Vocabulary
from site_src.read.change_log import read_log
from site_src.read.csv_table import CsvTable, read_csv_table
from site_src.read.geodata import Geodata, read_geodata
from site_src.read.located import Located, validated
from site_src.read.made.coverage import read_coverage
from site_src.read.made.demand import DemandReading, read_demand
from site_src.read.made.gap_register import read_gap_register
from site_src.read.parsing.store import Store, no_collecting, opened_store
from site_src.read.yaml_document import Document, Key, Mark, read_document

Model = TypeVar("Model", bound=BaseModel)


@dataclass(slots=True)
class Reading:
    """Everything under data/ that could be read, and every problem met on the way.

    `report` describes the report that the figures come from, and `report_tables` are its tables by file name, without
    those that can't be read; a region without a report has neither, and one without roles has no `roles`. What is
    wrong with the change log, and with tables that a command made, has rules of its own and stands apart. `files` is
    the path of each file below the folder, relative to it; None when there is no such folder.
    """

    folder: Path
    files: tuple[Path, ...] | None = None
    initiatives: list[Located[Initiative]] = field(default_factory=list)
    campuses: list[Located[Campus]] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    terms: list[tuple[str, Located[Term]]] = field(default_factory=list)
    roles: Roles | None = None
    region: Region | None = None
    report: Report | None = None
    report_tables: dict[str, CsvTable] = field(default_factory=dict)
    report_check: ReportCheck | None = None
    geodata: Geodata = field(default_factory=Geodata)
    moved: Located[MovedIds] | None = None
    change_log: tuple[Entry, ...] = ()
    change_log_problems: list[Problem] = field(default_factory=list)
    demand: DemandReading | None = None
    gap_register: tuple[GapEntry, ...] = ()
    gap_register_problems: list[Problem] = field(default_factory=list)
    coverage: tuple[Coverage, ...] = ()
    coverage_problems: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_report(self) -> bool:
        """Whether there is anything under rapport/."""
        return any(path.parts[0] == "rapport" for path in self.files or ())


def read_data(folder: Path) -> Reading:
    """Reads the whole data folder; what is broken is in `problems`, the rest is usable."""
    reading = Reading(folder)
    if not folder.is_dir():
        message = f"De map {folder.name} bestaat niet."
        reading.problems.append(Problem(folder.name, message, "map", hint="Kijk of je de goede map hebt opgegeven."))
        return reading
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink())
    reading.files = tuple(path.relative_to(folder) for path in paths)
    reading.region = _read_one(reading, "regio.yml", Region)
    _read_terms(reading)
    _read_campuses(reading)
    _read_roles(reading)
    _read_report(reading)
    reading.geodata = read_geodata(folder / "geo")
    _read_moved(reading)
    _read_change_log(reading)
    reading.demand = read_demand(folder)
    reading.gap_register, reading.gap_register_problems = read_gap_register(folder)
    reading.coverage, reading.coverage_problems = read_coverage(folder)
    _read_initiatives(reading)
    return reading


def display_name(folder: Path, path: Path) -> str:
    """The path as the contributor knows it: data/initiatieven/x.yml."""
    name = (Path(folder.name) / path.relative_to(folder)).as_posix()
    return name.encode("utf-8", "replace").decode("utf-8")  # a name on disk may hold bytes that are no text


def _open(reading: Reading, path: Path, store: Store | None = None) -> Document | None:
    """Reads a file and takes over its problems; None when there is nothing to validate."""
    name = display_name(reading.folder, path)
    if not path.exists() and not path.is_symlink():
        reading.problems.append(Problem(name, "Dit bestand ontbreekt.", "bestand", hint="Zet het terug."))
        return None
    document = read_document(path, name, store)
    reading.problems += document.problems
    return document if document.data is not None else None


def _validated(reading: Reading, document: Document, model: type[Model], key: Key = ()) -> Located[Model] | None:
    """The part of the document at `key` as a model; what is wrong goes to `problems`."""
    located, problems = validated(document, model, key)
    reading.problems += problems
    return located


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


def _read_one(reading: Reading, name: str, model: type[Model]) -> Model | None:
    """A file that is one model as a whole."""
    document = _open(reading, reading.folder / name)
    located = _validated(reading, document, model) if document else None
    return located.record if located else None


def read_region(folder: Path) -> Region:
    """Only data/regio.yml, for who makes the geodata; raises ProblemsFound when it is missing or not right."""
    reading = Reading(folder)
    region = _read_one(reading, "regio.yml", Region)
    if region is None or reading.problems:
        raise ProblemsFound(reading.problems)
    return region


def _read_campuses(reading: Reading) -> None:
    document = _open(reading, reading.folder / "campussen.yml")
    if document and _expected(reading, document, list, (), "een lijst met campussen"):
        found = (_validated(reading, document, Campus, (index,)) for index in range(len(document.data)))
        reading.campuses += [campus for campus in found if campus]


def _read_roles(reading: Reading) -> None:
    reading.roles = _read_one(reading, "rollen.yml", Roles) if (reading.folder / "rollen.yml").exists() else None


def _read_report(reading: Reading) -> None:
    if not (reading.folder / "rapport").is_dir():
        return
    reading.report = _read_one(reading, "rapport/rapport.yml", Report)
    if (reading.folder / "rapport/toets.yml").exists():
        reading.report_check = _read_one(reading, "rapport/toets.yml", ReportCheck)
    paths = sorted((reading.folder / "rapport").glob("*.csv"))
    tables = {path.name: read_csv_table(path, display_name(reading.folder, path)) for path in paths}
    reading.report_tables = {name: table for name, table in tables.items() if table}


def _read_moved(reading: Reading) -> None:
    if (reading.folder / "verhuisd.yml").exists() and (document := _open(reading, reading.folder / "verhuisd.yml")):
        reading.moved = _validated(reading, document, MovedIds)


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
    _read_records(reading, folder)


def read_drafts(folder: Path) -> Reading:
    """A folder of planned initiatives: records as in data/initiatieven, and nothing else."""
    drafts = Reading(folder)
    if not folder.is_dir():
        hint = "Geef de map met de concepten op: --concept MAP."
        drafts.problems.append(Problem(str(folder), "De map met concepten bestaat niet.", "map", hint=hint))
        return drafts
    _read_records(drafts, folder)
    if not drafts.initiatives and not drafts.problems:
        hint = "Een concept is een record zoals in data/initiatieven, in een bestand dat eindigt op .yml."
        drafts.problems.append(Problem(folder.name, "In deze map staat geen enkel concept.", "map", hint=hint))
    return drafts


def _read_records(reading: Reading, folder: Path) -> None:
    """Every record in a folder (reading.folder or one inside it) as an initiative."""
    paths = sorted(folder.glob("[!.]*.yml"))
    with opened_store(reading.folder.parent, len(paths)) as store, no_collecting():
        for path in paths:
            document = _open(reading, path, store)
            located = _validated(reading, document, Initiative) if document else None
            if located:
                reading.initiatives.append(located)
