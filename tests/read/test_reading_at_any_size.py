"""Many records, hostile ones, and what was read before: the same outcome, and never slow."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import RECORD, ROOT, TODAY

from site_src.check import rules
from site_src.model.problems import Problem
from site_src.read import records, yaml_document
from site_src.read.parsing import store
from site_src.read.parsing.document import FEW
from site_src.read.parsing.events import MAX_VALUES
from site_src.read.yaml_document import Document, read_document, read_text

READ = sorted((ROOT / "data/initiatieven").glob("*.yml"))[:6]
MANY = MAX_VALUES - 300
MOST_SECONDS = 2.0  # of processor, for one file, whatever is in it
SPOILT = RECORD + "rolstoel: yes\n"


def listed(items: list[str]) -> str:
    return RECORD.replace("activiteiten: [gastlessen]", f"activiteiten: [{', '.join(items)}]")


HOSTILE = {
    "thousands of empty values": listed(["~"] * MANY),
    "thousands of keys nobody knows": RECORD + "".join(f"samenvattinh{n}: 1\n" for n in range(MANY // 2)),
    "thousands of words that are nearly a term": listed([f"gastlessem{n}" for n in range(MANY)]),
    "thousands of the same term": listed(["gastlessen"] * MANY),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a few records, one of them with something wrong, for which a store is kept."""
    monkeypatch.setattr(store, "FEW", 1)
    data = tmp_path / "data"
    (data / "initiatieven").mkdir(parents=True)
    for path in READ:
        shutil.copy(path, data / "initiatieven")
    (data / "initiatieven/voorbeeld.yml").write_text(SPOILT, encoding="utf-8")
    return data


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, and not taken from the store."""
    seen: list[str] = []
    original = yaml_document.fill

    def fill(document: Document, text: str) -> None:
        seen.append(Path(document.file).stem)
        original(document, text)

    monkeypatch.setattr(yaml_document, "fill", fill)
    return seen


def outcome(data: Path) -> tuple[list[object], list[Problem]]:
    """Everything that may depend on how the records were read."""
    reading = records.read_data(data)
    items = [(item.record, item.document.data, item.document.marks, item.document.keys) for item in reading.initiatives]
    return [*items], reading.problems


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_single_file_takes_more_than_two_seconds_to_read_and_check(tmp_path, text):
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("initiatieven", "rapport"))
    (tmp_path / "data/initiatieven").mkdir()
    (tmp_path / "data/initiatieven/voorbeeld.yml").write_text(text, encoding="utf-8")
    start = time.process_time()
    found = rules.check(records.read_data(tmp_path / "data"), TODAY)
    assert time.process_time() - start < MOST_SECONDS
    assert sum(problem.file.endswith("voorbeeld.yml") for problem in found) > MANY / 3


def test_a_file_of_more_values_than_any_record_has_is_refused_at_the_first_one_too_many():
    document = read_text("".join(f"- {n}\n" for n in range(MAX_VALUES + 5)), "x.yml")
    assert [(problem.rule, problem.line) for problem in document.problems] == [("te-groot", MAX_VALUES)]
    assert document.data is None


@pytest.mark.parametrize("opened", ["[", "- ", "{a: "])
def test_thousands_of_layers_are_too_many_in_one_line(opened):
    found = read_text(opened * 50_000, "x.yml").problems
    assert [problem.rule for problem in found] == ["te-diep"]


@pytest.mark.parametrize("path", READ, ids=[path.stem for path in READ])
def test_a_place_that_is_asked_for_alone_is_the_same_as_among_all(path):
    all_at_once = read_document(path, path.name)
    for key, mark in all_at_once.marks.items():
        assert read_document(path, path.name).mark(key) == mark
    one_by_one = read_document(path, path.name)
    for key, mark in list(all_at_once.keys.items())[-FEW:]:
        assert one_by_one.key_mark(key) == mark
    beyond = read_document(path, path.name)
    assert beyond.mark(("bronnen", 0, "velden", 99)) == beyond.marks["bronnen", 0, "velden"]
    assert read_document(path, path.name).key_mark(("bronnen", 0, "nergens")) is None


def test_all_records_are_looked_through_a_few_times_and_not_once_for_each_record(folder):
    class Counted(list):
        times = 0

        def __iter__(self):
            Counted.times += 1
            return super().__iter__()

    reading = records.read_data(folder)
    reading.initiatives = Counted(replace(item) for item in reading.initiatives * 20)
    context = rules._context(reading, TODAY)
    Counted.times = 0
    items = list.__iter__(reading.initiatives)
    found = [problem.rule for item in items for problem in rules._record_problems(item, context)]
    assert {"id-is-uniek", "naam-is-uniek"} <= set(found)
    assert Counted.times <= 3


def test_what_did_not_change_is_not_parsed_again_and_reads_the_same(folder, parsed):
    first = outcome(folder)
    assert len(parsed) == len(READ) + 1
    parsed.clear()
    assert outcome(folder) == first
    assert parsed == ["voorbeeld"]  # what has something wrong is told of again, from its own text
    changed = folder / "initiatieven" / READ[0].name
    changed.write_text(changed.read_text(encoding="utf-8").replace("naam: ", "naam: Nieuw ", 1), encoding="utf-8")
    parsed.clear()
    assert outcome(folder)[0][0][0].name.startswith("Nieuw ")
    assert parsed == [READ[0].stem, "voorbeeld"]


def test_few_records_leave_no_store_behind(folder, monkeypatch):
    monkeypatch.setattr(store, "FEW", len(READ) + 2)
    records.read_data(folder)
    assert not (folder.parent / ".cache").exists()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def with_rubbish_inside(path: Path) -> None:
    """The first page, with the table, is whole."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def of_another_kind(path: Path) -> None:
    path.write_bytes(b"niet van ons " * 500)


