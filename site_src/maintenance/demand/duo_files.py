"""DUO's open files with pupils: what stands in them, and what their columns are called.

Three files of DUO's Open Onderwijsdata are read, each a CSV with `;`, in windows-1252 or UTF-8, a row a school:

    01.-leerlingen-po-soort-po-cluster-leeftijd-JAAR-JAAR.csv    PEILDATUM, INSTELLINGSCODE, VESTIGINGSCODE,
        POSTCODE_VESTIGING, PLAATSNAAM, GEMEENTENAAM, SOORT_PO (Bo, Sbo, So, Vso), and pupils in LEEFTIJD_…
    01.-leerlingen-vo-per-vestiging-naar-onderwijstype-JAAR.csv  INSTELLINGSCODE, VESTIGINGSCODE, PLAATSNAAM VESTIGING,
        ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR, and pupils in LEER- OF VERBLIJFSJAAR n - MAN and - VROUW
    02.-alle-vestigingen-vo.csv                                  VESTIGINGSCODE, POSTCODE, PLAATSNAAM, GEMEENTENAAM

The second names no municipality: that comes from the third. Until 2020 or so the codes were BRIN NUMMER and
VESTIGINGSNUMMER. Since November 2023 1 to 4 pupils are masked as “<5” (DUO, "Nieuwe statistisch beveiligde
bestanden"). An empty cell is no pupils. The files that DUO's API gives have other columns and mask otherwise (1 to 4
is 4 there); they are refused.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from site_src.model.problems import SiteError

MASKED, MASK = "<5", (1, 4)
AGE = "LEEFTIJD "
TYPE, KIND_OF_PRIMARY = "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR", "SOORT PO"
YEAR = re.compile(r"LEER- OF VERBLIJFSJAAR (\d) - (MAN|VROUW)")
_SITE = "https://duo.nl/open_onderwijsdata"


class Kind(StrEnum):
    """The files that are known, by the page on which DUO publishes them."""

    PRIMARY = f"{_SITE}/primair-onderwijs/aantal-leerlingen/leerlingen-onderwijssoort-cluster-leeftijd.jsp"
    SECONDARY = f"{_SITE}/voortgezet-onderwijs/aantal-leerlingen/aantal-leerlingen.jsp"
    ADDRESSES = f"{_SITE}/voortgezet-onderwijs/adressen/vestigingen.jsp"


Row = Mapping[str, str]
_NEEDED = {
    Kind.PRIMARY: {KIND_OF_PRIMARY, "GEMEENTENAAM", "POSTCODE VESTIGING", "PLAATSNAAM", "VESTIGINGSCODE"},
    Kind.SECONDARY: {TYPE, "LEER- OF VERBLIJFSJAAR 1 - MAN", "PLAATSNAAM VESTIGING"},
    Kind.ADDRESSES: {"VESTIGINGSCODE", "GEMEENTENAAM", "POSTCODE", "PLAATSNAAM", "INTERNETADRES"},
}
_CALLED = {"BRIN NUMMER": "INSTELLINGSCODE", "VESTIGINGSNUMMER": "VESTIGINGSCODE"}


@dataclass(frozen=True, slots=True)
class DuoFile:
    """One file: its name, which it is, and its rows as (line from 1, cells by column)."""

    name: str
    kind: Kind
    rows: tuple[tuple[int, Row], ...]

    @property
    def counted(self) -> dt.date | None:
        """The day its pupils were counted: the column PEILDATUM, else 1 October of the (first) year in its name."""
        days = {day for _, row in self.rows if (day := _day(row.get("PEILDATUM", "")))}
        if days:
            return max(days)
        years = re.findall(r"(?<!\d)20\d\d(?!\d)", self.name)
        return dt.date(int(years[0]), 10, 1) if years else None


def read_duo(path: Path) -> DuoFile | None:
    """One file as DUO publishes it; None when it is another. Raises SiteError when it can't be read."""
    try:
        text = _decoded(path.read_bytes())
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        columns = [_column(name) for name in next(reader, ())]
        lines = [(reader.line_num, values) for values in reader if any(value.strip() for value in values)]
    except (OSError, csv.Error) as error:
        raise SiteError(f"{path} is niet te lezen ({error}).") from error
    kind = next((kind for kind, needed in _NEEDED.items() if needed <= set(columns)), None)
    if kind is None:
        return None
    wrong = next((line for line, values in lines if len(values) != len(columns)), None)
    if wrong is not None:
        raise SiteError(f"{path.name}, regel {wrong}: er staan meer of minder vakken dan er kolommen zijn.")
    rows = ((line, dict(zip(columns, map(str.strip, values), strict=True))) for line, values in lines)
    return DuoFile(path.name, kind, tuple(rows))


def code_of(row: Row) -> str:
    """The whole code of a school (BRIN and branch), which DUO gives whole or in two parts."""
    branch = row.get("VESTIGINGSCODE", "")
    return branch if len(branch) > 2 else row.get("INSTELLINGSCODE", "") + branch.zfill(2)


def pupils_in(file: DuoFile, line: int, row: Row, columns: Iterable[str]) -> tuple[int, int]:
    """How many pupils some cells of a row hold, from least to most; raises SiteError for what is no number."""
    low = high = 0
    for column in columns:
        least, most = _count(file, line, row[column])
        low, high = low + least, high + most
    return low, high


def _count(file: DuoFile, line: int, text: str) -> tuple[int, int]:
    if text == MASKED:
        return MASK
    if text and not (text.isascii() and text.isdigit()):
        raise SiteError(f"{file.name}, regel {line}: “{text}” is geen aantal leerlingen.")
    return (int(text or 0),) * 2


def _column(name: str) -> str:
    """A column as DUO means it: with a space or an underscore, and old names as the new ones."""
    plain = re.sub(r"[ _]+", " ", name.strip().upper())
    return _CALLED.get(plain, plain)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def _day(text: str) -> dt.date | None:
    for pattern in ("%Y-%m-%d", "%Y%m%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, pattern).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None
