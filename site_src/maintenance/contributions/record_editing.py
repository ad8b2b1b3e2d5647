"""Changes a record as text: the keys that change get new lines, every other line stays as it is, comments too.

The result is only used when it reads back as the record that was meant; see `edited`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence, Set
from typing import Any

import yaml

from site_src.maintenance.new_record import to_yaml
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import SiteError
from site_src.read.yaml_document import read_text

WIDTH = 104
_COMMENT = re.compile(r"[ \t]+#[^\n]*$")


class NotEditable(SiteError):
    """The text of the record is laid out in a way that this editor does not dare to touch."""


def edited(text: str, values: Mapping[str, Any], source: Mapping[str, Any] | None = None) -> str:
    """The record with other values, and a source for them; raises NotEditable when it would not read back right."""
    before = read_text(text, "record")
    if before.problems or not isinstance(before.data, dict):
        raise NotEditable("Dit record heeft zelf fouten.")
    changed = text if text.endswith("\n") else text + "\n"
    for key, value in values.items():
        changed = _with_key(changed, key, value)
    wanted = before.data | dict(values)
    if source:
        gone = {name for name in source["velden"] if not _grew(before.data.get(name), values.get(name))}
        wanted["bronnen"] = _sources_after(before.data.get("bronnen", []), gone, source)
        changed = _with_sources(changed, gone, source)
    after = read_text(changed, "record")
    if after.problems:
        raise NotEditable(f"{after.problems[0].message} {after.problems[0].hint}".strip())
    if after.data != wanted:
        raise NotEditable("Dit record is anders opgemaakt dan de andere.")
    return changed


def _grew(old: Any, new: Any) -> bool:
    """Whether the old source still holds: nothing of what it says was taken away."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_grew(values, new.get(key)) for key, values in old.items())
    return isinstance(old, list) and isinstance(new, list) and all(value in new for value in old)


def _sources_after(old: Sequence[Any], gone: Set[str], source: Mapping[str, Any]) -> list[Any]:
    """The sources when `source` comes in the place of what was said of the fields in `gone`."""
    kept = [item | {"velden": [name for name in item["velden"] if name not in gone]} for item in old]
    return [*(item for item in kept if item["velden"]), dict(source)]


def _root(text: str) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise NotEditable("Dit record is anders opgemaakt dan de andere.")
    return node


def _spans(text: str) -> dict[str, tuple[int, int]]:
    """For each key the lines it takes, from 0; blank lines and comments after it are not its own."""
    lines = text.splitlines(keepends=True)
    keys = [(str(key.value), key.start_mark.line) for key, _ in _root(text).value]
    ends = [start for _, start in keys[1:]] + [len(lines)]
    spans = {}
    for (name, start), end in zip(keys, ends, strict=True):
        while end > start + 1 and re.match(r"\s*(#|$|\.\.\.)", lines[end - 1]):
            end -= 1
        spans[name] = (start, end)
    return spans


def _with_key(text: str, key: str, value: Any) -> str:
    lines, spans = text.splitlines(keepends=True), _spans(text)
    new = block(key, value)
    if key in spans:
        start, end = spans[key]
        comment = _COMMENT.search(lines[start].rstrip("\n")) if end == start + 1 else None
        if comment and _is_comment(lines[start]) and new.count("\n") == 1:
            new = f"{new.rstrip()}{comment[0]}\n"
        lines[start:end] = [new]
    else:
        lines.insert(_place_for(key, spans, len(lines)), new)
    return "".join(lines)


def _is_comment(line: str) -> bool:
    """Whether the # in a line starts a comment, and is no part of a quoted text."""
    without = _COMMENT.sub("", line.rstrip("\n"))
    try:
        return bool(yaml.safe_load(without) == yaml.safe_load(line))
    except yaml.YAMLError:
        return False


def _place_for(key: str, spans: Mapping[str, tuple[int, int]], end: int) -> int:
    """After the last key that comes before this one in the model."""
    order = [field.name for field in fields_of(Initiative)]
    before = [span for name, span in spans.items() if name in order and order.index(name) < order.index(key)]
    return max((stop for _, stop in before), default=end)


def block(key: str, value: Any) -> str:
    """One key as the other records write it: a long text folded, the rest as the writer of new records does."""
    if key.startswith("samenvatting") and isinstance(value, str) and len(value) > WIDTH - len(key):
        folded = textwrap.wrap(value, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        return f"{key}: >-\n" + "".join(f"  {line}\n" for line in folded)
    return to_yaml({key: value})


def _with_sources(text: str, gone: Set[str], source: Mapping[str, Any]) -> str:
    """Takes fields from the sources that no longer hold, drops empty ones, and puts the new source last."""
    node = next((value for key, value in _root(text).value if key.value == "bronnen"), None)
    old = read_text(text, "record").data.get("bronnen", [])
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        return _with_key(text, "bronnen", _sources_after(old, gone, source))
    lines = text.splitlines(keepends=True)
    start, end = _spans(text)["bronnen"]
    starts = [item.start_mark.line for item in node.value]
    out = lines[start : starts[0]]
    for first, last, item in zip(starts, [*starts[1:], end], old, strict=True):
        out += _without(lines[first:last], item, gone)
    lines[start:end] = [*out, _source_block(source)]
    return "".join(lines)


def _without(lines: list[str], item: Mapping[str, Any], gone: Set[str]) -> list[str]:
    """The lines of one source without some of its fields."""
    rest = [name for name in item["velden"] if name not in gone]
    if rest == item["velden"]:
        return lines
    if not rest:
        return []
    found = re.fullmatch(r"( *- velden: )\[[^\]#]*\]( *(?:#.*)?\n)", lines[0])
    return (
        [f"{found[1]}[{', '.join(rest)}]{found[2]}", *lines[1:]] if found else [_source_block({**item, "velden": rest})]
    )


def _source_block(source: Mapping[str, Any]) -> str:
    """One source, indented as in the other records."""
    first, *rest = to_yaml(source).splitlines()
    return "".join([f"  - {first}\n", *(f"    {line}\n" for line in rest)])
