"""The QR code of Web Awesome, as files: an element of the browser, with every module that it imports."""

from __future__ import annotations

import hashlib
import importlib.util
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from site_src.model.problems import SiteError

PACKAGE = "spaday_webawesome"  # the package that carries Web Awesome; it is read, never imported
FOLDER = "extension/vendor/@awesome.me/webawesome/dist"
ELEMENT = "components/qr-code/qr-code.js"
NAME = "qr-code.js"  # what templates call it
_IMPORTED = re.compile(r"""(?:from|import) "(\.[^"]+)";""")


def qr_code() -> tuple[str, dict[str, bytes]]:
    """The file of the element, and all its files by name; their folder has the fingerprint of everything in it."""
    modules: dict[str, bytes] = {}
    _collect(_installed(), ELEMENT, modules)
    folder = f"{NAME.removesuffix('.js')}.{_fingerprint(modules)}"
    return f"{folder}/{ELEMENT}", {f"{folder}/{name}": data for name, data in modules.items()}


def _installed() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SiteError(f"Web Awesome ontbreekt: installeer wat in pyproject.toml staat ({PACKAGE}).")
    return Path(found.origin).parent / FOLDER


def _collect(root: Path, name: str, modules: dict[str, bytes]) -> None:
    """A module and those it imports, each once; they keep their places beside each other."""
    if name in modules:
        return
    modules[name] = (root / name).read_bytes()
    for imported in _IMPORTED.findall(modules[name].decode("utf-8")):
        _collect(root, posixpath.normpath(posixpath.join(posixpath.dirname(name), imported)), modules)


def _fingerprint(modules: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(modules):
        digest.update(name.encode() + modules[name])
    return digest.hexdigest()[:10]
