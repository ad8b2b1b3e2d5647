"""Whatever somebody types at `new`: it comes back as it was typed, or is refused in words; never anything else."""

from pathlib import Path

import pytest
from helpers import ANSWERS, TODAY, errors, files, new, record
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_src.check.rules import check
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Severity
from site_src.read.records import read_data

TRAPS = [
    "nee",
    "no",
    "on",
    "null",
    "~",
    "12:30",
    "3011",
    "0x1F",
    "1e3",
    "1_000",
    ".inf",
    "2026-11-21",
    "2026-02-30",
    "=",
]
SIGNS = [
    "a: b",
    "a #b",
    "- a",
    "? a",
    "& a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "{a: b}",
    "[a, b]",
    "'",
    '"',
    "\\n",
]
WORDS = [
    "l'été",
    "“Robots”",
    'Bob\'s "dag"',
    "a, b",
    "<<",
    "---",
    "...",
    "日本",
    "😀",
    "a\u2028b",
    "x" * 199,
    "a  b " * 30,
]
KEYS = [field.name for field in fields_of(Initiative)]


@pytest.fixture
def data(tree) -> Path:
    return tree({})


@pytest.mark.parametrize("text", [*TRAPS, *SIGNS, *WORDS])
def test_text_that_means_something_in_yaml_comes_back_as_it_was_typed(data, text):
    """With an id of its own, for a name without letters has none."""
    result = new(data, text, {"id": "eigen-id", "kosten": text, "organisatie": text, "groepen": text})
    assert (result.exit_code, errors(data)) == (0, []), result.stdout
    made = record(data, "eigen-id")
    assert {made.name, made.costs, made.organisation, made.groups} == {text.strip()}


@pytest.mark.parametrize("name", ["nee", "12:30", "3011", 'De "beste": robots', "Tech & zo"])
def test_an_id_is_made_from_the_name(data, name):
    result = new(data, name)
    assert result.exit_code == 0, result.stdout
    assert [item.record.name for item in read_data(data).initiatives] == [name]


answers = st.dictionaries(
    st.sampled_from([*KEYS, "bron", "onbekend", ""]), st.text(max_size=60) | st.sampled_from(list(ANSWERS.values()))
)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=90), given=answers)
@example(name="x", given={"id": "."})
@example(name="x", given={"id": "CON/../../../x"})
@example(name="a\x85b", given={})
@example(name="CON", given={"status": "gestopt", "opvolger": "con"})
def test_any_answer_gives_a_valid_record_or_a_list_of_problems(data, name, given):
    before = files(data.parent)
    result = new(data, name, given)
    after = files(data.parent)
    made = sorted(set(after) - set(before))
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert {key: after[key] for key in before} == before
    if result.exit_code:
        assert (result.exit_code, made) == (1, [])
        assert " fout: " in result.stdout
        return
    assert len(made) == 1
    assert made[0].startswith("data/initiatieven/")
    path = data.parent / made[0]
    assert path.parent == data / "initiatieven"
    reading = read_data(data)
    assert [item.record.name for item in reading.initiatives] == [given.get("naam", "").strip() or name.strip()]
    assert not [p for p in check(reading, TODAY) if p.severity is Severity.ERROR]
    path.unlink()
