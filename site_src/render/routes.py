"""The one list of addresses. Dutch at the root, English under /en/ with the same paths."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

HOME = "/"
LISTING = "/initiatieven/"
CAMPUSES = "/campussen/"
SHORTLIST = "/bewaard/"
GAPS = "/witte-vlekken/"
GAPS_NOW = "/witte-vlekken/nu/"
PROMISING = "/witte-vlekken/kansen/"
ROLES = "/rollen/"
DATA_GAPS = "/data/witte-vlekken.json"
DATA_GAPS_CSV = "/data/witte-vlekken.csv"
DATA_GAP_CELLS = "/data/witte-vlekken-cellen.json"
DATA_GAP_CELLS_CSV = "/data/witte-vlekken-cellen.csv"
MAP = "/kaart/"
MAP_GROUND = "/data/kaart/ondergrond.geojson"
MAP_DEFINITION = "/data/kaart/instellingen.json"
SEARCH = "/zoeken/"
EMBEDDING = "/insluiten/"
EMBED_LISTING = "/embed/initiatieven/"
DATA = "/data/"
CHANGED = "/veranderd/"
QUESTIONS = "/vragen/"
COVERAGE = "/vragen/overzicht/"
LICENCES = "/licenties/"
ATOM = "/atom.xml"
OPENAPI = "/api/v1/openapi.json"
SECURITY = "/.well-known/security.txt"
REPORT = "/melden/"
MANIFEST = "/manifest.webmanifest"
NEARBY = "/zoeken/plekken.json"
PAGEFIND = "/pagefind/"
WORKER = "/sw.js"
NOT_FOUND = "/404.html"
HEADERS = "/_headers"
BUILD = "/.well-known/build.json"
BUILD_LIST = "/.well-known/build.sha256"


def initiative(item_id: str) -> str:
    """The page of one initiative."""
    return f"/initiatieven/{item_id}/"


def owner(item_id: str) -> str:
    """What its own organisation wants to know of one initiative: what is shown, how old it is, what is missing."""
    return f"{initiative(item_id)}beheer/"


def term(dimension: str, value: str) -> str:
    """The plain page of one filter value."""
    return f"/initiatieven/{dimension}/{value}/"


def part(address: str, number: int) -> str:
    """A page of a list in parts; the first is the list itself."""
    return address if number == 1 else f"{address}pagina/{number}/"


def gap(dimension: str, value: str) -> str:
    """The page of one group: how many initiatives each campus has for it; `#<campus>` is one figure."""
    return f"/witte-vlekken/{dimension}/{value}/"


def gap_chart(dimension: str, value: str, suffix: str) -> str:
    """The chart of that page as a file."""
    return f"{gap(dimension, value)}grafiek.{suffix}"


def campus(campus_id: str) -> str:
    """The page of one campus."""
    return f"/campussen/{campus_id}/"


def campus_figures(campus_id: str) -> str:
    """The figures of one campus."""
    return f"{campus(campus_id)}cijfers/"


def map_layer(name: str) -> str:
    """The GeoJSON of what stands on one map."""
    return f"/data/kaart/{name}.geojson"


def share_image(address: str) -> str:
    """The picture that goes with a page when it is shared."""
    return f"{address}delen.png"


def calendar(item_id: str) -> str:
    """The dates of one initiative, for a calendar."""
    return f"/data/momenten/{item_id}.ics"


def record(item_id: str) -> str:
    """One initiative as JSON."""
    return f"/api/v1/initiatieven/{item_id}.json"


def embedded_campus(campus_id: str) -> str:
    """A campus without header and footer, for an iframe."""
    return f"/embed/campussen/{campus_id}/"


def search_words(language: str) -> str:
    """The words that a typing error may mean."""
    return f"/zoeken/woorden-{language}.json"


def picks(language: str) -> str:
    """What the questions at home choose from."""
    return f"/zoeken/keuzes-{language}.json"


def search_terms(language: str) -> str:
    """The words of a typed sentence, and what they choose."""
    return f"/zoeken/begrippen-{language}.json"


def text(name: str) -> str:
    """A page of prose: over, verantwoording, bijdragen, toegankelijkheid, privacy."""
    return f"/{name}/"


@dataclass(frozen=True, slots=True)
class Routes:
    """Turns an address into a link, an absolute address or a file, for a language and a place on the web."""

    origin: str
    base_path: str
    languages: tuple[str, ...]

    def link(self, address: str, language: str | None = None) -> str:
        """A link from any page: '/techniek/en/initiatieven/vhto/'. Without a language: a file they share."""
        prefix = "" if language in (None, self.languages[0]) else f"{language}/"
        return self.base_path + prefix + address.lstrip("/")

    def absolute(self, address: str, language: str | None = None) -> str:
        """The full address, for canonical links, the sitemap and machines."""
        return self.origin + self.link(address, language)

    def file(self, address: str, language: str | None = None) -> PurePosixPath:
        """The file under the output folder that holds an address."""
        path = self.link(address, language).removeprefix(self.base_path)
        return PurePosixPath(path + "index.html" if path.endswith("/") or not path else path)
