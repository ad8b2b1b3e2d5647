"""The one description of an initiative: each field's type, label, help, controlled terms and Dutch public name.

Attributes are English, aliases Dutch: here and in record_parts.py the two meet. The JSON Schema, the forms, the facts
on pages, the downloads, the data dictionary and the checks are all made from these classes. A new field is a few lines
here, and what `python build.py forms` then makes.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from site_src.model.fields import Described, fields_of
from site_src.model.record_parts import Change, Contact, Excluded, Location, Moment, Source
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.model.values import ClassYear, Day, Flag, GroupYear, Part, ShortText, Slug, Text


class Initiative(Part):
    """One record of data/initiatieven. A fact nobody could source is absent, which means unknown, never "no"."""

    # fmt: off
    id: Annotated[Slug, Described(
        "Id", "Id", "De naam van het bestand; verandert nooit, is het adres van de pagina.",
        "The name of the file; never changes, and is the address of the page.", sourced=False, correctable=False,
    )]
    name: Annotated[ShortText, Described(
        "Naam", "Name", "De naam zoals mensen die kennen.", "The name as people know it.", asked=True,
    )] = Field(alias="naam")
    part_of: Annotated[ShortText | None, Described(
        "Onderdeel van", "Part of", "Het grotere geheel waar dit bij hoort.", "The larger whole it belongs to.",
        shown=120, shown_unknown=False,
    )] = Field(None, alias="onderdeel_van")
    organisation: Annotated[ShortText | None, Described(
        "Organisatie", "Organisation", "Wie het organiseert.", "Who organises it.", asked=True, shown=110,
        shown_unknown=False,
    )] = Field(None, alias="organisatie")
    website: Annotated[ShortText | None, Described(
        "Website", "Website", "Het volledige webadres.", "The full web address.", asked=True, recheck=12,
    )] = None
    summary: Annotated[Text | None, Described(
        "Samenvatting", "Summary", "Wat je er doet, in gewone taal en eigen woorden, hooguit 300 tekens.",
        "What you do there, in plain Dutch and our own words, at most 300 characters.", asked=True,
    )] = Field(None, alias="samenvatting")
    summary_en: Annotated[Text | None, Described(
        "Samenvatting (Engels)", "Summary (English)", "Dezelfde tekst in het Engels, hooguit 300 tekens.",
        "The same text in English, at most 300 characters.", sourced=False,
    )] = Field(None, alias="samenvatting_en")
    reach: Annotated[ShortText | None, Described(
        "Bereik", "Reach", "Lokaal, of landelijk of online.", "Local, or national or online.", term="bereik",
        asked=True, shown=130, shown_unknown=False,
    )] = Field(None, alias="bereik")
    category: Annotated[ShortText | None, Described(
        "Categorie", "Category", "De groep[ in tabel 3.1 van het rapport].", "The group[ in table 3.1 of the report].",
        term="categorie", shown=140, shown_unknown=False, recheck=0,
    )] = Field(None, alias="categorie")
    school_types: Annotated[tuple[ShortText, ...], Described(
        "Schooltypen", "School types", "Voor welke scholen.", "For which schools.", term="schooltype", asked=True,
        shown=10,
    )] = Field((), alias="schooltypen")
    groups: Annotated[ShortText | None, Described(
        "Groepen", "Year groups", "Voor welke groepen, klassen of leeftijden.",
        "For which year groups, classes or ages (in Dutch).", example="groep 7", asked=True, shown=20, dutch=True,
    )] = Field(None, alias="groepen")
    group_from: Annotated[GroupYear | None, Described(
        "Vanaf groep", "From group", "De eerste groep van de basisschool: een getal van 1 tot en met 8.",
        "The first year group of primary school (groep): a number from 1 to 8.",
    )] = Field(None, alias="groep_van")
    group_to: Annotated[GroupYear | None, Described(
        "Tot en met groep", "Up to group", "De laatste groep van de basisschool: een getal van 1 tot en met 8.",
        "The last year group of primary school (groep): a number from 1 to 8.",
    )] = Field(None, alias="groep_tot")
    class_from: Annotated[ClassYear | None, Described(
        "Vanaf klas", "From class", "De eerste klas van de middelbare school: een getal van 1 tot en met 6.",
        "The first class of secondary school (klas): a number from 1 to 6.",
    )] = Field(None, alias="klas_van")
    class_to: Annotated[ClassYear | None, Described(
        "Tot en met klas", "Up to class", "De laatste klas van de middelbare school: een getal van 1 tot en met 6.",
        "The last class of secondary school (klas): a number from 1 to 6.",
    )] = Field(None, alias="klas_tot")
    audiences: Annotated[tuple[ShortText, ...], Described(
        "Doelgroepen", "Audiences", "Voor wie het speciaal bedoeld is.", "Whom it is meant for in particular.",
        term="doelgroep", asked=True, shown=30,
    )] = Field((), alias="doelgroepen")
    activities: Annotated[tuple[ShortText, ...], Described(
        "Activiteiten", "Activities", "Wat je er kunt doen.", "What you can do there.", term="activiteit",
        asked=True, shown=40,
    )] = Field((), alias="activiteiten")
    practice: Annotated[ShortText | None, Described(
        "Praktijk", "Hands-on", "Hoeveel je er zelf doet.", "How much you do yourself.", term="praktijk",
        asked=True, shown=50,
    )] = Field(None, alias="praktijk")
    form: Annotated[tuple[ShortText, ...], Described(
        "Vorm", "Form", "Waar je het doet.", "Where you do it.", term="vorm", asked=True, shown=52,
    )] = Field((), alias="vorm")
    participation: Annotated[ShortText | None, Described(
        "Deelname", "Taking part", "Met wie je meedoet: met school, of zelf of met je ouders.",
        "With whom you take part: with school, or by yourself or with your parents.", term="deelname", asked=True,
        shown=54,
    )] = Field(None, alias="deelname")
    sectors: Annotated[tuple[ShortText, ...], Described(
        "Branches", "Sectors", "Over welk soort werk het gaat.", "What kind of work it is about.", term="branche",
        asked=True, shown=60,
    )] = Field((), alias="branches")
    role_models: Annotated[Flag | None, Described(
        "Rolmodellen", "Role models", "Of leerlingen mensen ontmoeten in wie ze zich herkennen: true of false.",
        "Whether pupils meet people they recognise themselves in: true or false.", asked=True, shown=70,
    )] = Field(None, alias="rolmodellen")
    free_transport: Annotated[Flag | None, Described(
        "Gratis vervoer", "Free transport", "Of het vervoer gratis is: true of false.",
        "Whether transport is free: true or false.", asked=True, shown=90, recheck=12,
    )] = Field(None, alias="gratis_vervoer")
    costs: Annotated[ShortText | None, Described(
        "Kosten", "Costs", "Wat het kost, met het jaar erbij.", "What it costs, with the year (in Dutch).",
        example="gratis", asked=True, shown=80, dutch=True, recheck=12,
    )] = Field(None, alias="kosten")
    duration: Annotated[ShortText | None, Described(
        "Duur", "Duration", "Hoe lang het duurt, en hoe vaak.", "How long it takes, and how often (in Dutch).",
        example="een ochtend", asked=True, shown=82, dutch=True, recheck=12,
    )] = Field(None, alias="duur")
    registration: Annotated[tuple[ShortText, ...], Described(
        "Aanmelden", "Signing up", "Hoe je je aanmeldt.", "How to sign up.", term="aanmelden", asked=True, shown=84,
        recheck=12,
    )] = Field((), alias="aanmelden")
    wheelchair: Annotated[Flag | None, Described(
        "Rolstoel", "Wheelchair", "Of je er met een rolstoel in kunt en mee kunt doen: true of false.",
        "Whether you can enter and take part in a wheelchair: true or false.", asked=True, shown=92,
    )] = Field(None, alias="rolstoel")
    languages: Annotated[tuple[ShortText, ...], Described(
        "Taal", "Language", "In welke taal het is.", "Which language it is in.", term="taal", asked=True, shown=94,
    )] = Field((), alias="taal")
    contact: Annotated[Contact | None, Described(
        "Contact", "Contact", "Openbare contactgegevens van de organisatie.",
        "Published contact details of the organisation.", asked=True, shown=100, recheck=12,
    )] = None
    locations: Annotated[tuple[Location, ...], Described(
        "Locaties", "Locations", "Waar het is.", "Where it is.", asked=True,
    )] = Field((), alias="locaties")
    service_area: Annotated[tuple[ShortText, ...], Described(
        "Werkgebied", "Service area", "De gemeenten waar het aanbod geldt.",
        "The municipalities where it is offered.", asked=True,
    )] = Field((), alias="werkgebied")
    also_around: Annotated[tuple[ShortText, ...], Described(
        "Ook rond", "Also around", "Codes van campussen die het bereikt terwijl het verder dan {straal} km ligt.",
        "Codes of campuses it reaches although it lies further away than {straal} km.", correctable=False,
    )] = Field((), alias="ook_rond")
    status: Annotated[ShortText, Described(
        "Status", "Status", "Of het nog bestaat.", "Whether it still exists.", term="status", recheck=6,
    )] = "onbekend"
    excluded: Annotated[Excluded | None, Described(
        "Niet", "Not", "Termen die een bron uitsluit, per veld. Wat niet genoemd wordt, is onbekend en geen nee.",
        "Terms that a source rules out, by field. What is not named is unknown, not a no.", correctable=False,
    )] = Field(None, alias="niet")
    complete: Annotated[tuple[ShortText, ...], Described(
        "Volledig", "Complete", "Velden waarvan een bron de hele lijst geeft: wat er niet in staat, is een nee.",
        "Fields of which a source gives the whole list: what is not in it, is a no.", correctable=False,
        example="schooltypen",
    )] = Field((), alias="volledig")
    successor: Annotated[ShortText | None, Described(
        "Opvolger", "Successor", "Wat ervoor in de plaats kwam: een id, of naam en webadres.",
        "What came in its place: an id, or a name and web address.", correctable=False, dutch=True,
    )] = Field(None, alias="opvolger")
    changes: Annotated[tuple[Change, ...], Described(
        "Veranderingen", "Changes", "Wat er[ sinds het rapport] veranderde, met datum.",
        "What changed[ since the report], with a date.", correctable=False, recheck=0,
    )] = Field((), alias="veranderingen")
    moments: Annotated[tuple[Moment, ...], Described(
        "Momenten", "Dates", "Open dagen en andere data.", "Open days and other dates.", correctable=False,
        recheck=6,
    )] = Field((), alias="momenten")
    checked: Annotated[Day, Described(
        "Gecontroleerd", "Checked", "De dag waarop iemand de feiten voor het laatst nakeek.",
        "The day on which somebody last checked the facts.", sourced=False, correctable=False,
    )] = Field(alias="gecontroleerd")
    sources: Annotated[tuple[Source, ...], Described(
        "Bronnen", "Sources", "Waar de feiten vandaan komen.", "Where the facts come from.", sourced=False,
        correctable=False,
    )] = Field((), alias="bronnen")
    # fmt: on

    def summary_in(self, language: str) -> str | None:
        """The summary in a language of the site; None when nobody wrote it."""
        return self.summary if language == HOUSE_LANGUAGE else getattr(self, f"summary_{language}", None)

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """Dutch names of the fields that carry a fact and so need a source."""
        facts = (field for field in fields_of(type(self)) if field.spec.sourced)
        return tuple(field.name for field in facts if is_fact(field.name, getattr(self, field.attribute)))


def is_fact(name: str, value: object) -> bool:
    """Whether a value of a field (its Dutch name) says something."""
    return value not in (None, ()) and not (name == "status" and value == "onbekend")
