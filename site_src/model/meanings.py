"""What each field means, in both languages, for people who read the data: the dictionary, the OpenAPI document.

The Dutch help of a field stands in model.py, where an editor shows it to contributors. Here is its English, and the
meaning of the parts of a field and of what the catalogue computes.
"""

from __future__ import annotations

from site_src.model.fields import Bilingual, described
from site_src.model.initiative import Initiative

ENGLISH = {
    "id": "The name of the file; never changes, and is the address of the page.",
    "naam": "The name as people know it.",
    "onderdeel_van": "The larger whole it belongs to.",
    "organisatie": "Who organises it.",
    "website": "The full web address.",
    "samenvatting": "What you do there, in plain Dutch and our own words, at most 300 characters.",
    "samenvatting_en": "The same text in English, at most 300 characters.",
    "bereik": "Local, or national or online.",
    "categorie": "The group in table 3.1 of the report.",
    "schooltypen": "For which schools.",
    "groepen": "For which year groups, classes or ages (in Dutch).",
    "doelgroepen": "Whom it is meant for in particular.",
    "activiteiten": "What you can do there.",
    "praktijk": "How much you do yourself.",
    "branches": "What kind of work it is about.",
    "rolmodellen": "Whether pupils meet people they recognise themselves in: true or false.",
    "gratis_vervoer": "Whether transport is free: true or false.",
    "kosten": "What it costs, with the year (in Dutch).",
    "contact": "Published contact details of the organisation.",
    "locaties": "Where it is.",
    "werkgebied": "The municipalities where it is offered.",
    "ook_rond": "Codes of campuses it reaches although it lies further away than 10 km.",
    "status": "Whether it still exists.",
    "opvolger": "What came in its place: an id, or a name and web address.",
    "veranderingen": "What changed since the report, with a date.",
    "momenten": "Open days and other dates.",
    "gecontroleerd": "The day on which somebody last checked the facts.",
    "bronnen": "Where the facts come from.",
}


def _both(nl: str, en: str) -> Bilingual:
    return Bilingual(nl=nl, en=en)


PARTS = {
    "contact.naam": _both("Wie je kunt vragen, of welke afdeling.", "Whom to ask, or which department."),
    "contact.email": _both("Het e-mailadres van de organisatie.", "The e-mail address of the organisation."),
    "contact.telefoon": _both("Het telefoonnummer van de organisatie.", "The telephone number of the organisation."),
    "locaties.naam": _both("Hoe de plek heet.", "What the place is called."),
    "locaties.adres": _both("Straat en huisnummer.", "Street and number."),
    "locaties.postcode": _both("Vier cijfers, spatie, twee letters.", "Four digits, a space, two letters."),
    "locaties.plaats": _both("De plaats in het adres.", "The town in the address."),
    "locaties.gemeente": _both("De gemeente waarin de plek ligt.", "The municipality the place lies in."),
    "locaties.lat": _both("Breedte in graden, WGS84 (EPSG:4326).", "Latitude in degrees, WGS84 (EPSG:4326)."),
    "locaties.lon": _both("Lengte in graden, WGS84 (EPSG:4326).", "Longitude in degrees, WGS84 (EPSG:4326)."),
    "locaties.nauwkeurigheid": _both("Hoe precies de coördinaten zijn.", "How precise the coordinates are."),
    "veranderingen.datum": _both("Een dag, een maand of een jaar.", "A day, a month or a year."),
    "veranderingen.tekst": _both("Wat er veranderde.", "What changed, in Dutch."),
    "veranderingen.tekst_en": _both("Hetzelfde in het Engels.", "The same in English."),
    "momenten.datum": _both("De eerste dag.", "The first day."),
    "momenten.tot": _both("De laatste dag.", "The last day."),
    "momenten.omschrijving": _both("Wat er dan is.", "What there is on that day, in Dutch."),
    "momenten.aanmelden_voor": _both("De laatste dag om je aan te melden.", "The last day to register."),
    "bronnen.velden": _both("Welke velden deze bron onderbouwt.", "Which fields this source supports."),
    "bronnen.bron": _both("Het webadres of de plek in het rapport.", "The web address or the place in the report."),
    "bronnen.geraadpleegd": _both("De dag waarop de bron is bekeken.", "The day the source was consulted."),
    "bronnen.zekerheid": _both("Hoe zeker het feit is.", "How certain the fact is."),
    "bronnen.toelichting": _both("Uitleg bij de bron.", "A note on the source, in Dutch."),
}
COMPUTED = {
    "campussen": _both(
        "Codes van de campussen waar dit meetelt: binnen 10 km, landelijk of online, of verder met een bron.",
        "Codes of the campuses it counts around: within 10 km, national or online, or further away with a source.",
    ),
    "afstand_km": _both("Kilometers hemelsbreed tot", "Kilometres in a straight line to"),
    "afstanden_km": _both(
        "Kilometers hemelsbreed tot elke campus, zo precies als de plek bekend is.",
        "Kilometres in a straight line to each campus, as precise as the place is known.",
    ),
    "rd_x": _both("RD New (EPSG:28992), naar het oosten, in meters.", "RD New (EPSG:28992), easting, in metres."),
    "rd_y": _both("RD New (EPSG:28992), naar het noorden, in meters.", "RD New (EPSG:28992), northing, in metres."),
    "bijgewerkt": _both("De nieuwste datum in het record.", "The newest date in the record."),
    "url": _both("De pagina op deze site.", "The page on this site."),
}


def meaning(alias: str) -> Bilingual:
    """What a field of an initiative means; KeyError for a field without its English."""
    help_nl = next(spec.help for _, name, spec in described(Initiative) if name == alias)
    return Bilingual(nl=help_nl, en=ENGLISH[alias])
