"""Contact details of private persons are warned of; those of organisations, and what only looks alike, are not."""

from __future__ import annotations

import pytest
from helpers import RECORD

from site_src.check.record_rules import contact_is_of_no_person
from site_src.model.problems import Severity
from site_src.read.records import Reading

PRIVATE = ["jan.jansen@school.nl", "J.deVries@school.nl", "m.p.jansen@school.nl", "club@hotmail.com", "x@ziggo.nl",
           "iemand@live.nl", "0612345678", "06 1234 5678", "+31 6 12 34 56 78", "0031-6-12345678",
           "+31(0)612345678"]  # fmt: skip
OF_ALL = ["info@school.nl", "open.dag@school.nl", "info.delft@school.nl", "stage@x.outlook-school.nl", "010 123 45 67",
          "088-123 45 67", "0800 0612", "2006 12345678 9", "https://school.nl/0612345678?mail=jan.jansen@school.nl",
          "KvK 10612345678", "2026@school.nl", "team.2026@school.nl", "@jan.jansen"]  # fmt: skip


@pytest.mark.parametrize(("texts", "private"), [(PRIVATE, True), (OF_ALL, False)], ids=["of a person", "of all"])
def test_what_is_of_a_person_is_a_warning_that_does_not_repeat_it(problems_of, texts: list[str], private: bool) -> None:
    files = {f"initiatieven/n{number}.yml": RECORD.replace("id: voorbeeld", f"id: n{number}")
             + f'    toelichting: "Zie {text}."\n' for number, text in enumerate(texts)}  # fmt: skip
    found = {problem.file: problem for problem in problems_of(files) if problem.rule == "geen-privegegevens"}
    warned = [text for name, text in zip(files, texts, strict=True) if f"data/{name}" in found]
    assert warned == (texts if private else [])
    assert all(problem.severity is Severity.WARNING and problem.hint for problem in found.values())
    assert not any(text in problem.message for problem in found.values() for text in texts)


def test_the_real_records_have_no_contact_of_a_person(reading: Reading) -> None:
    assert [problem for item in reading.initiatives for problem in contact_is_of_no_person(item, None)] == []
