"""What pydantic found, told to a contributor: in Dutch, at the line, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from site_src.model.fields import part_in
from site_src.model.problems import Problem, clipped, suggestion
from site_src.read.yaml_document import Document, Key, Mark

Explained = tuple[str, str, str]
_LIMITS = {"ge": "minstens", "gt": "meer dan", "le": "hooguit", "lt": "minder dan"}
_YES_NO = {"ja": "true", "yes": "true", "nee": "false", "no": "false"}


def explain(error: ValidationError, document: Document, model: type[BaseModel], root: Key = ()) -> list[Problem]:
    """One problem for each thing pydantic found; `root` is where the model starts in the document."""
    found: dict[tuple[Key, str], Problem] = {}
    for item in error.errors(include_url=False):
        key = (*root, *_known(document, root, _place_of(item)))
        if _is_empty(document, key):
            continue  # the reader has told of the empty value already
        rule, message, hint = _explained(item, document, key, model)
        mark = _mark(item, document, key)
        problem = Problem(document.file, message, rule, mark.line, mark.column, hint=hint)
        found.setdefault((key, "" if item["type"] != "missing" else rule + str(item["loc"])), problem)
    return list(found.values())


def _place_of(item: Any) -> Key:
    """Where pydantic found something; a key that is no language it can only tell of at the text around it."""
    loc: Key = item["loc"]
    return (*loc, item["ctx"]["key"]) if item["type"] == "no_language" else loc


def _known(document: Document, root: Key, loc: Key) -> Key:
    """The part of pydantic's location that is in the file (it adds names of union members)."""
    known: Key = ()
    for step in loc:
        if (*root, *known, step) in document.marks:
            known = (*known, step)
    return known


def _is_empty(document: Document, key: Key) -> bool:
    mark = document.marks.get(key)
    return mark is not None and document.tells_of(mark)


def _mark(item: Any, document: Document, key: Key) -> Mark:
    on_key = document.keys.get(key) if item["type"] in {"extra_forbidden", "no_language"} else None
    return on_key or document.marks.get(key) or document.mark(key)


def _explained(item: Any, document: Document, key: Key, model: type[BaseModel]) -> Explained:
    if item["loc"][-1:] == ("[key]",):
        return _pattern(item, "id", str(key[-1]), model)
    steps = item["loc"] if item["type"] in {"missing", "extra_forbidden"} else key
    name = next((str(step) for step in reversed(steps) if isinstance(step, str)), "")
    text = document.mark(key).text
    text = text if item["type"] == "string_too_long" else clipped(text)
    handler = _HANDLERS.get(item["type"])
    if handler:
        return handler(item, name, text, model)
    return "waarde", f"“{name}”: deze waarde kan niet.", "Kijk in de uitleg van dit veld wat er mag staan."


def _unknown_key(item: Any, name: str, _text: str, model: type[BaseModel]) -> Explained:
    keys = _keys_at(model, item["loc"][:-1])
    return "onbekende-sleutel", f"De sleutel “{name}” bestaat niet.", suggestion(name, keys)


