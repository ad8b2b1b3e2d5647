"""The forms for people without git, made from the model: a new initiative, a correction, a confirmation.

One description serves four ends: the issue forms on GitHub, the same form as text for a mail, the links that fill it
in, and the reading of what comes back (`python build.py from-issue`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from site_src.model.fields import Kind, RecordField, field_named, fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Contact, Location
from site_src.model.texts import HOUSE_LANGUAGE, Meaning, unmarked
from site_src.model.values import SUMMARY_LENGTH
from site_src.model.vocabulary import Term, Vocabulary

LANGUAGES = {HOUSE_LANGUAGE, "en"}  # those that the model is described in
NEW, WRONG, RIGHT = "nieuw-initiatief", "er-klopt-iets-niet", "klopt-nog"
LABEL = "formulier"
YES_NO = ((Meaning("Ja", "Yes"), "ja"), (Meaning("Nee", "No"), "nee"))
CORRECTABLE = tuple(field.name for field in fields_of(Initiative) if field.spec.correctable)
SOURCE = Meaning("Hoe weet je dit?", "How do you know?")
SOURCE_HELP = Meaning(
    "Het webadres waar het staat. Werk je zelf bij het initiatief? Schrijf dan: opgave.",
    "The web address that says so. Do you work for the initiative? Then write: our own statement.",
)
SEVERAL = Meaning(" Zet een komma tussen de namen.", " Put a comma between the names.")
OF_THE_ORGANISATION = Meaning("Van de organisatie, niet van een persoon.", "Of the organisation, not of a person.")
WEBSITE = "https://www.voorbeeld.nl/"  # what an address looks like


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `options` are (what a person reads, what a record says). `names`: its label by language."""

    id: str
    label: str
    help: str = ""
    kind: str = "input"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    example: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    untouched: frozenset[str] = frozenset()  # the line of choices that the mail starts with, in each language

    @property
    def several(self) -> bool:
        """Whether more than one option may be chosen."""
        return self.kind == "checkboxes"

    def named(self, language: str) -> str:
        """What it asks, in a language; as in the form where there is no other wording."""
        return self.names.get(language, self.label)


@dataclass(frozen=True, slots=True)
class Form:
    """One form; its id is the name of the file below .github/ISSUE_TEMPLATE."""

    id: str
    name: str
    about: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    opening: tuple[str, ...] = ()  # how the mail begins, in each language


def issue_forms(vocabulary: Vocabulary, language: str = HOUSE_LANGUAGE) -> dict[str, Form]:
    """The three forms by id; those of the repository are Dutch, a mail and a page have the visitor's language."""
    return {form.id: form for form in (_new(vocabulary, language), _wrong(language), _right(language))}


@cache
def labels(language: str = HOUSE_LANGUAGE) -> dict[str, str]:
    """Dutch name of each field that may be corrected -> how people know it."""
    return {name: unmarked(field_named(Initiative, name).label(language)) for name in CORRECTABLE}


def _ask(
    key: str, label: Meaning, language: str, help_text: Meaning | None = None, kind: str = "input",
    options: Sequence[tuple[Meaning, str]] = (), *, required: bool = False, example: str = "",
) -> Question:  # fmt: skip
    """A question in one language that knows what it is called in the others."""
    offered = {code: tuple(unmarked(text[code]) for text, _ in options) for code in LANGUAGES | {language}}
    return Question(
        key, unmarked(label[language]), unmarked(help_text[language]) if help_text else "", kind,
        tuple(zip(offered[language], (value for _, value in options), strict=True)), required, example,
        {code: unmarked(label[code]) for code in offered},
        frozenset(choice_line(names) for names in offered.values() if names),
    )  # fmt: skip


def choice_line(names: Sequence[str]) -> str:
    """The choices of a question as the mail has them."""
    return f"({' / '.join(names)})"


def _new(vocabulary: Vocabulary, language: str) -> Form:
    asked = [field for field in fields_of(Initiative) if field.spec.asked]
    questions = [question for field in asked for question in _questions(field, vocabulary, language)]
    source = _ask("bron", SOURCE, language, SOURCE_HELP, required=True, example="https://www.voorbeeld.nl/over-ons")
    return _form(
        NEW, Meaning("Nieuw initiatief", "New initiative"),
        Meaning("Een activiteit over techniek of IT die nog niet op de site staat.",
                "An activity about technology or IT that is not on the site yet."),
        Meaning("Nieuw initiatief: ", "New initiative: "),
        Meaning("Je hoeft niet alles te weten: laat een vraag open als je twijfelt. Alleen de naam en de bron moeten.",
                "You don't have to know everything: leave a question open when in doubt. Only the name and the source "
                "are required."),
        language, (*questions, source),
    )  # fmt: skip


