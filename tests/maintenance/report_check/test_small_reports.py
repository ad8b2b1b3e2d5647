"""Conflicts, proofs, draws and doubts where all of it can be checked by hand: six initiatives, two campuses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_report import row, said, small

from site_src.maintenance.report_check.calibration.scores import Score, score_world
from site_src.maintenance.report_check.calibration.worlds import make_world
from site_src.maintenance.report_check.inputs import Certainty, Row, Statement, exclusive
from site_src.maintenance.report_check.proving.conflicts import find_conflicts
from site_src.maintenance.report_check.proving.proofs import prove
from site_src.maintenance.report_check.sampling.chain import Chain, Plan
from site_src.maintenance.report_check.sampling.suspects import doubts, probable, shares
from site_src.maintenance.report_check.table_contradictions import TableError, check_tables

REPORT = Certainty.REPORT
COLUMN = ("schooltype", "vmbo")


def test_all_around_a_campus_is_proved_without_premises() -> None:
    proofs = prove(small((row("vmbo", 4, 3, 1),), ()))
    assert {(proof.initiative, proof.value) for proof in proofs} == {("a", True), ("b", True), ("c", True)}
    assert all(proof.premises == () for proof in proofs)


def test_a_proof_names_the_statement_it_leans_on() -> None:
    inputs = small((row("vmbo", 5, 2, 3),), (said("a", "vmbo", False, REPORT),))
    proofs = {proof.initiative: proof for proof in prove(inputs)}
    assert proofs["b"].value and proofs["b"].premises == inputs.statements


def test_nothing_is_proved_from_one_website_alone() -> None:
    inputs = small((row("vmbo", 5, 2, 3),), (said("a", "vmbo", False),))
    assert {proof.initiative for proof in prove(inputs)} == {"d", "e", "f"}


def test_a_yes_too_many_is_a_conflict_and_the_weakest_statement_gives_way() -> None:
    facts = (said("a", "vmbo", certainty=REPORT), said("b", "vmbo", certainty=Certainty.INFERRED))
    (conflict,) = find_conflicts(small((row("vmbo", 1, 1, 0),), facts)).conflicts
    assert conflict.give_way == 1
    assert [suspect.statement.initiative for suspect in conflict.suspects] == ["b"]
    assert {fact.initiative for fact in conflict.core} == {"a", "b"}


def test_statements_that_agree_with_the_tables_are_no_conflict() -> None:
    assert find_conflicts(small((row("vmbo", 2, 1, 1),), (said("a", "vmbo"),))).conflicts == ()


def test_the_share_of_the_draws_is_that_of_all_possibilities_listed() -> None:
    """Two of three around A, nothing known: by symmetry each of them has it in two of three possibilities."""
    inputs = small((row("vmbo", 2, 2, 0),), ())
    found = shares(inputs, Chain(inputs, Plan(sweeps=150, burn_in=10)).run())
    assert [found[name, COLUMN] for name in "def"] == [0, 0, 0]
    assert all(abs(found[name, COLUMN] - 2 / 3) < 0.12 for name in "abc")


def test_what_is_certain_is_in_every_draw_and_a_lie_is_doubted() -> None:
    inputs = small((row("vmbo", 3, 3, 0),), (said("d", "vmbo"),))
    found = shares(inputs, Chain(inputs, Plan(sweeps=40, burn_in=10)).run())
    assert found["a", COLUMN] == 1 and ("a", COLUMN) in probable(inputs, found)
    assert [doubt.statement.initiative for doubt in doubts(inputs, found)] == ["d"]


def test_the_same_seed_gives_the_same_draws() -> None:
    inputs = small((row("vmbo", 3, 2, 1),), ())
    first, second = (Chain(inputs, Plan(sweeps=20, burn_in=5)).run() for _ in range(2))
    assert (first.has == second.has).all() and np.array_equal(first.member, second.member)


def test_an_invented_world_is_told_from_its_truth_but_for_the_lies_that_are_planted() -> None:
    real = small((row("vmbo", 3, 2, 1), row("havo", 2, 1, 1), row("po", 4, 2, 2)), ())
    world = make_world(real, seed=3, hidden=0.2, lies=2)
    false = {fact for fact in world.inputs.statements if world.holds(fact.initiative, fact.column) != fact.value}
    assert false == world.lies and len(false) == 2
    score = Score()
    score_world(world, Plan(sweeps=20, burn_in=10), None, score)
    assert score.false_proofs == 0 and score.lies == 2


def test_one_practice_level_excludes_the_others() -> None:
    fact = Statement("a", "praktijk", "deels", True, REPORT, "bron")
    assert {(one.term, one.value) for one in exclusive([fact])} == {("deels", True), ("geen", False), ("veel", False)}


def test_tables_that_contradict_themselves_are_all_named_at_once_with_row_and_column() -> None:
    inputs = small((row("vmbo", 2, 3, 0), row("havo", 6, 4, 2), row("po", 4, 3, 1)), ())
    everything = replace(inputs.tables.everything, around={"A": 4, "B": 3})
    inputs = replace(inputs, tables=replace(inputs.tables, everything=everything))
    with pytest.raises(TableError) as caught:
        check_tables(inputs, {("schooltype", "po"): 5})
    lines = str(caught.value).splitlines()
    for words in (
        ("Tabel 3.2, rij vmbo, kolom A: 3", "totaal is 2"),
        ("rij po, kolom totaal: 5", "hoofdstuk 3 telt er 4"),
        ("rijen van categorie, kolom A: samen 3", "telt er 4"),
    ):
        assert any(all(word in line for word in words) for line in lines), (words, lines)


def test_a_difference_that_the_report_prints_itself_is_no_contradiction() -> None:
    inputs = small((row("po", 4, 3, 1),), ())
    check_tables(inputs, {("schooltype", "po"): 5}, {("schooltype", "po"): (4, 5)})


def test_more_than_there_are_initiatives_around_a_campus_is_named() -> None:
    with pytest.raises(TableError, match=r"rij havo, kolom A: 4, maar er zijn daar 3"):
        check_tables(small((Row("3.2", "schooltype", "havo", 6, {"A": 4, "B": 2}),), ()), {})
