"""No rule can be taken away without a test that fails: each has a break that it tells of, and it alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from breaks import BREAKS
from helpers import RECORD, ROOT, TODAY, changed

from site_src.check import rules
from site_src.check.rules import check
from site_src.model.made.coverage import COLUMNS as COVERAGE
from site_src.read.records import read_data

Files = Mapping[str, str]
EXAMPLE = "initiatieven/voorbeeld.yml"


def real(name: str, old: str, new: str) -> Files:
    """A file of the real data with the first such piece of text replaced (a regular expression)."""
    text, count = re.subn(old, new, (ROOT / "data" / name).read_text("utf-8"), count=1)
    assert count == 1, old
    return {EXAMPLE: RECORD, name: text}


PLACELESS = RECORD.replace(", locaties", "")
TAKEN = RECORD.replace("naam: Voorbeeld\n", "naam: Ander\n")
TOLD_WHILE_READING = {case.rule for case in BREAKS} - {rule.id for rule in rules.RULES}
RECORD_RULES: dict[str, Files] = {
    case.rule: {EXAMPLE: case.text} for case in reversed(BREAKS) if case.rule not in TOLD_WHILE_READING
} | {
    "id-is-uniek": {EXAMPLE: RECORD, "initiatieven/ander.yml": TAKEN},
    "naam-is-uniek": {EXAMPLE: RECORD, "initiatieven/ander.yml": changed(id="id: ander")},
    "lokaal-zonder-plek": {EXAMPLE: re.sub(r"locaties:\n(  .+\n)+", "", PLACELESS)},
    "lang-niet-nagekeken": {EXAMPLE: changed(gecontroleerd="gecontroleerd: 2025-11-20")},
}
CATALOGUE_RULES: dict[str, Files] = {
    "bestand-hoort-hier": {EXAMPLE: RECORD, "los.txt": "x"},
    "campus-uniek": real("campussen.yml", "code: GT\n", "code: BT\n"),
    "campus-heeft-bron": real("campussen.yml", r"\[naam, adres, postcode, plaats\]", "[naam, adres, plaats]"),
    "campus-waarden": real("campussen.yml", r"niveaus: \[mbo, hbo\]", "niveaus: [mbo, hboo]"),
    "campus-ligt-goed": real("campussen.yml", r"lat: 5[\d.]+\n  lon: 4[\d.]+", "lat: 52.1225\n  lon: 3.9792"),
    "campus-lijkt-anders": real("campussen.yml", "naam: ", "naam: R\u043e"),
    "geodata-leesbaar": {EXAMPLE: RECORD, "geo/plaatsen.csv": "x\n1\n"},
    "campus-in-rapport": real("campussen.yml", "code: GT\n", "code: GTT\n"),
    "verhuisd-klopt": {EXAMPLE: RECORD, "verhuisd.yml": "oud: niets\n"},
    "tabel-klopt": real("rapport/tabel-3-totalen.csv", "3.2,schooltype,havo", "3.2,schooltype,havoo"),
    "meer-dan-rapport": real("rapport/tabel-3-totalen.csv", r"(schooltype,po),\d+", r"\1,0"),
    "toets-gemaakt": {EXAMPLE: RECORD, "rapport/toets.yml": "uitgangspunten: x\n"},
    "toets-actueel": {EXAMPLE: RECORD, "rapport/toets.yml": "controlegetal: x\n"},
    "wijzigingen-kloppen": {EXAMPLE: RECORD, "wijzigingen.yml": "wijzigingen: x\n"},
    "vraag-klopt": {EXAMPLE: RECORD, "vraag/bron.yml": "uitgever: DUO\n"},
    "vraag-gemeente": {EXAMPLE: RECORD, "vraag/gemeenten.csv": "gemeente,lat,lon\nRotterdam,51.9,4.45\n"},
    "register-klopt": {EXAMPLE: RECORD, "witte-vlekken-register.csv": "id\n"},
    "dekking-klopt": {EXAMPLE: RECORD, "dekking.csv": f"{','.join(COVERAGE)}\n2026-10,kost,1,0,0,0\n"},
    "term-uniek": real("termen.yml", "- id: deels", "- id: veel"),
    "termen-compleet": real("termen.yml", "praktijk:", "praktik:"),
    "term-gebruikt": {EXAMPLE: RECORD},
}
TABLES = {"RULES": RECORD_RULES, "CATALOGUE_RULES": CATALOGUE_RULES}
CASES = [(table, rule, files) for table, breaks in TABLES.items() for rule, files in breaks.items()]


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_has_a_break(table: str) -> None:
    assert {rule.id for rule in getattr(rules, table)} - set(TABLES[table]) == set()


@pytest.mark.parametrize(("table", "rule", "files"), CASES, ids=[rule for _, rule, _ in CASES])
def test_a_break_is_told_by_its_rule_and_by_no_other(table, rule, files, tree, monkeypatch) -> None:
    known = getattr(rules, table)
    before = check(read_data(tree(files)), TODAY)
    assert rule in {problem.rule for problem in before}
    monkeypatch.setattr(rules, table, tuple(other for other in known if other.id != rule))
    after = check(read_data(tree(files)), TODAY)
    assert after == [problem for problem in before if problem.rule != rule]
