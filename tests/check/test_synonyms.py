"""content/synoniemen.yml is read by people: what is wrong in it is told with its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import ROOT

from site_src.check.content import synonym_problems
from site_src.read.records import read_data
from site_src.read.settings import read_synonyms

VOCABULARY = read_data(ROOT / "data").vocabulary
START = "# Woorden van bezoekers\n- woorden: {nl: [lasser]}\n  termen: [branche/bouw]\n"

#: what follows START -> the line, the message and the hint
MISTAKES = {
    "- woorden: {nl: [smid]}\n  termen: [branche/bouwt]\n": (
        5, "“branche/bouwt” is geen bekende term.", "Bedoelde je “branche/bouw”?"),
    "- woorden: {nl: [smid]}\n": (
        4, "Dit synoniem leidt nergens naartoe.", "Voeg “termen” of “ook” toe, of haal dit woord weg."),
    "- woorden: {nl: ['groep {7}']}\n  termen: [schooltype/po]\n": (
        4, "“groep {7}” heeft een getal dat we niet begrijpen.",
        "Schrijf tussen de accolades het eerste en het laatste getal: groep {1-8}."),
    "- woorden: {nl: [smid, Lasser]}\n  termen: [branche/bouw]\n": (
        4, "“Lasser” staat hier voor de tweede keer.", "Zet alles over dit woord bij elkaar, in één synoniem."),
    "- woorden: {nl: [smid], engels: [smith]}\n  termen: [branche/bouw]\n": (
        4, "De sleutel “engels” is geen taal.", "Schrijf de code van een taal in twee letters: nl, en, de."),
    "- woorden: {nl: smid}\n  termen: [branche/bouw]\n": (
        4, "“nl” hoort een lijst te zijn.", "Zet er vierkante haken om: [smid]."),
    "- woord: {nl: [smid]}\n  termen: [branche/bouw]\n": (
        4, "De sleutel “woord” bestaat niet.", "Bedoelde je “woorden”?"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_do(tmp_path: Path, mistake: str) -> None:
    (tmp_path / "synoniemen.yml").write_text(START + mistake, encoding="utf-8")
    told = synonym_problems(read_synonyms(tmp_path), VOCABULARY)
    wanted = MISTAKES[mistake]
    assert wanted in [(problem.line, problem.message, problem.hint) for problem in told]
    assert {problem.file for problem in told} == {f"{tmp_path.name}/synoniemen.yml"}


@pytest.mark.parametrize("text", ["[]\n", None])
def test_without_synonyms_nothing_is_wrong(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "synoniemen.yml").write_text(text, encoding="utf-8")
    synonyms = read_synonyms(tmp_path)
    assert (synonyms.entries, synonym_problems(synonyms, VOCABULARY)) == ((), [])
