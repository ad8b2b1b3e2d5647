"""A form becomes a valid record, a valid change, or a friendly answer; nothing else can come out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from site_src.derive.facets import slug
from site_src.maintenance.contributions import reply as wording
from site_src.maintenance.contributions.answer_parsing import (
    ByHand,
    NotUnderstood,
    contact,
    initiative_in,
    one_line,
    place,
    source_of,
    value_of,
)
from site_src.maintenance.contributions.form_parsing import Submission, plain_words
from site_src.maintenance.contributions.proposal import Kind, Outcome
from site_src.maintenance.contributions.record_editing import NotEditable, edited
from site_src.maintenance.new_record import SCHEMA_LINE, check_text, to_yaml
from site_src.model.fields import field_named, fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, Severity, suggestion
from site_src.read.located import Located
from site_src.read.records import Reading
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, Form, labels


def handle(sent: Submission, reading: Reading, forms: Mapping[str, Form], today: dt.date) -> Outcome:
    """What becomes of a form; writes nothing. Whatever is wrong with it ends up in the answer."""
    day = min(sent.day or today, today)
    steps = {NEW: _new, WRONG: _wrong, RIGHT: _right}
    if not sent.form:
        return Outcome(Kind.NONE, wording.no_form(), number=sent.number)
    try:
        missing = [
            field.label for field in forms[sent.form].questions if field.required and field.id not in sent.answers
        ]
        if missing:
            raise NotUnderstood(wording.missing(missing))
        outcome = steps[sent.form](sent, reading, day)
    except (NotUnderstood, NotEditable) as error:
        return _answer(sent, [str(error)], by_hand=isinstance(error, ByHand))
    return replace(outcome, number=sent.number)


def _answer(sent: Submission, reasons: list[str], *, by_hand: bool = False) -> Outcome:
    message = wording.answer(reasons, too_long=sent.too_long, by_hand=by_hand)
    return Outcome(Kind.ANSWER, message, number=sent.number)


def _checked(outcome: Outcome, reading: Reading, sent: Submission, day: dt.date, said: str) -> Outcome:
    """The outcome when its record passes every rule, else an answer with what each rule says."""
    others = replace(reading, initiatives=[item for item in reading.initiatives if item.record.id != outcome.id])
    shown = f"{reading.folder.name}/initiatieven/{outcome.id}.yml"
    problems = check_text(others, outcome.text, shown, day)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return _answer(sent, [_told(problem) for problem in problems if problem.severity is Severity.ERROR])
    notes = [_told(problem) for problem in problems if problem.severity is Severity.WARNING]
    return replace(outcome, message=wording.done(said, notes))


def _told(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()


def _new(sent: Submission, reading: Reading, day: dt.date) -> Outcome:
    name = one_line(sent.answers["naam"])
    item_id = slug(name[:400])[:80].strip("-")
    if not item_id:
        raise NotUnderstood("Deze naam heeft geen letters of cijfers. Hoe heet het initiatief?")
    path = reading.folder / "initiatieven" / f"{item_id}.yml"
    if item_id in {item.record.id for item in reading.initiatives} or path.exists() or path.is_symlink():
        raise NotUnderstood(wording.exists(item_id))
    values, trouble = _values(sent.answers, reading)
    if trouble:
        return _answer(sent, trouble)
    values |= {"id": item_id, "naam": name, "status": "actief", "gecontroleerd": day}
    facts = [field.name for field in fields_of(Initiative) if field.spec.sourced and field.name in values]
    values["bronnen"] = [_source(sent.answers["bron"], facts, day, reading)]
    order = [field.name for field in fields_of(Initiative) if field.name in values]
    text = SCHEMA_LINE + to_yaml({name: values[name] for name in order})
    outcome = Outcome(Kind.NEW, "", item_id, text, f"Nieuw initiatief: {item_id}")
    return _checked(outcome, reading, sent, day, wording.new(item_id, placed="locaties" not in values))


def _values(answers: Mapping[str, str], reading: Reading) -> tuple[dict[str, Any], list[str]]:
    """The answers as values, and a sentence for each that can't be one."""
    values: dict[str, Any] = {}
    trouble = []
    rest = {key: text for key, text in answers.items() if key not in {"naam", "bron", "adres", "email", "telefoon"}}
    for alias, text in rest.items():
        try:
            values[alias] = value_of(alias, text, reading.vocabulary)
        except NotUnderstood as error:
            trouble.append(str(error))
    reached = " ".join(answers[key] for key in ("email", "telefoon") if key in answers)
    try:
        values |= {"contact": contact(reached)} if reached else {}
    except NotUnderstood as error:
        trouble.append(str(error))
    values |= {"locaties": place(answers["adres"])} if "adres" in answers else {}
    return values, trouble


