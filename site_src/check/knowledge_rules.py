"""Rules about what a record says no to, which lists it calls complete, and from which group or class up to which."""

from __future__ import annotations

from collections.abc import Iterator

from site_src.check.rule import Context
from site_src.model.fields import field_named, fields_of, term_fields, values_of
from site_src.model.initiative import Initiative
from site_src.model.problems import Problem, suggestion
from site_src.model.record_parts import Excluded
from site_src.read.located import Located

RANGES = (("groep_van", "groep_tot"), ("klas_van", "klas_tot"))


def no_term_is_yes_and_no(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    if not item.record.excluded:
        return
    for field in fields_of(Excluded):
        named = values_of(item.record, field.attribute)
        for index, term in enumerate(values_of(item.record.excluded, field.attribute)):
            if term in named:
                message = f"“{term}” staat bij “{field.name}” en ook bij “niet”."
                yield item.problem(("niet", field.name, index), "", message, "Kijk wat de bron zegt; haal er één weg.")


def complete_lists_are_filled(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    lists = [name for _, name, _ in term_fields(Initiative) if field_named(Initiative, name).several]
    for index, name in enumerate(item.record.complete):
        if name not in lists:
            message = f"“{name}” is geen veld met een lijst van termen."
            yield item.problem(("volledig", index), "", message, suggestion(name, lists))
        elif name not in item.record.filled and name not in item.broken:
            message = f"“{name}” heet volledig, maar is niet ingevuld."
            yield item.problem(("volledig", index), "", message, "Vul het veld in of haal het hier weg.")


def first_is_not_after_last(item: Located[Initiative], context: Context) -> Iterator[Problem]:
    for first, last in RANGES:
        start, end = (getattr(item.record, field_named(Initiative, name).attribute) for name in (first, last))
        if start is not None and end is not None and start > end:
            yield item.problem((last,), "", f"“{first}” is {start}, maar “{last}” is {end}.", "Draai ze om.")
