"""Ways to break a record, and what must be said about each: the rule, the line, the column and a piece of the words."""

from dataclasses import dataclass

from helpers import RECORD, changed

NEXT = len(RECORD.splitlines()) + 1  # where a line stands that is added at the end


@dataclass(frozen=True)
class Break:
    """A broken copy of the example record, and what must be said about it."""

    name: str
    text: str
    rule: str
    line: int
    column: int
    says: str


def swap(old: str, new: str) -> str:
    """The example with one piece of text replaced, and proof that the piece was there."""
    assert RECORD.count(old) == 1, old
    return RECORD.replace(old, new)


def plus(lines: str, *, sourced: bool = True) -> str:
    """The example with lines added at the end and, unless told otherwise, a source for the first key of them."""
    key = lines.split(":", 1)[0]
    return (RECORD.replace("velden: [naam", f"velden: [{key}, naam") if sourced else RECORD) + lines + "\n"


CHANGES = "veranderingen:\n  - {datum: 2025-05-01, tekst: Nieuw}\n  - {datum: '2024', tekst: Oud}"
MOMENT = "momenten:\n  - {datum: 2026-05-02, omschrijving: Open dag, "
SWAPPED = swap("lat: 51.9225\n    lon: 4.4792", "lat: 4.4792\n    lon: 51.9225")

