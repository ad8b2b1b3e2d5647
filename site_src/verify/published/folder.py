"""Holds a folder against what was built: what changed, what is missing, and what does not belong there."""

from __future__ import annotations

import hashlib
from pathlib import Path

from site_src.verify.published.record import RECORD, BuildRecord, Verdict, from_folder, read_record

CHANGED, MISSING, FOREIGN = "is anders dan gebouwd", "ontbreekt", "hoort er niet"


def verify_folder(folder: Path, built: BuildRecord | None = None) -> Verdict:
    """Every file that differs from `built`, or from what the folder says of itself; raises SiteError without either."""
    record = built or read_record(from_folder(folder), str(folder))
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    wrong = dict.fromkeys(there.keys() - record.files.keys() - RECORD, FOREIGN)
    for name, checksum in record.files.items():
        if name not in there:
            wrong[name] = MISSING
        elif _digest(there[name]) != checksum:
            wrong[name] = CHANGED
    return Verdict(record, dict(sorted(wrong.items())))


def _digest(path: Path) -> str:
    """SHA-256, or nothing for what can't be read, such as a link that leads nowhere."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
