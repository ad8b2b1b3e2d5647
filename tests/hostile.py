"""Attacks on everything that holds text: the payloads, and every free text of every input filled with them.

Which texts there are is read from the models, so that a new field is attacked by itself. Each value ends in a mark of
its own (`xq12qx`), by which it is found back in whatever the build makes out of it.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from helpers import OTHER_REGION, ROOT
from pydantic import BaseModel

from site_src.model.change_log import Log
from site_src.model.fields import Described, fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Contact, Source
from site_src.model.region.campus import Campus
from site_src.model.region.region import Region
from site_src.model.region.roles import Example, Roles
from site_src.model.region.synonyms import Phrases, Synonym
from site_src.model.settings import Audit, Questions, SchoolYears, Security, Settings
from site_src.model.texts import Translated
from site_src.model.values import SUMMARY_LENGTH
from site_src.model.vocabulary import Term

MARK = re.compile(r"xq(\d+)qx", re.IGNORECASE)
DAY = dt.date(2026, 11, 1)

#: what may be written: it has to come out as the text it is
PAYLOADS: Mapping[str, str] = {
    "script": "<script>aanval()</script>",
    "picture": "<img src=x onerror=aanval()>",
    "drawing": '<svg onload=aanval()><a xlink:href="javascript:aanval()">x</a></svg>',
    "frame": '<iframe srcdoc="<script>aanval()</script>"></iframe><base href=//kwaad.example>',
    "form": "<form action=//kwaad.example><button formaction=javascript:aanval()>x</form>",
    "style": "<style>*{display:none}</style><p style=color:red onclick=aanval()>x",
    "attribute": '" autofocus onfocus="aanval()" x="',
    "apostrophe": "' autofocus onfocus='aanval()' x='",
    "backtick": "`onfocus=aanval()` >x",
    "end of script": "</script><script>aanval()</script>",
    "end of title": "</title></textarea></style></option></svg><script>aanval()</script>",
    "comment": "<!--<script>--!><b onclick=aanval()>",
    "cdata": "]]><![CDATA[<x onload=aanval()>?><?xml",
    "entities": "&lt;script&gt;aanval()&amp;lt;&quot; onfocus=aanval()",
    "numbers": "&#60;script&#62;aanval()&#x22;&#00000039 onfocus=aanval()",
    "javascript": "javascript:aanval()",
    "javascript in entities": "&#106;ava&#9;script&colon;aanval&lpar;&rpar;",
    "data address": "data:text/html;base64,PHNjcmlwdD5hYW52YWwoKTwvc2NyaXB0Pg==",
    "percents": "%3Cscript%3Eaanval()%3C/script%3E%0d%0aSet-Cookie:x%00",
    "escapes": "\\u003cscript\\u003e\\x3cb\\x3e\\n\\",
    "jinja": "{{ 7*7 }}{% raw %}{# x #}{{ settings.__class__ }}",
    "format": "{naam} {0} {} {n.__class__} %s %(naam)s ${7*7} $naam",
    "equals": '=HYPERLINK("https://kwaad.example";"x")',
    "plus": "+SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "wide equals": "＝1+1",
    "markdown": "[x](javascript:aanval()) ![x](//kwaad.example/x.png) **b** `c` | d |",
    "yaml": 'a: [b, *c] # "d" !!python/object/apply:os.system',
    "turtle": '" ; <urn:x> <urn:y> . \\',
    "lines": "een\r\nEND:VCALENDAR\r\n\r\nBEGIN:VEVENT",
    "path": "../../../etc/passwd ..\\..\\kwaad.yml /tmp/x",
    "shell": "$(touch gekaapt) ; touch gekaapt | cat && `touch gekaapt`",
    "long word": "Zeer" * 40,
    "right to left": "שלום <b>عربي</b> ١٢٣",
    "accents": "Z" + "\u0301\u0323\u0488" * 15,
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🏴\u200d☠️ ﷽",
    "zero width": "Ro\u200bbo\u2060ts\u00ad",
    "separators": "een\u2028twee\u2029drie",
    "look-alikes": "Rоbоts ѕсrірt ꜱ․nl",
}
PEACE = dict.fromkeys(PAYLOADS, "gewoon")

#: what may not be written at all, as YAML can write it
REFUSED = {
    "null": "\\0", "bell": "\\a", "escape": "\\e[31m", "delete": "\\x7f", "turned around": "\\u202e",
    "isolated": "\\u2066", "no character": "\\ufffe", "mark of the site": "\\ue000",
}  # fmt: skip

#: names whose values are no free text: rules say what may stand there
NAMED = {(Initiative, "id"), (Initiative, "also_around"), (Initiative, "complete"), (Contact, "phone"),
         (Contact, "email"), (Source, "fields"), (Synonym, "terms"), (Settings, "languages"),
         (Settings, "repository"), (Settings, "doors"), (Security, "contact"), (SchoolYears, "terms"),
         (Questions, "how"), (Audit, "languages"), (Region, "keywords")}  # fmt: skip
WEB = {(Initiative, "website"), (Campus, "website"), (Example, "website"), (Settings, "publisher_site")}


@dataclass
class Said:
    """What was put where: mark -> (field, name of the payload)."""

    payloads: Mapping[str, str]
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    most: int = 800  # letters of one value

    def one(self, where: str, name: str) -> str:
        """A payload with its mark."""
        mark = f"xq{1000 + len(self.marks)}qx"
        self.marks[mark] = (where, name)
        return f"{self.payloads[name]} {mark}"

    def many(self, where: str, room: int, names: tuple[str, ...] = tuple(PAYLOADS)) -> str:
        """As many payloads as fit, from where the last value of this field stopped."""
        start, said, used = self.turns.get(where, 0), "", 0
        for count in range(len(names)):
            name = names[(start + count) % len(names)]
            used += len(PAYLOADS[name]) + 11
            if used > min(room, self.most):
                break
            said = f"{said} {self.one(where, name)}".lstrip()
            self.turns[where] = start + count + 1
        return said


Say = Callable[[str, int], str]


def filled(model: type[BaseModel], data: Mapping[str, Any], say: Say, where: str) -> dict[str, Any]:
    """The data with something said in every free text that the model knows; what is no free text stays."""
    out = dict(data)
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        inner = f"{where}.{name}"
        if (model, attribute) in NAMED or any(isinstance(one, Described) and one.term for one in info.metadata):
            continue
        if (model, attribute) in WEB:
            out[name] = f"https://elders.example/?{_bare(say(inner, 150))}"
        elif (value := _value(info.annotation, info.metadata, out.get(name), say, inner)) is not None:
            out[name] = value
    if issubclass(model, Translated | Phrases) and "nl" in out:
        out["en"] = _value(model.model_fields["nl"].annotation, model.model_fields["nl"].metadata, None, say,
                           f"{where}.en")  # fmt: skip
    return out


def _bare(text: str) -> str:
    """Without what ends an address."""
    return re.sub(r"\s+", "_", text)


def _value(kind: Any, metadata: list[Any], given: Any, say: Say, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(inner[0], [*metadata, *kind.__metadata__], given, say, where)
    if origin in (Union, types.UnionType):
        chosen = next(part for part in inner if part is not type(None))
        return _value(chosen, metadata, given, say, where)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _part(kind, given, say, where)
    if origin is tuple:
        items = given if given is not None else [None]
        said = [_value(inner[0], [], item, say, where) for item in items]
        return [item for item in said if item is not None] or given
    if origin is dict:
        return {key: _value(inner[1], [], value, say, f"{where}.*") for key, value in given.items()} if given else given
    if kind is str and not any(getattr(one, "pattern", None) for one in metadata):
        rooms = [getattr(one, "max_length", None) for one in metadata]
        room = SUMMARY_LENGTH if "samenvatting" in where else max([room for room in rooms if room] or [200])
        return say(where, room)
    return given


def _part(model: type[BaseModel], given: Any, say: Say, where: str) -> Any:
    made = filled(model, given or {}, say, where)
    required = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
    return made if required <= set(made) else given


class _Whole(yaml.SafeDumper):
    """Writes each value in full, without references."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_yaml(path: Path, data: Any) -> None:
    """A file as a contributor could write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Whole, allow_unicode=True, width=10_000, sort_keys=False)
    path.write_text(text, encoding="utf-8", newline="")


def read_yaml(path: Path) -> Any:
    """A file as plain data."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


