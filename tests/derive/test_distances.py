"""Distances are right, say no more than is known, and decide which campus an initiative counts around."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path

import pytest
import source_data
from helpers import LANGUAGES, RECORD, ROOT, TODAY, changed

from site_src.check.geography import km_between
from site_src.derive.catalogue import Catalogue, derive
from site_src.derive.projection import distances_km, to_rd
from site_src.derive.reach import Distance, How, Reach, nearest, reach_of
from site_src.model.initiative import Initiative
from site_src.read.records import Reading, read_data
from site_src.read.settings import read_settings

Point = tuple[float, float]
CAMPUSES: dict[str, Point] = {code: (campus["lat"], campus["lon"]) for code, campus in source_data.CAMPUSES.items()}
COOLSINGEL, BINNENHOF, MARKT = (51.9225, 4.4792), (52.0799, 4.3133), (52.0116, 4.3571)
ZOETERMEER, RDM, BRIELLE = (52.0475, 4.513), (51.8985, 4.422), (51.8985, 4.169)
# Kilometres on the WGS84 ellipsoid, by PROJ's geodesic routines (Karney, Journal of Geodesy 87, 2013).
KNOWN = {
    "Rotterdam, Coolsingel - Zoetermeer, Bleiswijkseweg": (COOLSINGEL, ZOETERMEER, 14.101),
    "Rotterdam, Coolsingel - Delft, Markt": (COOLSINGEL, MARKT, 12.989),
    "Rotterdam, Coolsingel - Den Haag, Binnenhof": (COOLSINGEL, BINNENHOF, 20.893),
    "Rotterdam, Coolsingel - Rotterdam, RDM-terrein": (COOLSINGEL, RDM, 4.757),
    "Den Haag, Binnenhof - Delft, Markt": (BINNENHOF, MARKT, 8.172),
    "Den Haag, Binnenhof - Zoetermeer, Bleiswijkseweg": (BINNENHOF, ZOETERMEER, 14.162),
    "Den Haag, Binnenhof - Brielle, Kerkhoekstraat": (BINNENHOF, BRIELLE, 22.487),
    "Brielle, Kerkhoekstraat - Rotterdam, RDM-terrein": (BRIELLE, RDM, 17.415),
    "Brielle, Kerkhoekstraat - Maasvlakte, Portlantis": (BRIELLE, (51.9583, 3.995), 13.694),
    "Delft, Markt - Zoetermeer, Bleiswijkseweg": (MARKT, ZOETERMEER, 11.421),
    "Maassluis, station - Delft, Markt": ((51.9166, 4.2528), MARKT, 12.772),
    "Barendrecht, station - Rotterdam, RDM-terrein": ((51.8545, 4.5534), RDM, 10.289),
}


def vincenty_km(one: Point, other: Point) -> float:
    """Kilometres on the WGS84 ellipsoid, in plain Python (T. Vincenty, Survey Review 23, 1975, formulas 14-20)."""
    a, f = 6378137.0, 1 / 298.257223563
    b = (1 - f) * a
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(point[0]))) for point in (one, other))
    lon = lam = math.radians(other[1] - one[1])
    for _ in range(100):
        x, y = math.cos(u2) * math.sin(lam), math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam)
        sin_s = math.hypot(x, y)
        if sin_s == 0:
            return 0.0
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        s = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2_a = 1 - sin_a**2
        cos_m = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_a
        c = f / 16 * cos2_a * (4 + f * (4 - 3 * cos2_a))
        last = lam
        lam = lon + (1 - c) * f * sin_a * (s + c * sin_s * (cos_m + c * cos_s * (2 * cos_m**2 - 1)))
        if abs(lam - last) < 1e-12:
            break
    k = cos2_a * (a**2 - b**2) / b**2
    big_a = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    big_b = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    more = cos_s * (2 * cos_m**2 - 1) - big_b / 6 * cos_m * (4 * sin_s**2 - 3) * (4 * cos_m**2 - 3)
    return b * big_a * (s - big_b * sin_s * (cos_m + big_b / 4 * more)) / 1000


def test_our_yardstick_is_right() -> None:
    """Flinders Peak to Buninyong, the worked example of Geoscience Australia: 54 972.271 m."""
    flinders = (-(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600)
    buninyong = (-(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600)
    assert vincenty_km(flinders, buninyong) == pytest.approx(54.972271, abs=1e-6)


@pytest.mark.parametrize("name", KNOWN)
def test_twelve_distances_are_right_to_five_metres(name: str) -> None:
    one, other, km = KNOWN[name]
    assert vincenty_km(one, other) == pytest.approx(km, abs=0.0006)
    assert float(distances_km([one], [other])[0, 0]) == pytest.approx(km, abs=0.005)
    assert float(distances_km([other], [one])[0, 0]) == pytest.approx(km, abs=0.005)


def test_every_location_is_as_far_from_every_campus_as_the_ellipsoid_and_the_great_circle_say(
    reading: Reading,
) -> None:
    places = [(p.lat, p.lon) for item in reading.initiatives for p in item.record.locations if p.placed]
    assert len(places) >= 40
    table = distances_km(places, list(CAMPUSES.values()))
    assert table.shape == (len(places), 8)
    for here, row in zip(places, table.tolist(), strict=True):
        for there, km in zip(CAMPUSES.values(), row, strict=True):
            assert km == pytest.approx(vincenty_km(here, there), rel=0.0002, abs=0.001)  # type: ignore[arg-type]
            assert km == pytest.approx(km_between(*here, *there), rel=0.002, abs=0.001)  # type: ignore[arg-type]


def test_the_origin_of_rd_new_is_where_kadaster_says() -> None:
    """The tower in Amersfoort, the centre of the grid: x 155 000, y 463 000."""
    x, y = to_rd(52.15517440, 5.38720621)[0]
    assert (x, y) == (pytest.approx(155000, abs=1), pytest.approx(463000, abs=1))


def test_a_place_is_at_no_distance_from_itself() -> None:
    assert float(distances_km([MARKT], [MARKT])[0, 0]) == 0


@pytest.fixture
def derived(tree: Callable[..., Path]) -> Callable[..., Catalogue]:
    """The catalogue of one example record with these lines changed."""

    def made(**lines: str | None) -> Catalogue:
        data = tree({"initiatieven/voorbeeld.yml": changed(RECORD, **lines)})
        return derive(read_data(data), read_settings(ROOT / "content"), TODAY)

    return made


def item(**fields: object) -> Initiative:
    base = {"id": "x", "naam": "X", "bereik": "lokaal", "gecontroleerd": dt.date(2026, 11, 1)}
    return Initiative.model_validate(base | fields)


def how(rows: tuple[Reach, ...]) -> dict[str, How]:
    return {row.campus: row.how for row in rows}


@pytest.mark.parametrize(("km", "counts"), [(0.0, True), (9.999, True), (10.0, True), (10.001, False)])
def test_ten_kilometres_counts_and_a_metre_more_does_not(km: float, counts: bool) -> None:
    rows = reach_of(item(), [Distance("GT", km, 0.6, 0)], list(CAMPUSES), 10)
    assert how(rows) == ({"GT": How.NEAR} if counts else {})


@pytest.mark.parametrize(("km", "counts"), [(9.99, True), (10.01, False)])
def test_the_limit_holds_for_real_coordinates(km: float, counts: bool, derived: Callable[..., Catalogue]) -> None:
    west = CAMPUSES["GT"][1] - km / (vincenty_km(CAMPUSES["GT"], (CAMPUSES["GT"][0], CAMPUSES["GT"][1] - 1)))
    place = (CAMPUSES["GT"][0], west)
    assert vincenty_km(CAMPUSES["GT"], place) == pytest.approx(km, abs=0.005)
    record = item(locaties=({"lat": place[0], "lon": place[1], "nauwkeurigheid": "adres"},))
    catalogue = derived()
    distances = nearest([record], catalogue.campuses)["x"]
    assert ("GT" in how(reach_of(record, distances, list(CAMPUSES), catalogue.settings.radius_km))) is counts


def test_national_and_online_counts_everywhere_at_no_distance(derived: Callable[..., Catalogue]) -> None:
    rows = derived(bereik="bereik: landelijk-online").reach["voorbeeld"]
    assert how(rows) == dict.fromkeys(CAMPUSES, How.NATIONAL)
    assert {row.distance for row in rows} == {None}


def test_also_around_adds_a_campus_further_away_with_its_distance_and_leaves_a_near_one_near() -> None:
    distances = [Distance("IT", 4.0, 0.6, 0), Distance("GT", 17.4, 0.6, 0), Distance("DIF", 14.1, 0.6, 0)]
    rows = reach_of(item(ook_rond=("GT", "IT")), distances, list(CAMPUSES), 10)
    assert how(rows) == {"GT": How.ELSEWHERE, "IT": How.NEAR}
    assert [(row.campus, row.distance.km if row.distance else None) for row in rows] == [("GT", 17.4), ("IT", 4.0)]


def test_also_around_holds_without_any_place() -> None:
    rows = reach_of(item(ook_rond=("BT",)), [], list(CAMPUSES), 10)
    assert [(row.campus, row.how, row.distance) for row in rows] == [("BT", How.ELSEWHERE, None)]


def test_local_without_a_known_place_counts_nowhere() -> None:
    assert reach_of(item(), [], list(CAMPUSES), 10) == ()
    assert nearest([item(locaties=({"plaats": "Delft"},))], []) == {}


def test_of_several_places_the_nearest_counts_and_those_without_coordinates_are_skipped(
    derived: Callable[..., Catalogue],
) -> None:
    point = {"nauwkeurigheid": "adres"}
    places = ({"plaats": "Delft"}, *({"lat": lat, "lon": lon} | point for lat, lon in (COOLSINGEL, MARKT)))
    found = {d.campus: d for d in nearest([item(locaties=places)], derived().campuses)["x"]}
    assert (found["BT"].location, found["IT"].location) == (2, 1)
    assert found["BT"].km == pytest.approx(vincenty_km(MARKT, CAMPUSES["BT"]), abs=0.005)


def test_around_a_campus_the_nearest_come_first_then_from_further_then_national() -> None:
    rows = [
        Reach("landelijk", "GT", How.NATIONAL),
        Reach("verder", "GT", How.ELSEWHERE, Distance("GT", 13, 0.6, 0)),
        Reach("dichtbij", "GT", How.NEAR, Distance("GT", 2, 0.6, 0)),
        Reach("minder-dichtbij", "GT", How.NEAR, Distance("GT", 9, 0.6, 0)),
    ]
    names = [row.initiative for row in sorted(rows, key=lambda row: row.order)]
    assert names == ["dichtbij", "minder-dichtbij", "verder", "landelijk"]


@pytest.mark.parametrize(
    ("precision", "dutch", "english"),
    [("adres", "12,8 km", "12.8 km"), ("straat", "± 13 km", "± 13 km"), ("wijk", "± 13 km", "± 13 km"),
     ("plaats", "± 13 km", "± 13 km")],
)  # fmt: skip
def test_a_distance_is_no_more_precise_than_the_place(
    precision: str, dutch: str, english: str, derived: Callable[..., Catalogue]
) -> None:
    record = item(locaties=({"lat": 51.9166, "lon": 4.2528, "nauwkeurigheid": precision},))
    campus = derived().campus_by_code["BT"].model_copy(update={"lat": MARKT[0], "lon": MARKT[1]})
    (distance,) = nearest([record], [campus])["x"]
    languages = (LANGUAGES["nl"], LANGUAGES["en"])
    assert [language.km(distance.rounded, distance.margin_km) for language in languages] == [dutch, english]


@pytest.mark.parametrize(("km", "margin", "text"), [(0.4, 0.8, "minder dan 0,8 km"), (0.9, 0.8, "0,9 km"),
                                                    (1.9, 2.5, "minder dan 2,5 km"), (3.0, 2.5, "± 3 km")])  # fmt: skip
def test_very_near_is_said_as_less_than_what_is_known(km: float, margin: float, text: str) -> None:
    dutch = LANGUAGES["nl"]
    assert dutch.km(Distance("GT", km, margin, 0).rounded, margin) == text
