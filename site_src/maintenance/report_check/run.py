"""One run: contradictions in the tables, conflicts, draws, doubts, proofs on what is not in doubt, calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from site_src.maintenance.report_check.calibration.hidden_facts import GivenBack, hide_each_tenth
from site_src.maintenance.report_check.calibration.scores import Score, score_worlds
from site_src.maintenance.report_check.inputs import Column, Inputs, Row, exclusive, without_twins
from site_src.maintenance.report_check.processes import Progress, each
from site_src.maintenance.report_check.proving.conflicts import Findings, column_groups, find_conflicts
from site_src.maintenance.report_check.proving.proofs import Proof, prove
from site_src.maintenance.report_check.published import tables_of
from site_src.maintenance.report_check.reading import inputs_of
from site_src.maintenance.report_check.sampling.chain import Chain, Draws, Plan
from site_src.maintenance.report_check.sampling.suspects import Doubt, doubts, merge, shares
from site_src.maintenance.report_check.table_contradictions import check_tables
from site_src.model.problems import SiteError
from site_src.read.records import Reading

CHAINS = 12
PLAN = Plan(sweeps=100, burn_in=60)
HIDING = Plan(sweeps=60, burn_in=40)
PROOF_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Results:
    """Everything one run finds; `draws` is how many completions the shares are of."""

    inputs: Inputs
    findings: Findings
    doubts: tuple[Doubt, ...]
    proofs: tuple[Proof, ...]
    shares: Mapping[tuple[str, Column], float]
    draws: int


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the check is right: on hidden facts, and on invented worlds by their kind."""

    given_back: GivenBack | None = None
    scores: Mapping[str, Score] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calibrate:
    """What to calibrate with: hidden real facts, and a number of invented worlds."""

    hide: bool = False
    worlds: int = 0


def inputs_from(reading: Reading) -> Inputs:
    """The inputs of the check, with one of each pair of campuses that coincide.

    Raises:
        TableError: when the tables contradict themselves, beyond what is known.
        SiteError: when there is no report.
    """
    if reading.report is None or not reading.report_tables:
        raise SiteError("Er is geen rapport om aan te toetsen: data/rapport ontbreekt.")
    tables, printed = tables_of(reading)
    inputs = inputs_of(reading, tables)
    differences = reading.report.check.differences if reading.report.check else ()
    known = {(found.dimension, found.term): (found.chapter_3, found.chapter_4) for found in differences}
    check_tables(inputs, printed, known)
    return without_twins(inputs)


def run(inputs: Inputs, progress: Progress, plan: Plan = PLAN, chains: int = CHAINS) -> Results:
    """The check itself; the seeds are fixed, so the same inputs give the same results."""
    findings = find_conflicts(inputs.with_statements(exclusive(inputs.statements)), progress)
    plans = [plan.with_seed(plan.seed + number) for number in range(chains)]
    found = shares(inputs, merge(list(each(partial(_draws, inputs), plans, "trekkingen: keten", progress))))
    worst = tuple(doubts(inputs, found))
    doubted = {doubt.statement for doubt in worst}
    clean = inputs.with_statements(exclusive(fact for fact in inputs.statements if fact not in doubted))
    return Results(
        inputs=inputs,
        findings=findings,
        doubts=worst,
        proofs=tuple(
            proof
            for proofs in each(partial(_proofs, clean), column_groups(clean), "bewijzen: tabelrij", progress)
            for proof in proofs
        ),
        shares=found,
        draws=chains * plan.sweeps,
    )


def measure(inputs: Inputs, calibrate: Calibrate, progress: Progress) -> Measured:
    """How often the check is right."""
    given_back = hide_each_tenth(inputs, HIDING, progress) if calibrate.hide else None
    return Measured(given_back, _scores(inputs, calibrate.worlds, progress))


def _draws(inputs: Inputs, plan: Plan) -> Draws:
    """The draws of one chain."""
    return Chain(inputs, plan).run()


def _proofs(inputs: Inputs, rows: tuple[Row, ...]) -> tuple[Proof, ...]:
    """What can be proved of one column, or of the practice levels together."""
    return prove(inputs, groups=[rows])


def _scores(inputs: Inputs, worlds: int, progress: Progress) -> dict[str, Score]:
    """Scores on worlds that tell what is not so too, and on worlds that only tell what is."""
    kinds = {"bedachte_werelden": True, "bedachte_werelden_alleen_ja": False} if worlds else {}
    return {
        kind: score_worlds(inputs, range(worlds), tell_no, PROOF_COLUMNS, progress) for kind, tell_no in kinds.items()
    }
