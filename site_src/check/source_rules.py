"""Rules about where facts come from and when they were checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from site_src.check.record_rules import is_web_address
from site_src.check.rule import Context
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, suggestion
from site_src.model.record_parts import Source
from site_src.model.region.report import Report
from site_src.read.located import Located

STALE_DAYS = 365


def every_fact_has_a_source(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    if "bronnen" in item.broken:
        return
    covered = {name for source in item.record.sources for name in source.fields} | item.broken
    for alias in item.record.filled:
        if alias not in covered:
            hint = f"Zet “{alias}” bij “velden” van een bron, of voeg onderaan een bron toe."
            yield item.problem((alias,), "", f"Waar komt “{alias}” vandaan? Er is geen bron bij.", hint, on_key=True)


def sources_name_filled_fields(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    present = set(item.document.data) | item.broken
    known = [field.name for field in fields_of(Initiative) if field.spec.sourced]
    for number, source in enumerate(item.record.sources):
        for index, name in enumerate(source.fields):
            key = ("bronnen", number, "velden", index)
            if name not in known:
                yield item.problem(key, "", f"“{name}” is geen veld dat een bron nodig heeft.", suggestion(name, known))
            elif name not in present:
                yield item.problem(
                    key,
                    "",
                    f"“{name}” is niet ingevuld, maar heeft wel een bron.",
                    "Vul het veld in of haal het hier weg.",
                )


def source_is_findable(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for index, source in enumerate(item.record.sources):
        faults = _source_faults(source, context.reading.report)
        yield from (item.problem(("bronnen", index, key), "", *words) for key, words in faults)


def _source_faults(source: Source, report: Report | None) -> Iterator[tuple[str, tuple[str, str]]]:
    if report is None and source.certainty == "rapport":
        yield "zekerheid", ("Deze catalogus kent geen rapport.", "Kies website, opgave of afgeleid.")
    elif report:
        how = f"Schrijf het als: {report.citation}, §3.4"
        if report.names(source.reference) and not report.is_place(source.reference):
            yield "bron", (f"“{source.reference}” is geen plek in het rapport.", how)
        if source.certainty == "rapport" and not report.names(source.reference):
            yield "bron", ("Bij “rapport” hoort een plek in het rapport.", how)
    if source.certainty == "website" and not is_web_address(source.reference):
        yield "bron", ("Bij “website” hoort een webadres.", "Begin met https:// en schrijf het hele adres.")


def inferred_is_explained(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for index, source in enumerate(item.record.sources):
        if source.certainty == "afgeleid" and not source.note:
            yield item.problem(("bronnen", index, "zekerheid"), "", "“afgeleid” heeft een toelichting nodig.",
                               "Voeg toe: toelichting: waaruit dit is afgeleid.")  # fmt: skip


def dates_not_in_future(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    rows: list[tuple[tuple[str | int, ...], dt.date | str | None]] = [(("gecontroleerd",), item.record.checked)]
    rows += [(("bronnen", i, "geraadpleegd"), s.consulted) for i, s in enumerate(item.record.sources)]
    rows += [(("veranderingen", i, "datum"), c.date) for i, c in enumerate(item.record.changes)]
    for key, date in rows:
        if date and str(date) > context.today.isoformat():
            yield item.problem(key, "", f"De datum {date} ligt in de toekomst.", "Kijk of het jaar klopt.")


def dates_in_order(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for index, moment in enumerate(item.record.moments):
        if moment.until and moment.until < moment.date:
            yield item.problem(
                ("momenten", index, "tot"), "", "Het einde ligt voor het begin.", "Draai datum en tot om."
            )
        if moment.register_before and moment.register_before > (moment.until or moment.date):
            yield item.problem(
                ("momenten", index, "aanmelden_voor"), "", "Aanmelden kan niet na afloop.", "Kijk de datum na."
            )
    dates = [str(change.date) for change in item.record.changes]
    for index in range(1, len(dates)):
        if dates[index] < dates[index - 1]:
            yield item.problem(
                ("veranderingen", index, "datum"),
                "",
                "Deze verandering is ouder dan de vorige.",
                "Zet de oudste bovenaan.",
            )


def checked_lately(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    days = (context.today - item.record.checked).days
    if days > STALE_DAYS and "gecontroleerd" not in item.broken:
        yield item.problem(
            ("gecontroleerd",),
            "",
            f"Dit record is {days} dagen geleden nagekeken.",
            "Kloppen de feiten nog? Zet dan hier de datum van vandaag.",
        )
