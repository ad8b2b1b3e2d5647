"""The parts of a record that have keys of their own: where a fact comes from, a place, contact details, dates."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from site_src.model.fields import Described, fields_of
from site_src.model.texts import HOUSE_LANGUAGE, Meaning
from site_src.model.values import Day, Degrees, Part, PartialDate, Postcode, ShortText, Text


class Source(Part):
    """Where facts come from: which fields, what source, how sure."""

    fields: Annotated[
        tuple[Text, ...],
        Described("Velden", "Fields", "De sleutels die deze bron onderbouwt."),
        Meaning("Welke velden deze bron onderbouwt.", "Which fields this source supports."),
    ] = Field(alias="velden", min_length=1)
    reference: Annotated[
        Text,
        Described(
            "Bron",
            "Source",
            "Het webadres[ of de plek in het rapport].",
            "The web address[ or the place in the report].",
        ),
    ] = Field(alias="bron")
    consulted: Annotated[
        Day | None,
        Described(
            "Geraadpleegd", "Consulted", "De dag waarop de bron is bekeken.", "The day the source was consulted."
        ),
    ] = Field(None, alias="geraadpleegd")
    certainty: Annotated[
        ShortText,
        Described("Zekerheid", "Certainty", "Hoe zeker het feit is.", "How certain the fact is.", term="zekerheid"),
    ] = Field(alias="zekerheid")
    note: Annotated[
        Text | None,
        Described("Toelichting", "Note", "Uitleg; verplicht bij “afgeleid”."),
        Meaning("Uitleg bij de bron.", "A note on the source, in Dutch."),
    ] = Field(None, alias="toelichting")


class Excluded(Part):
    """Terms that a source rules out, by the field of the initiative that they belong to; attributes as over there."""

    # fmt: off
    school_types: Annotated[tuple[ShortText, ...], Described(
        "Schooltypen", "School types", "Voor welke scholen het niet is.", "Which schools it is not for.",
        term="schooltype",
    )] = Field((), alias="schooltypen")
    audiences: Annotated[tuple[ShortText, ...], Described(
        "Doelgroepen", "Audiences", "Voor wie het niet speciaal bedoeld is.", "Whom it is not meant for in particular.",
        term="doelgroep",
    )] = Field((), alias="doelgroepen")
    activities: Annotated[tuple[ShortText, ...], Described(
        "Activiteiten", "Activities", "Wat je er niet kunt doen.", "What you can't do there.", term="activiteit",
    )] = Field((), alias="activiteiten")
    practice: Annotated[tuple[ShortText, ...], Described(
        "Praktijk", "Hands-on", "Hoeveel je er in elk geval niet zelf doet.",
        "How much you do not do yourself in any case.", term="praktijk",
    )] = Field((), alias="praktijk")
    form: Annotated[tuple[ShortText, ...], Described(
        "Vorm", "Form", "Waar je het niet doet.", "Where you don't do it.", term="vorm",
    )] = Field((), alias="vorm")
    sectors: Annotated[tuple[ShortText, ...], Described(
        "Branches", "Sectors", "Over welk soort werk het niet gaat.", "What kind of work it is not about.",
        term="branche",
    )] = Field((), alias="branches")
    registration: Annotated[tuple[ShortText, ...], Described(
        "Aanmelden", "Signing up", "Hoe je je niet kunt aanmelden.", "How you can't sign up.", term="aanmelden",
    )] = Field((), alias="aanmelden")
    languages: Annotated[tuple[ShortText, ...], Described(
        "Taal", "Language", "In welke taal het niet is.", "Which language it is not in.", term="taal",
    )] = Field((), alias="taal")
    # fmt: on

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """(Dutch name of a field, term) for each term that is ruled out."""
        return tuple((field.name, term) for field in fields_of(type(self)) for term in getattr(self, field.attribute))


#: the fields of an initiative of which a source can rule terms out, by their Dutch names -> the list of terms
DENIABLE = {field.name: field.spec.term or "" for field in fields_of(Excluded)}


class Location(Part):
    """A place where something happens; coordinates are WGS84 degrees, as precise as `precision` says."""

    name: Annotated[ShortText | None, Meaning("Hoe de plek heet.", "What the place is called.")] = Field(
        None, alias="naam"
    )
    address: Annotated[ShortText | None, Meaning("Straat en huisnummer.", "Street and number.")] = Field(
        None, alias="adres"
    )
    postcode: Annotated[
        Postcode | None, Meaning("Vier cijfers, spatie, twee letters.", "Four digits, a space, two letters.")
    ] = None
    town: Annotated[ShortText | None, Meaning("De plaats in het adres.", "The town in the address.")] = Field(
        None, alias="plaats"
    )
    municipality: Annotated[
        ShortText | None, Meaning("De gemeente waarin de plek ligt.", "The municipality the place lies in.")
    ] = Field(None, alias="gemeente")
    lat: Annotated[
        Degrees | None, Meaning("Breedte in graden, WGS84 (EPSG:4326).", "Latitude in degrees, WGS84 (EPSG:4326).")
    ] = None
    lon: Annotated[
        Degrees | None, Meaning("Lengte in graden, WGS84 (EPSG:4326).", "Longitude in degrees, WGS84 (EPSG:4326).")
    ] = None
    precision: Annotated[
        ShortText | None,
        Described(
            "Nauwkeurigheid",
            "Precision",
            "Hoe precies de coördinaten zijn.",
            "How precise the coordinates are.",
            term="nauwkeurigheid",
        ),
    ] = Field(None, alias="nauwkeurigheid")

    @property
    def placed(self) -> bool:
        """Whether it can be put on a map."""
        return self.lat is not None and self.lon is not None


class Contact(Part):
    """Published contact details of an organisation, never of a private person."""

    name: Annotated[
        ShortText | None, Meaning("Wie je kunt vragen, of welke afdeling.", "Whom to ask, or which department.")
    ] = Field(None, alias="naam")
    email: Annotated[
        ShortText | None, Meaning("Het e-mailadres van de organisatie.", "The e-mail address of the organisation.")
    ] = None
    phone: Annotated[
        ShortText | None, Meaning("Het telefoonnummer van de organisatie.", "The telephone number of the organisation.")
    ] = Field(None, alias="telefoon")


class Change(Part):
    """A dated note on what changed; the date may be a year or a month."""

    date: Annotated[PartialDate, Meaning("Een dag, een maand of een jaar.", "A day, a month or a year.")] = Field(
        alias="datum"
    )
    text: Annotated[Text, Meaning("Wat er veranderde.", "What changed, in Dutch.")] = Field(alias="tekst")
    text_en: Annotated[Text | None, Meaning("Hetzelfde in het Engels.", "The same in English.")] = Field(
        None, alias="tekst_en"
    )

    def text_in(self, language: str) -> str | None:
        """The text in a language of the site; None when nobody wrote it."""
        return self.text if language == HOUSE_LANGUAGE else getattr(self, f"text_{language}", None)


class Moment(Part):
    """A date to remember: an open day, a deadline."""

    date: Annotated[Day, Meaning("De eerste dag.", "The first day.")] = Field(alias="datum")
    until: Annotated[Day | None, Meaning("De laatste dag.", "The last day.")] = Field(None, alias="tot")
    description: Annotated[Text, Meaning("Wat er dan is.", "What there is on that day, in Dutch.")] = Field(
        alias="omschrijving"
    )
    register_before: Annotated[
        Day | None, Meaning("De laatste dag om je aan te melden.", "The last day to register.")
    ] = Field(None, alias="aanmelden_voor")
