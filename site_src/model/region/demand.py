"""How many pupils there are: what data/vraag/ says, and where that comes from."""

from __future__ import annotations

from pydantic import Field

from site_src.model.values import Day, Part, ShortText

# The terms of `schooltype` that DUO's files tell of: its names for them are in maintenance/demand/duo_files.py.
SCHOOL_TYPES = ("po", "vo-onderbouw", "vo-bovenbouw", "vmbo", "havo", "vwo")
PUPILS, CENTRES, SOURCE = "leerlingen.csv", "gemeenten.csv", "bron.yml"
PUPIL_COLUMNS = ("gemeente", "schooltype", "leerlingen_min", "leerlingen_max")
CENTRE_COLUMNS = ("gemeente", "lat", "lon")


class DemandFile(Part):
    """One published file: its name, the day its pupils were counted, and where it was published."""

    file: ShortText = Field(alias="bestand")
    counted: Day = Field(alias="peildatum")
    source: ShortText = Field(alias="bron")


class DemandSource(Part):
    """data/vraag/bron.yml: who published the figures, when our tables were made, and out of which files."""

    publisher: ShortText = Field(alias="uitgever")
    made: Day = Field(alias="gemaakt")
    files: tuple[DemandFile, ...] = Field(alias="bestanden", min_length=1)

    @property
    def days(self) -> tuple[Day, ...]:
        """The days on which pupils were counted, oldest first."""
        return tuple(sorted({file.counted for file in self.files}))
