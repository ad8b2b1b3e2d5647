"""All letters into a folder: a Word document and a mail each, and a table of them for mail merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_src.derive.catalogue import Catalogue
from site_src.maintenance.letters.letter import Letter, Writer
from site_src.maintenance.letters.plain_text import mail_text
from site_src.maintenance.letters.recipients import Recipient, only, recipients_of
from site_src.maintenance.letters.word_document import docx, word_document
from site_src.model.problems import SiteError
from site_src.render.open_data.formats.csv_files import csv_bytes
from site_src.render.open_data.formats.formula_escaping import Cell, joined
from site_src.render.words.language import Language

TABLE = "brieven.csv"
COLUMNS = (
    "aan", "organisatie", "email", "aanhef", "onderwerp", "initiatieven", "nagekeken", "keuzes", "niet_zeker",
    "ontbreekt", "beheer", "klopt_nog", "brief", "mail",
)  # fmt: skip


def write_letters(
    catalogue: Catalogue, language: Language, output: Path, today: dt.date, organisation: str | None = None
) -> list[str]:
    """Writes the letters, or the one to `organisation`, into a new or empty folder; what an editor should know.

    Raises SiteError when the folder is not fit, python-docx is missing, or nobody is called so.
    """
    docx()
    _refuse(output)
    recipients = recipients_of(catalogue.initiatives)
    if organisation is not None:
        recipients = only(organisation, recipients)
    writer = Writer(catalogue, language, today)
    letters = [writer.write(recipient) for recipient in recipients]
    _put(output, dict(_files(letters, catalogue.settings.publisher, today)))
    return [*_told(letters, output), *_to_do(catalogue, recipients)]


def _files(letters: Sequence[Letter], author: str, today: dt.date) -> Iterator[tuple[str, bytes]]:
    for letter in letters:
        yield f"{letter.recipient.file}.docx", word_document(letter, author, today)
        yield f"{letter.recipient.file}.txt", mail_text(letter).encode("utf-8")
    yield TABLE, csv_bytes(COLUMNS, [_row(letter) for letter in letters])


def _row(letter: Letter) -> list[Cell]:
    """A row for mail merge; what an organisation has several of stands in one cell, with `;` between."""
    recipient, reports = letter.recipient, [each.report for each in letter.about]
    missing = [f"{each.item.name}: {lost.label}" for each in reports for lost in each.lost]
    return [
        recipient.name,
        recipient.organisation or None,
        recipient.email or None,
        greeting(recipient),
        letter.subject,
        joined(item.name for item in recipient.items),
        letter.oldest,
        sum(each.found.total for each in reports),
        sum(each.found.lost for each in reports),
        joined(missing),
        joined(each.page for each in letter.about),
        joined(each.right.form for each in reports),
        f"{recipient.file}.docx",
        f"{recipient.file}.txt",
    ]


def greeting(recipient: Recipient) -> str:
    """How the letter begins."""
    return (
        f"Beste mensen van {recipient.organisation},"
        if recipient.organisation
        else (f"Beste mensen achter {recipient.name},")
    )


def _refuse(output: Path) -> None:
    """Raises SiteError for a folder that letters of before, or something else, would be lost from."""
    try:
        if output.is_dir() and any(output.iterdir()):
            raise SiteError(f"Er staat al iets in {output}. Kies met --output een nieuwe of lege map.")
    except OSError as error:
        raise _unfit(output, error) from error
    if output.exists() and not output.is_dir():
        raise SiteError(f"{output} is een bestand. Kies met --output een nieuwe of lege map.")


def _put(output: Path, files: dict[str, bytes]) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (output / name).write_bytes(data)
    except OSError as error:
        raise _unfit(output, error) from error


def _unfit(output: Path, error: OSError) -> SiteError:
    return SiteError(f"In {output} kan niets geschreven worden ({error.strerror}). Kies met --output een andere map.")


def _told(letters: Sequence[Letter], output: Path) -> Iterator[str]:
    count, about = len(letters), sum(len(letter.about) for letter in letters)
    yield (
        f"{output}: {count} {'brief' if count == 1 else 'brieven'} over {about} "
        f"{'initiatief' if about == 1 else 'initiatieven'}, elk als .docx en .txt, en {TABLE} voor samenvoegen."
    )


def _to_do(catalogue: Catalogue, recipients: Sequence[Recipient]) -> Iterator[str]:
    """What an editor does before sending."""
    for each in recipients:
        if not each.organisation:
            yield (
                f"{each.items[0].id}: er is geen organisatie bekend, dus {each.file}.docx is aan het initiatief zelf. "
                f"Weet je wie het organiseert? Vul “organisatie” in en maak de brieven opnieuw."
            )
    unknown = sum(not each.email for each in recipients)
    if unknown:
        yield (
            f"Bij {unknown} van de {len(recipients)} is geen mailadres bekend. Zoek het op. Is het openbaar, vul het "
            "dan ook in bij “contact”."
        )
    if not catalogue.settings.email:
        yield (
            "In content/site.yml staat geen “email”. De brieven zeggen daarom niet dat antwoorden per mail kan, en "
            "verwijzen alleen naar de formulieren."
        )
