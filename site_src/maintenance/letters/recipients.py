"""Who gets a letter: each organisation once, and an initiative itself where no organisation is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from site_src.derive.facets import slug
from site_src.model.initiative import Initiative
from site_src.model.problems import SiteError, suggestion

LONGEST = 80  # letters in the name of a file
_SHORT_NAME = re.compile(r"(.+?)\s*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One letter: to whom, about what, and what its files are called. `organisation`: "" when nobody knows it."""

    organisation: str
    items: tuple[Initiative, ...]
    file: str

    @property
    def name(self) -> str:
        """To whom it goes: the organisation, else the initiative."""
        return self.organisation or self.items[0].name

    @property
    def email(self) -> str:
        """The first published address of its initiatives; "" when nobody knows one."""
        return next((item.contact.email for item in self.items if item.contact and item.contact.email), "")


def recipients_of(initiatives: Sequence[Initiative]) -> tuple[Recipient, ...]:
    """Every letter, those to organisations first, by name; each initiative is in one of them."""
    groups: dict[str, list[Initiative]] = {}
    for item in initiatives:
        groups.setdefault(organisation_key(item.organisation or "") or f"\0{item.id}", []).append(item)
    known = {key: items for key, items in groups.items() if not key.startswith("\0")}
    alone = [items[0] for key, items in groups.items() if key.startswith("\0")]
    letters = sorted(((_name(items), items) for items in known.values()), key=lambda row: row[0].casefold())
    taken: set[str] = set()
    return (
        *(Recipient(name, tuple(items), _file(slug(name) or items[0].id, taken)) for name, items in letters),
        *(Recipient("", (item,), _file(f"initiatief-{item.id}", taken)) for item in alone),
    )


def organisation_key(name: str) -> str:
    """What two spellings of one name share; "" for what is no name. "Huis van de Techniek (HvdT)" is the one without.

    Only initials fall away: what else stands between brackets may tell two organisations apart.
    """
    found = _SHORT_NAME.fullmatch(name.strip())
    if found and found[2].casefold() == "".join(word[0] for word in found[1].split()).casefold():
        name = found[1]
    return slug(name) or "".join(char for char in name.casefold() if char.isalnum())


def _name(items: Sequence[Initiative]) -> str:
    """The fullest spelling of the name."""
    return max((item.organisation or "" for item in items), key=lambda name: (len(name), name))


def _file(name: str, taken: set[str]) -> str:
    """A name for its files that no other letter has."""
    base = name[:LONGEST].strip("-")
    number = next(number for number in range(1, len(taken) + 2) if _numbered(base, number) not in taken)
    taken.add(_numbered(base, number))
    return _numbered(base, number)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


def only(wanted: str, recipients: Sequence[Recipient]) -> tuple[Recipient, ...]:
    """The letter to one organisation, or to one initiative without; SiteError when there is none with that name."""
    key = organisation_key(wanted)
    found = [each for each in recipients if key and key in {organisation_key(each.name), each.file}]
    if not found:
        hint = suggestion(wanted, [each.name for each in recipients])
        hint = hint if hint.startswith("Bedoelde") else "Kijk bij ‘organisatie’ in de records hoe ze heet."
        raise SiteError(f"Geen enkel initiatief is van de organisatie “{wanted}”. {hint}")
    return tuple(found[:1])
