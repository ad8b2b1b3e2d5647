"""Every external link of every record: where it stands, whether it works, and since when not.

A link is called broken after three strikes over three weeks: a site may be down for a day, or a week.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError

from site_src.check.record_rules import is_web_address
from site_src.maintenance.links.http_check import Answer
from site_src.model.problems import ProblemsFound, SiteError
from site_src.model.values import Day, Part, ShortText, Text
from site_src.read.records import Reading
from site_src.read.validation_messages import explain
from site_src.read.yaml_document import read_document

STRIKES = 3
DAYS_BETWEEN = 5  # a second look in the same week is no new strike
DAYS_IN_ALL = 14  # the first and the third of three weekly looks
_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+")


class Exempt(Part):
    """An address that is not judged, with the reason; `until` is when it is looked at again."""

    address: ShortText = Field(alias="adres")
    reason: Text = Field(alias="reden")
    until: Day | None = Field(None, alias="tot")


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the places it stands: (file, line)."""

    address: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a link now; `strikes` are the days it failed on."""

    link: Link
    answer: Answer
    strikes: tuple[dt.date, ...] = ()

    @property
    def broken(self) -> bool:
        """Three strikes, with two weeks between the first and the last."""
        return len(self.strikes) >= STRIKES and (self.strikes[-1] - self.strikes[0]).days >= DAYS_IN_ALL


def links_of(reading: Reading) -> list[Link]:
    """Every address in every record and campus, each once, in alphabetical order."""
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    documents = [item.document for item in reading.initiatives] + [item.document for item in reading.campuses]
    for document in {document.file: document for document in documents}.values():
        for mark in document.marks.values():
            for found in _ADDRESS.findall(mark.text):
                address = found.rstrip(".,;:!?)")
                if is_web_address(address):
                    places[address].add((document.file, mark.line))
    return [Link(address, tuple(sorted(found))) for address, found in sorted(places.items())]


def check_links(
    links: Sequence[Link], ask: Callable[[str], Answer], state: Mapping[str, Sequence[dt.date]], today: dt.date,
    jobs: int = 8, delay: float = 1.0,
) -> list[Verdict]:  # fmt: skip
    """Asks every address, hosts beside each other, one host never twice within `delay` seconds."""
    hosts: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        hosts[urlsplit(link.address).netloc.lower()].append(link)

    def one_host(rows: list[Link]) -> list[Verdict]:
        verdicts = []
        for number, link in enumerate(rows):
            if number:
                time.sleep(delay)
            answer = ask(link.address)
            verdicts.append(Verdict(link, answer, strikes_after(state.get(link.address, ()), answer, today)))
        return verdicts

    with ThreadPoolExecutor(max(1, jobs)) as pool:
        found = [verdict for rows in pool.map(one_host, hosts.values()) for verdict in rows]
    return sorted(found, key=lambda verdict: verdict.link.address)


def strikes_after(before: Sequence[dt.date], answer: Answer, today: dt.date) -> tuple[dt.date, ...]:
    """The strikes after one more look: none when it works, the same when nobody can tell."""
    if not answer.state.fails:
        return tuple(before) if not answer.state.works else ()
    if before and (today - before[-1]).days < DAYS_BETWEEN:
        return tuple(before)
    return (*before, today)


def read_state(path: Path) -> dict[str, list[dt.date]]:
    """The strikes so far; nothing when there is no file yet. Raises SiteError for a file that is something else."""
    if not path.exists():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {str(url): sorted(dt.date.fromisoformat(day) for day in days) for url, days in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SiteError(
            f"{path} is geen lijst met mislukte links. Verwijder het bestand om opnieuw te tellen."
        ) from error


def state_text(verdicts: Iterable[Verdict]) -> str:
    """The strikes of the links that fail, for the next week."""
    rows = {verdict.link.address: [str(day) for day in verdict.strikes] for verdict in verdicts if verdict.strikes}
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_exempt(path: Path) -> list[Exempt]:
    """The exceptions of content/linkuitzonderingen.yml; raises ProblemsFound with the lines that are wrong."""
    if not path.exists():
        return []
    document = read_document(path, f"{path.parent.name}/{path.name}")
    rows = document.data if isinstance(document.data, list) else []
    found, problems = [], list(document.problems)
    for index, row in enumerate(rows):
        try:
            found.append(Exempt.model_validate(row))
        except ValidationError as error:
            problems += explain(error, document, Exempt, (index,))
    if problems:
        raise ProblemsFound(problems)
    return found


def exempted(links: Iterable[Link], exempt: Iterable[Exempt], today: dt.date) -> tuple[list[Link], dict[str, str]]:
    """The links to ask, and the others with the reason. An address that ends in * stands for all that start so."""
    rows = [row for row in exempt if not row.until or row.until >= today]
    kept, skipped = [], {}
    for link in links:
        reason = next((row.reason for row in rows if _meant(row.address, link.address)), None)
        if reason is None:
            kept.append(link)
        else:
            skipped[link.address] = reason
    return kept, skipped


def _meant(pattern: str, address: str) -> bool:
    return address.startswith(pattern[:-1]) if pattern.endswith("*") else address == pattern
