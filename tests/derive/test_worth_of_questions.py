"""What a question is worth equals what happens when its answer stands in the record: the catalogue is derived again."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, TODAY
from helpers import changed as changed_record

from site_src.derive.catalogue import Catalogue, derive
from site_src.derive.gaps import gaps_of
from site_src.derive.insight.questions.choices import HOW, IN_CLASS, IN_GROUP, Offered, Stand, standing
from site_src.derive.insight.questions.worth import FACTS, Question
from site_src.model.initiative import Initiative
from site_src.read.records import Reading, read_data
from site_src.read.settings import read_settings

Tree = Callable[..., Path]
Outcomes = dict[str, dict[object, object]]
SAMPLES, FEW = 6, 3
#: by hand: the record, its field, the term, and what each answer would add to the record
BY_HAND: list[tuple[str, str, str, list[Mapping[str, Any]]]] = [
    ("maak-o-theek", "status", "", [{"status": "actief"}, {"status": "gewijzigd"}, {"status": "gestopt"}]),
    ("first-lego-league", "gratis_vervoer", "", [{"gratis_vervoer": True}, {"gratis_vervoer": False}]),
    ("aan-de-bak-garantie", "kosten", "", [{"kosten": "€ 10 (2026)"}, {"kosten": "gratis"}]),
    ("aan-de-bak-garantie", "rolmodellen", "", [{"rolmodellen": True}, {"rolmodellen": False}]),
    ("aan-de-bak-garantie", "praktijk", "", [{"praktijk": "veel"}, {"praktijk": "deels"}, {"praktijk": "geen"}]),
    ("aan-de-bak-garantie", "deelname", "", [{"deelname": d} for d in ("met-de-klas", "zelf-met-ouders", "allebei")]),
    ("on-stage-delft", "doelgroepen", "ouders", [{"doelgroepen": ["ouders"]}, {"niet": {"doelgroepen": ["ouders"]}}]),
    ("on-stage-delft", "branches", "bouw", [{"branches": ["bouw"]}, {"niet": {"branches": ["bouw"]}}]),
    ("aan-de-bak-garantie", "taal", "nederlands", [{"taal": ["nederlands"]}, {"niet": {"taal": ["nederlands"]}}]),
    ("first-lego-league", "groep_van", "", [{"groep_van": year} for year in range(1, 9)]),
    ("aan-de-bak-garantie", "contact", "", [{"contact": {"telefoon": "010 123 45 67"}}]),
    ("aan-de-bak-garantie", "duur", "", [{"duur": "een ochtend"}]),
]


def outcomes(catalogue: Catalogue) -> Outcomes:
    """Everything that an answer may change, from the catalogue alone."""
    stopped = {item.id for item in catalogue.initiatives if item.status == "gestopt"}
    choices: dict[object, object] = {
        (facet.id, value.query if facet.id != "gemeente" else value.label.nl): (
            set(value.members) - stopped, set(value.members) & stopped, set(value.probable),
            set(value.excluded), set(value.unknown),
        )
        for facet in catalogue.facets
        for value in facet.values
    }  # fmt: skip
    offered = Offered({}, catalogue.settings.questions)
    for item in catalogue.initiatives:
        stand = Stand(item, catalogue.knowledge.known[item.id], catalogue.reach[item.id])
        for choice, level in standing(stand, (IN_GROUP, IN_CLASS, HOW), offered).items():
            choices.setdefault(choice, set())
            choices[choice] |= {(item.id, level)}  # type: ignore[operator]
    verdicts: dict[object, object] = {
        (gap.kind, *gap.key): (gap.direction, gap.strength) for gap in gaps_of(catalogue).values()
    }
    scores: dict[object, object] = {
        (score.initiative, name): met for score in catalogue.insights.scores for name, met in score.factors.items()
    }
    scores |= {(item.id, FACTS): len(item.filled) for item in catalogue.initiatives}
    return {"choices": choices, "verdicts": verdicts, "scores": scores}


def changed(before: Outcomes, afters: Sequence[Outcomes]) -> dict[str, set[object]]:
    """What is other than before in at least one of the outcomes."""
    return {
        kind: {key for after in afters for key in own | after[kind] if own.get(key) != after[kind].get(key)}
        for kind, own in before.items()
    }


def asked_about(catalogue: Catalogue, initiative: str, field: str, term: str) -> Question:
    """The question about a field or a term that is not known."""
    (found,) = [
        question
        for question in catalogue.questions
        if (question.asked.initiative, question.asked.field.name, question.asked.term) == (initiative, field, term)
        and not question.asked.old
    ]
    return found


def with_record(reading: Reading, item: Initiative) -> Outcomes:
    """The outcomes of a catalogue that is derived with another record in the place of the one with its id."""
    rows = [replace(row, record=item) if row.record.id == item.id else row for row in reading.initiatives]
    return outcomes(derive(replace(reading, initiatives=rows), read_settings(ROOT / "content"), TODAY))


def answered(item: Initiative, answer: Mapping[str, Any]) -> Initiative:
    """The record as it would be read with the answer in its file: lists grow, all else is set."""
    record = item.model_dump(by_alias=True, exclude_none=True)
    for name, value in answer.items():
        if name == "niet":
            old = record.get("niet", {})
            record["niet"] = old | {field: (*old.get(field, ()), *terms) for field, terms in value.items()}
        else:
            record[name] = (*record.get(name, ()), *value) if isinstance(value, list) else value
    return Initiative.model_validate(record)


@pytest.fixture(scope="module")
def before(catalogue: Catalogue) -> Outcomes:
    """The outcomes of the records as they are."""
    return outcomes(catalogue)


def worth(question: Question) -> dict[str, set[object]]:
    """Which choices, verdicts and scores it says that it could change."""
    told, about = question.worth, question.asked.initiative
    return {"choices": {*told.choices}, "verdicts": {*told.verdicts}, "scores": {(about, name) for name in told.scores}}


@pytest.mark.parametrize(("initiative", "field", "term", "answers"), BY_HAND, ids=lambda part: str(part)[:24])
def test_a_question_is_worth_what_changes_when_each_of_its_answers_is_written_in_the_record(
    initiative: str, field: str, term: str, answers: list[Mapping[str, Any]],
    catalogue: Catalogue, reading: Reading, before: Outcomes,
) -> None:  # fmt: skip
    item = catalogue.by_id[initiative]
    found = changed(before, [with_record(reading, answered(item, answer)) for answer in answers])
    assert worth(asked_about(catalogue, initiative, field, term)) == found


def sampled(catalogue: Catalogue) -> list[Question]:
    """Questions with few answers of each field, unknown and old, some that could change a verdict, and a place."""
    order = [question for question in catalogue.questions if len(question.asked.replies) <= FEW]
    random.Random(20261121).shuffle(order)
    kinds: dict[object, Question] = {}
    for question in order:
        kinds.setdefault((question.asked.field.name, question.asked.old), question)
    place = next(question for question in catalogue.questions if question.asked.field.name == "locaties")
    return [place, *kinds.values(), *[question for question in order if question.worth.verdicts][:SAMPLES]]


def test_questions_of_every_kind_are_worth_what_a_new_derivation_counts(
    catalogue: Catalogue, reading: Reading, before: Outcomes
) -> None:
    derived = cache(lambda item: with_record(reading, item))
    wrong = []
    for question in sampled(catalogue):
        item = catalogue.by_id[question.asked.initiative]
        afters = []
        for reply in question.asked.replies:
            values = {name: getattr(item, name) for name in Initiative.model_fields} | dict(reply.update)
            afters.append(derived(Initiative.model_construct(**values)))
        found = changed(before, afters)
        if worth(question) != found:
            wrong.append((question.asked.initiative, question.asked.field.name, question.asked.term, found))
    assert wrong == []


def test_an_answer_that_makes_a_term_rarer_in_the_region_changes_that_verdict(tree: Tree) -> None:
    def school(number: int, types: str, *more: str) -> str:
        own = changed_record(id=f"id: nr-{number}", naam=f"naam: Nr {number}", schooltypen=f"schooltypen: {types}")
        return own + "".join(f"{line}\n" for line in more)

    whole = "volledig: [schooltypen]"
    texts = [school(0, "[vmbo]"), school(1, "[po, vmbo]"), *(school(n, "[vmbo]", whole) for n in range(2, 10))]
    reading = read_data(tree({f"initiatieven/nr-{n}.yml": text for n, text in enumerate(texts)}))
    catalogue = derive(reading, read_settings(ROOT / "content"), TODAY)
    question = asked_about(catalogue, "nr-0", "schooltypen", "po")
    answers = [{"schooltypen": ["po"]}, {"niet": {"schooltypen": ["po"]}}]
    afters = [with_record(reading, answered(catalogue.by_id["nr-0"], answer)) for answer in answers]
    assert ("regio", "schooltype", "po", "") in question.worth.verdicts
    assert worth(question) == changed(outcomes(catalogue), afters)


def test_nothing_is_asked_of_what_has_stopped_and_the_best_question_comes_first(catalogue: Catalogue) -> None:
    totals = [question.worth.total for question in catalogue.questions]
    assert totals == sorted(totals, reverse=True) and totals[0] > 0
    stopped = {item.id for item in catalogue.initiatives if item.status == "gestopt"}
    assert stopped and not stopped & {question.asked.initiative for question in catalogue.questions}