def with_other_columns(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE documents (key TEXT, value TEXT)")


def with_other_values(path: Path) -> None:
    """Somebody changed what was read, and not the checksum."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET data = replace(data, 'naam', 'maan')")


def with_other_types(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET data = 7, numbers = 'x', texts = NULL")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILERS = (
    cut_off,
    with_rubbish_inside,
    of_another_kind,
    with_other_columns,
    with_other_values,
    with_other_types,
    a_folder,
)


@pytest.mark.parametrize("spoil", SPOILERS, ids=[spoil.__name__ for spoil in SPOILERS])
def test_a_store_that_is_not_right_changes_nothing(folder, spoil):
    first = outcome(folder)
    spoil(folder.parent / store.FILE)
    assert outcome(folder) == first
    assert outcome(folder) == first


@pytest.mark.parametrize("spoil", SPOILERS[:4], ids=[spoil.__name__ for spoil in SPOILERS[:4]])
def test_a_store_that_can_not_be_used_is_made_anew(folder, parsed, spoil):
    outcome(folder)
    spoil(folder.parent / store.FILE)
    outcome(folder), outcome(folder)
    parsed.clear()
    outcome(folder)
    assert parsed == ["voorbeeld"]


def test_a_store_of_another_version_of_our_code_is_not_believed(folder, parsed, monkeypatch):
    first = outcome(folder)
    parsed.clear()
    monkeypatch.setattr(store, "_version", lambda: b"van later")
    assert outcome(folder) == first
    assert len(parsed) == len(READ) + 1


def test_a_store_that_somebody_else_is_writing_is_left_alone(folder, monkeypatch):
    first = outcome(folder)
    monkeypatch.setattr(store, "WAIT", 0.05)
    other = sqlite3.connect(folder.parent / store.FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert outcome(folder) == first
    other.execute("ROLLBACK")
    assert other.execute("SELECT count(*) FROM documents").fetchone() == (len(READ),)
    other.close()
    assert (folder.parent / store.FILE).exists()


def test_where_nothing_may_be_written_there_is_no_store(folder):
    first = outcome(folder)
    shutil.rmtree(folder.parent / ".cache")
    (folder.parent / ".cache").write_text("in de weg")
    assert outcome(folder) == first


def test_what_nobody_uses_any_more_goes_from_the_store(folder):
    paths = [path for path in (folder / "initiatieven").iterdir() if path.name != "voorbeeld.yml"]
    for number in range(4):
        for path in paths:
            path.write_text(path.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        outcome(folder)
    with sqlite3.connect(folder.parent / store.FILE) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    assert len(paths) <= count <= 2 * len(paths)


def test_dates_and_odd_keys_come_back_as_they_were(tmp_path, monkeypatch):
    (tmp_path / "x.yml").write_text('a: 2026-11-24\nb: {"": 2026-11-24}\nc: [1, 2.5, true, "é"]\n', encoding="utf-8")
    wanted = {"a": dt.date(2026, 11, 24), "b": {"": dt.date(2026, 11, 24)}, "c": [1, 2.5, True, "é"]}
    for _ in range(2):
        with store.opened_store(tmp_path, store.FEW) as opened:
            assert read_document(tmp_path / "x.yml", "x.yml", opened).data == wanted
