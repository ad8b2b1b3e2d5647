"""The forms for people without git, made from the model: a new initiative, a correction, a confirmation.

One description serves four ends: the issue forms on GitHub, the same form as text for a mail, the links that fill it
in, and the reading of what comes back (`python build.py from-issue`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from site_src.model.fields import SUMMARY_LENGTH, Described, described
from site_src.model.initiative import Initiative
from site_src.model.vocabulary import Vocabulary

NEW, WRONG, RIGHT = "nieuw-initiatief", "er-klopt-iets-niet", "klopt-nog"
LABEL = "formulier"
SEVERAL = {"schooltypen", "doelgroepen", "activiteiten", "branches"}
YES_NO = (("Ja", "ja"), ("Nee", "nee"))
NOT_ASKED = {"id", "categorie", "ook_rond", "opvolger", "veranderingen", "momenten", "gecontroleerd", "bronnen",
             "status", "samenvatting_en", "onderdeel_van"}  # fmt: skip
CORRECTABLE = ("naam", "onderdeel_van", "organisatie", "website", "samenvatting", "samenvatting_en", "bereik",
               "categorie", "schooltypen", "groepen", "doelgroepen", "activiteiten", "praktijk", "branches",
               "rolmodellen", "gratis_vervoer", "kosten", "contact", "locaties", "werkgebied", "status")  # fmt: skip
SOURCE_HELP = "Het webadres waar het staat. Werk je zelf bij het initiatief? Schrijf dan: opgave."
PUBLIC = "Alles wat je hier invult is openbaar. Zet er geen privégegevens in."


@dataclass(frozen=True, slots=True)
class Field:
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
    fields: tuple[Field, ...]


def issue_forms(vocabulary: Vocabulary) -> dict[str, Form]:
    """The three forms by id."""
    return {form.id: form for form in (_new(vocabulary), _wrong(), _right())}


def labels() -> dict[str, str]:
    """Dutch name of each field that may be corrected -> how people know it."""
    specs = {alias: spec for _, alias, spec in described(Initiative)}
    return {alias: specs[alias].nl for alias in CORRECTABLE}


def _new(vocabulary: Vocabulary) -> Form:
    asked = [(alias, spec) for _, alias, spec in described(Initiative) if alias not in NOT_ASKED]
    fields = [field for alias, spec in asked for field in _fields(alias, spec, vocabulary)]
    source = Field("bron", "Hoe weet je dit?", SOURCE_HELP, required=True, example="https://www.voorbeeld.nl/over-ons")
    intro = "Je hoeft niet alles te weten: laat een vraag open als je twijfelt. Alleen de naam en de bron moeten."
    return Form(NEW, "Nieuw initiatief", "Een activiteit over techniek of IT die nog niet op de site staat.",
                "Nieuw initiatief: ", intro, (*fields, source))  # fmt: skip


def _fields(alias: str, spec: Described, vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The questions about one field of a record; a contact is two, a place is an address."""
    if alias == "contact":
        return (
            Field("email", "E-mailadres", "Van de organisatie, niet van een persoon.", example="info@voorbeeld.nl"),
            Field("telefoon", "Telefoonnummer", "Van de organisatie, niet van een persoon.", example="010 123 45 67"),
        )
    if alias == "locaties":
        return (Field("adres", "Adres", "Straat, nummer, postcode en plaats.", example="Coolsingel 40, Rotterdam"),)
    if spec.term:
        options = tuple((term.label.nl, term.id) for term in vocabulary.terms(spec.term))
        return (Field(alias, spec.nl, spec.help, "checkboxes" if alias in SEVERAL else "dropdown", options),)
    if alias in {"rolmodellen", "gratis_vervoer"}:
        return (Field(alias, spec.nl, spec.help.removesuffix(": true of false.") + ".", "dropdown", YES_NO),)
    kind = "textarea" if alias == "samenvatting" else "input"
    help_text = spec.help + (" Zet een komma tussen de namen." if alias == "werkgebied" else "")
    return (Field(alias, spec.nl, help_text, kind, required=alias == "naam", example=spec.example),)


def _which() -> Field:
    return Field("initiatief", "Welk initiatief?", "De naam, of het adres van de pagina op de site.", required=True,
                 example="jinc-techniekdagen")  # fmt: skip


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
            Field("veld", "Wat klopt er niet?", what, required=True, example="Kosten"),
            Field("waarde", "Wat moet er staan?", value + "tekens.", "textarea", required=True),
            Field("bron", "Hoe weet je dit?", SOURCE_HELP, required=True, example="https://www.voorbeeld.nl/kosten"),
        ),
    )  # fmt: skip


def _right() -> Form:
    sure = (("Ja, ik heb alles op de pagina gelezen en het klopt nog.", "ja"),)
    return Form(
        RIGHT, "Ik heb dit gecontroleerd, het klopt nog", "Alle feiten op de pagina van een initiatief kloppen.",
        "Het klopt nog: ", "Dank je wel. De pagina krijgt de datum van vandaag bij ‘nagekeken op’.",
        (_which(), Field("zeker", "Heb je alles nagekeken?", "", "checkboxes", sure, required=True)),
    )  # fmt: skip


def as_github(form: Form) -> str:
    """An issue form of GitHub. Source of the format: GitHub Docs, "Syntax for issue forms"."""
    intro = {"type": "markdown", "attributes": {"value": f"{form.intro}\n\n{PUBLIC}\n"}}
    data = {"name": form.name, "description": form.about, "title": form.title, "labels": [LABEL, form.id],
            "body": [intro, *(_element(field) for field in form.fields)]}  # fmt: skip
    head = "# Gemaakt uit het model met: python build.py forms\n"
    return head + yaml.dump(data, allow_unicode=True, sort_keys=False, width=110)


def _element(field: Field) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": field.label}
    if field.help:
        attributes["description"] = field.help
    if field.kind == "checkboxes":
        must = {"required": True} if field.required else {}
        attributes["options"] = [{"label": label, **must} for label, _ in field.options]
        return {"type": field.kind, "id": field.id, "attributes": attributes}
    if field.kind == "dropdown":
        attributes["options"] = [label for label, _ in field.options]
    elif field.example:
        attributes["placeholder"] = field.example
    return {"type": field.kind, "id": field.id, "attributes": attributes, "validations": {"required": field.required}}


def as_mail(form: Form, values: Mapping[str, str]) -> str:
    """The same form as text, for people who would rather send a mail."""
    lines = [f"{form.name}. {form.intro}", ""]
    for field in form.fields:
        lines += [f"### {field.label}", ""]
        options = [f"[ ] {label}" if field.several else label for label, _ in field.options]
        if field.several:
            lines += options
        elif field.id in values:
            lines.append(values[field.id])
        elif options:
            lines.append(f"({' / '.join(options)})")
        lines.append("")
    return "\n".join(lines)


def made_issue_forms(vocabulary: Vocabulary) -> dict[str, str]:
    """Path below the project -> text of each issue form."""
    forms = issue_forms(vocabulary).values()
    return {f".github/ISSUE_TEMPLATE/{form.id}.yml": as_github(form) for form in forms}
