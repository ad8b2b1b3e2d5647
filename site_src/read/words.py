"""The words of the interface: content/<language>/interface.yml, one file a language, the same keys in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from site_src.model.problems import Problem, ProblemsFound
from site_src.read.yaml_document import Document, read_document

Words = dict[str, str]


def read_words(content: Path, codes: tuple[str, ...]) -> dict[str, Words]:
    """The words of every language by dotted key.

    Raises ProblemsFound when a file is broken or a key lacks its translation.
    """
    documents = {
        code: read_document(content / code / "interface.yml", f"{content.name}/{code}/interface.yml") for code in codes
    }
    problems = [problem for document in documents.values() for problem in document.problems]
    words = {
        code: dict(_flatten(document.data)) for code, document in documents.items() if isinstance(document.data, dict)
    }
    problems += [problem for code in words for problem in _missing(code, words, documents)]
    if problems or len(words) < len(codes):
        raise ProblemsFound(problems or [Problem(f"{content.name}", "De woorden van de site ontbreken.", "taal")])
    return {code: words[code] for code in codes}


def _missing(code: str, words: Mapping[str, Mapping[str, str]], documents: Mapping[str, Document]) -> Iterator[Problem]:
    every = {key for other in words.values() for key in other}
    for key in sorted(every - set(words[code])):
        yield Problem(documents[code].file, f"De vertaling van “{key}” ontbreekt.", "taal", hint="Voeg de sleutel toe.")


def _flatten(data: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
