"""Adds to data/wijzigingen.yml what `python build.py changes --write` found."""

from __future__ import annotations

from pathlib import Path

import yaml

from site_src.model.change_log import Entry
from site_src.read.change_log import FILE, read_log


class _NoAliases(yaml.SafeDumper):
    """Writes a date twice rather than refer to the first one."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_log(folder: Path, new: tuple[Entry, ...]) -> Path:
    """Puts entries in front of those that are there; an entry that is there already is not added again."""
    old = read_log(folder)
    rows = [entry for entry in new if entry not in old] + list(old)
    data = {"wijzigingen": [entry.model_dump(by_alias=True) for entry in rows]}
    head = "# Gemaakt door: python build.py changes --since REVISIE --write. Nieuwste bovenaan.\n"
    text = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=110)
    path = folder / FILE
    path.write_text(head + text, encoding="utf-8")
    return path
