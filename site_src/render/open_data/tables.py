"""The tables of the catalogue: initiatives, their sources, their places, the campuses, the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from babel import Locale, UnknownLocaleError

from site_src.model.computed_fields import COMPUTED
from site_src.model.fields import meanings_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location, Source
from site_src.model.region.campus import Campus
from site_src.model.region.wording import Wording
from site_src.model.texts import HOUSE_LANGUAGE, Meaning
from site_src.render import routes
from site_src.render.open_data.columns import Published, attribute_of
from site_src.render.open_data.formats.formula_escaping import Cell, joined

Head = tuple[str, str, Meaning]
TRANSLATED = "vertaald"  # a text in each language of the site: a column for each


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name is the file name and the tab; `columns` are (name, type in Table Schema, meaning)."""

    name: str
    title: Meaning
    columns: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: str | None = None

    @property
    def names(self) -> list[str]:
        """The header."""
        return [name for name, _, _ in self.columns]


def sheets(published: Published) -> tuple[Sheet, ...]:
    """Every table, the most important first."""
    makers: tuple[Callable[[Published], Sheet], ...] = (_initiatives, _sources, _places, _campuses, _terms)
    return tuple(_worded(make(published), published.catalogue.wording) for make in makers)


def _worded(sheet: Sheet, wording: Wording) -> Sheet:
    return replace(sheet, columns=tuple((name, kind, wording.meaning(told)) for name, kind, told in sheet.columns))


def _initiatives(published: Published) -> Sheet:
    columns = published.columns
    rows = tuple(tuple(column.value(item) for column in columns) for item in published.catalogue.initiatives)
    title = Meaning("Initiatieven, één op elke rij", "Initiatives, one on each row")
    return Sheet("initiatieven", title, tuple((c.name, c.kind, c.meaning) for c in columns), rows, "id")


_ITEM = Meaning("Het id van het initiatief.", "The id of the initiative.")
_FACT = {
    "initiatief": _ITEM,
    "veld": Meaning("De naam van het veld.", "The name of the field."),
    "waarde": Meaning("Wat er in dat veld staat.", "What that field says."),
}


def _sources(published: Published) -> Sheet:
    parts = ("bron", "geraadpleegd", "zekerheid", "toelichting")
    heads = [(name, "string", told) for name, told in _FACT.items()]
    heads += [(p, "date" if p == "geraadpleegd" else "string", meanings_of(Source)[p]) for p in parts]
    rows = tuple(row for item in published.catalogue.initiatives for row in _source_rows(published, item))
    title = Meaning("Feiten met hun bron, één op elke rij", "Facts with their source, one on each row")
    return Sheet("bronnen", title, tuple(heads), rows)


def _source_rows(published: Published, item: Initiative) -> Iterator[tuple[Cell, ...]]:
    values = {alias: fact_text(published, item, alias) for source in item.sources for alias in source.fields}
    for source in item.sources:
        for alias in source.fields:
            yield (item.id, alias, values[alias], source.reference, source.consulted, source.certainty, source.note)


def fact_text(published: Published, item: Initiative, alias: str) -> Cell:
    """One field in one cell; a place and a contact in one line."""
    if alias == "contact":
        contact = item.contact
        return joined(part for part in (contact.name, contact.email, contact.phone) if part) if contact else None
    if alias == "locaties":
        return joined(", ".join(filter(None, (p.name, p.address, p.postcode, p.town or p.municipality)))
                      for p in item.locations)  # fmt: skip
    if alias == "niet":
        return joined(f"{name}: {term}" for name, term in item.excluded.named) if item.excluded else None
    return next(column.value(item) for column in published.columns if column.name == alias)


def _places(published: Published) -> Sheet:
    kinds = {"lat": "number", "lon": "number"}
    heads = [("initiatief", "string", _ITEM)]
    heads += [(part, kinds.get(part, "string"), told) for part, told in meanings_of(Location).items()]
    heads += [("rd_x", "integer", COMPUTED["rd_x"]), ("rd_y", "integer", COMPUTED["rd_y"])]
    names = [attribute_of(Location, part) for part in meanings_of(Location)]
    rows = tuple(
        (item.id, *(getattr(place, name) for name in names), *published.rd_of(place))
        for item in published.catalogue.initiatives
        for place in item.locations
    )
    title = Meaning("Locaties, één op elke rij", "Places, one on each row")
    return Sheet("locaties", title, tuple(heads), rows)


def _campuses(published: Published) -> Sheet:
    languages = published.catalogue.settings.languages
    heads = [head for row in _CAMPUS for head in _heads(*row, languages)]
    rows = tuple(_campus_row(published, campus) for campus in published.catalogue.campuses)
    title = Meaning("Campussen, één op elke rij", "Campuses, one on each row")
    return Sheet("campussen", title, tuple(heads), rows, "id")


