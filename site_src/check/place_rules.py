"""Rules about where an initiative is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_src.check.geography import Geography
from site_src.check.location_checks import Finding, at_sea, far_from_postcode, outside_municipality
from site_src.check.rule import Context
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, suggestion
from site_src.model.record_parts import Location
from site_src.read.located import Located

PLACES = {"locaties", "werkgebied", "ook_rond"}


def coordinates_in_region(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    if not (region := context.reading.region):
        return  # one line has said that regio.yml is not right
    ends = {"lat": region.extent.lat, "lon": region.extent.lon}
    for index, place in enumerate(item.record.locations):
        values = {"lat": place.lat, "lon": place.lon}
        outside = [axis for axis, value in values.items() if value is not None and not _within(value, ends[axis])]
        if not outside:
            continue
        swapped = place.placed and region.extent.contains(place.lon or 0, place.lat or 0)
        lat, lon = region.extent.about
        hint = (f"lat en lon zijn verwisseld: lat is ongeveer {lat}, lon ongeveer {lon}." if swapped
                else f"De regio loopt {region.extent.told}.")  # fmt: skip
        message = f"{outside[0]} {values[outside[0]]} ligt buiten de regio."
        yield item.problem(("locaties", index, outside[0]), "", message, hint)


def _within(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= value <= ends[1]


def coordinates_complete(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for index, place in enumerate(item.record.locations):
        if (place.lat is None) != (place.lon is None):
            there = "lat" if place.lat is not None else "lon"
            yield item.problem(
                ("locaties", index, there), "", "lat en lon horen bij elkaar.", "Vul ze allebei in of geen van beide."
            )
        elif place.placed and not place.precision:
            hint = "Voeg toe: nauwkeurigheid: adres (of straat, wijk, plaats)."
            yield item.problem(("locaties", index, "lat"), "", "Hoe precies zijn deze coördinaten?", hint)


def not_at_sea(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    yield from _misplaced(item, context, at_sea)


def near_its_postcode(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    yield from _misplaced(item, context, far_from_postcode)


def near_its_municipality(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    yield from _misplaced(item, context, outside_municipality)


def _misplaced(
    item: Located[Initiative], context: Context, judge: Callable[[Location, Geography], Finding | None]
) -> Iterator[Problem]:
    for index, place in enumerate(item.record.locations):
        found = judge(place, context.geography)
        if found:
            yield item.problem(("locaties", index, "lat"), "", found.message, found.hint)


def local_has_a_place(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    record = item.record
    told = record.locations or record.service_area or record.also_around or item.broken & PLACES
    if record.reach == "lokaal" and not told:
        yield item.problem(
            ("bereik",), "", "Lokaal, maar er staat niet waar.", "Vul “locaties” of “werkgebied” in als je het weet."
        )


def campuses_exist(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for index, code in enumerate(item.record.also_around):
        if context.campus_codes and code not in context.campus_codes:
            hint = suggestion(code, sorted(context.campus_codes))
            yield item.problem(("ook_rond", index), "", f"“{code}” is geen code van een campus.", hint)
