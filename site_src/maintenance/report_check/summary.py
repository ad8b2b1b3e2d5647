"""The figures of one run as Markdown, for the reader of the founder's four "Shows"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from site_src.maintenance.report_check.inputs import CAMPUS, Row
from site_src.maintenance.report_check.run import Measured, Results
from site_src.maintenance.report_check.sampling.suspects import PROBABLE_FROM, probable


def summary(results: Results, measured: Measured) -> str:
    """Return the report."""
    parts = [
        "# report-check\n",
        _terms(results),
        _around(results),
        _proofs(results),
        _conflicts(results),
        _hidden(measured),
    ]
    return "\n".join(parts)


def _terms(results: Results) -> str:
    """One line per term: known, proved, probable, open, and the published total."""
    lines = [
        "| term | rapport | ja | waarvan verdacht | bewezen ja | waarschijnlijk | bewezen nee | onbekend | som klopt |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    suspect = {doubt.statement for doubt in results.doubts}
    proved = {(proof.initiative, proof.column): proof.value for proof in results.proofs}
    likely = [cell for cell in probable(results.inputs, results.shares) if cell not in proved]
    size = len(results.inputs.initiatives)
    for row in results.inputs.tables.terms:
        about = results.inputs.about(row.column)
        yes = [fact for fact in about if fact.value]
        no = len(about) - len(yes)
        values = Counter(value for (_, column), value in proved.items() if column == row.column)
        maybe = sum(column == row.column for _, column in likely)
        unknown = size - len(about) - values[True] - values[False] - maybe
        possible = len(yes) + values[True] + maybe + unknown
        right = len(yes) + values[True] <= row.total <= possible
        lines.append(
            f"| {row.term} | {row.total} | {len(yes)} | {sum(f in suspect for f in yes)} | {values[True]} | {maybe} "
            f"| {values[False] + no} | {unknown} | {'ja' if right else 'nee'} |"
        )
    return "\n".join(["## Per term\n", *lines, ""])


def _around(results: Results) -> str:
    """Name the terms with more certain yeses around a campus than the report counts there."""
    found = []
    index_of = {item.id: item for item in results.inputs.initiatives}
    for row in results.inputs.tables.terms:
        for code in results.inputs.campuses:
            sure = [
                fact.initiative
                for fact in results.inputs.about(row.column)
                if fact.value and results.shares[index_of[fact.initiative].id, (CAMPUS, code)] >= PROBABLE_FROM
            ]
            if len(sure) > row.around[code]:
                told = f"{len(sure)} keer ja, het rapport telt {row.around[code]}"
                found.append(f"- {row.term} rond {code}: {told}{_why(results, row)}")
    return "\n".join(["## Meer ja dan het rapport, per campus\n", *(found or ["Geen."]), ""])


def _why(results: Results, row: Row) -> str:
    """Say whether a conflict or suspects explain the surplus."""
    explained = any(row.column in conflict.columns for conflict in results.findings.conflicts)
    worst = sum(doubt.statement.column == row.column for doubt in results.doubts)
    return f" (tegenspraak: {'ja' if explained else 'nee'}, verdachten: {worst})"


def _proofs(results: Results) -> str:
    """List the proved values per term."""
    lines = []
    for row in results.inputs.tables.terms:
        for value in (True, False):
            names = [p.initiative for p in results.proofs if p.column == row.column and p.value is value]
            if names:
                lines.append(f"- {row.term} {'ja' if value else 'nee'} ({len(names)}): {_some(names)}")
    return "\n".join(["## Bewezen\n", *(lines or ["Niets."]), ""])


def _some(names: Iterable[str], most: int = 14) -> str:
    """Return the first names."""
    listed = sorted(names)
    return ", ".join(listed[:most]) + (" ..." if len(listed) > most else "")


def _conflicts(results: Results) -> str:
    """List conflicts and doubts."""
    lines = []
    for conflict in results.findings.conflicts:
        about = ", ".join(term for _, term in conflict.columns) or "ligging"
        named = ", ".join(f"{s.statement.initiative} {s.statement.term} ({s.share:.2f})" for s in conflict.suspects[:6])
        lines.append(f"- {about}: {conflict.give_way} moeten wijken; kern van {len(conflict.core)}; {named}")
    lines += ["", f"Niet beslist: {', '.join(results.findings.undecided) or 'niets'}", "", "### Verdacht\n"]
    for doubt in results.doubts:
        fact = doubt.statement
        lines.append(f"- {doubt.share:.2f} {fact.initiative}, {fact.term} ({fact.certainty}, {fact.source})")
    return "\n".join(["## Tegenspraken\n", *lines, ""])


def _hidden(measured: Measured) -> str:
    """Report how the hidden facts came back."""
    back = measured.given_back
    if back is None:
        return ""
    return (
        "## Elk tiende feit verborgen\n\n"
        f"{back.hidden} verborgen: {back.right} goed terug (90 % of meer), {back.wrong} fout (10 % of minder), "
        f"{back.unknown} onbekend.\n"
    )
