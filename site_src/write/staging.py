"""All or nothing: the new site is written beside the old one and takes its place only when it is whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_src.model.problems import SiteError


def refuse_foreign(output: Path) -> None:
    """Raises SiteError when `output` holds something that is not a site of ours: a build replaces the whole folder."""
    if output.exists() and (not output.is_dir() or (any(output.iterdir()) and not (output / "sitemap.xml").exists())):
        raise SiteError(f"{output} bestaat al en is geen eerder gebouwde site. Kies een andere map met --output.")


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A folder beside `output` to write into; on success it replaces `output`, on failure it is removed."""
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        staging.chmod(0o755)
        yield staging
        _swap(staging, output)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _swap(staging: Path, output: Path) -> None:
    """Two renames; if the second fails the old site is put back."""
    old = staging.with_name(staging.name + "-oud")
    if output.exists():
        output.rename(old)
    try:
        staging.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_file(folder: Path, name: str, data: bytes) -> None:
    """Writes one file below the staging folder, making the folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
