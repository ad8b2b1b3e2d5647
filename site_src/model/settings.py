"""The settings of content/site.yml: what the site is called, where it will stand, in which languages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, model_validator

from site_src.model.texts import Translated
from site_src.model.values import ClassYear, GroupYear, Part, ShortText, WebAddress

#: the pages of prose, in the order of the menu below a page, and the text for an address that does not exist
PROSE = ("over", "verantwoording", "bijdragen", "toegankelijkheid", "privacy")
NOT_FOUND_TEXT = "404"
#: what `woorden` in content/site.yml fills in the words of the interface
WORDS = ("regio", "opdrachtgever", "herkomst", "dichtbij", "zoekvoorbeeld", "postcodevoorbeeld")
RADIUS_KM = 10.0  # what counts as near, where the settings say nothing
SITE_ADDRESS = r"^https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]+)?(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?$"
HTTPS = r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?(\?[A-Za-z0-9._~%=&+-]*)?$"
SECURITY_CONTACT = r"^(https://|mailto:|tel:|\{repository\}/)\S+$"
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

    contact: Annotated[ShortText, StringConstraints(pattern=SECURITY_CONTACT)]
    expires: dt.date = Field(alias="verloopt")


class SchoolYears(Part):
    """Years of school (first and last) with their school types: the school, then the stage if there is one.

    Either `groups` of primary school or `classes` of secondary school.
    """

    groups: tuple[GroupYear, GroupYear] | None = Field(None, alias="groepen")
    classes: tuple[ClassYear, ClassYear] | None = Field(None, alias="klassen")
    terms: tuple[ShortText, ...] = Field(alias="schooltypen", min_length=1)

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.groups is None) == (self.classes is None):
            raise ValueError("groepen of klassen")
        return self

    @property
    def years(self) -> range:
        """Every year, the last one too."""
        first, last = self.groups or self.classes or (1, 0)
        return range(first, last + 1)


class Questions(Part):
    """The questions at home: for whom, by year of school, and how: `klas` or `zelf` -> the terms of `deelname`."""

    who: tuple[SchoolYears, ...] = Field((), alias="wie")
    how: dict[Literal["klas", "zelf"], tuple[ShortText, ...]] = Field(default_factory=dict, alias="hoe")

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term they name, as in `schooltype/po`."""
        who = (f"schooltype/{term}" for years in self.who for term in years.terms)
        how = (f"deelname/{term}" for terms in self.how.values() for term in terms)
        return tuple(dict.fromkeys((*who, *how)))


class Settings(Part):
    """Everything a maintainer may change without touching code.

    `form_endpoint` is where the form of the site is posted to. `words` fill the names between braces in the words of
    the interface. `doors` are the links under the doors at home: the name of a door -> filters and terms, as in
    `schooltype/po`.
    """

    name: ShortText = Field(alias="naam")
    subtitle: Translated = Field(alias="ondertitel")
    description: Translated = Field(alias="omschrijving")
    base_url: Annotated[ShortText, StringConstraints(pattern=SITE_ADDRESS)]
    repository: WebAddress
    email: Annotated[ShortText, StringConstraints(pattern=EMAIL)] | None = None
    form_endpoint: Annotated[ShortText, StringConstraints(pattern=HTTPS)] | None = Field(None, alias="formulier")
    publisher: ShortText = Field(alias="uitgever")
    publisher_site: WebAddress | None = Field(None, alias="uitgever_website")
    languages: tuple[ShortText, ...] = Field(("nl", "en"), alias="talen")
    audit: Audit | None = None
    security: Security | None = Field(None, alias="beveiliging")
    words: dict[str, Translated] = Field(default_factory=dict, alias="woorden")
    doors: dict[str, tuple[ShortText, ...]] = Field(default_factory=dict, alias="deuren")
    questions: Questions = Field(default_factory=Questions, alias="vragen")
    radius_km: Annotated[float, Field(gt=0, le=100)] = Field(RADIUS_KM, alias="straal_km")

    @property
    def origin(self) -> str:
        """Scheme and host, for absolute addresses."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def form_origin(self) -> str:
        """Scheme and host of where the form of the site is posted; "" when it has no form."""
        parts = urlsplit(self.form_endpoint or "")
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def base_path(self) -> str:
        """The path the site stands under, with a slash on both ends: '/' or '/techniek/'."""
        path = urlsplit(self.base_url).path.strip("/")
        return f"/{path}/" if path else "/"
