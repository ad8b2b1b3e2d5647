"""What search engines read: schema.org data for the site, an initiative, a campus, the trail of crumbs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location
from site_src.model.region.campus import Campus
from site_src.model.settings import Settings
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render.routes import Routes
from site_src.render.words.language import Language

Data = dict[str, Any]


def website(settings: Settings, address: str, language: Language) -> Data:
    """The site as a whole."""
    publisher = {"@type": "Organization", "name": settings.publisher}
    return _node("WebSite", name=settings.name, url=address, inLanguage=language.code, publisher=publisher,
                 description=settings.description[language.code])  # fmt: skip


def initiative(item: Initiative, catalogue: Catalogue, address: str, summary: str) -> Data:
    """A programme that a provider offers; its dates are events."""
    labels = catalogue.vocabulary
    return _node(
        "EducationalOccupationalProgram",
        name=item.name, url=address, description=summary, sameAs=item.website,
        provider=_node("Organization", name=item.organisation or item.part_of, url=item.website),
        educationalProgramMode="online" if item.reach == "landelijk-online" and not item.locations else None,
        programType=[labels.label("activiteit", term, HOUSE_LANGUAGE) for term in item.activities],
        hasPart=[_node("Event", name=f"{item.name}: {moment.description}", startDate=moment.date.isoformat(),
                       endDate=moment.until.isoformat() if moment.until else None) for moment in item.moments],
        contentLocation=[_place(place) for place in item.locations if place.placed],
    )  # fmt: skip


def campus(item: Campus, address: str, language: str) -> Data:
    """A place where education and companies meet."""
    place = {"streetAddress": item.address, "postalCode": item.postcode, "addressLocality": item.town}
    return _node("EducationalOrganization", name=item.full_name or item.name, url=address, sameAs=item.website,
                 description=item.description[language], geo=_geo(item.lat, item.lon),
                 address=_node("PostalAddress", **place, addressCountry="NL"))  # fmt: skip


def breadcrumbs(trail: Sequence[tuple[str, str]], where: Routes, language: str) -> Data:
    """The way from home to this page."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": where.absolute(address, language)}
        for number, (name, address) in enumerate(trail, 1)
    ]
    return _node("BreadcrumbList", itemListElement=items)


def _place(place: Location) -> Data:
    address = _node("PostalAddress", streetAddress=place.address, postalCode=place.postcode,
                    addressLocality=place.town or place.municipality, addressCountry="NL")  # fmt: skip
    return _node("Place", name=place.name, address=address, geo=_geo(place.lat, place.lon))


def _geo(lat: float | None, lon: float | None) -> Data:
    return {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}


def _node(kind: str, **fields: Any) -> Data:
    """A node without empty properties; unknown is left out, as everywhere."""
    return {"@context": "https://schema.org", "@type": kind} | {
        k: v for k, v in fields.items() if v not in (None, "", [])
    }
