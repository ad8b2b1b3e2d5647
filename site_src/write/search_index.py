"""Full text search in the browser: Pagefind's index of the finished pages, and the words a typing error may mean."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pagefind_bin

from site_src.derive.catalogue import Catalogue
from site_src.model.problems import SiteError
from site_src.render.words.facts import summary_of
from site_src.render.words.language import Language
from site_src.write.lifetime import die_with_parent
from site_src.write.processes import ProcessDied

_WORD = re.compile(r"[^\W\d_]{4,}")
_KEPT = ("pagefind.js", "pagefind-entry.json", "pagefind-worker.js")


@contextmanager
def indexing(folder: Path) -> Iterator[None]:
    """Runs Pagefind over the finished pages while the caller does something else that makes no pages.

    It makes an index for each language. Raises SiteError when it fails.
    """
    command = [pagefind_bin.get_executable(), "--site", str(folder), "--output-subdir", "pagefind", "--quiet"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=die_with_parent
    ) as running:
        yield
        told, _ = running.communicate()
    if running.returncode < 0:
        raise ProcessDied
    if running.returncode:
        raise SiteError(f"De zoekindex kon niet gemaakt worden: {told.strip()}")
    _tidy(folder)


def _tidy(folder: Path) -> None:
    entry = folder / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_bytes()), sort_keys=True), encoding="utf-8")  # else random order
    for path in sorted((folder / "pagefind").iterdir()):
        if path.is_file() and path.name not in _KEPT and path.suffix in {".js", ".css"}:
            path.unlink()  # Pagefind's own interface, which the site does not use


def known_words(catalogue: Catalogue, language: Language, prose: Iterable[str]) -> bytes:
    """Every word of four letters or more in names, summaries, terms, places and prose, as a JSON list."""
    texts = (*_texts(catalogue, language), *prose)
    words = {word for text in texts for word in _WORD.findall(text.lower())}
    return json.dumps(sorted(words), ensure_ascii=False).encode("utf-8")


def _texts(catalogue: Catalogue, language: Language) -> Iterator[str]:
    for item in catalogue.initiatives:
        yield from (item.name, item.organisation or "", item.groups or "", summary_of(item, language).text)
    for campus in catalogue.campuses:
        yield from (campus.full_name or campus.name, campus.focus[language.code], campus.description[language.code])
    for facet in catalogue.facets:
        yield from (value.label[language.code] for value in facet.values)
