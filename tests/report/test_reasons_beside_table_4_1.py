"""Membership beside table 4.1: the figures are right, and the reasons given by name on the page hold in the data.

The reasons are about the 70 initiatives of the report. What came later or is gone is none of their business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from annex import ANNEX, named
from bs4 import BeautifulSoup

from site_src.derive.catalogue import Catalogue
from site_src.model.initiative import Initiative

CODES = ("ITS", "GT", "DIF", "IEM", "DOC", "ETL", "IT", "BT")
ROTTERDAM = ("ETL", "IT")


def km(catalogue: Catalogue, item: str, campus: str) -> float:
    return next(distance.km for distance in catalogue.distances[item] if distance.campus == campus)


def ours(catalogue: Catalogue, category: str, campus: str) -> int:
    return sum(catalogue.by_id[reach.initiative].category == category for reach in catalogue.around(campus))


def of_the_seventy(catalogue: Catalogue, seventy: Mapping[str, Initiative], category: str, campus: str) -> int:
    """How many of the initiatives in the report have a category and count around a campus by our rules."""
    return sum(item.category == category and campus in catalogue.campus_codes[item.id] for item in seventy.values())


def as_counted(found: int, wanted: int, seventy: Mapping[str, Initiative]) -> bool:
    """Whether a count of the initiatives in the report is as it was, but for those that are gone."""
    return wanted - (len(ANNEX) - len(seventy)) <= found <= wanted


def published(catalogue: Catalogue, term: str, campus: str) -> int:
    table = catalogue.tables.per_campus
    return int(table[(table["tabel"] == "4.1") & (table["term"] == term)].iloc[0][campus])


def test_the_table_shows_both_counts_for_every_campus_and_category(
    catalogue: Catalogue, page: Callable[[str], BeautifulSoup]
) -> None:
    codes = [campus.code for campus in catalogue.campuses]
    terms = catalogue.vocabulary.ids("categorie")[:5]
    for address, heading in (("/verantwoording/", "Wiens cijfer"), ("/en/verantwoording/", "Whose figure")):
        table = next(t for t in page(address).find_all("table") if heading in t.get_text())
        found = [[cell.get_text(strip=True) for cell in row.find_all("td")[1:]] for row in table.select("tbody tr")]
        pairs = [(published, ours)[n % 2] for n in range(2 * len(terms))]
        assert found == [
            [str(count(catalogue, terms[n // 2], code)) for code in codes] for n, count in enumerate(pairs)
        ]


def test_jet_net_algemeen_is_the_only_cluster_around_zoetermeer_in_the_report(
    catalogue: Catalogue, seventy: dict[str, Initiative]
) -> None:
    assert published(catalogue, "jet-net-cluster", "DIF") == 1
    local = [i for i in seventy.values() if i.category == "jet-net-cluster" and i.reach == "lokaal"]
    assert not any("DIF" in catalogue.campus_codes[item.id] for item in local)
    assert named(seventy, "jet-net-algemeen").reach == "landelijk-online"


@pytest.mark.parametrize("item", ["jet-net-abb-benelux-rotterdam", "jet-net-royal-haskoning-vestiging-rotterdam"])
def test_two_clusters_lie_just_over_the_line_in_rotterdam(
    catalogue: Catalogue, seventy: dict[str, Initiative], item: str
) -> None:
    assert all(10 < km(catalogue, named(seventy, item).id, campus) < 11.5 for campus in ROTTERDAM)


@pytest.mark.parametrize("item", ["ingenieursbureau-den-haag", "mc-dermott", "siemens-nederland-n-v-den-haag",
                                  "tno-corporate-staforganen"])  # fmt: skip
def test_four_clusters_lie_just_over_the_line_in_delft(
    catalogue: Catalogue, seventy: dict[str, Initiative], item: str
) -> None:
    assert 10 < km(catalogue, named(seventy, f"jet-net-{item}").id, "IEM") < 11


def test_the_report_counts_one_more_cluster_around_voorne_aan_zee(
    catalogue: Catalogue, seventy: dict[str, Initiative]
) -> None:
    assert published(catalogue, "jet-net-cluster", "GT") == 2
    assert as_counted(of_the_seventy(catalogue, seventy, "jet-net-cluster", "GT"), 1, seventy)
    placed = [i.id for key, i in seventy.items() if key.startswith("jet-net-") and i.id in catalogue.distances]
    assert min(km(catalogue, item, "GT") for item in placed) > 10


@pytest.mark.parametrize("item", ["jinc-techniekdagen", "wntweb"])
def test_those_without_a_place_count_around_no_campus(
    catalogue: Catalogue, seventy: dict[str, Initiative], item: str
) -> None:
    record = named(seventy, item)
    assert record.id not in catalogue.distances
    assert catalogue.campus_codes[record.id] == ()


@pytest.mark.parametrize("item", ["aan-de-bak-garantie", "kennismaken-met-de-ret"])
def test_two_without_a_place_are_for_rotterdam_zuid_and_count_around_its_campuses(
    catalogue: Catalogue, seventy: dict[str, Initiative], item: str
) -> None:
    record = named(seventy, item)
    assert record.id not in catalogue.distances
    assert catalogue.campus_codes[record.id] == ROTTERDAM
    assert {source.certainty for source in record.sources if "ook_rond" in source.fields} == {"afgeleid"}


def test_other_initiatives_around_rotterdam_are_nine_in_the_report_and_eight_here(
    catalogue: Catalogue, seventy: dict[str, Initiative]
) -> None:
    for campus in ROTTERDAM:
        assert published(catalogue, "overig", campus) == 9
        assert as_counted(of_the_seventy(catalogue, seventy, "overig", campus), 8, seventy)


def test_other_initiatives_around_the_hague_are_two_in_the_report_and_three_here(
    catalogue: Catalogue, seventy: dict[str, Initiative]
) -> None:
    assert published(catalogue, "overig", "ITS") == 2
    assert as_counted(of_the_seventy(catalogue, seventy, "overig", "ITS"), 3, seventy)


def test_on_stage_zoetermeer_is_around_zoetermeer_only_here(
    catalogue: Catalogue, seventy: dict[str, Initiative]
) -> None:
    assert published(catalogue, "overig", "DIF") == 0
    assert "DIF" in catalogue.campus_codes[named(seventy, "on-stage-zoetermeer").id]


@pytest.mark.parametrize("category", ["haven", "sto-cluster", "mbo-instelling"])
def test_port_sto_and_mbo_agree(catalogue: Catalogue, seventy: dict[str, Initiative], category: str) -> None:
    for code in CODES:
        counted = published(catalogue, category, code)
        assert as_counted(of_the_seventy(catalogue, seventy, category, code), counted, seventy)
