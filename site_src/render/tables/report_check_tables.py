"""The check of our records against the report: conflicts with their judgement, counts, and how often it is right.

Without an outcome (data/rapport/toets.yml) there is no table.
"""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.model.region.report_check import Conflict, Suspect, Worlds
from site_src.render.tables.table import Table
from site_src.render.words.language import Language

MOST_SUSPECTS = 3


def conflicts(catalogue: Catalogue, language: Language) -> list[Table]:
    """A row a conflict: what it is about, how many must be wrong, who may be, and how it was judged."""
    found = catalogue.report_check.conflicts if catalogue.report_check else ()
    keys = ("waarover", "moeten_wijken", "verdacht", "oordeel")
    rows = tuple(
        (
            _about(conflict, catalogue, language),
            str(conflict.give_way),
            _suspects(conflict, catalogue, language),
            conflict.judgement[language.code],
        )
        for conflict in found
    )
    return _tables(language, "tegenspraken", keys, rows, text_columns=frozenset({2, 3}))


def counts(catalogue: Catalogue, language: Language) -> list[Table]:
    """A row a term: the report's total, and how many we know in which way."""
    if not catalogue.report_check:
        return []
    keys = ("kenmerk", "rapport", "ja", "bewezen", "waarschijnlijk", "nee", "onbekend")
    rows = tuple(
        (
            catalogue.vocabulary.label(found.dimension, found.term, language.code),
            *map(str, (found.published, found.yes, found.proved, found.probable, found.no, found.unknown)),
        )
        for found in catalogue.insights.standings.values()
    )
    return _tables(language, "aantallen", keys, rows, origin="beide")


def higher(catalogue: Catalogue, language: Language) -> list[Table]:
    """Where more of our initiatives are a yes than the report counted: in all, then around campuses."""
    if not catalogue.report_check:
        return []
    rows = []
    for found in catalogue.insights.standings.values():
        label = catalogue.vocabulary.label(found.dimension, found.term, language.code)
        if found.certain > found.published:
            everywhere = language.say("toets_rapport.overal")
            rows.append((label, everywhere, str(found.published), str(found.certain)))
        for code, ours, published in found.above:
            rows.append((label, catalogue.campus_by_code[code].name, str(published), str(ours)))
    keys = ("kenmerk", "waar", "rapport", "wij")
    return _tables(language, "hoger", keys, tuple(rows), text_columns=frozenset({1}), origin="beide")


def calibration(catalogue: Catalogue, language: Language) -> list[Table]:
    """How often proofs and probabilities were right where the truth is known."""
    found = catalogue.report_check.calibration if catalogue.report_check else None
    if not found:
        return []
    rows: list[tuple[str, str]] = []
    for kind, worlds in (("werelden", found.worlds), ("werelden_alleen_ja", found.only_yes)):
        rows += _worlds(kind, worlds, language) if worlds else []
    if back := found.given_back:
        for key, n in (("goed", back.right), ("fout", back.wrong), ("onbekend", back.unknown)):
            rows.append((language.say(f"toets_rapport.terug.{key}"), _of(n, back.hidden, language)))
    return _tables(language, "ijking", ("wat", "uitkomst"), tuple(rows), text_columns=frozenset({1}))


def _worlds(kind: str, found: Worlds, language: Language) -> list[tuple[str, str]]:
    """The rows of one kind of invented worlds."""
    where = language.say(f"toets_rapport.{kind}", n=found.worlds)
    figures = (
        ("bewijzen", found.proofs - found.false_proofs, found.proofs),
        ("waarschijnlijk", found.probable_true, found.probable),
        ("fouten", found.caught, found.lies),
    )
    return [
        (f"{where}: {language.say(f'toets_rapport.ijking_{key}')}", _of(n, all_, language)) for key, n, all_ in figures
    ]


def _of(n: int, total: int, language: Language) -> str:
    """12 van de 14 (86%)."""
    percent = round(100 * n / total) if total else 0
    return language.say("toets_rapport.van", n=n, totaal=total, procent=percent)


def _about(conflict: Conflict, catalogue: Catalogue, language: Language) -> str:
    """The term that a conflict is about, or where initiatives lie."""
    if conflict.dimension is None or conflict.term is None:
        return language.say("toets_rapport.ligging")
    return catalogue.vocabulary.label(conflict.dimension, conflict.term, language.code)


def _suspects(conflict: Conflict, catalogue: Catalogue, language: Language) -> str:
    """Who may be wrong, the likeliest first; of many only some, with how many more there are."""
    names = [_suspect(suspect, conflict, catalogue, language) for suspect in conflict.suspects]
    shown, more = "; ".join(names[:MOST_SUSPECTS]), len(names) - MOST_SUSPECTS
    return language.say("toets_rapport.en_nog", namen=shown, n=more) if more > 0 else shown


def _suspect(suspect: Suspect, conflict: Conflict, catalogue: Catalogue, language: Language) -> str:
    """Who may be wrong; about a campus, with its name."""
    item = catalogue.by_id.get(suspect.initiative)
    name = item.name if item else suspect.initiative
    if suspect.term == conflict.term:
        return name
    campus = catalogue.campus_by_code.get(suspect.term)
    form = "wel_rond" if suspect.value == "ja" else "niet_rond"
    return language.say(f"toets_rapport.{form}", naam=name, campus=campus.name if campus else suspect.term)


def _tables(
    language: Language,
    name: str,
    keys: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    text_columns: frozenset[int] = frozenset(),
    origin: str = "catalogus",
) -> list[Table]:
    """One table, or none where there is nothing to show."""
    columns = tuple(language.say(f"toets_rapport.kolom.{key}") for key in keys)
    title = language.say(f"toets_rapport.titel.{name}")
    return [Table(title, columns, rows, origin, text_columns=text_columns)] if rows else []
