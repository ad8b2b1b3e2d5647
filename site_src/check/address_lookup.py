"""Where a person finds the coordinates of an address: the PDOK Locatieserver, which answers everybody."""

from __future__ import annotations

from urllib.parse import quote

SERVER = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"


def by_hand(address: str) -> str:
    """How somebody finds coordinates without our help; the address stands in a link, escaped."""
    link = f"{SERVER}/free?q={quote(address or 'straat nummer plaats', safe='', errors='replace')}"
    return f"Zoek het adres op: in het antwoord van {link} staat achter centroide_ll eerst lon, dan lat."
