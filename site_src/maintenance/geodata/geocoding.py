"""From an address to coordinates, with the PDOK Locatieserver: `free` finds, `lookup` tells the details.

Source of the format: PDOK, "Locatieserver API v3.1" (Solr: `response.docs`, `centroide_ll` as WKT in EPSG:4326).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from site_src.check.address_lookup import SERVER, by_hand
from site_src.maintenance.geodata.pdok import Get, PdokError, Unreadable, get_json
from site_src.model.problems import clipped

PRECISION = {"adres": "adres", "weg": "straat", "postcode": "straat", "buurt": "wijk", "wijk": "wijk",
             "woonplaats": "plaats", "gemeente": "plaats"}  # fmt: skip
NO_NAMES: Mapping[str, str] = MappingProxyType({})
POINT = re.compile(r"POINT\((-?[0-9.]+) (-?[0-9.]+)\)")


class NotFound(PdokError):
    """The Locatieserver knows no such address."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer of `free`: what to look up, and how it is shown to a person."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place with WGS84 degrees, rounded to 4 decimals (about 10 m), as precise as `precision` says."""

    id: str
    label: str
    lat: float
    lon: float
    precision: str
    address: str = ""
    postcode: str = ""
    town: str = ""
    municipality: str = ""

    @property
    def reference(self) -> str:
        """The address of the answer, as a source in a record."""
        return f"{SERVER}/lookup?id={quote(self.id, safe='', errors='replace')}"

    def as_record(self) -> dict[str, Any]:
        """The place as an entry of `locaties`; what is not known is left out."""
        texts = {"adres": self.address, "postcode": self.postcode, "plaats": self.town, "gemeente": self.municipality}
        known = {key: text for key, text in texts.items() if text}
        return {**known, "lat": self.lat, "lon": self.lon, "nauwkeurigheid": self.precision}


def candidates(text: str, get: Get = get_json, most: int = 5) -> list[Candidate]:
    """What the Locatieserver makes of an address, a postcode with number, a street or a town, best first."""
    kinds = f"type:({' OR '.join(PRECISION)})"
    docs = _docs(get(f"{SERVER}/free", {"q": text, "fq": kinds, "fl": "id,weergavenaam,type", "rows": str(most)}))
    found = [Candidate(str(doc["id"]), str(doc.get("weergavenaam", "")), str(doc.get("type", "")))
             for doc in docs if doc.get("id") and doc.get("type") in PRECISION]  # fmt: skip
    if not found:
        raise NotFound(f"PDOK kent “{clipped(text)}” niet. Controleer straat, nummer en plaats.")
    return found


def lookup(candidate: Candidate, get: Get = get_json, names: Mapping[str, str] = NO_NAMES) -> Place:
    """Where one candidate is; `names` is what people call a place whose official name is another."""
    docs = _docs(get(f"{SERVER}/lookup", {"id": candidate.id, "fl": "*"}))
    if not docs:
        raise NotFound(f"PDOK kent “{candidate.label}” niet meer.")
    return _place(docs[0], names)


def _docs(answer: Any) -> list[Mapping[str, Any]]:
    response = answer.get("response") if isinstance(answer, dict) else None
    docs = response.get("docs") if isinstance(response, dict) else None
    if not isinstance(docs, list) or not all(isinstance(doc, dict) for doc in docs):
        raise Unreadable("PDOK antwoordt in een vorm die we niet kennen.")
    return docs


def _place(doc: Mapping[str, Any], names: Mapping[str, str]) -> Place:
    point = POINT.fullmatch(str(doc.get("centroide_ll", "")))
    precision = PRECISION.get(str(doc.get("type")))
    if not point or not precision:
        raise Unreadable("PDOK geeft bij dit adres geen plek op de kaart.")
    lon, lat = (round(float(text), 4) for text in point.groups())
    town, municipality = (str(doc.get(key) or "") for key in ("woonplaatsnaam", "gemeentenaam"))
    return Place(
        str(doc.get("id", "")), str(doc.get("weergavenaam", "")), lat, lon, precision, _street(doc), _postcode(doc),
        names.get(town, town), names.get(municipality, municipality),
    )  # fmt: skip


def _street(doc: Mapping[str, Any]) -> str:
    return " ".join(str(doc[key]) for key in ("straatnaam", "huis_nlt") if doc.get(key))


def _postcode(doc: Mapping[str, Any]) -> str:
    match = re.fullmatch(r"([1-9][0-9]{3}) ?([A-Z]{2})", str(doc.get("postcode", "")))
    return f"{match[1]} {match[2]}" if match else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of an address somebody typed: an entry of `locaties`, and the source of its place, if it has one."""

    entry: dict[str, Any]
    source: str = ""


def locate(
    address: str, ask: Callable[[str], str], tell: Callable[[str], None], get: Get = get_json,
    names: Mapping[str, str] = NO_NAMES,
) -> Found | None:  # fmt: skip
    """Looks an address up; `ask` gets a question about each candidate until the answer is yes. None for no address.

    Never fails: without a network, or when nothing fits, the address is kept, and `tell` gets how to go on by hand.
    """
    address = address.strip()
    if not address:
        return None
    try:
        meant = next((candidate for candidate in candidates(address, get) if _is_meant(candidate, ask)), None)
        if meant:
            place = lookup(meant, get, names)
            tell(f"{place.label} ligt bij lat {place.lat}, lon {place.lon} (nauwkeurigheid: {place.precision}).")
            return Found(place.as_record(), place.reference)
        reason = "Geen van deze adressen is het goede."
    except PdokError as error:
        reason = str(error)
    kept = "Het adres komt in het record, nog zonder plek op de kaart. Vul daar zelf lat, lon en nauwkeurigheid in."
    tell(f"{reason} {kept} {by_hand(address)}")
    return Found({"adres": address})


def _is_meant(candidate: Candidate, ask: Callable[[str], str]) -> bool:
    return ask(f"Is dit het adres: {candidate.label}? (ja/nee)").strip().lower()[:1] in {"j", "y"}
