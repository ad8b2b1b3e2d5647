"""What the questions at home choose from, as one small file a language for the browser."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Collection, Mapping
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import cost_terms
from site_src.derive.knowledge import Known
from site_src.model.initiative import Initiative
from site_src.render.cards import CardView, illustration
from site_src.render.words.facts import Fact

STOPPED = "gestopt"
LONGEST = 150  # letters of a text
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z“])")


def pick_lookup_json(cards: Mapping[str, CardView], catalogue: Catalogue, illustrated: Collection[str]) -> bytes:
    """Every initiative that has not stopped, as one line of JSON; what is unknown is absent.

    - `id`, `naam`, `tekst` (the first sentence), `taal` of the text where it is another, `beeld`: its illustration;
    - `school`, `deelname`: terms that it has (`ja`), probably has (`waarschijnlijk`), has not (`nee`);
    - `groep`, `klas`: the first and the last year, either may be null;
    - `plekken`: "51.9,4.5,adres;…", `werkgebied`: municipalities, `overal`: national or online;
    - `gratis`: what the source says of it, `status`, `feiten`: how many facts are known;
    - `bron`: how certain `school`, `jaar` and `deelname` are, where all sources of it say the same.
    """
    rows = [_row(card, catalogue, illustrated) for card in cards.values() if card.initiative.status != STOPPED]
    return json.dumps({"initiatieven": rows}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _row(card: CardView, catalogue: Catalogue, illustrated: Collection[str]) -> dict[str, Any]:
    item, facts = card.initiative, card.facts
    told = {"school": facts["schooltypen"], "jaar": facts["groepen"], "deelname": facts["deelname"]}
    row = {
        "id": item.id,
        "naam": item.name,
        "tekst": opening(card.summary.text) if item.summary else "",
        "taal": card.summary.language if item.summary else "",
        "beeld": illustration(card.pictured, illustrated),
        "school": _answers(catalogue.knowledge.of(item.id, "schooltype")),
        "deelname": _answers(catalogue.knowledge.of(item.id, "deelname")),
        "groep": _years(item.group_from, item.group_to),
        "klas": _years(item.class_from, item.class_to),
        "plekken": card.places,
        "werkgebied": list(item.service_area),
        "overal": card.national,
        "gratis": _free(item),
        "status": item.status,
        "feiten": len(item.filled),
        "bron": {name: sure for name, fact in told.items() if (sure := _certainty(fact))},
    }
    return {key: value for key, value in row.items() if value}


def opening(text: str) -> str:
    """The first sentence of a text, cut between words where it is long."""
    return textwrap.shorten(_SENTENCE.split(text, maxsplit=1)[0], LONGEST, placeholder=" …")


def _answers(known: Known) -> dict[str, list[str]]:
    answers = {"ja": known.yes, "waarschijnlijk": known.probable, "nee": known.no}
    return {answer: list(terms) for answer, terms in answers.items() if terms}


def _years(first: int | None, last: int | None) -> list[int | None]:
    return [] if first is None and last is None else [first, last]


def _free(item: Initiative) -> str:
    return (item.costs or "") if "gratis" in cost_terms(item) else ""


def _certainty(fact: Fact) -> str:
    """The certainty that all sources of a fact have; nothing where they differ, or where tables prove a part of it."""
    found = {source.certainty for source in fact.sources}
    return found.pop() if len(found) == 1 and not fact.proofs else ""
