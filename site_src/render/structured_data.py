"""What search engines read: schema.org data for the site, an initiative, a campus, the trail of crumbs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import cost_terms
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location, Moment
from site_src.model.region.campus import Campus
from site_src.model.settings import Settings
from site_src.render.routes import Routes
from site_src.render.words.language import Language

Data = dict[str, Any]
EVENTS = {"evenement", "open-dag"}
LANGUAGES = {"nederlands": "nl", "engels": "en"}  # term -> code of the language


def website(settings: Settings, address: str, language: Language) -> Data:
    """The site as a whole."""
    publisher = {"@type": "Organization", "name": settings.publisher}
    return _node("WebSite", name=settings.name, url=address, inLanguage=language.code, publisher=publisher,
                 description=settings.description[language.code])  # fmt: skip


def initiative(item: Initiative, catalogue: Catalogue, address: str, summary: str, language: Language) -> Data:
    """An event when there is nothing else to do than events and open days, else a course with where it is given."""
    terms = catalogue.vocabulary
    code = language.code
    free = cost_terms(item)
    shared: Data = {
        "name": item.name, "url": address, "description": summary, "sameAs": item.website,
        "isAccessibleForFree": free == ("gratis",) if free else None,
        "typicalAgeRange": age_range(item),
        "educationalLevel": [terms.label("schooltype", term, code) for term in item.school_types],
        "keywords": [terms.label("activiteit", term, code) for term in item.activities],
        "inLanguage": [LANGUAGES[term] for term in item.languages if term in LANGUAGES],
    }  # fmt: skip
    organiser = _node("Organization", name=item.organisation or item.part_of, url=item.website)
    if item.activities and set(item.activities) <= EVENTS:
        dates = [_dated("EducationEvent", item, moment) for moment in item.moments]
        return _node("EducationEvent", **shared, organizer=organiser, **_where(item), subEvent=dates)
    dates = [_dated("CourseInstance", item, moment) for moment in item.moments]
    instances = dates or ([_node("CourseInstance", **_where(item))] if _where(item) else [])
    return _node("Course", **shared, provider=organiser, hasCourseInstance=instances)


def age_range(item: Initiative) -> str | None:
    """'10-12': from the groups (1 is 4 and 5 years old) and classes (1 is 12 and 13 years old); None when unknown."""
    ages = [year + 3 for year in (item.group_from,) if year] + [year + 11 for year in (item.class_from,) if year]
    ends = [year + 4 for year in (item.group_to,) if year] + [year + 12 for year in (item.class_to,) if year]
    if not ages:
        return None
    return f"{min(ages)}-{max(ends)}" if ends else f"{min(ages)}-"


def _where(item: Initiative) -> Data:
    """Where it happens and whether that is online; nothing when nobody knows."""
    places = [_place(place) for place in item.locations if place.placed]
    online = item.form == ("online",)
    mode = "Online" if online else "Offline" if places else ""
    found: Data = {"location": places} if places else {}
    return found | ({"eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode"} if mode else {})


def _dated(kind: str, item: Initiative, moment: Moment) -> Data:
    """One date of an initiative; what has stopped does not go on."""
    status = "EventCancelled" if item.status == "gestopt" else "EventScheduled"
    return _node(kind, name=f"{item.name}: {moment.description}", startDate=moment.date.isoformat(),
                 endDate=moment.until.isoformat() if moment.until else None,
                 eventStatus=f"https://schema.org/{status}", **_where(item))  # fmt: skip


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
