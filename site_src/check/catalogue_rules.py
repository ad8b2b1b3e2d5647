"""Rules about the catalogue as a whole: campuses, terms, files that don't belong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_src.check.characters.look_alikes import campuses_and_terms_look_like_what_they_are
from site_src.check.location_checks import at_sea, far_from_postcode, outside_municipality, outside_region
from site_src.check.made.coverage_rules import coverage_is_right
from site_src.check.made.demand_rules import own_municipalities_have_pupils, pupils_are_right
from site_src.check.made.register_rules import register_is_right
from site_src.check.record_rules import is_web_address
from site_src.check.report_check.rules import outcome_is_of_these_records, outcome_is_untouched
from site_src.check.report_table_rules import PER_CAMPUS, no_more_than_the_report_counted, report_tables_are_right
from site_src.check.rule import Context
from site_src.model.fields import term_fields, values_of
from site_src.model.gap_register import FILE as GAP_REGISTER
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import FILE as COVERAGE
from site_src.model.problems import Problem, Severity, suggestion
from site_src.model.record_parts import Location, Source
from site_src.model.region.campus import Campus
from site_src.model.region.demand import CENTRES, PUPILS, SOURCE
from site_src.read.located import Located
from site_src.read.records import display_name

KNOWN_FILES = {
    "": {
        "regio.yml",
        "termen.yml",
        "campussen.yml",
        "rollen.yml",
        "verhuisd.yml",
        "wijzigingen.yml",
        GAP_REGISTER,
        COVERAGE,
    },
    "initiatieven": {"*.yml"},
    "rapport": {"*.csv", "rapport.yml", "toets.yml", "README.md"},
    "geo": {"*.csv", "*.geojson", "*.md"},
    "schema": {"*.schema.json"},
    "vraag": {CENTRES, PUPILS, SOURCE},
}
MODELS = (Initiative, Location, Source, Campus)
UNUSED_IS_FINE = {"nauwkeurigheid", "zekerheid", "status", "niveau", "kosten", "vervoer"}


@dataclass(frozen=True, slots=True)
class CatalogueRule:
    """A check on everything together."""

    id: str
    check: Callable[[Context], Iterator[Problem]]
    severity: Severity = Severity.ERROR


def no_stray_files(context: Context) -> Iterator[Problem]:
    folder = context.reading.folder
    for path in context.reading.files or ():
        inner = path.parent.as_posix().removeprefix(".")
        if path.name.startswith(".") or not any(path.match(pattern) for pattern in KNOWN_FILES.get(inner, ())):
            hint = "Records heten data/initiatieven/<id>.yml. Hoort dit bestand hier niet? Verwijder het."
            yield Problem(display_name(folder, folder / path), "Dit bestand hoort niet in data/.", "", hint=hint)


def campus_ids_and_codes_are_unique(context: Context) -> Iterator[Problem]:
    for attribute in ("id", "code"):
        seen: set[str] = set()
        for item in context.reading.campuses:
            value = getattr(item.record, attribute)
            if value in seen:
                yield item.problem((attribute,), "", f"{attribute} “{value}” staat er twee keer.", "Kies een andere.")
            seen.add(value)


def campus_facts_have_sources(context: Context) -> Iterator[Problem]:
    for item in context.reading.campuses:
        covered = {name for source in item.record.sources for name in source.fields}
        for alias in item.record.filled:
            if alias not in covered:
                message = f"Waar komt “{alias}” van {item.record.name} vandaan? Er is geen bron bij."
                yield item.problem((alias,), "", message, "Zet het bij “velden” van een bron.", on_key=True)


def campus_values_are_right(context: Context) -> Iterator[Problem]:
    for item in context.reading.campuses:
        yield from _campus_terms(item, context)
        if item.record.website and not is_web_address(item.record.website):
            yield item.problem(("website",), "", "Dit is geen webadres.", "Begin met https://.")


def _campus_terms(item: Located[Campus], context: Context) -> Iterator[Problem]:
    for attribute, alias, dimension in term_fields(Campus):
        vocabulary = context.reading.vocabulary
        for value in values_of(item.record, attribute):
            if not vocabulary.allows(dimension, value):
                hint = suggestion(value, vocabulary.ids(dimension))
                yield item.problem((alias,), "", f"{alias}: “{value}” is geen bekende term.", hint)


def campuses_are_where_they_say(context: Context) -> Iterator[Problem]:
    for item in context.reading.campuses:
        for judge in (outside_region, at_sea, far_from_postcode, outside_municipality):
            found = judge(item.record, context.geography)
            if found:
                yield item.problem(("lat",), "", found.message, found.hint)


def geodata_is_readable(context: Context) -> Iterator[Problem]:
    for error in context.reading.geodata.unreadable:
        shown = display_name(context.reading.folder, context.reading.folder / "geo" / error.name)
        yield Problem(shown, "Dit bestand is onleesbaar.", "", hint="Maak het opnieuw met: python build.py geodata")


def campuses_are_report_columns(context: Context) -> Iterator[Problem]:
    folder, report = context.reading.folder, context.reading.report_tables
    if not context.reading.has_report:
        return  # a region without a report
    if PER_CAMPUS not in report:
        shown = display_name(folder, folder / "rapport" / PER_CAMPUS)
        yield Problem(shown, "Deze tabel van het rapport ontbreekt of is onleesbaar.", "", hint="Zet hem terug.")
        return
    columns = report[PER_CAMPUS].columns[3:-1]
    if set(columns) <= {item.record.code for item in context.reading.campuses}:
        return  # a campus beside those is one that the report does not know
    others = [table.columns for name, table in report.items() if name.startswith("tabel-5")]
    for item in context.reading.campuses:
        if all(item.record.code not in names for names in (columns, *others)):
            message = f"Code “{item.record.code}” is geen kolom van de tabellen in data/rapport."
            yield item.problem(("code",), "", message, suggestion(item.record.code, columns))


def moved_ids_lead_to_records(context: Context) -> Iterator[Problem]:
    if not (moved := context.reading.moved):
        return
    ids = context.by_id
    for former, now in moved.record.root.items():
        if former in ids:
            message = f"“{former}” is nog het id van een record."
            hint = "Haal deze regel weg, of geef het record een ander id."
            yield moved.problem((former,), "", message, hint, on_key=True)
        if now not in ids:
            yield moved.problem((former,), "", f"Er is geen record “{now}”.", suggestion(now, sorted(ids)))


def term_ids_are_unique(context: Context) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for dimension, item in context.reading.terms:
        if (dimension, item.record.id) in seen:
            yield item.problem(
                ("id",), "", f"De term “{item.record.id}” staat twee keer bij {dimension}.", "Haal er één weg."
            )
        seen.add((dimension, item.record.id))


def dimensions_have_terms(context: Context) -> Iterator[Problem]:
    path = context.reading.folder / "termen.yml"
    shown = display_name(context.reading.folder, path)
    if any(problem.file == shown for problem in context.reading.problems):
        return
    for dimension in sorted({dimension for model in MODELS for _, _, dimension in term_fields(model)}):
        if not context.reading.vocabulary.terms(dimension):
            message = f"Er zijn geen termen voor “{dimension}”."
            yield Problem(shown, message, "", 1, 1, hint=f"Zet de lijst “{dimension}:” terug.")


def terms_are_used(context: Context) -> Iterator[Problem]:
    used = {
        (dimension, value)
        for item in context.reading.initiatives
        for attribute, _, dimension in term_fields(Initiative)
        for value in values_of(item.record, attribute)
    }
    for dimension, item in context.reading.terms:
        if dimension not in UNUSED_IS_FINE and (dimension, item.record.id) not in used:
            message = f"Geen enkel record gebruikt de term “{item.record.id}” bij {dimension}."
            yield item.problem(("id",), "", message, "Dat mag; de site zegt dan dat niemand dit nog doet.")


def change_log_is_right(context: Context) -> Iterator[Problem]:
    yield from context.reading.change_log_problems


CATALOGUE_RULES: tuple[CatalogueRule, ...] = (
    CatalogueRule("bestand-hoort-hier", no_stray_files),
    CatalogueRule("campus-uniek", campus_ids_and_codes_are_unique),
    CatalogueRule("campus-heeft-bron", campus_facts_have_sources),
    CatalogueRule("campus-waarden", campus_values_are_right),
    CatalogueRule("campus-ligt-goed", campuses_are_where_they_say),
    CatalogueRule("campus-lijkt-anders", campuses_and_terms_look_like_what_they_are, Severity.WARNING),
    CatalogueRule("geodata-leesbaar", geodata_is_readable),
    CatalogueRule("campus-in-rapport", campuses_are_report_columns),
    CatalogueRule("verhuisd-klopt", moved_ids_lead_to_records),
    CatalogueRule("tabel-klopt", report_tables_are_right),
    CatalogueRule("meer-dan-rapport", no_more_than_the_report_counted, Severity.HINT),
    CatalogueRule("toets-gemaakt", outcome_is_untouched, Severity.WARNING),
    CatalogueRule("toets-actueel", outcome_is_of_these_records, Severity.HINT),
    CatalogueRule("wijzigingen-kloppen", change_log_is_right),
    CatalogueRule("vraag-klopt", pupils_are_right),
    CatalogueRule("vraag-gemeente", own_municipalities_have_pupils, Severity.WARNING),
    CatalogueRule("register-klopt", register_is_right),
    CatalogueRule("dekking-klopt", coverage_is_right),
    CatalogueRule("term-uniek", term_ids_are_unique),
    CatalogueRule("termen-compleet", dimensions_have_terms),
    CatalogueRule("term-gebruikt", terms_are_used, Severity.HINT),
)
