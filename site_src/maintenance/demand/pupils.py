"""Pupils per municipality and school type, and where the schools of each municipality are.

    po             pupils of primary schools (SOORT_PO Bo); special schools are left out
    vmbo           ONDERWIJSTYPE begins with VMBO; havo and vwo alike
    vo-onderbouw   Brugjaar and HAVO/VWO, years 1 and 2 of vmbo, years 1 to 3 of havo and vwo
    vo-bovenbouw   later years of vmbo, havo and vwo

DUO does not divide the first years over vmbo, havo and vwo, so these three hold only whom DUO counts there: mostly from
year 3 (vmbo) and 4 on. Practical schools, the international stream and pupils at adult education are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from site_src.maintenance.demand.duo_files import (
    AGE,
    KIND_OF_PRIMARY,
    TYPE,
    YEAR,
    DuoFile,
    Kind,
    Row,
    code_of,
    pupils_in,
)
from site_src.model.problems import SiteError

LOWER, UPPER = "vo-onderbouw", "vo-bovenbouw"
LAST_LOWER_YEAR = {"vmbo": 2, "havo": 3, "vwo": 3}
Ends = tuple[int, int]


@dataclass(slots=True)
class Counted:
    """Pupils by (municipality, school type) from least to most, postcodes by municipality and school, what is known.

    Names are as DUO writes them. `left_out` are the kinds of education that no school type here has, with their pupils.
    """

    pupils: dict[tuple[str, str], Ends] = field(default_factory=lambda: defaultdict(lambda: (0, 0)))
    postcodes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    types: tuple[str, ...] = ()
    left_out: dict[str, Ends] = field(default_factory=lambda: defaultdict(lambda: (0, 0)))

    def add(self, municipality: str, kind: str, ends: Ends) -> None:
        """More pupils of one school type."""
        low, high = self.pupils[municipality, kind]
        self.pupils[municipality, kind] = (low + ends[0], high + ends[1])


def count_pupils(files: Sequence[DuoFile]) -> Counted:
    """The sums over all schools in the files; raises SiteError when a school has no municipality."""
    found = Counted()
    secondary = [file for file in files if file.kind is Kind.SECONDARY]
    primary = [file for file in files if file.kind is Kind.PRIMARY]
    for file in primary:
        _primary(file, found)
    if secondary:
        where = _Municipalities(files)
        for file in secondary:
            _secondary(file, found, where)
    found.types = (*(("po",) if primary else ()), *((LOWER, UPPER, *LAST_LOWER_YEAR) if secondary else ()))
    for file in files:
        if file.kind is not Kind.SECONDARY:
            for _, row in file.rows:
                postcode = row.get("POSTCODE VESTIGING") or row.get("POSTCODE", "")
                found.postcodes[row["GEMEENTENAAM"]][code_of(row)] = postcode
    return found


def _primary(file: DuoFile, found: Counted) -> None:
    for line, row in file.rows:
        ends = pupils_in(file, line, row, (column for column in row if column.startswith(AGE)))
        if row[KIND_OF_PRIMARY].casefold() == "bo":
            found.add(row["GEMEENTENAAM"], "po", ends)
        else:
            low, high = found.left_out[row[KIND_OF_PRIMARY]]
            found.left_out[row[KIND_OF_PRIMARY]] = (low + ends[0], high + ends[1])


def _secondary(file: DuoFile, found: Counted, where: _Municipalities) -> None:
    for line, row in file.rows:
        municipality = where.of(file, line, row)
        for column in row:
            if not (year := YEAR.fullmatch(column)):
                continue
            ends = pupils_in(file, line, row, [column])
            kinds = school_types(row[TYPE], int(year[1]))
            for kind in kinds:
                found.add(municipality, kind, ends)
            if not kinds and ends[1]:
                low, high = found.left_out[row[TYPE]]
                found.left_out[row[TYPE]] = (low + ends[0], high + ends[1])


def school_types(kind: str, year: int) -> tuple[str, ...]:
    """Our school types of DUO's kind of education in a year: ("vmbo", "vo-bovenbouw"); none for what is left out."""
    name = kind.casefold()
    if "vavo" in name:
        return ()
    if name.startswith(("brugjaar", "havo/vwo")):
        return (LOWER,)
    found = re.match(r"vmbo|havo|vwo", name)
    if not found:
        return ()
    return (found[0], LOWER if year <= LAST_LOWER_YEAR[found[0]] else UPPER)


class _Municipalities:
    """In which municipality a secondary school is: by its code, else by its town where that lies in just one."""

    def __init__(self, files: Iterable[DuoFile]) -> None:
        self.by_code: dict[str, str] = {}
        towns: dict[str, set[str]] = defaultdict(set)
        for file, row in _places(files):
            towns[row["PLAATSNAAM"].casefold()].add(row["GEMEENTENAAM"])
            if file.kind is Kind.ADDRESSES:
                self.by_code[code_of(row)] = row["GEMEENTENAAM"]
        self.by_town = {town: names.pop() for town, names in towns.items() if len(names) == 1}

    def of(self, file: DuoFile, line: int, row: Row) -> str:
        """The municipality as DUO writes it; raises SiteError when no file tells."""
        town = row["PLAATSNAAM VESTIGING"]
        found = self.by_code.get(code_of(row)) or self.by_town.get(town.casefold())
        if not found:
            told = f"{file.name}, regel {line}: in welke gemeente ligt school {code_of(row)} in {town}?"
            raise SiteError(f"{told} Geef ook 02.-alle-vestigingen-vo.csv van DUO op.")
        return found


def _places(files: Iterable[DuoFile]) -> Iterator[tuple[DuoFile, Row]]:
    return ((file, row) for file in files if file.kind is not Kind.SECONDARY for _, row in file.rows)
