"""Style sheets, scripts and images of our own, fingerprinted so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
STYLES = ("tokens", "base", "layout", "components", "print")
WORKER = "sw.js"
_IMPORT = re.compile(r'(from "\./)([a-z]+\.js)(")')


@dataclass(frozen=True, slots=True)
class Assets:
    """Name in a template -> file name with fingerprint, the bytes of each, and the service worker as written."""

    names: Mapping[str, str]
    files: Mapping[str, bytes]
    worker: str

    def address(self, name: str) -> str:
        """Where a template finds an asset; KeyError for one that does not exist."""
        return f"/static/{self.names[name]}"


def read_assets(content: Path, static: Path = STATIC) -> Assets:
    """Bundles the style sheets (a house style in content/thema.css comes last), takes scripts and images."""
    theme = content / "thema.css"
    styles = [static / "css" / f"{name}.css" for name in STYLES] + ([theme] if theme.is_file() else [])
    contents = {"site.css": b"\n".join(path.read_bytes() for path in styles)}
    contents |= {path.name: path.read_bytes() for path in sorted((static / "img").glob("*")) if path.is_file()}
    names = {name: _fingerprinted(name, data) for name, data in contents.items()}
    files = {names[name]: data for name, data in contents.items()}
    scripts = {p.name: p.read_text("utf-8") for p in sorted((static / "js").glob("*.js")) if p.name != WORKER}
    for name in scripts:
        _add_script(name, scripts, names, files)
    return Assets(names, files, (static / "js" / WORKER).read_text("utf-8"))


def _add_script(name: str, scripts: Mapping[str, str], names: dict[str, str], files: dict[str, bytes]) -> None:
    """A script after the scripts it imports, so that it can name them by their fingerprint."""
    if name in names:
        return
    for imported in _IMPORT.findall(scripts[name]):
        _add_script(imported[1], scripts, names, files)
    data = _IMPORT.sub(lambda found: found[1] + names[found[2]] + found[3], scripts[name]).encode("utf-8")
    names[name] = _fingerprinted(name, data)
    files[names[name]] = data


def service_worker(source: str, links: Sequence[str], everything: Mapping[str, bytes]) -> bytes:
    """The service worker of this build: its version follows from every file, its first pages are `links`."""
    digest = hashlib.sha256()
    for name in sorted(everything):
        digest.update(name.encode() + everything[name])
    filled = source.replace('"{{version}}"', json.dumps(f"td-{digest.hexdigest()[:12]}"))
    return filled.replace('["{{precache}}"]', json.dumps(list(links))).encode("utf-8")


def _fingerprinted(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
