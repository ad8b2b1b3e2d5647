"""The service worker, last of all: its version follows from everything else in the finished folder."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_src.read.assets import LATER
from site_src.render import routes
from site_src.render.site import Site
from site_src.write.staging import write_file


def write_service_worker(site: Site, folder: Path) -> None:
    """Fills in which pages and scripts it fetches first, the digests of what never changes, and its version."""
    first = [site.where.link(address, code) for address in (routes.HOME, routes.LISTING) for code in site.languages]
    first += [site.where.link(f"/static/{name}") for name in site.assets.files if not name.startswith(LATER)]
    digests = {site.where.link(f"/static/{name}"): integrity(data) for name, data in site.assets.files.items()}
    worker = _service_worker(site.assets.worker, first, digests, _digest(folder))
    write_file(folder, routes.WORKER.lstrip("/"), worker)


def integrity(data: bytes) -> str:
    """The digest of a file as a browser checks it: W3C, Subresource Integrity, 3.1."""
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}"


def _digest(folder: Path) -> str:
    """What follows from the name and the bytes of every file, read one at a time."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")):
        if path.is_file():
            digest.update(name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _service_worker(source: str, links: Sequence[str], digests: Mapping[str, str], digest: str) -> bytes:
    """The service worker of this build: its version follows from every file, its first pages are `links`."""
    filled = source.replace('"{{version}}"', json.dumps(f"td-{digest[:12]}"))
    filled = filled.replace('["{{precache}}"]', json.dumps(list(links)))
    return filled.replace('{ "{{digests}}": "" }', json.dumps(dict(digests))).encode("utf-8")
