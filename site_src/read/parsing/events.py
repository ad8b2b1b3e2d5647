"""PyYAML's events -> plain values and their places, in one pass.

Aliases, tags and very large or deep files are refused at the event that shows it, so a hostile file costs nothing (the
"alias bomb", `!!python/object`). What is wrong with a value is only told of when the file as a whole is YAML.
"""

from __future__ import annotations

from array import array
from typing import Any

import yaml

from site_src.read.parsing.document import Document
from site_src.read.parsing.places import Mark, Places
from site_src.read.parsing.scalars import scalar
from site_src.read.parsing.syntax import (
    place,
    tell_depth,
    tell_error,
    tell_many,
    tell_reference,
    tell_tag,
    tell_unreadable,
)

MAX_DEPTH = 12
MAX_VALUES = 10_000


class _Refused(Exception):
    """The document tells why."""


def fill(document: Document, text: str) -> None:
    """Gives the document its values, their places, and what is wrong with the text as YAML."""
    parser = yaml.CSafeLoader(text)
    reader = _Reader(document, parser)
    try:
        empty = reader.read()
    except _Refused:
        return
    except yaml.MarkedYAMLError as error:
        tell_error(document, error)
    except yaml.reader.ReaderError as error:
        tell_unreadable(document, text, error)
    else:
        reader.hand_over()
        if empty:
            document.add("leeg", Mark(1, 1), "Dit bestand is leeg.", "Vul het record in of verwijder het bestand.")
    finally:
        parser.dispose()


class _Reader:
    """Follows the events of one text; what is wrong with values goes to a document of its own until all is read."""

    def __init__(self, document: Document, parser: Any) -> None:
        self._document, self._parser = document, parser
        self._values = Document(document.file)
        self._numbers: list[int] = []
        self._texts: list[str] = []
        self._depth = self._count = 0

    def read(self) -> bool:
        """Reads everything; whether there was nothing. A second document is an error, but refusals go first."""
        started: Any = None
        second: Any = None
        while (event := self._event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                second = second or (event if started else None)
                started = started or event
            elif isinstance(event, yaml.NodeEvent) and not second:
                self._values.data = self._value(event)
        if started and second:
            raise yaml.composer.ComposerError(
                "expected a single document in the stream", started.start_mark,
                "but found another document", second.start_mark,
            )  # fmt: skip
        return started is None

    def hand_over(self) -> None:
        """Gives the document what was found."""
        document, values = self._document, self._values
        document.data = values.data
        document.places = Places(array("I", self._numbers), tuple(self._texts))
        for problem in values.problems:
            document.add(problem.rule, Mark(problem.line, problem.column), problem.message, problem.hint)

    def _event(self) -> Any:
        """The next event, when it is allowed."""
        event = self._parser.get_event()
        if isinstance(event, yaml.NodeEvent):
            self._refuse(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._depth -= 1
        return event

    def _refuse(self, event: Any) -> None:
        self._count += 1
        collection = isinstance(event, yaml.CollectionStartEvent)
        self._depth += collection
        if collection and self._depth > MAX_DEPTH:
            tell_depth(self._document, place(event.start_mark))
        elif event.anchor:
            tell_reference(self._document, place(event.start_mark))
        elif event.tag:  # an alias has none, and was refused for its anchor
            tell_tag(self._document, place(event.start_mark), event.tag)
        elif self._count > MAX_VALUES:
            tell_many(self._document, place(event.start_mark), MAX_VALUES)
        else:
            return
        raise _Refused

    def _value(self, event: Any) -> Any:
        mark = event.start_mark
        self._numbers += (mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            value = scalar(event, self._values)
            if type(value) is not str:
                self._texts.append(event.value)
            return value
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping()
        found = []
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            found.append(self._value(event))
        return found

    def _mapping(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        first: dict[str, int] = {}
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            name = event.value if isinstance(event, yaml.ScalarEvent) else self._pass(event)
            if name in first:
                message = f"De sleutel “{name}” staat er twee keer (ook op regel {first[name]})."
                self._values.add("dubbele-sleutel", Mark(line, column), message, "Houd er één over.")
                self._pass(self._event())
                continue
            first[name] = line
            self._numbers += (line, column)
            found[name] = self._value(self._event())
        return found

    def _pass(self, event: Any) -> str:
        """Goes past a value that is not kept; a key that is no text is called “?”."""
        depth = self._depth - isinstance(event, yaml.CollectionStartEvent)
        while self._depth > depth:
            self._event()
        return "?"