def _keys_at(model: type[BaseModel], loc: Key) -> list[str]:
    """The Dutch names allowed at a place in the model, found by walking the annotations."""
    for step in loc:
        if isinstance(step, int):
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if step in fields:
            model = part_in(fields[step].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _no_language(item: Any, _name: str, _text: str, _model: type[BaseModel]) -> Explained:
    hint = "Schrijf de code van een taal in twee letters: nl, en, de."
    return "onbekende-sleutel", f"De sleutel “{item['ctx']['key']}” is geen taal.", hint


def _missing(_item: Any, name: str, _text: str, _model: type[BaseModel]) -> Explained:
    return "ontbreekt", f"De sleutel “{name}” ontbreekt.", f"Voeg een regel toe die begint met “{name}:”."


def _not_text(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    if not text:
        return (
            "soort",
            f"“{name}” hoort één stuk tekst te zijn, geen lijst of groep.",
            "Schrijf één waarde op deze regel.",
        )
    message = f"“{name}” hoort tekst te zijn, maar YAML leest “{text}” als iets anders (getal, datum of ja/nee)."
    return "soort", message, f'Zet er aanhalingstekens om: "{text}".'


def _not_flag(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    word = _YES_NO.get(text.lower(), "true of false")
    return (
        "soort",
        f"“{name}” hoort true (ja) of false (nee) te zijn.",
        f"Schrijf: {word}. Weet je het niet? Haal de regel weg.",
    )


def _not_number(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    return (
        "soort",
        f"“{name}” hoort een getal te zijn, en “{text}” is dat niet.",
        "Schrijf een punt, geen komma: 51.9225.",
    )


def _not_whole(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    return (
        "soort",
        f"“{name}” hoort een getal te zijn, en “{text}” is dat niet.",
        "Schrijf alleen een heel getal, zonder woorden: 24.",
    )


def _not_list(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    return (
        "soort",
        f"“{name}” hoort een lijst te zijn.",
        f"Zet er vierkante haken om: [{text}]." if text else "Begin elke regel met een streepje.",
    )


def _not_group(_item: Any, name: str, _text: str, _model: type[BaseModel]) -> Explained:
    where = f"Onder “{name}”" if name else "In dit bestand"
    return (
        "soort",
        f"{where} horen sleutels met een waarde te staan, zoals “naam: …”.",
        "Vergelijk het met een ander record.",
    )


def _not_date(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    return (
        "datum",
        f"“{name}” hoort een datum te zijn, en “{text}” is dat niet.",
        "Schrijf jaar-maand-dag, zoals 2026-11-21.",
    )


def _pattern(_item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    hints = {
        "postcode": "Schrijf vier cijfers, een spatie en twee hoofdletters, zoals 1234 AB.",
        "id": "Gebruik alleen kleine letters, cijfers en streepjes, zoals techniek-op-school.",
        "website": "Begin met https:// en schrijf het hele adres.",
        "uitgever_website": "Begin met https:// en schrijf het hele adres.",
        "repository": "Begin met https:// en schrijf het hele adres.",
        "contact": "Begin met https://, mailto: of {repository}/.",
        "datum": "Schrijf jaar-maand-dag (2026-11-21), of '2026-11' of '2026' tussen aanhalingstekens.",
    }
    return (
        "vorm",
        f"“{text}” heeft niet de vorm van een {name}.",
        hints.get(name, "Vergelijk het met een ander record."),
    )


def _too_long(item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    most = item["ctx"]["max_length"]
    return "lengte", f"“{name}” is {len(text)} tekens lang; hooguit {most} mag.", "Maak de tekst korter."


def _too_short(_item: Any, name: str, _text: str, _model: type[BaseModel]) -> Explained:
    return "leeg-veld", f"“{name}” is leeg.", "Vul het in, of haal de hele regel weg als je het niet weet."


def _range_order(_item: Any, name: str, _text: str, _model: type[BaseModel]) -> Explained:
    message = f"“{name}”: het eerste getal hoort kleiner te zijn dan het tweede."
    return "coordinaten", message, "Draai ze om."


def _out_of_range(item: Any, name: str, text: str, _model: type[BaseModel]) -> Explained:
    message = f"“{name}” kan niet {text} zijn."
    if name in {"lat", "lon"}:
        return "coordinaten", message, "In Nederland ligt lat tussen 50 en 54 en lon tussen 3 en 8."
    limits = ((_LIMITS[name], limit) for name, limit in item.get("ctx", {}).items() if name in _LIMITS)
    told = " en ".join(f"{words} {limit:g}".replace(".", ",") for words, limit in limits)
    return "getal", message, f"Schrijf een getal van {told}." if told else "Schrijf een gewoon getal."


_HANDLERS: dict[str, Callable[[Any, str, str, type[BaseModel]], Explained]] = {
    "extra_forbidden": _unknown_key,
    "no_language": _no_language,
    "missing": _missing,
    "string_type": _not_text,
    "bool_type": _not_flag,
    "float_type": _not_number,
    "int_type": _not_whole,
    "int_parsing": _not_whole,
    "int_from_float": _not_whole,
    "finite_number": _out_of_range,
    "tuple_type": _not_list,
    "model_type": _not_group,
    "dict_type": _not_group,
    "model_attributes_type": _not_group,
    "date_type": _not_date,
    "date_from_datetime_parsing": _not_date,
    "date_from_datetime_inexact": _not_date,
    "date_parsing": _not_date,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "range_order": _range_order,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "less_than_equal": _out_of_range,
}
