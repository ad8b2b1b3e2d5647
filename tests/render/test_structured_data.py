"""What search engines read keeps to schema.org: each type has only properties that the vocabulary gives it.

The table is written from the published vocabulary (schema.org, version 28): a type has its own properties and those
of the types above it. It holds what we may want to use, not everything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers import LANGUAGES

from site_src.derive.catalogue import Catalogue
from site_src.model.initiative import Initiative
from site_src.render.structured_data import age_range, initiative

THING = {"name", "url", "description", "sameAs", "image", "identifier", "alternateName"}
CREATIVE_WORK = THING | {"about", "audience", "hasPart", "inLanguage", "isAccessibleForFree", "keywords", "provider",
                         "publisher", "typicalAgeRange"}  # fmt: skip
EVENT = THING | {"about", "audience", "duration", "endDate", "eventAttendanceMode", "eventStatus", "inLanguage",
                 "isAccessibleForFree", "keywords", "location", "organizer", "startDate", "subEvent",
                 "typicalAgeRange"}  # fmt: skip
ORGANIZATION = THING | {"address", "email", "location", "telephone"}
PLACE = THING | {"address", "geo"}
ALLOWED: Mapping[str, set[str]] = {
    "WebSite": CREATIVE_WORK,
    "Course": CREATIVE_WORK | {"educationalLevel", "hasCourseInstance", "teaches"},
    "CourseInstance": EVENT | {"courseMode", "courseWorkload"},
    "EducationEvent": EVENT | {"educationalLevel", "teaches"},
    "Organization": ORGANIZATION,
    "EducationalOrganization": ORGANIZATION | PLACE,
    "Place": PLACE,
    "PostalAddress": THING | {"addressCountry", "addressLocality", "postalCode", "streetAddress"},
    "GeoCoordinates": THING | {"latitude", "longitude"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"item", "position"},
}
#: the types that a property may lead to
LEADS_TO = {"provider": {"Organization"}, "organizer": {"Organization"}, "publisher": {"Organization"},
            "hasCourseInstance": {"CourseInstance"}, "subEvent": {"EducationEvent"}, "location": {"Place"},
            "address": {"PostalAddress"}, "geo": {"GeoCoordinates"}, "itemListElement": {"ListItem"}}  # fmt: skip
FULL = {
    "id": "a", "naam": "A", "organisatie": "B", "website": "https://a.nl/", "gecontroleerd": "2026-01-01",
    "schooltypen": ["po", "vmbo"], "groep_van": 7, "groep_tot": 8, "klas_van": 1, "klas_tot": 2, "kosten": "gratis",
    "activiteiten": ["evenement"], "taal": ["engels"], "vorm": ["op-locatie"],
    "locaties": [{"naam": "Zaal", "plaats": "Delft", "lat": 52.0, "lon": 4.36, "nauwkeurigheid": "straat"}],
    "momenten": [{"datum": "2026-03-01", "tot": "2026-03-02", "omschrijving": "Open dag"}],
}  # fmt: skip


def nodes(data: Any, property_: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(the property that leads to it, the node) for every node in the data."""
    if isinstance(data, list):
        for one in data:
            yield from nodes(one, property_)
    elif isinstance(data, dict):
        yield property_, data
        for name, value in data.items():
            yield from nodes(value, name)


def mistakes(data: Any) -> list[str]:
    found = []
    for property_, node in nodes(data):
        kind, own = node["@type"], {name for name in node if not name.startswith("@")}
        found += [f"{kind}.{name}" for name in sorted(own - ALLOWED.get(kind, set()))]
        if property_ and kind not in LEADS_TO[property_]:
            found.append(f"{property_} -> {kind}")
    return found


def made(catalogue: Catalogue, **changes: Any) -> dict[str, Any]:
    item = Initiative.model_validate({key: value for key, value in (FULL | changes).items() if value is not None})
    return initiative(item, catalogue, "https://voorbeeld.nl/a/", "Wat.", LANGUAGES["nl"])


def test_every_page_keeps_to_the_vocabulary(pages: Mapping[str, BeautifulSoup]) -> None:
    seen: set[str] = set()
    for file, soup in pages.items():
        for script in soup.select("script[type='application/ld+json']"):
            data = json.loads(script.string or "")
            assert mistakes(data) == [], file
            seen |= {node["@type"] for _, node in nodes(data)}
    assert {"Course", "EducationEvent", "CourseInstance", "EducationalOrganization", "WebSite"} <= seen


@pytest.mark.parametrize("activities", [["evenement"], ["evenement", "gastlessen"], None])
@pytest.mark.parametrize("missing", ["", "locaties", "momenten", "website"])
def test_a_full_and_a_bare_record_keep_to_the_vocabulary(activities: Any, missing: str, catalogue: Catalogue) -> None:
    data = made(catalogue, activiteiten=activities, **({missing: None} if missing else {}))
    assert mistakes(data) == []
    assert data["@type"] == ("EducationEvent" if activities == ["evenement"] else "Course")


def test_the_table_tells_what_a_type_does_not_have() -> None:
    wrong = {"@type": "Course", "location": {"@type": "GeoCoordinates"}, "provider": {"@type": "Place"}}
    assert mistakes(wrong) == ["Course.location", "location -> GeoCoordinates", "provider -> Place"]


def test_ages_costs_dates_and_language_are_said_as_the_record_says_them(catalogue: Catalogue) -> None:
    event = made(catalogue)
    assert (event["typicalAgeRange"], event["isAccessibleForFree"], event["inLanguage"]) == ("10-14", True, ["en"])
    [day] = event["subEvent"]
    assert (day["startDate"], day["endDate"]) == ("2026-03-01", "2026-03-02")
    assert day["eventStatus"] == "https://schema.org/EventScheduled"
    assert made(catalogue, kosten="5 euro (2026)")["isAccessibleForFree"] is False
    assert "isAccessibleForFree" not in made(catalogue, kosten=None)
    assert made(catalogue, status="gestopt")["subEvent"][0]["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize(
    ("years", "ages"),
    [({"groep_van": 1, "groep_tot": 8}, "4-12"), ({"klas_van": 3}, "14-"), ({"groep_tot": 8}, None), ({}, None)],
)
def test_groups_and_classes_become_ages(years: dict[str, int], ages: str | None) -> None:
    item = Initiative.model_validate({"id": "a", "naam": "A", "gecontroleerd": "2026-01-01"} | years)
    assert age_range(item) == ages


def test_addresses_of_schema_org_are_those_of_its_enumerations(catalogue: Catalogue) -> None:
    said = re.findall(r"https://schema.org/(\w+)", json.dumps(made(catalogue)))
    assert set(said) <= {"EventScheduled", "EventCancelled", "OnlineEventAttendanceMode", "OfflineEventAttendanceMode"}
