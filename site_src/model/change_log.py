"""What changed in the catalogue itself, in words: the entries of data/wijzigingen.yml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from site_src.model.texts import Translated
from site_src.model.values import Day, Part, ShortText, Slug

KINDS = ("nieuw", "weg", "gestopt", "hernoemd", "bijgewerkt", "nagekeken")


class Entry(Part):
    """One change on one day: what kind, which initiative, and the sentence."""

    date: Day = Field(alias="datum")
    kind: Annotated[ShortText, StringConstraints(pattern=f"^({'|'.join(KINDS)})$")] = Field(alias="soort")
    initiative: Slug = Field(alias="initiatief")
    text: Translated = Field(alias="tekst")


class Log(Part):
    """Every change that was written down, newest first."""

    entries: tuple[Entry, ...] = Field((), alias="wijzigingen")
