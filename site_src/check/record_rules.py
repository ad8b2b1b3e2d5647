"""Rules about the record itself: its name, its terms, its texts, its status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from site_src.check.rule import Context
from site_src.model.fields import fields_of, term_fields, values_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, suggestion
from site_src.model.record_parts import Excluded
from site_src.model.values import SUMMARY_LENGTH
from site_src.read.located import Located
from site_src.read.yaml_document import Key

RESERVED_IDS = {"schooltype", "doelgroep", "activiteit", "praktijk", "branche", "campus", "gemeente", "organisatie",
                "bereik", "kosten", "vervoer", "status"}  # fmt: skip
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE)
_PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{7,18}$")


def id_is_file_name(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    stem = item.document.file.rsplit("/", 1)[-1].removesuffix(".yml")
    if item.record.id != stem:
        yield item.problem(
            ("id",), "", f"Het id “{item.record.id}” is niet de naam van het bestand.", f"Schrijf: id: {stem}"
        )


def id_is_free(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    if item.record.id in RESERVED_IDS:
        yield item.problem(
            ("id",), "", f"Het id “{item.record.id}” is al een adres van de site.", "Kies een langere naam."
        )


def id_is_unique(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    others = [other.document.file for other in context.by_id.get(item.record.id, ()) if other is not item]
    if others:
        yield item.problem(
            ("id",), "", f"Het id “{item.record.id}” staat ook in {others[0]}.", "Geef elk record een eigen id."
        )


def name_is_unique(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    alike = context.by_name.get(item.record.name.casefold(), ())
    others = [other.document.file for other in alike if other is not item]
    if others:
        yield item.problem(
            ("naam",), "", f"Deze naam staat ook in {others[0]}.", "Is het hetzelfde initiatief? Houd er één over."
        )


def terms_exist(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    vocabulary = context.reading.vocabulary
    for attribute, alias, dimension in term_fields(Initiative):
        several = isinstance(getattr(item.record, attribute), tuple)
        for index, value in enumerate(values_of(item.record, attribute)):
            if not vocabulary.allows(dimension, value):
                key = (alias, index) if several else (alias,)
                yield item.problem(
                    key, "", f"{alias}: “{value}” is geen bekende term.", suggestion(value, vocabulary.ids(dimension))
                )


def part_terms_exist(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    vocabulary = context.reading.vocabulary
    rows: list[tuple[Key, str, str]] = [
        (("bronnen", i, "zekerheid"), "zekerheid", s.certainty) for i, s in enumerate(item.record.sources)
    ]
    rows += [(("locaties", i, "nauwkeurigheid"), "nauwkeurigheid", p.precision)
             for i, p in enumerate(item.record.locations) if p.precision]  # fmt: skip
    rows += _excluded_terms(item.record)
    for key, dimension, value in rows:
        if not vocabulary.allows(dimension, value):
            yield item.problem(
                key, "", f"{dimension}: “{value}” is geen bekende term.", suggestion(value, vocabulary.ids(dimension))
            )


def _excluded_terms(record: Initiative) -> Iterator[tuple[Key, str, str]]:
    for field in fields_of(Excluded) if record.excluded else ():
        for index, value in enumerate(values_of(record.excluded or record, field.attribute)):
            yield ("niet", field.name, index), field.spec.term or "", value


def no_value_twice(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for field in fields_of(Initiative):
        seen: set[str] = set()
        texts = ((n, text) for n, text in enumerate(values_of(item.record, field.attribute)) if isinstance(text, str))
        for index, text in texts:
            if text in seen:
                yield item.problem((field.name, index), "", f"“{text}” staat er twee keer.", "Haal er één weg.")
            seen.add(text)


def website_is_http(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    website = item.record.website
    if website and not is_web_address(website):
        yield item.problem(
            ("website",), "", f"“{website}” is geen webadres.", "Begin met https:// en schrijf het hele adres."
        )


def is_web_address(text: str) -> bool:
    """http(s) with a host that has a dot; nothing else may become a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "").strip(".") and not re.search(r"\s", text)


def contact_is_valid(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    contact = item.record.contact
    if contact and contact.email and not _EMAIL.match(contact.email):
        yield item.problem(
            ("contact", "email"), "", f"“{contact.email}” is geen e-mailadres.", "Schrijf het als info@voorbeeld.nl."
        )
    if contact and contact.phone and not _PHONE.match(contact.phone):
        yield item.problem(
            ("contact", "telefoon"), "", f"“{contact.phone}” is geen telefoonnummer.", "Schrijf het als 088 123 45 67."
        )


def summary_is_short(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for key, text in (("samenvatting", item.record.summary), ("samenvatting_en", item.record.summary_en)):
        if text and len(text) > SUMMARY_LENGTH:
            message = f"“{key}” is {len(text)} tekens lang; hooguit {SUMMARY_LENGTH} mag."
            yield item.problem((key,), "", message, "Houd het bij twee of drie korte zinnen.")


def successor_fits_status(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    record = item.record
    if record.successor and record.status not in {"gewijzigd", "gestopt"}:
        yield item.problem(
            ("opvolger",), "", "Een opvolger past alleen bij status gewijzigd of gestopt.", "Pas de status aan."
        )
    if record.successor and re.fullmatch(r"[a-z0-9-]+", record.successor) and record.successor not in context.ids:
        yield item.problem(
            ("opvolger",),
            "",
            f"Er is geen record “{record.successor}”.",
            suggestion(record.successor, sorted(context.ids)),
        )


def ending_is_told(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    record = item.record
    told = record.changes or record.successor or item.broken & {"veranderingen", "opvolger"}
    if record.status in {"gewijzigd", "gestopt"} and not told:
        yield item.problem(("status",), "", f"Status “{record.status}”, maar er staat niet bij wat er veranderde.",
                           "Voeg “veranderingen” met een datum toe, of een “opvolger”.")  # fmt: skip
