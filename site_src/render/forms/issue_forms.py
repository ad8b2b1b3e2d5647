"""The forms for people without git, made from the model: a new initiative, a correction, a confirmation.

One description serves four ends: the issue forms on GitHub, the same form as text for a mail, the links that fill it
in, and the reading of what comes back (`python build.py from-issue`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from site_src.model.fields import Kind, RecordField, field_named, fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Contact, Location
from site_src.model.values import SUMMARY_LENGTH
from site_src.model.vocabulary import Vocabulary

NEW, WRONG, RIGHT = "nieuw-initiatief", "er-klopt-iets-niet", "klopt-nog"
LABEL = "formulier"
YES_NO = (("Ja", "ja"), ("Nee", "nee"))
CORRECTABLE = tuple(field.name for field in fields_of(Initiative) if field.spec.correctable)
SOURCE_HELP = "Het webadres waar het staat. Werk je zelf bij het initiatief? Schrijf dan: opgave."
PUBLIC = "Alles wat je hier invult is openbaar. Zet er geen privégegevens in."
WEBSITE = "https://www.voorbeeld.nl/"  # what an address looks like


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `options` are (what a person reads, what a record says)."""

    id: str
    label: str
    help: str = ""
    kind: str = "input"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    example: str = ""

    @property
    def several(self) -> bool:
        """Whether more than one option may be chosen."""
        return self.kind == "checkboxes"


@dataclass(frozen=True, slots=True)
class Form:
    """One form; its id is the name of the file below .github/ISSUE_TEMPLATE."""

    id: str
    name: str
    about: str
    title: str
    intro: str
    questions: tuple[Question, ...]


def issue_forms(vocabulary: Vocabulary) -> dict[str, Form]:
    """The three forms by id."""
    return {form.id: form for form in (_new(vocabulary), _wrong(), _right())}


@cache
def labels() -> dict[str, str]:
    """Dutch name of each field that may be corrected -> how people know it."""
    return {name: field_named(Initiative, name).spec.nl for name in CORRECTABLE}


def _new(vocabulary: Vocabulary) -> Form:
    asked = [field for field in fields_of(Initiative) if field.spec.asked]
    questions = [question for field in asked for question in _questions(field, vocabulary)]
    source = Question(
        "bron", "Hoe weet je dit?", SOURCE_HELP, required=True, example="https://www.voorbeeld.nl/over-ons"
    )
    intro = "Je hoeft niet alles te weten: laat een vraag open als je twijfelt. Alleen de naam en de bron moeten."
    return Form(NEW, "Nieuw initiatief", "Een activiteit over techniek of IT die nog niet op de site staat.",
                "Nieuw initiatief: ", intro, (*questions, source))  # fmt: skip


def _questions(field: RecordField, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions about one field of a record; a contact is two, a place is an address."""
    name, spec = field.name, field.spec
    if field.part is Contact:
        return (
            Question("email", "E-mailadres", "Van de organisatie, niet van een persoon.", example="info@voorbeeld.nl"),
            Question(
                "telefoon", "Telefoonnummer", "Van de organisatie, niet van een persoon.", example="088 123 45 67"
            ),
        )
    if field.part is Location:
        return (
            Question("adres", "Adres", "Straat, nummer, postcode en plaats.", example="Schoolstraat 1, 1234 AB Dorp"),
        )
    if spec.term:
        options = tuple((term.label.nl, term.id) for term in vocabulary.terms(spec.term))
        return (Question(name, spec.nl, spec.help, "checkboxes" if field.several else "dropdown", options),)
    if field.kind is Kind.FLAG:
        return (Question(name, spec.nl, spec.help.removesuffix(": true of false.") + ".", "dropdown", YES_NO),)
    help_text = spec.help + (" Zet een komma tussen de namen." if field.several else "")
    return (Question(name, spec.nl, help_text, "textarea" if field.long else "input", required=name == "naam",
                     example=spec.example or (WEBSITE if name == "website" else "")),)  # fmt: skip


def _which() -> Question:
    return Question("initiatief", "Welk initiatief?", "De naam, of het adres van de pagina op de site.", required=True,
                 example="techniek-op-school")  # fmt: skip


def _wrong() -> Form:
    names = ", ".join(labels().values())
    what = f"Kies uit: {names}. Gaat het over iets anders? Schrijf dan: iets anders."
    value = f"Schrijf het hele antwoord op, niet alleen wat erbij komt. Een samenvatting is hooguit {SUMMARY_LENGTH} "
    return Form(
        WRONG, "Er klopt iets niet", "Een feit bij een initiatief is fout, oud of nog niet ingevuld.",
        "Er klopt iets niet: ",
        "Gaat het over meer dan één ding? Stuur dan voor elk een formulier, dat leest sneller.",
        (
            _which(),
            Question("veld", "Wat klopt er niet?", what, required=True, example="Kosten"),
            Question("waarde", "Wat moet er staan?", value + "tekens.", "textarea", required=True),
            Question("bron", "Hoe weet je dit?", SOURCE_HELP, required=True, example="https://www.voorbeeld.nl/kosten"),
        ),
    )  # fmt: skip


def _right() -> Form:
    sure = (("Ja, ik heb alles op de pagina gelezen en het klopt nog.", "ja"),)
    return Form(
        RIGHT, "Ik heb dit gecontroleerd, het klopt nog", "Alle feiten op de pagina van een initiatief kloppen.",
        "Het klopt nog: ", "Dank je wel. De pagina krijgt de datum van vandaag bij ‘nagekeken op’.",
        (_which(), Question("zeker", "Heb je alles nagekeken?", "", "checkboxes", sure, required=True)),
    )  # fmt: skip


def as_github(form: Form) -> str:
    """An issue form of GitHub. Source of the format: GitHub Docs, "Syntax for issue forms"."""
    intro = {"type": "markdown", "attributes": {"value": f"{form.intro}\n\n{PUBLIC}\n"}}
    data = {"name": form.name, "description": form.about, "title": form.title, "labels": [LABEL, form.id],
            "body": [intro, *(_element(question) for question in form.questions)]}  # fmt: skip
    head = "# Gemaakt uit het model met: python build.py forms\n"
    return head + yaml.dump(data, allow_unicode=True, sort_keys=False, width=110)


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.help:
        attributes["description"] = question.help
    if question.kind == "checkboxes":
        must = {"required": True} if question.required else {}
        attributes["options"] = [{"label": label, **must} for label, _ in question.options]
        return {"type": question.kind, "id": question.id, "attributes": attributes}
    if question.kind == "dropdown":
        attributes["options"] = [label for label, _ in question.options]
    elif question.example:
        attributes["placeholder"] = question.example
    return {
        "type": question.kind,
        "id": question.id,
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def as_mail(form: Form, values: Mapping[str, str]) -> str:
    """The same form as text, for people who would rather send a mail."""
    lines = [f"{form.name}. {form.intro}", ""]
    for question in form.questions:
        lines += [f"### {question.label}", ""]
        options = [f"[ ] {label}" if question.several else label for label, _ in question.options]
        if question.several:
            lines += options
        elif question.id in values:
            lines.append(values[question.id])
        elif options:
            lines.append(f"({' / '.join(options)})")
        lines.append("")
    return "\n".join(lines)


def made_issue_forms(vocabulary: Vocabulary) -> dict[str, str]:
    """Path below the project -> text of each issue form."""
    forms = issue_forms(vocabulary).values()
    return {f".github/ISSUE_TEMPLATE/{form.id}.yml": as_github(form) for form in forms}
