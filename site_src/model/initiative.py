"""The one description of every field: type, label, help, controlled terms and its Dutch public name.

Attributes are English, aliases Dutch: this is the only place where the two meet. The JSON Schema, the forms, the
data dictionary and the checks are all made from these classes.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from site_src.model.fields import (
    SUMMARY_LENGTH,
    Day,
    Degrees,
    Described,
    Flag,
    Part,
    PartialDate,
    Postcode,
    ShortText,
    Slug,
    Text,
    described,
    term_fields,
    values_of,
)

__all__ = [
    "SUMMARY_LENGTH",
    "Change",
    "Contact",
    "Described",
    "Initiative",
    "Location",
    "Moment",
    "Source",
    "described",
    "term_fields",
    "values_of",
]


class Source(Part):
    """Where facts come from: which fields, what source, how sure."""

    fields: Annotated[tuple[Text, ...], Described("Velden", "Fields", "De sleutels die deze bron onderbouwt.")] = Field(
        alias="velden", min_length=1
    )
    reference: Annotated[
        Text, Described("Bron", "Source", "Het webadres of de plek in het rapport.", example="SEOR 2023, §3.4")
    ] = Field(alias="bron")
    consulted: Annotated[Day | None, Described("Geraadpleegd", "Consulted", "De dag waarop de bron is bekeken.")] = (
        Field(None, alias="geraadpleegd")
    )
    certainty: Annotated[ShortText, Described("Zekerheid", "Certainty", "Hoe zeker het feit is.", term="zekerheid")] = (
        Field(alias="zekerheid")
    )
    note: Annotated[Text | None, Described("Toelichting", "Note", "Uitleg; verplicht bij “afgeleid”.")
                    ] = Field(None, alias="toelichting")  # fmt: skip


class Location(Part):
    """A place where something happens; coordinates are WGS84 degrees, as precise as `precision` says."""

    name: ShortText | None = Field(None, alias="naam")
    address: ShortText | None = Field(None, alias="adres")
    postcode: Postcode | None = None
    town: ShortText | None = Field(None, alias="plaats")
    municipality: ShortText | None = Field(None, alias="gemeente")
    lat: Degrees | None = None
    lon: Degrees | None = None
    precision: Annotated[ShortText | None, Described("Nauwkeurigheid", "Precision", "Hoe precies de coördinaten zijn.",
                                                     term="nauwkeurigheid")
                         ] = Field(None, alias="nauwkeurigheid")  # fmt: skip

    @property
    def placed(self) -> bool:
        """Whether it can be put on a map."""
        return self.lat is not None and self.lon is not None


class Contact(Part):
    """Published contact details of an organisation, never of a private person."""

    name: ShortText | None = Field(None, alias="naam")
    email: ShortText | None = None
    phone: ShortText | None = Field(None, alias="telefoon")


class Change(Part):
    """A dated note on what changed; the date may be a year or a month."""

    date: PartialDate = Field(alias="datum")
    text: Text = Field(alias="tekst")
    text_en: Text | None = Field(None, alias="tekst_en")


class Moment(Part):
    """A date to remember: an open day, a deadline."""

    date: Day = Field(alias="datum")
    until: Day | None = Field(None, alias="tot")
    description: Text = Field(alias="omschrijving")
    register_before: Day | None = Field(None, alias="aanmelden_voor")


class Initiative(Part):
    """One record of data/initiatieven. A fact nobody could source is absent, which means unknown, never "no"."""

    id: Annotated[
        Slug,
        Described(
            "Id",
            "Id",
            "De naam van het bestand; verandert nooit, is het adres van de pagina.",
            sourced=False,
            example="jinc-techniekdagen",
        ),
    ]
    name: Annotated[ShortText, Described("Naam", "Name", "De naam zoals mensen die kennen.")] = Field(alias="naam")
    part_of: Annotated[
        ShortText | None, Described("Onderdeel van", "Part of", "Het grotere geheel waar dit bij hoort.")
    ] = Field(None, alias="onderdeel_van")
    organisation: Annotated[ShortText | None, Described("Organisatie", "Organisation", "Wie het organiseert.")] = Field(
        None, alias="organisatie"
    )
    website: Annotated[
        ShortText | None, Described("Website", "Website", "Het volledige webadres.", example="https://www.jinc.nl/")
    ] = None
    summary: Annotated[
        Text | None,
        Described("Samenvatting", "Summary", "Wat je er doet, in gewone taal en eigen woorden, hooguit 300 tekens."),
    ] = Field(None, alias="samenvatting")
    summary_en: Annotated[
        Text | None,
        Described(
            "Samenvatting (Engels)",
            "Summary (English)",
            "Dezelfde tekst in het Engels, hooguit 300 tekens.",
            sourced=False,
        ),
    ] = Field(None, alias="samenvatting_en")
    reach: Annotated[
        ShortText | None, Described("Bereik", "Reach", "Lokaal, of landelijk of online.", term="bereik")
    ] = Field(None, alias="bereik")
    category: Annotated[
        ShortText | None, Described("Categorie", "Category", "De groep in tabel 3.1 van het rapport.", term="categorie")
    ] = Field(None, alias="categorie")
    school_types: Annotated[
        tuple[ShortText, ...], Described("Schooltypen", "School types", "Voor welke scholen.", term="schooltype")
    ] = Field((), alias="schooltypen")
    groups: Annotated[
        ShortText | None,
        Described("Groepen", "Year groups", "Voor welke groepen, klassen of leeftijden.", example="groep 7"),
    ] = Field(None, alias="groepen")
    audiences: Annotated[
        tuple[ShortText, ...],
        Described("Doelgroepen", "Audiences", "Voor wie het speciaal bedoeld is.", term="doelgroep"),
    ] = Field((), alias="doelgroepen")
    activities: Annotated[
        tuple[ShortText, ...], Described("Activiteiten", "Activities", "Wat je er kunt doen.", term="activiteit")
    ] = Field((), alias="activiteiten")
    practice: Annotated[
        ShortText | None, Described("Praktijk", "Hands-on", "Hoeveel je er zelf doet.", term="praktijk")
    ] = Field(None, alias="praktijk")
    sectors: Annotated[
        tuple[ShortText, ...], Described("Branches", "Sectors", "Over welk soort werk het gaat.", term="branche")
    ] = Field((), alias="branches")
    role_models: Annotated[
        Flag | None,
        Described(
            "Rolmodellen", "Role models", "Of leerlingen mensen ontmoeten in wie ze zich herkennen: true of false."
        ),
    ] = Field(None, alias="rolmodellen")
    free_transport: Annotated[
        Flag | None, Described("Gratis vervoer", "Free transport", "Of het vervoer gratis is: true of false.")
    ] = Field(None, alias="gratis_vervoer")
    costs: Annotated[
        ShortText | None, Described("Kosten", "Costs", "Wat het kost, met het jaar erbij.", example="gratis")
    ] = Field(None, alias="kosten")
    contact: Annotated[
        Contact | None, Described("Contact", "Contact", "Openbare contactgegevens van de organisatie.")
    ] = None
    locations: Annotated[tuple[Location, ...], Described("Locaties", "Locations", "Waar het is.")] = Field(
        (), alias="locaties"
    )
    service_area: Annotated[
        tuple[ShortText, ...], Described("Werkgebied", "Service area", "De gemeenten waar het aanbod geldt.")
    ] = Field((), alias="werkgebied")
    also_around: Annotated[
        tuple[ShortText, ...],
        Described("Ook rond", "Also around", "Codes van campussen die het bereikt terwijl het verder dan 10 km ligt."),
    ] = Field((), alias="ook_rond")
    status: Annotated[ShortText, Described("Status", "Status", "Of het nog bestaat.", term="status")] = "onbekend"
    successor: Annotated[
        ShortText | None,
        Described("Opvolger", "Successor", "Wat ervoor in de plaats kwam: een id, of naam en webadres."),
    ] = Field(None, alias="opvolger")
    changes: Annotated[
        tuple[Change, ...], Described("Veranderingen", "Changes", "Wat er sinds het rapport veranderde, met datum.")
    ] = Field((), alias="veranderingen")
    moments: Annotated[tuple[Moment, ...], Described("Momenten", "Dates", "Open dagen en andere data.")] = Field(
        (), alias="momenten"
    )
    checked: Annotated[
        Day,
        Described("Gecontroleerd", "Checked", "De dag waarop iemand de feiten voor het laatst nakeek.", sourced=False),
    ] = Field(alias="gecontroleerd")
    sources: Annotated[tuple[Source, ...], Described(
        "Bronnen", "Sources", "Waar de feiten vandaan komen.", sourced=False)] = Field((), alias="bronnen")  # fmt: skip

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """Dutch names of the fields that carry a fact and so need a source."""
        return tuple(
            alias
            for name, alias, spec in described(type(self))
            if spec.sourced and _is_fact(alias, getattr(self, name))
        )


def _is_fact(alias: str, value: object) -> bool:
    return value not in (None, ()) and not (alias == "status" and value == "onbekend")
