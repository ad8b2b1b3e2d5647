"""How much was known of each kind of fact in a month, as in data/dekking.csv."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from site_src.model.values import Part, ShortText

FILE = "dekking.csv"
Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
Count = Annotated[int, Field(ge=0)]


class Coverage(Part):
    """One field in one month: of how many initiatives that had not stopped it was known, probable, or unknown.

    Of `old` known facts it was time to look again.
    """

    month: Month = Field(alias="maand")
    field: ShortText = Field(alias="veld")
    known: Count = Field(alias="bekend")
    probable: Count = Field(alias="waarschijnlijk")
    unknown: Count = Field(alias="onbekend")
    old: Count = Field(alias="na_te_kijken")

    @property
    def n(self) -> int:
        """How many initiatives there were."""
        return self.known + self.probable + self.unknown


COLUMNS = tuple(field.alias or name for name, field in Coverage.model_fields.items())