BASE: dict[str, Any] = {
    "bereik": "lokaal", "categorie": "werkgever", "schooltypen": ["basisschool"], "doelgroepen": ["kinderen"],
    "activiteiten": ["werkplaats"], "praktijk": "veel", "vorm": ["op-school"], "deelname": "klas",
    "branches": ["water"], "rolmodellen": True, "gratis_vervoer": True, "aanmelden": ["inloop"], "rolstoel": True,
    "taal": ["nederlands"], "groep_van": 7, "groep_tot": 8, "ook_rond": ["GC"], "niet": {"schooltypen": ["brugklas"]},
    "volledig": ["doelgroepen"], "gecontroleerd": DAY,
    "contact": {"telefoon": "088 123 45 67", "email": "info@elders.example"},
    "locaties": [{"postcode": "9921 ZC", "lat": 53.2087, "lon": 6.4471, "nauwkeurigheid": "adres"}],
    "veranderingen": [{"datum": DAY}], "momenten": [{"datum": dt.date(2027, 1, 5), "aanmelden_voor": DAY}],
    "bronnen": [{"velden": [], "zekerheid": "opgave"}],
}  # fmt: skip


def record(number: str, status: str, say: Say) -> dict[str, Any]:
    """A record with every field, and something said in each that is free text."""
    made = filled(Initiative, {"id": number, "status": status} | BASE, say, "initiatief")
    if status == "actief":
        del made["opvolger"]
    made["bronnen"][0]["velden"] = [f.name for f in fields_of(Initiative) if f.spec.sourced and f.name in made]
    return made


