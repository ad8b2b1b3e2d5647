"""Which lines of a file still hold an example: a host that nobody can own, or our own mark beside a value.

The mark is a comment that starts with “voorbeeld”. Who fills in a value of their own takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: what nobody can own (RFC 2606, RFC 6761), and what the documents of this project write
RESERVED = ("example", "invalid", "test", "localhost", "example.com", "example.net", "example.org")
OF_OUR_DOCUMENTS = ("voorbeeld.nl",)
_HOST = re.compile(r"(?:://|[\w.+-]@)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
_MARKS = {"md": re.compile(r"<!--\s*voorbeeld\b", re.I)}
_MARK = re.compile(r"(?:^|\s)#\s*voorbeeld\b", re.I)
_ENTRY = re.compile(r"^\s*(?:-\s+)?([\w-]+):\s+(.*?)\s*(?:\s#.*)?$")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A line (from 1) that holds an example; `key` and `value` when it is an entry of YAML."""

    line: int
    key: str = ""
    value: str = ""


def is_reserved(host: str) -> bool:
    """Whether no site can stand there, or only in an example."""
    name = host.lower().rstrip(".")
    return any(name == known or name.endswith(f".{known}") for known in (*RESERVED, *OF_OUR_DOCUMENTS))


def is_example(text: str) -> bool:
    """Whether a piece of text holds the address of an example."""
    return any(is_reserved(host) for host in _HOST.findall(text))


def placeholders(text: str, name: str) -> Iterator[Placeholder]:
    """The lines of a file that hold an example; how a comment looks follows from the name of the file."""
    mark = _MARKS.get(name.rpartition(".")[2], _MARK)
    for number, line in enumerate(text.splitlines(), start=1):
        if mark.search(line) or is_example(line.partition(" #")[0]):
            entry = _ENTRY.match(line)
            yield Placeholder(number, *entry.groups()) if entry else Placeholder(number)