def _form(
    key: str, name: Meaning, about: Meaning, title: Meaning, intro: Meaning, language: str,
    questions: tuple[Question, ...],
) -> Form:  # fmt: skip
    name_, about_, title_, intro_ = (unmarked(text[language]) for text in (name, about, title, intro))
    opening = tuple(unmarked(f"{name[code]}. {intro[code]}") for code in sorted(LANGUAGES | {language}))
    return Form(key, name_, about_, title_, intro_, questions, opening)


def _questions(field: RecordField, vocabulary: Vocabulary, language: str) -> tuple[Question, ...]:
    """The questions about one field of a record; a contact is two, a place is an address."""
    name, spec, label = field.name, field.spec, Meaning(field.spec.nl, field.spec.en)
    if field.part is Contact:
        mail, phone = Meaning("E-mailadres", "Email address"), Meaning("Telefoonnummer", "Phone number")
        return (
            _ask("email", mail, language, OF_THE_ORGANISATION, example="info@voorbeeld.nl"),
            _ask("telefoon", phone, language, OF_THE_ORGANISATION, example="088 123 45 67"),
        )
    if field.part is Location:
        help_text = Meaning("Straat, nummer, postcode en plaats.", "Street, number, postcode and town.")
        return (
            _ask("adres", Meaning("Adres", "Address"), language, help_text, example="Schoolstraat 1, 1234 AB Dorp"),
        )
    if spec.term:
        options = [(_label_of(term), term.id) for term in vocabulary.terms(spec.term)]
        kind = "checkboxes" if field.several else "dropdown"
        return (_ask(name, label, language, field.meaning, kind, options),)
    if field.kind is Kind.FLAG:
        help_text = Meaning(*(f"{text.partition(': true')[0].rstrip('.')}." for text in (spec.help, spec.help_en)))
        return (_ask(name, label, language, help_text, "dropdown", YES_NO),)
    more = SEVERAL if field.several else Meaning("", "")
    help_text = Meaning(spec.help + more.nl, spec.help_en + more.en)
    return (_ask(name, label, language, help_text, "textarea" if field.long else "input", required=name == "naam",
                 example=spec.example or (WEBSITE if name == "website" else "")),)  # fmt: skip


def _label_of(term: Term) -> Meaning:
    return Meaning(term.label.nl, term.label["en"])


def _which(language: str) -> Question:
    label = Meaning("Welk initiatief?", "Which initiative?")
    help_text = Meaning("De naam, of het adres van de pagina op de site.", "Its name, or the address of its page.")
    return _ask("initiatief", label, language, help_text, required=True, example="techniek-op-school")


def _wrong(language: str) -> Form:
    names = {code: ", ".join(labels(code).values()) for code in LANGUAGES}
    what = Meaning(f"Kies uit: {names['nl']}. Gaat het over iets anders? Schrijf dan: iets anders.",
                   f"Choose from: {names['en']}. Is it about something else? Then write: something else.")  # fmt: skip
    value = Meaning(
        "Schrijf het hele antwoord op, niet alleen wat erbij komt. "
        f"Een samenvatting is hooguit {SUMMARY_LENGTH} tekens.",
        f"Write the whole answer, not only what is new. A summary has at most {SUMMARY_LENGTH} characters.",
    )
    return _form(
        WRONG, Meaning("Er klopt iets niet", "Something is not right"),
        Meaning("Een feit bij een initiatief is fout, oud of nog niet ingevuld.",
                "A fact about an initiative is wrong, old or missing."),
        Meaning("Er klopt iets niet: ", "Something is not right: "),
        Meaning("Gaat het over meer dan één ding? Stuur dan voor elk een formulier, dat leest sneller.",
                "Is it about more than one thing? Then send a form for each, which is quicker to read."),
        language, (
            _which(language),
            _ask("veld", Meaning("Wat klopt er niet?", "What is not right?"), language, what, required=True,
                 example="Kosten"),
            _ask("waarde", Meaning("Wat moet er staan?", "What should it say?"), language, value, "textarea",
                 required=True),
            _ask("bron", SOURCE, language, SOURCE_HELP, required=True, example="https://www.voorbeeld.nl/kosten"),
        ),
    )  # fmt: skip


def _right(language: str) -> Form:
    sure = Meaning("Ja, ik heb alles op de pagina gelezen en het klopt nog.",
                   "Yes, I have read everything on the page and it is still right.")  # fmt: skip
    checked = Meaning("Heb je alles nagekeken?", "Did you check everything?")
    return _form(
        RIGHT, Meaning("Ik heb dit gecontroleerd, het klopt nog", "I have checked this, it is still right"),
        Meaning("Alle feiten op de pagina van een initiatief kloppen.", "All facts on an initiative's page are right."),
        Meaning("Het klopt nog: ", "Still right: "),
        Meaning("Dank je wel. De pagina krijgt de datum van vandaag bij ‘nagekeken op’.",
                "Thank you. The page gets today's date at ‘last checked’."),
        language,
        (_which(language), _ask("zeker", checked, language, None, "checkboxes", [(sure, "ja")], required=True)),
    )  # fmt: skip


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
            lines.append(choice_line(options))
        lines.append("")
    return "\n".join(lines)
