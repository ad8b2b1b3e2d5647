"""A mistake in a real record that the tables rule out is named, or is among three statements that may be wrong."""

from __future__ import annotations

import pytest

from site_src.maintenance.report_check.inputs import CAMPUS, Certainty, Inputs, Statement, exclusive
from site_src.maintenance.report_check.proving.conflicts import find_conflicts
from site_src.maintenance.report_check.run import inputs_from
from site_src.read.records import Reading

PLANTS = [
    Statement("wntweb", "doelgroep", "meisjes", True, Certainty.WEBSITE, "geplant"),
    Statement("sto-zoetermeer", CAMPUS, "ITS", True, Certainty.WEBSITE, "geplant"),
    Statement("eic-mainport-port-rangers", CAMPUS, "IEM", True, Certainty.WEBSITE, "geplant"),
]


@pytest.fixture(scope="module")
def real(reading: Reading) -> Inputs:
    inputs = inputs_from(reading)
    if len(inputs.initiatives) != inputs.tables.everything.total:
        pytest.skip("there are initiatives that the report did not count")
    return inputs


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLANTS, ids=lambda fact: f"{fact.initiative}-{fact.term}")
def test_a_planted_mistake_is_among_at_most_three(real: Inputs, plant: Statement) -> None:
    told = real.with_statements(exclusive((*real.statements, plant)))
    rows = [(row,) for row in real.tables.terms if row.column == plant.column]
    cores = [found.core for found in find_conflicts(told, groups=rows).conflicts if plant in found.core]
    assert cores and len(cores[0]) <= 3
