"""What a published site says of its own making, so that anybody can hold it against that: `build.py verify`.

`/.well-known/build.sha256` has every file with its checksum, as sha256sum writes it; `/.well-known/build.json` the
commit, the day of the data and the checksum of that list. They do not list themselves.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from site_src.render import routes
from site_src.render.open_data.json_records import json_bytes
from site_src.render.site import Site
from site_src.write.staging import write_file


def write_build_record(site: Site, folder: Path, commit: str | None) -> None:
    """The last files of a build; `commit` is None when nobody knows it."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    listing = "".join(f"{_digest(files[name])}  {name}\n" for name in sorted(files)).encode("utf-8")
    write_file(folder, routes.BUILD_LIST.lstrip("/"), listing)
    write_file(folder, routes.BUILD.lstrip("/"), json_bytes({
        "schema_version": "1.0",
        "commit": commit,
        "gegevens_van": site.catalogue.today.isoformat(),
        "adres": site.where.absolute(routes.HOME),
        "bestanden": len(files),
        "lijst": routes.BUILD_LIST.lstrip("/"),
        "lijst_sha256": hashlib.sha256(listing).hexdigest(),
    }))  # fmt: skip


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