def records(said: Said) -> Iterator[dict[str, Any]]:
    """One record a payload that has changed, and some that run, with several in each text."""
    for number, name in enumerate(said.payloads):
        yield record(f"aanval-{number}", "gewijzigd", lambda where, _room, name=name: said.one(where, name))
    for number in range(6):
        yield record(f"mengsel-{number}", "actief", lambda where, room: said.many(f"{where} (mengsel)", room))


def write_hostile(folder: Path, payloads: Mapping[str, str]) -> Said:
    """A small region, in `folder`, with a payload in every text of every file; and what was said where."""
    said = Said(payloads)
    shutil.copytree(OTHER_REGION, folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "data/initiatieven")
    (folder / "data/wijzigingen.yml").unlink()
    for made in records(said):
        write_yaml(folder / f"data/initiatieven/{made['id']}.yml", made)
    _write_data(folder / "data", said)
    _write_content(folder / "content", said)
    return said


def _write_data(data: Path, said: Said) -> None:
    campuses = read_yaml(data / "campussen.yml")
    more = [campuses[0] | {"id": f"campus-{code.lower()}", "code": f"X{code}"} for code in "ABCDEFGHIJ"]
    write_yaml(data / "campussen.yml", [_campus(one, said) for one in [*campuses, *more]])
    write_yaml(data / "rollen.yml", filled(Roles, read_yaml(ROOT / "data/rollen.yml"), said.many, "rol"))
    region = read_yaml(data / "regio.yml") | {"voorbeeld": "aanval-0"}
    write_yaml(data / "regio.yml", filled(Region, region, said.many, "regio"))
    log = {"wijzigingen": [{"datum": DAY, "soort": "nieuw", "initiatief": "aanval-0"}] * 3}
    write_yaml(data / "wijzigingen.yml", filled(Log, log, said.many, "wijziging"))
    said.most = 240  # of the many terms
    write_yaml(data / "termen.yml", {name: [filled(Term, term, said.many, "term") for term in terms]
                                     for name, terms in read_yaml(data / "termen.yml").items()})  # fmt: skip


def _campus(given: dict[str, Any], said: Said) -> dict[str, Any]:
    made = filled(Campus, given, said.many, "campus")
    made["bronnen"][0]["velden"] = [name for name in made if name not in {"id", "code", "bronnen"}]
    return made


def _write_content(content: Path, said: Said) -> None:
    said.most = 2000
    settings = read_yaml(content / "site.yml")
    write_yaml(content / "site.yml", filled(Settings, settings, said.many, "site"))
    synonyms = read_yaml(content / "synoniemen.yml")
    plain = tuple(name for name in PAYLOADS if not set("{}") & set(PAYLOADS[name]))  # braces are numbers there

    def say(where: str, room: int) -> str:
        return said.many(where, room, plain)

    write_yaml(content / "synoniemen.yml", [filled(Synonym, one, say, "synoniem") for one in synonyms])
    for code in ("nl", "en"):
        words = read_yaml(ROOT / "content" / code / "interface.yml")
        write_yaml(content / code / "interface.yml", _words(words, said, plain))
        for path in (content / code).glob("*.md"):
            path.write_text(_prose(path.read_text("utf-8"), said), encoding="utf-8", newline="")


def _words(words: Any, said: Said, names: tuple[str, ...]) -> Any:
    if isinstance(words, dict):
        return {key: _words(value, said, names) for key, value in words.items()}
    turn = said.turns["woord"] = said.turns.get("woord", -1) + 1
    return f"{words} {said.one('woord', names[turn % len(names)])}"


def _prose(text: str, said: Said) -> str:
    """The page with payloads in its head, its headings, its lists and its tables."""
    one_line = tuple(name for name in PAYLOADS if "\n" not in PAYLOADS[name] and "\u2028" not in PAYLOADS[name])
    _, head, body = text.split("---\n", 2)
    head = "".join(f"{line.rstrip()} {said.many('tekst.kop', 300, one_line)}\n" for line in head.splitlines())
    everything = "\n\n".join(f"{said.one('tekst', name)}" for name in said.payloads)
    return f"---\n{head}---\n{body}\n{everything}\n\n{'Zeer' * 2500}\n"
