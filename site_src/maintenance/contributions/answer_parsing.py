"""From an answer in plain words to the value of a field. What can't be understood is told as a sentence in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from site_src.check.record_rules import is_web_address
from site_src.derive.facets import slug
from site_src.maintenance.contributions.form_parsing import plain_words
from site_src.model.fields import Kind, RecordField, field_named
from site_src.model.initiative import Initiative
from site_src.model.problems import SiteError, clipped, suggestion
from site_src.model.region.report import Report
from site_src.model.vocabulary import Vocabulary

FLAGS = {"ja": True, "true": True, "yes": True, "nee": False, "false": False, "no": False}
_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{7,18}[0-9]")
_POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ?([A-Za-z]{2})\b")
_NUMBER = re.compile(r"(?<![\d.,-])-?\d+(?:[.,]\d+)?(?![\d.,]*\d)")
_OWN = re.compile(r"\b(opgave|ik werk|wij|we|zelf|eigen|onze?|medewerker|organiseer\w*)\b", re.IGNORECASE)


class NotUnderstood(SiteError):
    """An answer that can't become a value; the text says why, to the person who gave it."""


class ByHand(NotUnderstood):
    """It is clear what is meant, but a person has to do it."""


def value_of(alias: str, text: str, vocabulary: Vocabulary) -> Any:
    """The value of a field as a record has it; raises NotUnderstood."""
    field = field_named(Initiative, alias)
    if field.spec.term:
        chosen = terms_in(text, field, vocabulary)
        return chosen if field.several else chosen[0]
    if field.part or alias == "website":
        return _SPECIAL[alias](text)
    reader = _BY_KIND.get(field.kind, one_line)
    return reader(text)


def one_line(text: str) -> str:
    """A text without line ends."""
    return " ".join(text.split())


def terms_in(text: str, field: RecordField, vocabulary: Vocabulary) -> list[str]:
    """The terms somebody means, by their label or id, in the order of the list of terms."""
    terms = vocabulary.terms(field.spec.term or "")
    names = {plain_words(name): term.id for term in terms for name in (term.label.nl, term.id)}
    chosen: set[str] = set()
    for part in _parts(text, names):
        if part not in names:
            hint = suggestion(part, [term.label.nl for term in terms])
            raise NotUnderstood(f"Bij “{field.name}” ken ik “{clipped(part)}” niet. {hint}")
        chosen.add(names[part])
    found = [term.id for term in terms if term.id in chosen]
    if not found or (len(found) > 1 and not field.several):
        raise NotUnderstood(
            f"Bij “{field.name}” hoort één antwoord. {suggestion('', [term.label.nl for term in terms])}"
        )
    return found


def _parts(text: str, names: dict[str, str]) -> list[str]:
    """Cut at lines, and at commas where the whole line is not the name of one term."""
    lines = [line.strip(" -*+\t") for line in text.splitlines()]
    cut = [[line] if plain_words(line) in names else re.split(r"[,;]", line) for line in lines]
    return [plain_words(part) or part.strip() for parts in cut for part in parts if part.strip()]


def web_address(text: str) -> str:
    """The address in a text: also of a Markdown link, and without https:// before it."""
    text = one_line(text).strip("<> ")
    link = _LINK.search(text)
    text = link[1] if link else text
    return f"https://{text}" if re.match(r"(?i)www\.[^\s/]+\.[a-z]", text) else text


def flag(text: str) -> bool:
    """Yes or no."""
    word = plain_words(text).split(" ")[0]
    if word not in FLAGS:
        raise NotUnderstood(f"Ik begrijp “{clipped(one_line(text))}” niet. Antwoord met ja of nee.")
    return FLAGS[word]


def number(text: str) -> float:
    """A number, also with a decimal comma and with words around it; raises NotUnderstood for none or several."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        raise NotUnderstood(
            f"Ik zie in “{clipped(one_line(text))}” niet één getal. Schrijf alleen het getal, zoals 25."
        )
    return float(found[0].replace(",", "."))


def whole_number(text: str) -> int:
    """A whole number; raises NotUnderstood."""
    value = number(text)
    if not value.is_integer():
        raise NotUnderstood(f"“{clipped(one_line(text))}” is geen heel getal.")
    return int(value)


def contact(text: str) -> dict[str, str]:
    """The address and number in a text; a name is left out, so that no person's name is published by accident."""
    email, phone = _EMAIL.search(text), _PHONE.search(_EMAIL.sub(" ", text))
    found = {"email": email[0].rstrip(".") if email else "", "telefoon": phone[0].strip() if phone else ""}
    if not any(found.values()):
        raise NotUnderstood("Bij contact hoort een e-mailadres of een telefoonnummer van de organisatie.")
    return {key: value for key, value in found.items() if value}


def place(text: str) -> list[dict[str, str]]:
    """An address as an entry of `locaties`, still without a place on the map."""
    text = one_line(text)
    code = _POSTCODE.search(text)
    if not code:
        return [{"adres": text}]
    street, town = text[: code.start()].strip(" ,"), text[code.end() :].strip(" ,")
    entry = {"adres": street, "postcode": f"{code[1]} {code[2].upper()}", "plaats": town}
    return [{key: value for key, value in entry.items() if value}]


def names(text: str) -> list[str]:
    """Names with commas or on lines of their own, each once."""
    parts = [one_line(part).strip(" -*+") for part in re.split(r"[,;\n]", text)]
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
    raise NotUnderstood(
        "Ik kan de bron niet vinden. Geef een webadres dat met https:// begint. Werk je zelf bij het initiatief? "
        "Schrijf dan: opgave."
    )


def initiative_in(text: str, known: Sequence[tuple[str, str]]) -> str:
    """The id that is meant by an id, a name or the address of a page; raises NotUnderstood. `known` is (id, name)."""
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
        raise ByHand("Dit gaat niet over één initiatief. Een beheerder leest je melding.")
    hint = suggestion(clipped(text), [name for _, name in known]) if len(text) < 100 else ""
    hint = hint if hint.startswith("Bedoelde") else ""
    raise NotUnderstood(f"Ik ken geen initiatief “{clipped(text)}”. {hint}".strip())


_SPECIAL: dict[str, Callable[[str], Any]] = {"website": web_address, "contact": contact, "locaties": place}
_BY_KIND: dict[Kind, Callable[[str], Any]] = {
    Kind.FLAG: flag,
    Kind.INTEGER: whole_number,
    Kind.NUMBER: number,
    Kind.LIST: names,
}
