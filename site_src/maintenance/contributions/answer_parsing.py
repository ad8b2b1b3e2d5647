"""From an answer in plain words to the value of a field. What can't be understood is a NotUnderstood."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from site_src.check.record_rules import is_web_address
from site_src.derive.facets import slug
from site_src.maintenance.contributions.not_understood import ByHand, Choice, NotUnderstood
from site_src.maintenance.contributions.plain_text import NO, YES, plain_words, without_pictures
from site_src.maintenance.contributions.term_parsing import terms_in
from site_src.model.fields import Kind, field_named
from site_src.model.initiative import Initiative
from site_src.model.problems import clipped
from site_src.model.region.report import Report
from site_src.model.vocabulary import Vocabulary

_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;:()\[\]]+@[^\s@<>,;:()\[\]]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{7,18}[0-9]")
_POSTCODE = re.compile(r"\b([1-9][0-9]{3})[ .-]{0,3}((?!(?:in|te|op|en|of|bij)\b)[A-Za-z]{2}|IN|TE|OP|EN|OF)\b")
_NUMBER = re.compile(r"(?<![\d.,-])-?\d+(?:[.,]\d+)?(?![\d.,]*\d)")
_OWN = re.compile(
    r"\b(opgave|ik werk|wij|we|zelf|eigen|onze?|medewerker|organiseer\w*|own statement|i work|our|my own)\b", re.I
)


def value_of(alias: str, text: str, vocabulary: Vocabulary, notes: list[NotUnderstood] | None = None) -> Any:
    """The value of a field as a record has it; raises NotUnderstood. `notes` gets what was read as something else."""
    field = field_named(Initiative, alias)
    if field.spec.term:
        chosen = terms_in(text, field, vocabulary, [] if notes is None else notes)
        return chosen if field.several else chosen[0]
    if field.part or alias == "website":
        return _SPECIAL[alias](text)
    reader = _BY_KIND.get(field.kind, one_line)
    return reader(text if alias in {"naam", "samenvatting", "samenvatting_en"} else without_pictures(text))


def one_line(text: str) -> str:
    """A text without line ends, and without the stars of Markdown around the whole of it."""
    text = " ".join(text.split())
    bold = re.fullmatch(r"(\*\*|__|\*|_)([^*_]+)\1", text)
    return bold[2] if bold else text


def web_address(text: str) -> str:
    """The address in a text: also of a Markdown link, and without https:// before it."""
    text = one_line(text).strip("<> ")
    found = {address.rstrip(".,);/").lower(): address for address in _ADDRESS.findall(text)}
    if len(found) > 1 and not _LINK.search(text):
        raise NotUnderstood("melding.twee", antwoorden=sorted(found.values()))
    link = _LINK.search(text)
    text = link[1] if link else text
    return f"https://{text}" if re.match(r"(?i)www\.[^\s/]+\.[a-z]", text) else text


def flag(text: str) -> bool:
    """Yes or no, said or shown with a thumb; raises NotUnderstood for neither and for both."""
    words = plain_words(text).split()
    said = {True: bool(YES & set(words)) or "👍" in text or "✅" in text,
            False: bool(NO & set(words)) or "👎" in text or "❌" in text}  # fmt: skip
    if said[True] and said[False]:
        raise NotUnderstood("melding.ja_en_nee", antwoord=clipped(one_line(text)))
    if not any(said.values()) or "?" in text or (words and words[0] not in YES | NO):
        raise NotUnderstood("melding.ja_of_nee", antwoord=clipped(one_line(text)))
    return said[True]


