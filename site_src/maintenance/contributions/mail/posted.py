"""What a static form posts, as the publisher's service passes it on: the fields as a query, as JSON, or as lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from site_src.maintenance.contributions.form_parsing import KIND
from site_src.render.forms.issue_forms import Form

MOST_FIELDS = 200
_QUERY = re.compile(r"\s*(?:[A-Za-z_]+=[^\s&]*)(?:&[A-Za-z_]+=[^\s&]*)+\s*")


def posted_text(text: str, forms: Mapping[str, Form]) -> str:
    """The fields of a form as the text of a form; every other text as it was."""
    pairs = list(_pairs(text))
    if not any(name == KIND for name, _ in pairs):
        return text
    known = {question.id: question.label for form in forms.values() for question in form.questions}
    rows = [f"### {KIND}\n{next(value for name, value in pairs if name == KIND)}"]
    for name in dict.fromkeys(name for name, _ in pairs if name in known):
        answers = (value for key, value in pairs if key == name and value.strip())
        rows.append(f"### {known[name]}\n" + "\n".join(answers))
    return "\n\n".join(rows)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """(name, value) of each field; nothing for a text that is neither a query nor JSON."""
    if _QUERY.fullmatch(text):
        yield from parse_qsl(text.strip(), keep_blank_values=True, max_num_fields=None)[:MOST_FIELDS]
    elif text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return
        yield from list(_of_json(data))[:MOST_FIELDS]


def _of_json(data: Any) -> Iterator[tuple[str, str]]:
    """Also of the services that put the fields one level down, as `data` or `fields`."""
    if not isinstance(data, Mapping):
        return
    nested = (data.get(key) for key in ("data", "fields", "body", "payload"))
    inner = next((found for found in nested if isinstance(found, Mapping)), data)
    for name, value in inner.items():
        values: Iterable[Any] = value if isinstance(value, list) else [value]
        yield from ((str(name), str(one)) for one in values if isinstance(one, str | int | float))
