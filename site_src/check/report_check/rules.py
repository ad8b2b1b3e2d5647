"""Rules about data/rapport/toets.yml: made by `report-check` and by nobody else, and of the records as they are."""

from __future__ import annotations

from collections.abc import Iterator

from site_src.check.report_check.fingerprints import checksum, fingerprints, premises
from site_src.check.rule import Context
from site_src.model.problems import Problem
from site_src.model.region.report_check import ReportCheck
from site_src.read.records import display_name

MOST_NAMED = 8
AGAIN = "python build.py report-check"


def outcome_is_untouched(context: Context) -> Iterator[Problem]:
    """A file that was edited by hand proves nothing; only a judgement is written by people."""
    if (found := context.reading.report_check) and found.checksum != checksum(found):
        message = "De uitkomst van de toets aan het rapport is met de hand veranderd."
        yield Problem(
            _file(context), message, "", hint=f"Alleen “oordeel” mag je zelf schrijven. Maak de rest: {AGAIN}"
        )


def outcome_is_of_these_records(context: Context) -> Iterator[Problem]:
    """What changed since it was made, by name."""
    found = context.reading.report_check
    if not found or not found.checksum:
        return
    if found.premises != premises(context.reading):
        message = "De tabellen of de campussen zijn veranderd sinds de toets aan het rapport."
        yield Problem(_file(context), message, "", hint=f"Doe de toets opnieuw: {AGAIN}")
    if changed := _changed(found, context):
        shown = ", ".join(changed[:MOST_NAMED])
        more = f" en nog {len(changed) - MOST_NAMED}" if len(changed) > MOST_NAMED else ""
        message = f"Veranderd sinds de toets aan het rapport: {shown}{more}."
        hint = f"De toets gaat nog uit van wat er stond. Doe hem opnieuw als je klaar bent: {AGAIN}"
        yield Problem(_file(context), message, "", hint=hint)


def _changed(found: ReportCheck, context: Context) -> list[str]:
    """Records that changed, came or went since the outcome was made."""
    then, now = found.fingerprints, fingerprints(context.reading)
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _file(context: Context) -> str:
    return display_name(context.reading.folder, context.reading.folder / "rapport" / "toets.yml")
