"""The settings of content/site.yml: what the site is called, where it will stand, in which languages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints

from site_src.model.texts import Translated
from site_src.model.values import Part, ShortText

#: the pages of prose, in the order of the menu below a page, and the text for an address that does not exist
PROSE = ("over", "verantwoording", "bijdragen", "toegankelijkheid", "privacy")
NOT_FOUND_TEXT = "404"
#: what `woorden` in content/site.yml fills in the words of the interface
WORDS = ("regio", "opdrachtgever", "herkomst", "dichtbij", "zoekvoorbeeld", "postcodevoorbeeld")
RADIUS_KM = 10.0  # what counts as near, where the settings say nothing
SITE_ADDRESS = r"^https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]+)?(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?$"
EMAIL = r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$"


class Audit(Part):
    """content/toetsen.yml: what the browser tests checked, with what, and when."""

    date: dt.date = Field(alias="datum")
    tool: ShortText = Field(alias="hulpmiddel")
    browser: ShortText
    rules: tuple[ShortText, ...] = Field(alias="regels")
    kinds: int = Field(alias="soorten_paginas")
    languages: tuple[ShortText, ...] = Field(alias="talen")
    widths: tuple[int, ...] = Field(alias="schermbreedtes")
    schemes: tuple[ShortText, ...] = Field(alias="kleurenschemas")
    violations: int = Field(alias="fouten")


class Security(Part):
    """What security.txt says (RFC 9116); `{repository}` in the contact stands for the repository."""

    contact: ShortText
    expires: dt.date = Field(alias="verloopt")


class Settings(Part):
    """Everything a maintainer may change without touching code.

    `words` fill the names between braces in the words of the interface. `doors` are the links under the doors at home:
    the name of a door -> filters and terms, as in `schooltype/po`.
    """

    name: ShortText = Field(alias="naam")
    subtitle: Translated = Field(alias="ondertitel")
    description: Translated = Field(alias="omschrijving")
    base_url: Annotated[ShortText, StringConstraints(pattern=SITE_ADDRESS)]
    repository: ShortText
    email: Annotated[ShortText, StringConstraints(pattern=EMAIL)] | None = None
    publisher: ShortText = Field(alias="uitgever")
    publisher_site: ShortText | None = Field(None, alias="uitgever_website")
    languages: tuple[ShortText, ...] = Field(("nl", "en"), alias="talen")
    audit: Audit | None = None
    security: Security | None = Field(None, alias="beveiliging")
    words: dict[str, Translated] = Field(default_factory=dict, alias="woorden")
    doors: dict[str, tuple[ShortText, ...]] = Field(default_factory=dict, alias="deuren")
    radius_km: Annotated[float, Field(gt=0, le=100)] = Field(RADIUS_KM, alias="straal_km")

    @property
    def origin(self) -> str:
        """Scheme and host, for absolute addresses."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def base_path(self) -> str:
        """The path the site stands under, with a slash on both ends: '/' or '/techniek/'."""
        path = urlsplit(self.base_url).path.strip("/")
        return f"/{path}/" if path else "/"
