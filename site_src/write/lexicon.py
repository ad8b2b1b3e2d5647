"""The lexicon of typed sentences, for the browser: labels of filters and synonyms, with what they choose.

One file a language of the site, that holds the words of all its languages: who reads English also types `havo`. The
names of places stand in zoeken/plekken.json already.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import Facet, FacetValue
from site_src.model.region.synonyms import Synonym
from site_src.model.texts import unmarked
from site_src.render.pages.lists import UNFILTERED
from site_src.render.site import Site
from site_src.render.words.language import Language

Entry = dict[str, Any]
_APART = re.compile(r"^(?P<name>.+?)\s*\((?P<other>[^)]+)\)$")
PLACES = "gemeente"  # a municipality that the gazetteer knows is a place to be near to, not a filter


def lexicon(site: Site, language: Language) -> bytes:
    """The lexicon as one line of JSON.

    - `zinnen` [{"woorden": [...], "kies": {"schooltype": ["po"]}, "ook": [...], "zeg": "..."}]: ways to say a thing in
      all languages (a number as `{1-8}`), the filters it chooses, words to search for as well, and a note;
    - `labels` {"schooltype=po": "Basisschool (po)"}: what each choice is called;
    - `plekwoorden` and `stopwoorden`: words before a place, and words that say nothing.
    """
    made = {
        "zinnen": [*_from_synonyms(site, language), *_from_labels(site)],
        "labels": {f"{facet.id}={value.query}": _label(value, language) for facet, value in _choices(site.catalogue)},
        "plekwoorden": _listed(site, "zinwoorden.plek"),
        "stopwoorden": _listed(site, "zinwoorden.stop"),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _choices(catalogue: Catalogue) -> Iterator[tuple[Facet, FacetValue]]:
    """What the list can be filtered by."""
    return ((facet, value) for facet in catalogue.facets if facet.id not in UNFILTERED for value in facet.values)


def _label(value: FacetValue, language: Language) -> str:
    return unmarked(value.label[language.code])


def _listed(site: Site, key: str) -> list[str]:
    """The words behind a key in every language, each once."""
    texts = ",".join(language.say(key) for language in site.languages.values())
    return list(dict.fromkeys(word.strip() for word in unmarked(texts).split(",") if word.strip()))


def _from_synonyms(site: Site, language: Language) -> Iterator[Entry]:
    for synonym in site.synonyms.entries:
        chosen = _chosen(site.catalogue, synonym.terms)
        said = [phrase for code in site.languages for phrase in synonym.words.get(code)]
        also = list(synonym.also.get(language.code)) or _labels_of(site.catalogue, chosen, language)
        yield from _entry(said, chosen, also, _note(synonym, language))


def _note(synonym: Synonym, language: Language) -> str:
    return unmarked(synonym.note[language.code]) if synonym.note else ""


def _chosen(catalogue: Catalogue, terms: tuple[str, ...]) -> dict[str, list[str]]:
    """Terms as the filters of the list name them; a term that is no filter is left out."""
    offered = {f"{facet.id}/{value.id}": (facet.id, value.query) for facet, value in _choices(catalogue)}
    chosen: dict[str, list[str]] = {}
    for name, query in (offered[term] for term in terms if term in offered):
        chosen.setdefault(name, []).append(query)
    return chosen


def _labels_of(catalogue: Catalogue, chosen: Mapping[str, list[str]], language: Language) -> list[str]:
    choices = _choices(catalogue)
    return [_label(value, language) for facet, value in choices if value.query in chosen.get(facet.id, ())]


def _from_labels(site: Site) -> Iterator[Entry]:
    """Each label of a filter, also without what stands between brackets, and that alone."""
    towns = {name.casefold() for town in site.catalogue.gazetteer.towns for name in (town.name, *town.also)}
    for facet, value in _choices(site.catalogue):
        labels = {unmarked(value.label[code]) for code in site.languages}
        if facet.id == PLACES and any(label.casefold() in towns for label in labels):
            continue
        said = {part for label in sorted(labels) for part in (label, *_parts(label))}
        yield from _entry(sorted(said), {facet.id: [value.query]}, [], "")


def _parts(label: str) -> tuple[str, ...]:
    found = _APART.match(label)
    return (found["name"], found["other"]) if found else ()


def _entry(said: list[str], chosen: Mapping[str, list[str]], also: list[str], note: str) -> Iterator[Entry]:
    """One thing to say, without the keys that it has nothing for; nothing when it leads nowhere."""
    if said and (chosen or also):
        made = {"woorden": list(dict.fromkeys(said)), "kies": chosen, "ook": list(dict.fromkeys(also)), "zeg": note}
        yield {key: value for key, value in made.items() if value}
