"""A form becomes a valid record, a valid change, or a friendly answer; nothing else can come out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from site_src.derive.facets import slug
from site_src.maintenance.contributions.answer_parsing import (
    contact,
    initiative_in,
    one_line,
    place,
    source_of,
    value_of,
)
from site_src.maintenance.contributions.case import Case
from site_src.maintenance.contributions.duplicates import lookalikes
from site_src.maintenance.contributions.form_parsing import Submission
from site_src.maintenance.contributions.not_understood import ByHand, Choice, NotUnderstood, Settled
from site_src.maintenance.contributions.plain_text import plain_words
from site_src.maintenance.contributions.proposal import Kind, Outcome
from site_src.maintenance.contributions.record_editing import NotEditable, edited
from site_src.maintenance.contributions.reply import Reply, language_of
from site_src.maintenance.contributions.term_parsing import denied, terms_in, with_denied
from site_src.maintenance.contributions.typing_errors import meant
from site_src.maintenance.new_record import SCHEMA_LINE, check_text, to_yaml
from site_src.model.fields import field_named, fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, Severity
from site_src.read.located import Located
from site_src.read.records import Reading
from site_src.render import routes
from site_src.render.forms.issue_forms import LANGUAGES, NEW, RIGHT, WRONG, Form, labels

#: other words for a field than its label and its name
ALSO_CALLED = {
    "locaties": ("locatie", "adres", "plek", "waar", "address", "location", "place", "where"),
    "kosten": ("prijs", "price", "cost", "fee"),
    "contact": ("email", "e mail", "telefoon", "telefoonnummer", "mail", "phone", "telephone"),
    "gratis_vervoer": ("vervoer", "transport"),
    "website": ("site", "web address", "webadres", "link"),
}


def handle(
    sent: Submission, reading: Reading, forms: Mapping[str, Form], today: dt.date, site: str = "", *,
    by_mail: bool = False,
) -> Outcome:  # fmt: skip
    """What becomes of a form; writes nothing. Whatever is wrong with it ends up in the answer."""
    reply = Reply(language_of(sent), reading.vocabulary, by_mail)
    if not sent.form:
        return Outcome(Kind.NONE, reply.no_form(sent), number=sent.number)
    case = Case(sent, forms[sent.form], reading, min(sent.day or today, today), reply, site)
    steps = {NEW: _new, WRONG: _wrong, RIGHT: _right}
    if reasons := case.lacking():
        return case.refused(reasons)
    try:
        outcome = steps[sent.form](case)
    except NotUnderstood as error:
        return case.refused([error])
    except NotEditable:
        return case.refused([ByHand("melding.niet_te_bewerken")])
    return replace(outcome, number=sent.number)


def _checked(case: Case, outcome: Outcome, said: str, rows: str, links: str = "") -> Outcome:
    """The outcome when its record passes every rule, else an answer with what each rule says."""
    reading = case.reading
    others = replace(reading, initiatives=[item for item in reading.initiatives if item.record.id != outcome.id])
    shown = f"{reading.folder.name}/initiatieven/{outcome.id}.yml"
    problems = check_text(others, outcome.text, shown, case.day)
    wrong = [_told(problem) for problem in problems if problem.severity is Severity.ERROR]
    if wrong:
        return case.refused(wrong)
    notes = [*case.notes, *(_told(problem) for problem in problems if problem.severity is Severity.WARNING)]
    notes += case.beside()
    return replace(outcome, message=case.reply.done(said, rows, notes, links))


def _told(problem: Problem) -> NotUnderstood:
    return NotUnderstood("melding.regel", zin=f"{problem.message} {problem.hint}".strip())


def _new(case: Case) -> Outcome:
    sent, reading, day = case.sent, case.reading, case.day
    name = one_line(sent.answers["naam"])
    item_id = slug(name[:400])[:80].strip("-")
    if not item_id:
        raise NotUnderstood("melding.geen_naam")
    path = reading.folder / "initiatieven" / f"{item_id}.yml"
    if item_id in {item.record.id for item in reading.initiatives} or path.exists() or path.is_symlink():
        raise NotUnderstood("melding.bestaat", id=item_id)
    values, trouble = _values(case)
    source: dict[str, Any] = {}
    try:
        source = _source(case, [])
    except NotUnderstood as error:
        trouble.append(error)
    if trouble:
        return case.refused(trouble, {"naam": name, **values})
    told = {"naam": name, **values}
    values |= {"id": item_id, "naam": name, "status": "actief", "gecontroleerd": day}
    facts = [field.name for field in fields_of(Initiative) if field.spec.sourced and field.name in values]
    values["bronnen"] = [source | {"velden": facts}]
    order = [field.name for field in fields_of(Initiative) if field.name in values]
    text = SCHEMA_LINE + to_yaml({name: values[name] for name in order})
    outcome = Outcome(Kind.NEW, "", item_id, text, f"Nieuw initiatief: {item_id}")
    key = "melding.nieuw_zonder_plek" if "locaties" in values else "melding.nieuw"
    said = case.reply.sentence(NotUnderstood(key, id=item_id))
    alike = lookalikes(values, (item.record for item in reading.initiatives))
    return _checked(
        case, outcome, said, case.reply.table(told | {"bronnen": [source]}), case.reply.alike(alike, _page(case.site))
    )


def _page(site: str) -> str:
    return f"{site.rstrip('/')}{routes.initiative('{id}')}" if site else ""


def _values(case: Case) -> tuple[dict[str, Any], list[NotUnderstood]]:
    """The answers as values, and for each that can't be one why."""
    answers, vocabulary = case.sent.answers, case.reading.vocabulary
    reached = " ".join(answers[key] for key in ("email", "telefoon") if key in answers)
    readers: dict[str, Callable[[], Any]] = {
        alias: partial(value_of, alias, text, vocabulary, case.notes)
        for alias, text in answers.items()
        if alias not in {"naam", "bron", "adres", "email", "telefoon"}
    }
    readers |= {"contact": partial(contact, reached)} if reached else {}
    readers |= {"locaties": partial(place, answers["adres"])} if "adres" in answers else {}
    values: dict[str, Any] = {}
    trouble = []
    for alias, reader in readers.items():
        try:
            values[alias] = reader()
        except NotUnderstood as error:
            trouble.append(error.about(field_named(Initiative, alias)))
    return values, trouble


