"""Where postcodes and places of the region are, as people write them: a gazetteer. WGS84 degrees (EPSG:4326)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of the four digits of a postcode. `exact`: GeoNames gives it as the centroid (accuracy 6)."""

    postcode: str
    town: str
    lat: float
    lon: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A place (`plaats`) or a neighbourhood or hamlet (`wijk`), with other names it is known by."""

    name: str
    kind: str
    lat: float
    lon: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """Where postcodes and places are; WGS84 degrees."""

    postcodes: Mapping[str, Centre] = field(default_factory=dict)
    towns: tuple[Town, ...] = ()

    def centre_of(self, postcode: str) -> tuple[float, float, bool] | None:
        """(lat, lon, exact) of "3011", "3011 AD" or "3011ad"; None when the region has no such postcode."""
        centre = self.postcodes.get(postcode.strip()[:4])
        return (centre.lat, centre.lon, centre.exact) if centre else None

    def points_of(self, name: str) -> tuple[tuple[float, float], ...]:
        """Every point known by this name: first the place itself, then its postcodes ("Pernis Rotterdam" counts)."""
        return tuple(self._by_name.get(name, ()))

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[float, float]]]:
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for town in self.towns:
            found[town.name].append((town.lat, town.lon))
        for centre in self.postcodes.values():
            words = centre.town.split(" ")
            for name in (" ".join(words[start:]) for start in range(len(words))):
                if centre.exact:
                    found[name].append((centre.lat, centre.lon))
        for town in self.towns:  # 's-Gravenhage is where Den Haag is, and the other way round
            together = [point for name in (town.name, *town.also) for point in found[name]]
            found.update(dict.fromkeys((town.name, *town.also), together))
        return found
