"""Style sheets, scripts and images of our own, fingerprinted so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_src.model.problems import SiteError
from site_src.read.qr_code import NAME as QR_CODE
from site_src.read.qr_code import qr_code

STATIC = Path(__file__).parent.parent / "static"
STYLES = (
    "tokens", "base", "layout", "components", "pictures", "home", "finder", "next_steps",
    "compare", "embed", "search", "figures", "owner", "report", "questions", "licences", "parts", "print",
)  # fmt: skip
WORKER = "sw.js"
LEAFLET = "js_lib_leaflet"  # the package that carries Leaflet 1.9.4; it is read, never imported
ILLUSTRATIONS = "illustrations.svg"  # one file with every illustration, each a symbol named after its term
LATER = "leaflet."  # loaded when a map comes into view, so not kept beforehand
_SOURCE_MAP = re.compile(rb"//# sourceMappingURL=.*")
_WITH_IMAGE = re.compile(rb"[^{}]+\{[^{}]*url\(images/[^{}]*\}")
_ILLUSTRATION = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg"([^>]*)>(.*)</svg>\s*', re.DOTALL)
_IMPORT = re.compile(r'(from "\./)([a-z]+\.js)(")')


@dataclass(frozen=True, slots=True)
class Assets:
    """Name in a template -> file name with fingerprint, the bytes of each, and the service worker as written.

    `illustrated` are the terms that have an illustration, and the neutral one for all others.
    """

    names: Mapping[str, str]
    files: Mapping[str, bytes]
    worker: str
    illustrated: frozenset[str] = frozenset()

    def without(self, *names: str) -> Assets:
        """The same without scripts of pages that a region does not have."""
        gone = {self.names[name] for name in names}
        kept = {name: file for name, file in self.names.items() if name not in names}
        files = {file: data for file, data in self.files.items() if file not in gone}
        return Assets(kept, files, self.worker, self.illustrated)

    def address(self, name: str) -> str:
        """Where a template finds an asset; KeyError for one that does not exist."""
        return f"/static/{self.names[name]}"


def read_assets(content: Path, static: Path = STATIC) -> Assets:
    """Bundles the style sheets (a house style in content/thema.css comes last), takes scripts and images."""
    theme = content / "thema.css"
    styles = [static / "css" / f"{name}.css" for name in STYLES] + ([theme] if theme.is_file() else [])
    contents = {"site.css": b"\n".join(path.read_bytes() for path in styles)}
    contents |= {path.name: path.read_bytes() for path in sorted((static / "img").glob("*")) if path.is_file()}
    drawings = {path.stem: path.read_text("utf-8") for path in sorted((static / "img/illustrations").glob("*.svg"))}
    contents |= leaflet() | {ILLUSTRATIONS: sprite(drawings)}
    names = {name: _fingerprinted(name, data) for name, data in contents.items()}
    files = {names[name]: data for name, data in contents.items()}
    names[QR_CODE], modules = qr_code()
    files |= modules
    scripts = {p.name: p.read_text("utf-8") for p in sorted((static / "js").glob("*.js")) if p.name != WORKER}
    for name in scripts:
        _add_script(name, scripts, names, files)
    return Assets(names, files, (static / "js" / WORKER).read_text("utf-8"), frozenset(drawings))


def sprite(drawings: Mapping[str, str]) -> bytes:
    """Drawings by name as symbols of one SVG file, so that a browser fetches and keeps them all at once."""
    symbols = [_ILLUSTRATION.sub(rf'<symbol id="{name}"\1>\2</symbol>', svg) for name, svg in drawings.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'.encode()


def leaflet() -> dict[str, bytes]:
    """Leaflet's script and style sheet, without what points at files that this site doesn't use."""
    found = importlib.util.find_spec(LEAFLET)
    if found is None or found.origin is None:
        raise SiteError(f"Leaflet ontbreekt: installeer wat in pyproject.toml staat ({LEAFLET}).")
    folder = Path(found.origin).parent / "static" / LEAFLET
    script, style = ((folder / name).read_bytes() for name in ("leaflet.js", "leaflet.css"))
    return {"leaflet.js": _SOURCE_MAP.sub(b"", script), "leaflet.css": _WITH_IMAGE.sub(b"", style)}


def _add_script(name: str, scripts: Mapping[str, str], names: dict[str, str], files: dict[str, bytes]) -> None:
    """A script after the scripts it imports, so that it can name them by their fingerprint."""
    if name in names:
        return
    for imported in _IMPORT.findall(scripts[name]):
        _add_script(imported[1], scripts, names, files)
    data = _IMPORT.sub(lambda found: found[1] + names[found[2]] + found[3], scripts[name]).encode("utf-8")
    names[name] = _fingerprinted(name, data)
    files[names[name]] = data


def _fingerprinted(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