def _source(case: Case, facts: list[str]) -> dict[str, Any]:
    try:
        reference, certainty = source_of(case.sent.answers["bron"], case.reading.report)
    except NotUnderstood as error:
        raise error.about(case.asked("bron")) from None
    return {"velden": facts, "bron": reference, "geraadpleegd": case.day, "zekerheid": certainty}


def _wrong(case: Case) -> Outcome:
    item, alias = _meant(case), _field(case)
    if no := denied(alias, case.sent.answers["waarde"], case.reading.vocabulary):
        return _denied(case, item, alias, no)
    old = _value_of(item, alias)
    try:
        value = value_of(alias, case.sent.answers["waarde"], case.reading.vocabulary, case.notes)
    except NotUnderstood as error:
        raise error.about(field_named(Initiative, alias)) from None
    if alias == "locaties" and old:
        raise ByHand("melding.met_de_hand_plek")
    if alias == "contact" and isinstance(old, dict):
        value = old | value
    if value == old:
        raise Settled("melding.zelfde", veld=field_named(Initiative, alias))
    source = _source(case, [alias]) if field_named(Initiative, alias).spec.sourced else None
    if source and alias == "status" and value == "onbekend":
        raise ByHand("melding.met_de_hand_status")
    if gone := [one for one in old if one not in value] if isinstance(old, list) and isinstance(value, list) else []:
        case.notes.append(NotUnderstood("melding.valt_weg", waarde=case.reply.shown(alias, gone)))
    text = edited(_text_of(item, case.reading), {alias: value}, source)
    outcome = Outcome(Kind.EDIT, "", item.record.id, text, f"{item.record.id}: {alias}")
    note = NotUnderstood("melding.wijziging", veld=field_named(Initiative, alias), id=item.record.id)
    return _checked(case, outcome, case.reply.sentence(note), case.reply.table({alias: value}, {alias: old}))


def _denied(case: Case, item: Located[Initiative], alias: str, no: str) -> Outcome:
    """The terms go to what is ruled out; what the list says yes to, only an editor takes away."""
    field, vocabulary = field_named(Initiative, alias), case.reading.vocabulary
    try:
        terms = terms_in(no, field, vocabulary, case.notes, many=True)
    except NotUnderstood as error:
        raise error.about(field) from None
    listed = _value_of(item, alias)
    if set(terms) & set(listed if isinstance(listed, list) else [listed]):
        raise ByHand("melding.met_de_hand", wat=one_line(case.sent.answers["waarde"])[:80], raad="")
    old = _value_of(item, "niet")
    value = with_denied(old, alias, terms, vocabulary)
    if value == old:
        raise Settled("melding.zelfde", veld=field)
    text = edited(_text_of(item, case.reading), {"niet": value}, _source(case, ["niet"]))
    outcome = Outcome(Kind.EDIT, "", item.record.id, text, f"{item.record.id}: niet bij {alias}")
    shown = case.reply.shown(alias, terms)
    note = NotUnderstood("melding.niet", veld=field, id=item.record.id, termen=shown)
    return _checked(case, outcome, case.reply.sentence(note), "")


def _right(case: Case) -> Outcome:
    item, day = _meant(case), case.day
    if item.record.checked >= day:
        raise Settled("melding.al_nagekeken", dag=item.record.checked)
    text = edited(_text_of(item, case.reading), {"gecontroleerd": day})
    outcome = Outcome(Kind.CONFIRM, "", item.record.id, text, f"{item.record.id}: nagekeken op {day}")
    said = case.reply.sentence(NotUnderstood("melding.bevestiging", id=item.record.id, dag=day))
    return _checked(case, outcome, said, "")


def _meant(case: Case) -> Located[Initiative]:
    items = case.reading.initiatives
    try:
        item_id = initiative_in(case.sent.answers["initiatief"], [(item.record.id, item.record.name) for item in items])
    except NotUnderstood as error:
        raise error.about(case.asked("initiatief")) from None
    return next(item for item in items if item.record.id == item_id)


def _field(case: Case) -> str:
    """The Dutch name of the field that is meant, by its label in any language or another word for it."""
    names = {plain_words(word): alias for alias, words in ALSO_CALLED.items() for word in words}
    names |= {plain_words(label): alias for code in LANGUAGES for alias, label in labels(code).items()}
    names |= {plain_words(alias): alias for alias in labels()}
    typed = one_line(case.sent.answers["veld"])
    said = plain_words(typed)
    if found := names.get(said) or meant(said, names):
        return found
    advice = Choice(said[:80], list(labels(case.reply.language.code).values()), only_near=True)
    raise ByHand("melding.met_de_hand", wat=typed[:80], raad=advice)


def _value_of(item: Located[Initiative], alias: str) -> Any:
    data = item.document.data
    return data.get(alias) if isinstance(data, dict) else None


def _text_of(item: Located[Initiative], reading: Reading) -> str:
    path = reading.folder / "initiatieven" / Path(item.document.file).name
    return path.read_text(encoding="utf-8-sig")
