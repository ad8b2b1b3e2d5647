"""The columns of an initiative in a table: made from the model, plus what the catalogue computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from site_src.derive.catalogue import Catalogue
from site_src.derive.projection import to_rd
from site_src.model.computed_fields import COMPUTED
from site_src.model.fields import Kind, RecordField, fields_of, meanings_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Change, Contact, Excluded, Location, Moment, Source
from site_src.model.texts import Meaning
from site_src.render import routes
from site_src.render.last_modified import last_changed
from site_src.render.open_data.formats.formula_escaping import Cell, joined
from site_src.render.routes import Routes

#: how Table Schema calls a kind of field; everything else is text
TYPES = {Kind.FLAG: "boolean", Kind.INTEGER: "integer", Kind.NUMBER: "number", Kind.DAY: "date"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type in Table Schema (Frictionless), what it means, how to fill it."""

    name: str
    kind: str
    meaning: Meaning
    value: Callable[[Initiative], Cell]
    several: bool = False


@dataclass(frozen=True)
class Published:
    """The catalogue with its place on the web: what every form is made from."""

    catalogue: Catalogue
    where: Routes

    @cached_property
    def rd(self) -> Mapping[tuple[float, float], tuple[int, int]]:
        """(lat, lon) in WGS84 degrees -> RD New in whole metres (EPSG:28992), for every place at once."""
        found = {(place.lat, place.lon) for item in self.catalogue.initiatives for place in item.locations}
        found |= {(campus.lat, campus.lon) for campus in self.catalogue.campuses}
        points = sorted((lat, lon) for lat, lon in found if lat is not None and lon is not None)
        if not points:
            return {}
        metres = np.rint(to_rd(*np.asarray(points).T)).astype(int).tolist()
        return {point: (x, y) for point, (x, y) in zip(points, metres, strict=True)}

    def rd_of(self, place: Location) -> tuple[int, int] | tuple[None, None]:
        """RD New of one location, in whole metres; nothing when it has no coordinates."""
        return self.rd[place.lat, place.lon] if place.lat is not None and place.lon is not None else (None, None)

    def kilometres(self, item: Initiative) -> dict[str, float]:
        """Straight-line kilometres to each campus, as precise as the place is known."""
        return {d.campus: d.rounded for d in self.catalogue.distances.get(item.id, ())}

    def url(self, item: Initiative) -> str:
        """The page of an initiative."""
        return self.where.absolute(routes.initiative(item.id))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column of initiatieven.csv, in the order of a record."""
        own = [column for field in fields_of(Initiative) for column in self._columns_of(field)]
        return (*own, *self._computed())

    def _columns_of(self, field: RecordField) -> Iterator[Column]:
        name, attribute, meaning = field.name, field.attribute, field.meaning
        if field.part is Source:
            return  # they have a file of their own
        if field.part is Contact:
            for part, told in meanings_of(Contact).items():
                yield Column(f"contact_{part}", "string", told, _contact(part))
        elif field.part is Location:
            yield from self._place_columns()
        elif field.part is Excluded:
            for part, told in meanings_of(Excluded).items():
                yield Column(f"{name}_{part}", "string", told, _excluded(part), True)
        elif field.part:
            yield Column(name, "string", meaning, lambda i: joined(map(part_text, getattr(i, attribute))), True)
        elif field.several:
            yield Column(name, "string", meaning, lambda i: joined(getattr(i, attribute)), True)
        else:
            yield Column(name, TYPES.get(field.kind, "string"), meaning, lambda i: getattr(i, attribute))

    def _place_columns(self) -> Iterator[Column]:
        """Lists that run together: the second name belongs to the second address."""
        for part, told in meanings_of(Location).items():
            if part == "nauwkeurigheid":
                for index, axis in enumerate("xy"):
                    yield Column(f"locatie_rd_{axis}", "string", COMPUTED[f"rd_{axis}"], self._rd_list(index), True)
            yield Column(f"locatie_{part}", "string", told, _places(part), True)

    def _rd_list(self, axis: int) -> Callable[[Initiative], Cell]:
        return lambda item: joined_places([self.rd_of(place)[axis] for place in item.locations])

    def _computed(self) -> Iterator[Column]:
        codes = self.catalogue.campus_codes
        yield Column("campussen", "string", COMPUTED["campussen"], lambda i: joined(codes[i.id]), True)
        for campus in self.catalogue.campuses:
            told = COMPUTED["afstand_km"]
            name = Meaning(f"{told.nl} {campus.name}.", f"{told.en} {campus.name}.")
            yield Column(f"afstand_km_{campus.code}", "number", name, self._km_to(campus.code))
        yield Column("bijgewerkt", "date", COMPUTED["bijgewerkt"], last_changed)
        yield Column("url", "string", COMPUTED["url"], self.url)

    def _km_to(self, code: str) -> Callable[[Initiative], Cell]:
        return lambda item: self.kilometres(item).get(code)


def attribute_of(model: type, alias: str) -> str:
    """The English attribute behind a Dutch name."""
    fields: Mapping[str, Any] = model.model_fields  # type: ignore[attr-defined]
    return next(name for name, field in fields.items() if (field.alias or name) == alias)


def joined_places(values: list[Any]) -> str | None:
    """Values of each location in its order, with empty places between; nothing when none has one."""
    return joined(values) if any(value is not None for value in values) else None


def _places(part: str) -> Callable[[Initiative], Cell]:
    name = attribute_of(Location, part)
    return lambda item: joined_places([getattr(place, name) for place in item.locations])


def _contact(part: str) -> Callable[[Initiative], Cell]:
    name = attribute_of(Contact, part)
    return lambda item: getattr(item.contact, name) if item.contact else None


def _excluded(part: str) -> Callable[[Initiative], Cell]:
    name = attribute_of(Excluded, part)
    return lambda item: joined(getattr(item.excluded, name)) if item.excluded else None


def part_text(part: Change | Moment) -> str:
    """2025-03: De organisatie stopt. 2026-03-01/2026-03-02: Open dag (aanmelden voor 2026-02-20)."""
    return moment_text(part) if isinstance(part, Moment) else f"{part.date}: {part.text}"


def moment_text(moment: Moment) -> str:
    """2026-03-01/2026-03-02: Open dag (aanmelden voor 2026-02-20)."""
    day = f"{moment.date}/{moment.until}" if moment.until else str(moment.date)
    register = f" (aanmelden voor {moment.register_before})" if moment.register_before else ""
    return f"{day}: {moment.description}{register}"
