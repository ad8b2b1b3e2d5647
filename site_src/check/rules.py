"""The table of rules: what types can't say about a record, and what no single record can say.

`check` runs everything and returns every problem at once, in the order of files and lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from site_src.check import knowledge_rules as knowledge
from site_src.check import place_rules as places
from site_src.check import record_rules as record
from site_src.check import source_rules as sources
from site_src.check.catalogue_rules import CATALOGUE_RULES
from site_src.check.characters.look_alikes import nothing_looks_like_something_else
from site_src.check.geography import Geography
from site_src.check.rule import Context, Rule
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, Severity
from site_src.read.located import Located
from site_src.read.records import Reading

RULES: tuple[Rule, ...] = (
    Rule("id-is-bestandsnaam", record.id_is_file_name),
    Rule("id-is-vrij", record.id_is_free),
    Rule("id-is-uniek", record.id_is_unique),
    Rule("naam-is-uniek", record.name_is_unique, Severity.WARNING),
    Rule("term-bestaat", record.terms_exist),
    Rule("term-bestaat-onderdeel", record.part_terms_exist),
    Rule("waarde-dubbel", record.no_value_twice),
    Rule("ja-en-nee", knowledge.no_term_is_yes_and_no),
    Rule("volledig-klopt", knowledge.complete_lists_are_filled),
    Rule("van-tot", knowledge.first_is_not_after_last),
    Rule("campus-bestaat", places.campuses_exist),
    Rule("coordinaten-in-regio", places.coordinates_in_region),
    Rule("coordinaten-volledig", places.coordinates_complete),
    Rule("website-is-http", record.website_is_http),
    Rule("contact-klopt", record.contact_is_valid),
    Rule("geen-privegegevens", record.contact_is_of_no_person, Severity.WARNING),
    Rule("lijkt-op-iets-anders", nothing_looks_like_something_else, Severity.WARNING),
    Rule("datum-in-toekomst", sources.dates_not_in_future),
    Rule("datum-volgorde", sources.dates_in_order),
    Rule("samenvatting-lengte", record.summary_is_short),
    Rule("feit-heeft-bron", sources.every_fact_has_a_source),
    Rule("bron-bij-veld", sources.sources_name_filled_fields),
    Rule("bron-is-vindbaar", sources.source_is_findable),
    Rule("afgeleid-toelichting", sources.inferred_is_explained),
    Rule("opvolger-past", record.successor_fits_status),
    Rule("einde-verteld", record.ending_is_told, Severity.WARNING),
    Rule("locatie-in-zee", places.not_at_sea),
    Rule("locatie-bij-postcode", places.near_its_postcode),
    Rule("locatie-bij-gemeente", places.near_its_municipality),
    Rule("lokaal-zonder-plek", places.local_has_a_place, Severity.HINT),
    Rule("lang-niet-nagekeken", sources.checked_lately, Severity.HINT),
)


def check(reading: Reading, today: dt.date) -> list[Problem]:
    """Every problem in the data: what reading met, every rule over every record, and the catalogue as a whole."""
    context = _context(reading, today)
    records = [problem for item in reading.initiatives for problem in _record_problems(item, context)]
    found = [*reading.problems, *records, *_catalogue_problems(context)]
    return sorted(set(found), key=lambda problem: problem.order)


def check_drafts(drafts: Reading, reading: Reading, today: dt.date) -> list[Problem]:
    """What reading met and what the rules say of each draft, beside the records that stand."""
    together = replace(reading, initiatives=[*reading.initiatives, *drafts.initiatives])
    return drafts.problems + [found for item in drafts.initiatives for found in check_one(item, together, today)]


def check_one(item: Located[Initiative], reading: Reading, today: dt.date) -> list[Problem]:
    """What the rules say of one record beside those that stand."""
    return sorted(_record_problems(item, _context(reading, today)), key=lambda problem: problem.order)


def _context(reading: Reading, today: dt.date) -> Context:
    return Context(
        reading=reading,
        today=today,
        campus_codes=frozenset(campus.record.code for campus in reading.campuses),
        ids=frozenset(item.record.id for item in reading.initiatives),
        geography=Geography(reading.geodata, reading.region),
    )


def _record_problems(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for rule in RULES:
        for problem in rule.check(item, context):
            yield replace(problem, rule=rule.id, severity=rule.severity)


def _catalogue_problems(context: Context) -> Iterator[Problem]:
    if context.reading.files is None:
        return  # one line has said so
    for rule in CATALOGUE_RULES:
        for problem in rule.check(context):
            yield replace(problem, rule=rule.id, severity=rule.severity)
