"""The data dictionary: what each field is and how well it is filled, made from the model and the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.model.computed_fields import COMPUTED, part_meanings
from site_src.model.fields import Kind, RecordField, fields_of, values_of
from site_src.model.initiative import Initiative
from site_src.render.open_data.formats.formula_escaping import written
from site_src.render.words.language import Language

_SHORT = 60  # letters of an example


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its name in the data, its label, its type, what it means, what it can be, how well it is known."""

    name: str
    label: str
    kind: str
    meaning: str
    terms: tuple[tuple[str, str], ...]
    example: str
    count: int
    certainty: tuple[tuple[str, int], ...]


def dictionary(catalogue: Catalogue, language: Language) -> list[Row]:
    """Every field of a record, in the order of the model."""
    return [_row(field, catalogue, language) for field in fields_of(Initiative)]


def parts(catalogue: Catalogue, language: Language) -> list[tuple[str, str]]:
    """(name, meaning) of the parts of fields: locaties.postcode."""
    wording = catalogue.wording
    return [(name, wording.meaning(told)[language.code]) for name, told in part_meanings().items()]


def computed(catalogue: Catalogue, language: Language) -> list[tuple[str, str]]:
    """(name, meaning) of what the catalogue adds to a record in the JSON."""
    names = ("feiten", "campussen", "afstanden_km", "bijgewerkt", "url")
    return [(name, catalogue.wording.meaning(COMPUTED[name])[language.code]) for name in names]


def _row(field: RecordField, catalogue: Catalogue, language: Language) -> Row:
    labels, spec = catalogue.vocabulary, field.spec
    terms = tuple((term.id, term.label[language.code]) for term in labels.terms(spec.term)) if spec.term else ()
    filled = [item for item in catalogue.initiatives if values_of(item, field.attribute)]
    return Row(
        name=field.name,
        label=language.label(field),
        kind=language.say(f"data.{field.kind}"),
        meaning=catalogue.wording.meaning(field.meaning)[language.code],
        terms=terms,
        example=catalogue.wording.example(field) or next(_examples(filled, field), ""),
        count=len(filled),
        certainty=tuple(_certainty(catalogue, field.name, language)) if spec.sourced else (),
    )


def _examples(filled: list[Initiative], field: RecordField) -> Iterator[str]:
    """The first value in the records, for what fits on a line."""
    if field.kind is not Kind.GROUP:
        for item in filled:
            value = ";".join(written(one) for one in values_of(item, field.attribute))
            yield value if len(value) <= _SHORT else value[: _SHORT - 1].rsplit(" ", 1)[0] + "…"


def _certainty(catalogue: Catalogue, alias: str, language: Language) -> Iterator[tuple[str, int]]:
    """In how many records the best source of this field has each certainty."""
    levels = catalogue.vocabulary.ids("zekerheid")
    best = catalogue.certainties.get(alias, Counter[str]())
    for level in levels:
        if best[level]:
            yield catalogue.vocabulary.label("zekerheid", level, language.code), best[level]