# fmt: off
KEYS = [
    ("unknown key", swap("website: https", "websit: https"), "onbekende-sleutel", 4, 1, "Bedoelde je “website”?"),
    ("unknown key in locaties", swap("    plaats:", "    plats:"),
     "onbekende-sleutel", 16, 5, "Bedoelde je “plaats”?"),
    ("unknown key in bronnen", RECORD + "    toelichtng: x\n",
     "onbekende-sleutel", 27, 5, "Bedoelde je “toelichting”?"),
    ("duplicate key", RECORD + "praktijk: veel\n", "dubbele-sleutel", 27, 1, "twee keer (ook op regel 10)"),
    ("no id", changed(id=None), "ontbreekt", 2, 1, "De sleutel “id” ontbreekt."),
    ("no naam", changed(naam=None), "ontbreekt", 2, 1, "De sleutel “naam” ontbreekt."),
    ("no gecontroleerd", changed(gecontroleerd=None), "ontbreekt", 2, 1, "begint met “gecontroleerd:”"),
    ("no zekerheid", swap("    zekerheid: website\n", ""), "ontbreekt", 24, 5, "De sleutel “zekerheid” ontbreekt."),
    ("id is not the file", changed(id="id: iets-anders"), "id-is-bestandsnaam", 2, 5, "Schrijf: id: "),
    ("reserved id", changed(id="id: campus"), "id-is-vrij", 2, 5, "“campus” is al een adres van de site"),
    ("id with capitals", changed(id="id: Voor_Beeld"), "vorm", 2, 5, "Gebruik alleen kleine letters"),
]
TERMS = [
    ("term bereik", changed(bereik="bereik: lokal"), "term-bestaat", 6, 9, "Bedoelde je “lokaal”?"),
    ("term categorie", plus("categorie: haven-"), "term-bestaat", NEXT, 12, "Bedoelde je “haven”?"),
    ("term schooltypen", changed(schooltypen="schooltypen: [po, vmbbo]"),
     "term-bestaat", 7, 19, "Bedoelde je “vmbo”?"),
    ("term doelgroepen", changed(doelgroepen="doelgroepen: [leerling]"),
     "term-bestaat", 8, 15, "Bedoelde je “leerlingen”?"),
    ("term activiteiten", changed(activiteiten="activiteiten:\n  - gastles"),
     "term-bestaat", 10, 5, "Bedoelde je “gastlessen”?"),
    ("term praktijk", changed(praktijk="praktijk: vele"), "term-bestaat", 10, 11, "Bedoelde je “veel”?"),
    ("term branches", plus("branches: [it-itc]"), "term-bestaat", NEXT, 12, "Bedoelde je “it-ict”?"),
    ("term status", changed(status="status: aktief"), "term-bestaat", 21, 9, "Bedoelde je “actief”?"),
    ("term zekerheid", swap("zekerheid: website", "zekerheid: webiste"),
     "term-bestaat-onderdeel", 26, 16, "Bedoelde je “website”?"),
    ("term nauwkeurigheid", swap("nauwkeurigheid: adres", "nauwkeurigheid: adress"),
     "term-bestaat-onderdeel", 20, 21, "Bedoelde je “adres”?"),
    ("term far from any", changed(praktijk="praktijk: xyz"), "term-bestaat", 10, 11, "Kies uit: geen, deels, veel."),
    ("value twice", changed(schooltypen="schooltypen: [po, vmbo, po]"),
     "waarde-dubbel", 7, 25, "“po” staat er twee keer"),
    ("unknown campus", plus("ook_rond: [GT, BTT]"), "campus-bestaat", NEXT, 16, "Bedoelde je “BT”?"),
]
PLACES = [
    ("lat and lon swapped", SWAPPED, "coordinaten-in-regio", 18, 10, "lat en lon zijn verwisseld"),
    ("outside the region", swap("lon: 4.4792", "lon: 6.5665"),
     "coordinaten-in-regio", 19, 10, "lon 6.5665 ligt buiten de regio"),
    ("lat without lon", swap("    lon: 4.4792\n", ""), "coordinaten-volledig", 18, 10, "lat en lon horen bij elkaar"),
    ("no nauwkeurigheid", swap("    nauwkeurigheid: adres\n", ""),
     "coordinaten-volledig", 18, 10, "Voeg toe: nauwkeurigheid"),
    ("number with comma", swap("lat: 51.9225", "lat: 51,9225"), "soort", 18, 10, "Schrijf een punt, geen komma"),
    ("impossible lat", swap("lat: 51.9225", "lat: 519225"), "coordinaten", 18, 10, "“lat” kan niet 519225 zijn"),
    ("in the sea", swap("lon: 4.4792", "lon: 3.9792").replace("lat: 51.9225", "lat: 52.1225"),
     "locatie-in-zee", 18, 10, "ligt in zee of een zeearm, 15,0 km van het land"),
    ("far from its postcode", swap("postcode: 3011 AD", "postcode: 2712 PB"),
     "locatie-bij-postcode", 18, 10, "14,4 km van het midden van postcode 2712"),
    ("digit wrong", swap("lat: 51.9225", "lat: 51.9925"),
     "locatie-bij-postcode", 18, 10, "Postcode 3011 ligt bij lat 51.9"),
    ("far from its municipality", swap("    postcode: 3011 AD\n", "").replace("4.4792", "4.8792"),
     "locatie-bij-gemeente", 17, 10, "van Rotterdam"),
    ("postcode without space", swap("3011 AD", "3011AD"),
     "vorm", 15, 15, "“3011AD” heeft niet de vorm van een postcode"),
    ("postcode as number", swap("3011 AD", "3011"), "soort", 15, 15, 'Zet er aanhalingstekens om: "3011".'),
]
DATES = [
    ("future", changed(gecontroleerd="gecontroleerd: 2027-01-01"),
     "datum-in-toekomst", 22, 16, "2027-01-01 ligt in de toekomst"),
    ("consulted in future", RECORD + "    geraadpleegd: 2027-01-01\n",
     "datum-in-toekomst", 27, 19, "Kijk of het jaar klopt"),
    ("no such day", changed(gecontroleerd="gecontroleerd: 2026-02-30"),
     "datum", 22, 16, "“2026-02-30” is geen bestaande datum"),
    ("date in words", changed(gecontroleerd="gecontroleerd: gisteren"), "datum", 22, 16, "Schrijf jaar-maand-dag"),
    ("date as number", changed(gecontroleerd="gecontroleerd: 0"), "datum", 22, 16, "“0” is dat niet"),
    ("year without quotes", plus("veranderingen:\n  - {datum: 2025, tekst: x}"),
     "datum", NEXT + 1, 13, "“datum” hoort een datum te zijn"),
    ("oldest last", plus(CHANGES), "datum-volgorde", NEXT + 2, 13, "Zet de oudste bovenaan"),
    ("end before start", plus(MOMENT + "tot: 2026-05-01}"),
     "datum-volgorde", NEXT + 1, 54, "Het einde ligt voor het begin"),
    ("register afterwards", plus(MOMENT + "aanmelden_voor: 2026-05-03}"),
     "datum-volgorde", NEXT + 1, 65, "Aanmelden kan niet na afloop"),
]
TEXTS = [
    ("ftp", changed(website="website: ftp://voorbeeld.nl/"), "website-is-http", 4, 10, "Begin met https://"),
    ("javascript", changed(website="website: javascript:alert(1)"),
     "website-is-http", 4, 10, "“javascript:alert(1)” is geen webadres"),
    ("no scheme", changed(website="website: www.voorbeeld.nl"),
     "website-is-http", 4, 10, "“www.voorbeeld.nl” is geen webadres"),
    ("no host", changed(website="website: https://./"), "website-is-http", 4, 10, "is geen webadres"),
    ("long summary", changed(samenvatting="samenvatting: " + "a" * 301),
     "samenvatting-lengte", 5, 15, "301 tekens lang; hooguit 300"),
    ("long name", changed(naam="naam: " + "a" * 201), "lengte", 3, 7, "“naam” is 201 tekens lang; hooguit 200"),
    ("email", plus("contact: {email: info@voorbeeld}"),
     "contact-klopt", NEXT, 18, "“info@voorbeeld” is geen e-mailadres"),
    ("phone", plus("contact: {telefoon: bel ons}"), "contact-klopt", NEXT, 21, "“bel ons” is geen telefoonnummer"),
    ("mail of a person", plus("contact: {email: jan.de-vries@voorbeeld.nl}"),
     "geen-privegegevens", NEXT, 18, "een mailadres dat van een persoon lijkt (…@voorbeeld.nl)"),
    ("mail at home in a text", plus("kosten: Vraag het aan robots@gmail.com"),
     "geen-privegegevens", NEXT, 9, "Zet hier het mailadres of nummer van de organisatie"),
    ("mobile number", plus("contact: {telefoon: 06-12 34 56 78}"),
     "geen-privegegevens", NEXT, 21, "Hier staat een mobiel nummer."),
    ("mobile number in a note", RECORD + "    toelichting: Gebeld met +31 6 12345678\n",
     "geen-privegegevens", NEXT, 18, "Hier staat een mobiel nummer."),
    ("address in punycode", changed(website="website: https://xn--vrbeeld-0fg.nl/"),
     "lijkt-op-iets-anders", 4, 10, "heeft bijzondere letters: “v"),
    ("address in other letters", changed(website="website: https://v\u043e\u043erbeeld.nl/"),
     "lijkt-op-iets-anders", 4, 10, "Neem het over van de site van de organisatie zelf"),
    ("name in two alphabets", changed(naam="naam: R\u043ebots"),
     "lijkt-op-iets-anders", 3, 7, "uit het Cyrillische alfabet"),
    ("space without width", changed(naam="naam: Ro\u200bbots"),
     "lijkt-op-iets-anders", 3, 7, "een teken dat niemand ziet (U+200B)"),
    ("hidden character", changed(naam='naam: "a\\x07b"'), "teken", 3, 7, "onzichtbaar teken"),
    ("text in reverse", changed(naam="naam: a\u202eb"), "teken", 3, 7, "onzichtbaar teken"),
]
SOURCES = [
    ("fact without source", plus("kosten: gratis", sourced=False),
     "feit-heeft-bron", NEXT, 1, "Waar komt “kosten” vandaan?"),
    ("source of nothing", swap("locaties, status]", "locaties, status, kosten]"),
     "bron-bij-veld", 24, 135, "“kosten” is niet ingevuld"),
    ("source of no field", swap("velden: [naam", "velden: [website, naam, webstie"),
     "bron-bij-veld", 24, 29, "Bedoelde je “website”?"),
    ("no such place in report",
     swap("bron: https://voorbeeld.nl/over\n    zekerheid: website", "bron: SEOR 2023 blz 4\n    zekerheid: rapport"),
     "bron-is-vindbaar", 25, 11, "Schrijf het als: SEOR 2023, §3.4"),
    ("report without SEOR", swap("zekerheid: website", "zekerheid: rapport"),
     "bron-is-vindbaar", 25, 11, "Bij “rapport” hoort een plek in het rapport"),
    ("website without address", swap("bron: https://voorbeeld.nl/over", "bron: gebeld"),
     "bron-is-vindbaar", 25, 11, "Bij “website” hoort een webadres"),
    ("inferred, not explained", swap("zekerheid: website", "zekerheid: afgeleid"),
     "afgeleid-toelichting", 26, 16, "heeft een toelichting nodig"),
    ("successor while active", plus("opvolger: Nieuw (https://nieuw.nl)"),
     "opvolger-past", NEXT, 11, "past alleen bij status gewijzigd of gestopt"),
    ("unknown successor", plus("opvolger: bestaat-niet").replace("status: actief", "status: gestopt"),
     "opvolger-past", NEXT, 11, "Er is geen record “bestaat-niet”"),
    ("changed, not told", changed(status="status: gewijzigd"), "einde-verteld", 21, 9, "wat er veranderde"),
]
YAML = [
    ("no", plus("kosten: no"), "yaml-valkuil", NEXT, 9, 'schrijf dan "no"'),
    ("on", plus("kosten: on"), "yaml-valkuil", NEXT, 9, 'schrijf dan "on"'),
    ("time", plus("groepen: 12:30"), "yaml-valkuil", NEXT, 10, 'schrijf dan "12:30"'),
    ("nee", changed(gratis_vervoer="gratis_vervoer: nee"), "soort", 11, 17, "Schrijf: false."),
    ("ja", changed(gratis_vervoer="gratis_vervoer: ja"), "soort", 11, 17, "Schrijf: true."),
    ("number for text", plus("groepen: 7"), "soort", NEXT, 10, 'Zet er aanhalingstekens om: "7".'),
    ("date for text", changed(naam="naam: 2023-05-01"), "soort", 3, 7, "“naam” hoort tekst te zijn"),
    ("nothing", changed(website="website:"), "leeg-veld", 4, 9, "haal de hele regel weg"),
    ("empty quotes", changed(website='website: ""'), "leeg-veld", 4, 10, "“website” is leeg"),
    ("list for text", changed(naam="naam: [Voorbeeld]"), "soort", 3, 7, "geen lijst of groep"),
    ("text for list", changed(schooltypen="schooltypen: po"), "soort", 7, 14, "Zet er vierkante haken om: [po]."),
    ("text for group", plus("contact: info@voorbeeld.nl"), "soort", NEXT, 10, "Onder “contact” horen sleutels"),
    ("colon in text", changed(naam="naam: Robot: de bouw"), "yaml", 3, 12, "tussen aanhalingstekens"),
    ("star", changed(naam="naam: *ster"), "verwijzing", 3, 7, "Een & of * aan het begin"),
    ("ampersand", changed(naam="naam: &Co Robots"), "verwijzing", 3, 7, "Zet de tekst tussen aanhalingstekens"),
    ("exclamation mark", changed(naam="naam: !Robots hier"), "tag", 3, 7, "Het label “!Robots” mag hier niet"),
    ("open quote", changed(naam='naam: "Voorbeeld'), "yaml", 3, 7, "aanhalingsteken"),
    ("backslash", changed(naam='naam: "C:\\dag"'), "yaml", 3, 10, "Na een \\ in een tekst"),
    ("open bracket", changed(schooltypen="schooltypen: [po, vmbo"), "yaml", 7, 14, "Een lijst met ["),
]
KNOWLEDGE = [
    ("yes and no", plus("niet: {schooltypen: [havo, po]}"),
     "ja-en-nee", NEXT, 28, "“po” staat bij “schooltypen” en ook bij “niet”"),
    ("practice yes and no", plus("niet: {praktijk: [veel]}"), "ja-en-nee", NEXT, 19, "“veel” staat bij “praktijk”"),
    ("unknown term in niet", plus("niet: {schooltypen: [hvo]}"),
     "term-bestaat-onderdeel", NEXT, 22, "Bedoelde je “havo”?"),
    ("unknown list in niet", plus("niet: {schooltype: [havo]}"),
     "onbekende-sleutel", NEXT, 8, "Bedoelde je “schooltypen”?"),
    ("no list in niet", plus("niet: {schooltypen: havo}"), "soort", NEXT, 21, "Zet er vierkante haken om: [havo]."),
    ("niet without source", plus("niet: {schooltypen: [havo]}", sourced=False),
     "feit-heeft-bron", NEXT, 1, "Waar komt “niet” vandaan?"),
    ("volledig without source", plus("volledig: [schooltypen]", sourced=False),
     "feit-heeft-bron", NEXT, 1, "Waar komt “volledig” vandaan?"),
    ("volledig of nothing", plus("volledig: [branches]"),
     "volledig-klopt", NEXT, 12, "“branches” heet volledig, maar is niet ingevuld"),
    ("volledig of no list", plus("volledig: [praktijk]"),
     "volledig-klopt", NEXT, 12, "“praktijk” is geen veld met een lijst van termen"),
    ("volledig misspelt", plus("volledig: [schooltype]"), "volledig-klopt", NEXT, 12, "Bedoelde je “schooltypen”?"),
    ("groups the wrong way round", plus("groep_van: 8\ngroep_tot: 5").replace("[groep_van", "[groep_van, groep_tot"),
     "van-tot", NEXT + 1, 12, "“groep_van” is 8, maar “groep_tot” is 5"),
    ("classes the wrong way round", plus("klas_van: 3\nklas_tot: 1").replace("[klas_van", "[klas_van, klas_tot"),
     "van-tot", NEXT + 1, 11, "“klas_van” is 3, maar “klas_tot” is 1"),
    ("no such group", plus("groep_van: 9"), "getal", NEXT, 12, "hooguit 8"),
    ("no such class", plus("klas_tot: 0"), "getal", NEXT, 11, "minstens 1"),
    ("group as text", plus('groep_van: "7"'), "soort", NEXT, 12, "“groep_van” hoort een getal te zijn"),
    ("unknown form", plus("vorm: [op-shool]"), "term-bestaat", NEXT, 8, "Bedoelde je “op-school”?"),
    ("unknown way to take part", plus("deelname: met-de-klass"),
     "term-bestaat", NEXT, 11, "Bedoelde je “met-de-klas”?"),
    ("wheelchair in words", plus("rolstoel: ja"), "soort", NEXT, 11, "Schrijf: true."),
]
# fmt: on
BREAKS = [Break(*row) for row in [*KEYS, *TERMS, *PLACES, *DATES, *TEXTS, *SOURCES, *KNOWLEDGE, *YAML]]
