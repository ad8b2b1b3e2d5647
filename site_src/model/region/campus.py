"""A campus: one record of data/campussen.yml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from site_src.model.fields import Described
from site_src.model.record_parts import Source
from site_src.model.texts import Translated
from site_src.model.values import Degrees, Part, Postcode, ShortText, Slug


class Campus(Part):
    """One of the mbo/hbo campuses; `code` is what the tables call it."""

    id: Slug
    code: Annotated[ShortText, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
    name: ShortText = Field(alias="naam")
    full_name: ShortText | None = Field(None, alias="naam_volledig")
    address: ShortText = Field(alias="adres")
    postcode: Postcode
    town: ShortText = Field(alias="plaats")
    municipality: ShortText = Field(alias="gemeente")
    lat: Degrees
    lon: Degrees
    precision: Annotated[ShortText, Described("Nauwkeurigheid", "Precision", "", term="nauwkeurigheid")] = Field(
        alias="nauwkeurigheid"
    )
    levels: Annotated[tuple[ShortText, ...], Described("Niveaus", "Levels", "", term="niveau")] = Field(
        (), alias="niveaus"
    )
    focus: Translated
    description: Translated = Field(alias="beschrijving")
    website: ShortText | None = None
    printed_address: ShortText | None = Field(None, alias="adres_rapport")
    sources: tuple[Source, ...] = Field((), alias="bronnen")  # fmt: skip

    @property
    def filled(self) -> tuple[str, ...]:
        """Dutch names of the keys that need a source."""
        plain = {"id", "code", "precision", "full_name", "sources"}
        fields = type(self).model_fields.items()
        return tuple(f.alias or n for n, f in fields if n not in plain and getattr(self, n) not in (None, ()))
