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
from site_src.model.settings import EMAIL
from site_src.model.values import SUMMARY_LENGTH
from site_src.read.located import Located
from site_src.read.yaml_document import Key

RESERVED_IDS = {"schooltype", "doelgroep", "activiteit", "praktijk", "branche", "campus", "gemeente", "organisatie",
                "bereik", "kosten", "vervoer", "status"}  # fmt: skip
_EMAIL = re.compile(EMAIL)
_PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{7,18}$")
_WEB_ADDRESS = re.compile(r"\bhttps?://\S+")
_MAIL = re.compile(r"(?<![\w.+-])([a-z0-9][\w.+-]{0,63})@([a-z0-9-]+(?:\.[a-z0-9-]+){0,4}\.[a-z]{2,})", re.IGNORECASE)
_MOBILE = re.compile(r"(?<![\d/-])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)[ -]?6(?:[ .-]?[0-9]){8}(?![0-9])")
_AT_HOME = {"casema", "chello", "gmail", "gmx", "hetnet", "home", "hotmail", "icloud", "kpnmail", "kpnplanet", "live",
            "me", "msn", "online", "outlook", "planet", "proton", "protonmail", "quicknet", "solcon", "telfort",
            "upcmail", "xs4all", "yahoo", "ziggo"}  # fmt: skip
#: first words of an address that a department has, as in open.dag@ or info.delft@
_DEPARTMENTS = {"aanmelden", "aanmelding", "administratie", "afdeling", "bestuur", "bureau", "campus",
                "communicatie", "contact", "coordinatie", "decanaat", "directie", "educatie", "hr", "info",
                "informatie", "klantenservice", "mail", "mbo", "onderwijs", "open", "po", "post", "pr",
                "project", "receptie", "redactie", "school", "secretariaat", "service", "servicepunt", "stage",
                "stichting", "team", "techniek", "vmbo", "vo", "voorlichting", "werkplaats"}  # fmt: skip


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


def contact_is_of_no_person(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    """In any text of the record; what it found is not repeated, only where it stands."""
    if "@" not in (written := item.document.written) and not _MOBILE.search(written):
        return
    for mark in item.document.marks.values():
        text = _WEB_ADDRESS.sub(" ", mark.text)
        what = [f"een mailadres dat van een persoon lijkt (…@{found[2]})" for found in _MAIL.finditer(text)
                if _of_a_person(found[1], found[2])]  # fmt: skip
        what += ["een mobiel nummer"] if _MOBILE.search(text) else []
        if what:
            hint = (
                "Zet hier het mailadres of nummer van de organisatie, zoals info@voorbeeld.nl of 088 123 45 67, of "
                "haal het weg. Staat het zo op hun eigen site, voor iedereen? Dan mag het blijven."
            )
            yield Problem(item.document.file, f"Hier staat {' en '.join(dict.fromkeys(what))}.", "", mark.line,
                          mark.column, hint=hint)  # fmt: skip


def _of_a_person(local: str, domain: str) -> bool:
    """first.last@ or j.last@, or an address that people have at home."""
    if domain.lower().split(".")[-2] in _AT_HOME:
        return True
    first, *rest = local.lower().split(".")
    return (
        bool(rest)
        and first.isalpha()
        and first not in _DEPARTMENTS
        and all(re.sub("[-_]", "", r).isalpha() for r in rest)
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