_CAMPUS = (
    ("id", "string", "Het id; is het adres van de pagina.", "The id; is the address of the page."),
    ("code", "string", "De code[ in de tabellen van het rapport].", "The code[ in the tables of the report]."),
    ("naam", "string", "De naam.", "The name."),
    ("naam_volledig", "string", "De volledige naam.", "The full name."),
    ("adres", "string", "Straat en huisnummer.", "Street and number."),
    ("postcode", "string", "De postcode.", "The postcode."),
    ("plaats", "string", "De plaats.", "The town."),
    ("gemeente", "string", "De gemeente.", "The municipality."),
    ("lat", "number", "Breedte in graden, WGS84 (EPSG:4326).", "Latitude in degrees, WGS84 (EPSG:4326)."),
    ("lon", "number", "Lengte in graden, WGS84 (EPSG:4326).", "Longitude in degrees, WGS84 (EPSG:4326)."),
    ("rd_x", "integer", COMPUTED["rd_x"].nl, COMPUTED["rd_x"].en),
    ("rd_y", "integer", COMPUTED["rd_y"].nl, COMPUTED["rd_y"].en),
    ("nauwkeurigheid", "string", "Hoe precies de coördinaten zijn.", "How precise the coordinates are."),
    ("niveaus", "string", "Welk onderwijs er is.", "Which levels of education there are."),
    ("focus", TRANSLATED, "Waar het over gaat, in het {taal}.", "What it is about, in {language}."),
    ("beschrijving", TRANSLATED, "Wat het is, in het {taal}.", "What it is, in {language}."),
    ("website", "string", "Het volledige webadres.", "The full web address."),
    ("adres_rapport", "string", "Het adres[ dat het rapport drukt], als dat anders is.",
     "The address[ the report prints], if that is another one."),
    ("initiatieven", "integer", "Hoeveel initiatieven er meetellen.", "How many initiatives count around it."),
    ("url", "string", COMPUTED["url"].nl, COMPUTED["url"].en),
)  # fmt: skip


def _heads(name: str, kind: str, nl: str, en: str, languages: Sequence[str]) -> list[Head]:
    """The head of a column; of a text in more languages one for each: focus_nl, focus_en."""
    if kind != TRANSLATED:
        return [(name, kind, Meaning(nl, en))]
    return [(f"{name}_{code}", "string", _meaning_in(code, nl, en)) for code in languages]


def _meaning_in(code: str, nl: str, en: str) -> Meaning:
    name = language_name(code, HOUSE_LANGUAGE)
    other = "" if code == HOUSE_LANGUAGE else f" in het {name}"
    told = nl.format(taal=name, anders=other, komma_anders=other and f",{other}")
    return Meaning(told, en.format(language=language_name(code, "en")))


def language_name(code: str, language: str) -> str:
    """What a language is called in another one: Nederlands, Dutch."""
    try:
        return Locale(code).get_language_name(language) or code
    except UnknownLocaleError:
        return code


def _campus_row(published: Published, campus: Campus) -> tuple[Cell, ...]:
    address = (campus.address, campus.postcode, campus.town, campus.municipality, campus.lat, campus.lon)
    codes = published.catalogue.settings.languages
    texts = [text.get(code) for text in (campus.focus, campus.description) for code in codes]
    around = len(published.catalogue.around(campus.code))
    return (
        campus.id, campus.code, campus.name, campus.full_name, *address, *published.rd[campus.lat, campus.lon],
        campus.precision, joined(campus.levels), *texts, campus.website, campus.printed_address, around,
        published.where.absolute(routes.campus(campus.id)),
    )  # fmt: skip


_TERM = (
    ("lijst", "string", "De lijst waar de term in staat.", "The list the term belongs to."),
    ("term", "string", "Wat er in de gegevens staat.", "What the data say."),
    ("naam", TRANSLATED, "Hoe de site het{anders} noemt.", "What the site calls it in {language}."),
    ("definitie", TRANSLATED, "Wat het betekent{komma_anders}.", "What it means, in {language}."),
)


def _terms(published: Published) -> Sheet:
    languages = published.catalogue.settings.languages
    heads = tuple(head for row in _TERM for head in _heads(*row, languages))
    rows = tuple(
        (dimension, term.id, *(text.get(code) for text in (term.label, term.definition) for code in languages))
        for dimension, term in published.catalogue.vocabulary
    )
    return Sheet("termen", Meaning("De vaste termen", "The controlled terms"), heads, rows)