def _source(answer: str, facts: list[str], day: dt.date, reading: Reading) -> dict[str, Any]:
    reference, certainty = source_of(answer, reading.report)
    return {"velden": facts, "bron": reference, "geraadpleegd": day, "zekerheid": certainty}


def _wrong(sent: Submission, reading: Reading, day: dt.date) -> Outcome:
    item = _meant(sent, reading)
    alias = _field(sent)
    old = _value_of(item, alias)
    value = value_of(alias, sent.answers["waarde"], reading.vocabulary)
    if alias == "locaties" and old:
        raise ByHand(wording.by_hand("de plek"))
    if alias == "contact" and isinstance(old, dict):
        value = old | value
    if value == old:
        raise NotUnderstood(wording.same(alias))
    sourced = field_named(Initiative, alias).spec.sourced
    source = _source(sent.answers["bron"], [alias], day, reading) if sourced else None
    if source and alias == "status" and value == "onbekend":
        raise ByHand(wording.by_hand("de status"))
    text = edited(_text_of(item, reading), {alias: value}, source)
    outcome = Outcome(Kind.EDIT, "", item.record.id, text, f"{item.record.id}: {alias}")
    return _checked(outcome, reading, sent, day, wording.edit(item.record.id, labels()[alias]))


def _right(sent: Submission, reading: Reading, day: dt.date) -> Outcome:
    item = _meant(sent, reading)
    if item.record.checked >= day:
        raise NotUnderstood(wording.already(item.record.checked))
    text = edited(_text_of(item, reading), {"gecontroleerd": day})
    outcome = Outcome(Kind.CONFIRM, "", item.record.id, text, f"{item.record.id}: nagekeken op {day}")
    return _checked(outcome, reading, sent, day, wording.confirm(item.record.id, day))


def _meant(sent: Submission, reading: Reading) -> Located[Initiative]:
    known = [(item.record.id, item.record.name) for item in reading.initiatives]
    item_id = initiative_in(sent.answers["initiatief"], known)
    return next(item for item in reading.initiatives if item.record.id == item_id)


def _field(sent: Submission) -> str:
    names = {plain_words(name): alias for alias, label in labels().items() for name in (label, alias)}
    names |= {"locatie": "locaties", "adres": "locaties", "plek": "locaties", "prijs": "kosten", "email": "contact",
              "e mail": "contact", "telefoon": "contact", "vervoer": "gratis_vervoer"}  # fmt: skip
    said = plain_words(sent.answers["veld"])
    if said in names:
        return names[said]
    hint = suggestion(said[:80], list(labels().values()))
    raise ByHand(wording.by_hand(f"“{one_line(sent.answers['veld'])[:80]}”", hint if "Bedoelde" in hint else ""))


def _value_of(item: Located[Initiative], alias: str) -> Any:
    data = item.document.data
    return data.get(alias) if isinstance(data, dict) else None


def _text_of(item: Located[Initiative], reading: Reading) -> str:
    path = reading.folder / "initiatieven" / Path(item.document.file).name
    return path.read_text(encoding="utf-8-sig")
