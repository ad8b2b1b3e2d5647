"""alles.zip: every download with its SHA-256 sum, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

SUMS = "SHA256SUMS.txt"
README = "LEESMIJ.txt"
_FIXED = (1980, 1, 1, 0, 0, 0)  # the oldest date a ZIP file can hold; a clock would change the bytes


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The form that `sha256sum --check` reads."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]
    return ("\n".join(lines) + "\n").encode("utf-8")


def archive(files: Mapping[str, bytes], readme: str) -> bytes:
    """A ZIP with these files, their sums and a word of explanation."""
    everything = dict(files) | {README: readme.encode("utf-8")}
    everything[SUMS] = checksums(everything)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in sorted(everything):
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # Unix, on every system
            packed.writestr(info, everything[name])
    return stream.getvalue()
