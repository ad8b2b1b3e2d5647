"""In which municipality a place lies, as far as records and gazetteer tell: for what works in a visitor's municipality.

A place that is not here lies in the municipality of its own name, or nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_src.model.initiative import Initiative
from site_src.model.region.campus import Campus
from site_src.model.region.gazetteer import Gazetteer


def municipalities_of(
    initiatives: Sequence[Initiative], campuses: Sequence[Campus], gazetteer: Gazetteer
) -> dict[str, str]:
    """Place -> municipality, only of municipalities that a service area names and only where the names differ."""
    areas = {name for item in initiatives for name in item.service_area}
    places = [(place.town, place.municipality) for item in initiatives for place in item.locations]
    places += [(campus.town, campus.municipality) for campus in campuses]
    found = {town: name for town, name in places if town and name}
    written = {centre.town for centre in gazetteer.postcodes.values()}
    for town in gazetteer.towns:
        for other in town.also:
            if other in areas:
                found.setdefault(town.name, other)
            elif other in written and town.name in areas:  # a postcode of Den Haag is in "'s-Gravenhage"
                found.setdefault(other, town.name)
    for name in written:  # "Hoogvliet Rotterdam" is a part of Rotterdam
        whole = next((area for area in areas if name.endswith(f" {area}")), None)
        if whole:
            found.setdefault(name, whole)
    return {town: name for town, name in sorted(found.items()) if name in areas and town != name}
