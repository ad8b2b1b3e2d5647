"""Membership beside table 4.1: the figures are right, and the reasons given by name on the page hold in the data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from site_src.derive.catalogue import Catalogue

ROTTERDAM = ("ETL", "IT")


def km(catalogue: Catalogue, item: str, campus: str) -> float:
    return next(distance.km for distance in catalogue.distances[item] if distance.campus == campus)


def ours(catalogue: Catalogue, category: str, campus: str) -> int:
    return sum(catalogue.by_id[reach.initiative].category == category for reach in catalogue.around(campus))


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


def test_jet_net_algemeen_is_the_only_cluster_around_zoetermeer_in_the_report(catalogue: Catalogue) -> None:
    assert published(catalogue, "jet-net-cluster", "DIF") == 1
    local = [i for i in catalogue.initiatives if i.category == "jet-net-cluster" and i.reach == "lokaal"]
    assert not any("DIF" in catalogue.campus_codes[item.id] for item in local)
    assert catalogue.by_id["jet-net-algemeen"].reach == "landelijk-online"


@pytest.mark.parametrize("item", ["jet-net-abb-benelux-rotterdam", "jet-net-royal-haskoning-vestiging-rotterdam"])
def test_two_clusters_lie_just_over_the_line_in_rotterdam(catalogue: Catalogue, item: str) -> None:
    assert all(10 < km(catalogue, item, campus) < 11.5 for campus in ROTTERDAM)


@pytest.mark.parametrize("item", ["ingenieursbureau-den-haag", "mc-dermott", "siemens-nederland-n-v-den-haag",
                                  "tno-corporate-staforganen"])  # fmt: skip
def test_four_clusters_lie_just_over_the_line_in_delft(catalogue: Catalogue, item: str) -> None:
    assert 10 < km(catalogue, f"jet-net-{item}", "IEM") < 11


def test_the_report_counts_one_more_cluster_around_voorne_aan_zee(catalogue: Catalogue) -> None:
    assert (published(catalogue, "jet-net-cluster", "GT"), ours(catalogue, "jet-net-cluster", "GT")) == (2, 1)
    assert min(km(catalogue, i.id, "GT") for i in catalogue.initiatives if i.id.startswith("jet-net-")
               and i.id in catalogue.distances) > 10  # fmt: skip


@pytest.mark.parametrize("item", ["aan-de-bak-garantie", "kennismaken-met-de-ret", "jinc-techniekdagen", "wntweb"])
def test_those_without_a_place_count_around_no_campus(catalogue: Catalogue, item: str) -> None:
    assert item not in catalogue.distances
    assert catalogue.campus_codes[item] == ()


def test_other_initiatives_around_rotterdam_are_nine_in_the_report_and_six_here(catalogue: Catalogue) -> None:
    assert all((published(catalogue, "overig", c), ours(catalogue, "overig", c)) == (9, 6) for c in ROTTERDAM)


def test_on_stage_zoetermeer_is_around_zoetermeer_only_here(catalogue: Catalogue) -> None:
    assert published(catalogue, "overig", "DIF") == 0
    assert "DIF" in catalogue.campus_codes["on-stage-zoetermeer"]


@pytest.mark.parametrize("category", ["haven", "sto-cluster", "mbo-instelling"])
def test_port_sto_and_mbo_agree(catalogue: Catalogue, category: str) -> None:
    for campus in catalogue.campuses:
        assert ours(catalogue, category, campus.code) == published(catalogue, category, campus.code)
