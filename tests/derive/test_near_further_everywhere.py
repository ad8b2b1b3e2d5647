"""Each count of our own records says what is near, what is further and what is everywhere, and what it says is true."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.counts import ALL, CATALOGUE
from site_src.derive.insight.gaps.nearby import Nearby, nearby
from site_src.derive.insight.gaps.parts import PartCount

FIELD = {"schooltype": "schooltypen", "doelgroep": "doelgroepen", "activiteit": "activiteiten",
         "praktijk": "praktijk", "branche": "branches"}  # fmt: skip
EARTH_KM = 6383.3  # the sphere that fits this latitude


def kilometres(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Great circle between two places in degrees (haversine)."""
    lat, lat2, lon, lon2 = (math.radians(place[key]) for key in ("lat", "lon") for place in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def part_of(item: dict[str, Any], campus: dict[str, Any]) -> str:
    """Where a published record counts around a campus, worked out from its own places."""
    if item["bereik"] == "landelijk-online":
        return "landelijk"
    if any(kilometres(place, campus) <= 10 for place in item["locaties"] if "lat" in place):
        return "dichtbij"
    return "verder" if campus["code"] in item.get("ook_rond", []) else ""


def test_every_cell_of_every_campus_counted_again_from_the_published_records(catalogue: Catalogue, site: Path) -> None:
    items = json.loads((site / "data/initiatieven.json").read_text(encoding="utf-8"))["initiatieven"]
    campuses = json.loads((site / "data/campussen.json").read_text(encoding="utf-8"))["campussen"]
    seen = 0
    for (dimension, term, code), found in catalogue.insights.parts.items():
        if dimension not in FIELD:
            continue
        [campus] = [place for place in campuses if place["code"] == code]
        cells: Counter[tuple[str, str]] = Counter()
        for item in items:
            answers = item["feiten"][FIELD[dimension]]
            told = next((answer for answer, terms in answers.items() if term in terms), "onbekend")
            cells[part_of(item, campus), told] += 1
        sure = (cells["dichtbij", "ja"], cells["verder", "ja"], cells["landelijk", "ja"])
        assert (found.near, found.further, found.everywhere) == sure, (dimension, term, code)
        counted = {key: number for key, number in cells.items() if key[0]}
        assert found.probable == sum(number for key, number in counted.items() if key[1] == "waarschijnlijk")
        assert found.unknown == sum(number for key, number in counted.items() if key[1] == "onbekend")
        assert found.n == sum(counted.values())
        seen += 1
    assert seen == 29 * len(campuses)


def test_the_three_parts_always_add_up_to_the_count(catalogue: Catalogue) -> None:
    frame = catalogue.insights.counts[CATALOGUE]
    rows = frame[frame["campus"] != ALL].set_index(["dimensie", "term", "campus"])
    assert len(rows) == len(catalogue.insights.parts)
    for key, found in catalogue.insights.parts.items():
        assert found.near + found.further + found.everywhere == rows.loc[key, "aantal"]
        assert found.probable + found.unknown == rows.loc[key, "onbekend"]
        assert found.local + found.local_open <= found.local_n <= found.n


def test_what_is_everywhere_is_no_abundance_nearby(catalogue: Catalogue) -> None:
    """Around Green technology campus most of the offer is national; near it there is little of anything."""
    po = catalogue.insights.parts["schooltype", "po", "GT"]
    assert po.everywhere > 3 * po.local
    girls = catalogue.insights.parts["doelgroep", "meisjes", "GT"]
    assert (girls.near, girls.further) == (0, 0)
    less = [key for key, found in catalogue.insights.nearby.items() if key[2] == "GT" and found.direction == "minder"]
    assert ("doelgroep", "leerlingen", "GT") in less


def cells(*local: tuple[int, int]) -> dict[tuple[str, str, str], PartCount]:
    """One term around as many campuses: (sure, unknown) near each."""
    return {
        ("schooltype", "po", str(number)): PartCount(sure, 0, 12, 0, unknown, 40, unknown, 20)
        for number, (sure, unknown) in enumerate(local)
    }


def first(*local: tuple[int, int]) -> Nearby:
    return nearby(cells(*local))["schooltype", "po", "0"]


@pytest.mark.parametrize(
    ("here", "told"),
    [((0, 0), "sterk"), ((1, 0), "sterk"), ((2, 0), "licht"), ((4, 0), "licht"), ((5, 0), ""), ((1, 4), "")],
)
def test_fewer_nearby_is_told_from_two_on_and_only_when_no_unknown_can_undo_it(
    here: tuple[int, int], told: str
) -> None:
    found = first(here, (6, 0), (6, 0), (6, 0))
    assert (found.strength, found.direction) == (told, "minder" if told else "")


@pytest.mark.parametrize(("elsewhere", "told"), [(0, "sterk"), (3, "licht"), (5, "")])
def test_more_nearby_has_to_hold_when_all_unknowns_elsewhere_are_yes(elsewhere: int, told: str) -> None:
    found = first((9, 0), (4, elsewhere), (4, elsewhere), (4, elsewhere))
    assert (found.strength, found.direction) == (told, "meer" if told else "")


def test_nothing_stands_out_where_there_is_nothing_to_compare_or_nobody_has_it() -> None:
    assert first((7, 0)).direction == ""
    assert first((0, 0), (0, 0), (0, 0)) == Nearby((0, 0), (0.0, 0.0))
    assert first((0, 9), (0, 9), (0, 9)).direction == ""
