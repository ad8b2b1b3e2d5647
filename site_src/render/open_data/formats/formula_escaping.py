"""What may stand in a published file: text without control characters, and cells that no spreadsheet runs.

Formula injection: OWASP, "CSV Injection". A cell that begins with one of `FORMULA` gets an apostrophe in front of it,
in CSV and in XLSX, so that it stays text when a spreadsheet saves it as CSV again.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from site_src.model.texts import unmarked

Cell = str | bool | int | float | dt.date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WHITE = {"\n": " ", "\r": " ", "\t": " ", "\v": " ", "\f": " ", "\x85": " ", "\u2028": " ", "\u2029": " "}
_REFUSED = {"Cc", "Cs"}  # control characters and lone surrogates
_NO_CHARACTERS = {"\ufffe", "\uffff"}  # XML 1.0 refuses them


def clean(text: str) -> str:
    """The text on one line, without control characters and lone surrogates; nothing else changes."""
    text = unmarked(text)
    if text.isprintable():
        return text
    spaced = "".join(_WHITE.get(char, char) for char in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in _REFUSED and c not in _NO_CHARACTERS)


def cleaned(data: Any) -> Any:
    """Plain data with every text in it clean, keys too."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {clean(str(key)): cleaned(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [cleaned(value) for value in data]
    return data


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    safe = clean(text)
    return f"'{safe}" if text[:1] in FORMULA or safe.lstrip()[:1] in FORMULA else safe


def element(value: object) -> str:
    """One value of a list that is joined with `;`: a semicolon of its own becomes a comma."""
    return "" if value is None else written(value).replace(";", ",")  # type: ignore[arg-type]


def joined(values: Any) -> str | None:
    """A list in one cell; nothing for an empty list."""
    return ";".join(element(value) for value in values) or None


def written(value: Cell) -> str:
    """A cell as text, the same in every form: true and false, ISO dates, a decimal point, empty for unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return clean(value) if isinstance(value, str) else repr(value)
