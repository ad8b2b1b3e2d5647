"""DUO's municipalities as this catalogue writes them, and where the schools of each are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_src.model.region.gazetteer import Gazetteer
from site_src.read.records import Reading

SMALL = {"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "van", "'s", "'t"}
KNOWN_PART = 0.5  # of the postcodes of its schools: with fewer in the gazetteer a municipality lies outside the region


class Spelling:
    """“'S-GRAVENHAGE” is Den Haag here: regio.yml goes first, then campuses, records and the gazetteer."""

    def __init__(self, reading: Reading) -> None:
        self.known: dict[str, str] = {}
        for name, shown in _names(reading):
            self.known.setdefault(name.casefold(), shown)

    def of(self, name: str) -> str:
        """A name of DUO, in the spelling of the catalogue; one that it doesn't know gets capitals."""
        return self.known.get(name.casefold()) or _capitals(name)


def _names(reading: Reading) -> Iterator[tuple[str, str]]:
    yield from reading.region.names.items() if reading.region else ()
    records = [item.record for item in reading.initiatives]
    names = [item.record.municipality for item in reading.campuses]
    names += [name for record in records for name in record.service_area]
    names += [place.municipality for record in records for place in record.locations if place.municipality]
    for town in reading.geodata.gazetteer.towns:
        names += [town.name, *town.also]
    yield from ((name, name) for name in names)


def _capitals(name: str) -> str:
    """BODEGRAVEN-REEUWIJK -> Bodegraven-Reeuwijk, KAAG EN BRAASSEM -> Kaag en Braassem, 'S-HERTOGENBOSCH alike."""
    if not name.isupper():
        return name
    words = [word if word in SMALL else _capital(word) for word in name.lower().split()]
    text = " ".join(words)
    return text if text.startswith("'") else text[:1].upper() + text[1:]


def _capital(word: str) -> str:
    parts = word.split("-")
    return "-".join(part if part in SMALL else _first(part) for part in parts)


def _first(part: str) -> str:
    return f"IJ{part[2:]}" if part.startswith("ij") else part[:1].upper() + part[1:]


def centres_of(postcodes: Mapping[str, Mapping[str, str]], gazetteer: Gazetteer) -> dict[str, tuple[float, float]]:
    """By municipality the mean (lat, lon, WGS84) of the postcodes of its schools; none for one outside the region."""
    found: dict[str, tuple[float, float]] = {}
    for name, by_school in sorted(postcodes.items()):
        points = [point for code in by_school.values() if (point := gazetteer.centre_of(code))]
        if points and len(points) >= KNOWN_PART * len(by_school):
            lat, lon = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
            found[name] = (round(lat, 4), round(lon, 4))
    return found
