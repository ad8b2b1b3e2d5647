"""A catalogue of six initiatives and two campuses that can be checked by hand."""

from __future__ import annotations

from site_src.maintenance.report_check.inputs import Certainty, Distance, Initiative, Inputs, Row, Statement, Tables

NEAR, FAR = Distance(1.0, 0.3), Distance(40.0, 0.3)
AROUND = {"a": "A", "b": "A", "c": "A", "d": "B", "e": "B", "f": "B"}


def said(initiative: str, term: str, value: bool = True, certainty: Certainty = Certainty.WEBSITE) -> Statement:
    """Return a statement about a school type."""
    return Statement(initiative, "schooltype", term, value, certainty, "bron")


def row(term: str, total: int, around_a: int, around_b: int) -> Row:
    """Return a published row."""
    return Row("3.2", "schooltype", term, total, {"A": around_a, "B": around_b})


def small(rows: tuple[Row, ...], statements: tuple[Statement, ...]) -> Inputs:
    """Return three initiatives around A and three around B, all of one class."""
    classes = (Row("4.1", "categorie", "mbo-instelling", 6, {"A": 3, "B": 3}),)
    everything = Row("2.2", "totaal", "initiatieven", 6, {"A": 3, "B": 3})
    return Inputs(
        initiatives=tuple(Initiative(name, "mbo-instelling", "lokaal") for name in AROUND),
        campuses=("A", "B"),
        distances={name: {code: NEAR if code == home else FAR for code in ("A", "B")} for name, home in AROUND.items()},
        statements=statements,
        tables=Tables(classes, rows, everything),
    )
