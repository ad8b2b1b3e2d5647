"""The forms a file can have, by its suffix: media type (IANA) and file type (the list of the EU)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One file format."""

    suffix: str
    media: str
    eu: str


FORMS = (
    Form("csv", "text/csv", "CSV"),
    Form("json", "application/json", "JSON"),
    Form("geojson", "application/geo+json", "GEOJSON"),
    Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    Form("zip", "application/zip", "ZIP"),
    Form("ics", "text/calendar", "ICS"),
    Form("jsonld", "application/ld+json", "JSON_LD"),
    Form("ttl", "text/turtle", "RDF_TURTLE"),
    Form("txt", "text/plain", "TXT"),
)
_BY_SUFFIX = {form.suffix: form for form in FORMS}


def form_of(name: str) -> Form:
    """The form of a file; text for what has no suffix that we know."""
    return _BY_SUFFIX.get(name.rpartition(".")[2], _BY_SUFFIX["txt"])
