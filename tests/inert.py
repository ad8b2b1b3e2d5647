"""Is what somebody wrote still text in what was built? Every mark of tests/hostile.py is looked for in every file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_plus, urlsplit
from xml.etree import ElementTree

import openpyxl
import rdflib
import vobject
from helpers import everything
from hostile import MARK, Said
from selectolax.lexbor import LexborHTMLParser

from site_src.render.open_data.formats.formula_escaping import FORMULA, clean

#: tags that no page of ours has, or only with what `_wrong` allows
FOREIGN = {"iframe", "object", "embed", "base", "style", "applet", "math", "foreignobject", "animate", "frame", "img/x"}
LINKS = {"href", "src", "action", "formaction", "xlink:href", "srcdoc", "data", "poster", "cite", "ping"}
SCHEMES = {"", "http", "https", "mailto", "tel"}
ADDRESS = re.compile(r"(https?://[a-z0-9.:-]+)?[a-z0-9/._#~?= -]*")
Found = tuple[str, str]  # (a stretch of text as a program understands it, what is wrong with where it stands)


def judged(site: Path, said: Said) -> tuple[dict[str, Counter[str]], list[str]]:
    """For each mark how often it is in each kind of file, and everything that is wrong, as sentences."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    known: set[bytes] = set()
    for name, data in everything(site):
        kind = name.rsplit(".", 1)[-1]
        if data in known or ".xlsx/" in name:
            continue  # packed once more, or the inside of a workbook
        known.add(data)
        counted = Counter(MARK.findall(data.decode("utf-8", "replace"))) if kind not in {"zip", "xlsx"} else Counter()
        reader = READERS.get(kind, _plain)
        if not counted and kind not in {"html", "xlsx"}:
            continue
        understood: Counter[str] = Counter()
        for text, fault in reader(data):
            wrong += [f"{name}: {fault}: {text[:150]!r}"] if fault else []
            for mark in MARK.findall(text):
                understood[mark] += 1
                seen[f"xq{mark}qx"][kind] += 1
                if not _whole(text, f"xq{mark}qx", said):
                    wrong.append(f"{name}: {said.marks[f'xq{mark}qx']} is cut or changed: {text[:300]!r}")
        if lost := counted - understood:
            where = {said.marks[f"xq{mark}qx"] for mark in list(lost)[:3]}
            wrong.append(f"{name}: {sum(lost.values())} texts are in no element or value, of {where}")
    return seen, wrong


def _folded(text: str) -> str:
    return " ".join(clean(text).split()).lower()


def _whole(text: str, mark: str, said: Said) -> bool:
    """Whether the payload stands before its mark, whole: as it is, or as a part of an address."""
    where, name = said.marks[mark]
    if where == "tekst":
        return True  # Markdown: what is left of it is looked at as markup
    payload = said.payloads[name]
    if f"{payload} {mark}" in text or ADDRESS.fullmatch(text):
        return True
    forms = {text, unquote(text), unquote_plus(text)}
    ends = {text, unquote(text.split("/zoeken/?q=")[-1])}  # the word itself, or a link that searches for it
    if (where == "woord" and any(map(f"{payload} {mark}".endswith, ends))) or where.startswith("site.woorden"):
        return True  # a list of words, and examples of what to type: the site takes them apart
    wanted = {_folded(f"{payload} {mark}"), re.sub(r"\s+", "_", f"{payload}_{mark}").lower()}
    wanted |= {one.replace(";", ",") for one in wanted}  # a list in one cell
    return any(one in form.lower() or one in _folded(form) for one in wanted for form in forms)


def _html(data: bytes) -> Iterator[Found]:
    """Every text and attribute of a page as a browser reads it."""
    opened = data.replace(b"<template", b"<section").replace(
        b"</template", b"</section"
    )  # they stand apart in the tree
    for node in LexborHTMLParser(opened).root.traverse(include_text=True):
        if node.tag == "-text":
            parent = node.parent.tag if node.parent else ""
            if parent == "script":
                yield from _json((node.text_content or "").encode())
            else:
                yield node.text_content or "", "a style" if parent == "style" else ""
        else:
            yield from _element(node.tag, node.attributes)


def _element(tag: str, attributes: Mapping[str, str | None]) -> Iterator[Found]:
    if tag in FOREIGN and not (tag == "base" and set(attributes) == {"target"}):
        yield f"<{tag} {dict(attributes)}>", "a tag that only an attack brings"
    if tag == "script" and "src" not in attributes and "json" not in (attributes.get("type") or ""):
        yield f"<{tag} {dict(attributes)}>", "a script in the page"
    for name, value in attributes.items():
        fault = "a handler or style" if name.startswith("on") or name == "style" or MARK.search(name) else ""
        if name in LINKS and _scheme(value or "") not in SCHEMES:
            fault = "a link that runs something"
        yield value or "", fault


def _scheme(address: str) -> str:
    """As a browser sees it: without white space and control characters."""
    plain = re.sub(r"[\x00-\x20]", "", address)
    try:
        return urlsplit(plain).scheme
    except ValueError:
        return "broken"


def _json(data: bytes) -> Iterator[Found]:
    yield from ((text, "") for text in _strings(json.loads(data)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _csv(data: bytes) -> Iterator[Found]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    width = len(rows[0])
    for row in rows:
        yield "", "" if len(row) == width else f"a row of {len(row)} cells among rows of {width}"
        yield from ((cell, _formula(cell)) for cell in row)


def _formula(cell: object) -> str:
    number = isinstance(cell, str) and re.fullmatch(r"-?[\d.]+", cell)
    return "a formula" if isinstance(cell, str) and cell.lstrip()[:1] in FORMULA and cell.strip() and not number else ""


def _xlsx(data: bytes) -> Iterator[Found]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and _scheme(cell.hyperlink.target or "") not in SCHEMES:
                    yield str(cell.hyperlink.target), "a link that runs something"
                if isinstance(cell.value, str):
                    yield cell.value, "a formula" if cell.data_type == "f" else _formula(cell.value)


def _ics(data: bytes) -> Iterator[Found]:
    calendar = vobject.readOne(data.decode("utf-8"))
    for part in (calendar, *calendar.vevent_list):
        yield from ((str(child.value), "") for child in part.lines())


def _xml(data: bytes) -> Iterator[Found]:
    for element in ElementTree.fromstring(data).iter():
        name = str(element.tag).rsplit("}", 1)[-1].lower()
        yield "", f"<{name}>" if name in {*FOREIGN, "script"} else ""
        yield element.text or "", ""
        yield element.tail or "", ""
        for key, value in element.items():
            yield value, "a handler" if key.lower().startswith("on") or _scheme(value) == "javascript" else ""


def _turtle(data: bytes) -> Iterator[Found]:
    for triple in rdflib.Graph().parse(data=data, format="turtle"):
        yield from ((str(part), "") for part in triple)


def _sums(data: bytes) -> Iterator[Found]:
    """The names of files beside their sums."""
    for line in data.decode("utf-8").splitlines():
        yield line[66:], "" if re.fullmatch(r"[0-9a-f]{64}  \S+", line) else "no sum and name"


def _plain(data: bytes) -> Iterator[Found]:
    yield data.decode("utf-8", "replace"), ""


READERS: Mapping[str, Callable[[bytes], Iterator[Found]]] = {
    "html": _html, "json": _json, "geojson": _json, "jsonld": _json, "webmanifest": _json, "csv": _csv,
    "xlsx": _xlsx, "ics": _ics, "xml": _xml, "svg": _xml, "ttl": _turtle,
    "sha256": _sums,
}  # fmt: skip
