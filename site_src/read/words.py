"""content/<language>/interface.yml -> the words of the interface, by key: one file a language, the same keys in each.

A folder of texts without the words of a language gets those of the project itself, so that another region only
writes what is its own; a key that both have is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_src.model.problems import Problem, Severity
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.read.yaml_document import read_document

HOUSE = Path(__file__).parent.parent.parent / "content"
FILE = "interface.yml"
Words = Mapping[str, str]


@dataclass(slots=True)
class WordsRead:
    """The words of each language by key (`nav.home`), and what is wrong: a broken file, a missing translation."""

    words: dict[str, Words] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_words(content: Path, codes: Sequence[str]) -> WordsRead:
    """Reads every language, Dutch too when the site does not speak it: what is not translated is said in Dutch."""
    found = WordsRead()
    for code in dict.fromkeys((HOUSE_LANGUAGE, *codes)):
        found.words[code] = dict(_read(HOUSE, code, found)) | dict(_read(content, code, found))
    dutch = found.words[HOUSE_LANGUAGE]
    if not dutch:
        found.problems.append(Problem(f"{content.name}", "De woorden van de site ontbreken.", "taal"))
    found.problems += [problem for code in codes for problem in _missing(content, code, found.words[code], dutch)]
    return found


def _read(folder: Path, code: str, found: WordsRead) -> Iterator[tuple[str, str]]:
    path = folder / code / FILE
    if not path.exists():
        return
    document = read_document(path, f"{folder.name}/{code}/{FILE}")
    found.problems += [problem for problem in document.problems if problem not in found.problems]
    if isinstance(document.data, dict):
        yield from _flatten(document.data)


def _missing(content: Path, code: str, own: Words, dutch: Words) -> Iterator[Problem]:
    """Each word that is there in Dutch but not in this language, or the other way round."""
    hint = "Voeg de sleutel toe. Tot dan staat dit woord in het Nederlands op de site."
    for key in sorted(set(dutch) - set(own)):
        message = f"De vertaling van “{key}” ontbreekt."
        yield Problem(f"{content.name}/{code}/{FILE}", message, "taal", severity=Severity.WARNING, hint=hint)
    for key in sorted(key for key in set(own) - set(dutch) if not key.startswith("veld.")):
        message = f"De vertaling van “{key}” ontbreekt."
        yield Problem(f"{content.name}/{HOUSE_LANGUAGE}/{FILE}", message, "taal", hint="Voeg de sleutel toe.")


def _flatten(data: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