def number(text: str) -> float:
    """A number, also with a decimal comma and with words around it; raises NotUnderstood for none or several."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        raise NotUnderstood("melding.getal", antwoord=clipped(one_line(text)))
    return float(found[0].replace(",", "."))


def whole_number(text: str) -> int:
    """A whole number; raises NotUnderstood."""
    value = number(text)
    if not value.is_integer():
        raise NotUnderstood("melding.heel_getal", antwoord=clipped(one_line(text)))
    return int(value)


def contact(text: str) -> dict[str, str]:
    """The address and number in a text; a name is left out, so that no person's name is published by accident."""
    mails = {found.rstrip(".").removeprefix("mailto:").lower(): found.rstrip(".") for found in _EMAIL.findall(text)}
    phones = {re.sub(r"\D", "", found): found.strip() for found in _PHONE.findall(_EMAIL.sub(" ", text))}
    for several in (mails, phones):
        if len(several) > 1:
            raise NotUnderstood("melding.twee", antwoorden=list(several.values()))
    found = {"email": next(iter(mails.values()), ""), "telefoon": next(iter(phones.values()), "")}
    if not any(found.values()):
        raise NotUnderstood("melding.contact", antwoord=clipped(one_line(text)))
    return {key: value for key, value in found.items() if value}


def place(text: str) -> list[dict[str, str]]:
    """An address as an entry of `locaties`, still without a place on the map; raises NotUnderstood for two."""
    text = one_line(text)
    codes = list(_POSTCODE.finditer(text))
    if not codes:
        return [{"adres": text}]
    if len({(code[1], code[2].upper()) for code in codes}) > 1:
        raise NotUnderstood("melding.twee", antwoorden=[code[0] for code in codes])
    code = codes[0]
    street, town = text[: code.start()].strip(" ,"), text[code.end() :].strip(" ,")
    entry = {"adres": street, "postcode": f"{code[1]} {code[2].upper()}", "plaats": town}
    return [{key: value for key, value in entry.items() if value}]


def names(text: str) -> list[str]:
    """Names with commas or on lines of their own, each once."""
    parts = [one_line(part).strip(" -*+•") for part in re.split(r"[,;\n]", text)]
    return list(dict.fromkeys(part for part in parts if part))


def source_of(text: str, report: Report | None) -> tuple[str, str]:
    """(source, certainty) from the answer to "how do you know"; raises NotUnderstood."""
    text = one_line(text)
    if report and re.match(rf"{re.escape(report.bureau)}\b", text):
        return text, "rapport"
    link = _LINK.search(text)
    found = _ADDRESS.search(link[1] if link else text)
    address = found[0].rstrip(".,);") if found else web_address(text)
    if is_web_address(address):
        return address, "website"
    if _OWN.search(text):
        return "opgave door het initiatief", "opgave"
    raise NotUnderstood("melding.bron", antwoord=clipped(text))


def initiative_in(text: str, known: Sequence[tuple[str, str]]) -> str:
    """The id that is meant by an id, a name or the address of a page; raises NotUnderstood. `known` is (id, name).

    A mistyped name is asked, never taken: a change of another record than was meant does most harm.
    """
    text = web_address(text)
    page = re.search(r"/initiatieven/([a-z0-9-]+)/?(?:[?#]\S*)?$", text)
    ids = {item_id for item_id, _ in known}
    for candidate in ((page[1] if page else ""), text.strip().lower()):
        if candidate in ids:
            return candidate
    by_name = {slug(name): item_id for item_id, name in known}
    wanted = slug(text[:200])
    if wanted in ids or wanted in by_name:
        return wanted if wanted in ids else by_name[wanted]
    if is_web_address(text):
        raise ByHand("melding.niet_een_initiatief")
    options = [name for _, name in known] if len(text) < 100 else []
    raise NotUnderstood(
        "melding.geen_initiatief", antwoord=clipped(text), raad=Choice(clipped(text), options, only_near=True)
    )


_SPECIAL: dict[str, Callable[[str], Any]] = {"website": web_address, "contact": contact, "locaties": place}
_BY_KIND: dict[Kind, Callable[[str], Any]] = {
    Kind.FLAG: flag,
    Kind.INTEGER: whole_number,
    Kind.NUMBER: number,
    Kind.LIST: names,
}
