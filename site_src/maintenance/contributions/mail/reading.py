"""A mail, in whatever shape it was saved, read as a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from site_src.maintenance.contributions.form_parsing import MOST, Submission, has_form, read_form
from site_src.maintenance.contributions.mail.message import read_message
from site_src.maintenance.contributions.mail.posted import posted_text
from site_src.maintenance.contributions.mail.quoting import Parts, parts_of
from site_src.maintenance.contributions.not_understood import NotUnderstood
from site_src.maintenance.contributions.plain_text import cleaned
from site_src.render.forms.issue_forms import Form

LONG_SIGNATURE = 2  # lines: a name and an organisation need no mention
MOST_NAMED = 5


def read_mail(data: bytes, forms: Mapping[str, Form]) -> Submission:
    """The form in a mail, with what came along and was not read; a text of whatever kind gives a Submission."""
    message = read_message(data)
    text = cleaned(message.text[: MOST + 1])
    parts = parts_of(posted_text(text, forms), partial(has_form, forms=forms))
    sent = read_form(parts.own, forms, message.subject)
    too_long = len(message.text) > MOST
    return replace(sent, too_long=too_long, left=tuple(_left(parts, message.attachments)))


def _left(parts: Parts, attachments: tuple[str, ...]) -> list[NotUnderstood]:
    """What of a mail was not read, to be told to who sent it."""
    told = []
    if attachments:
        more = len(attachments) - MOST_NAMED
        names = ", ".join(f"“{name}”" for name in attachments[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
        told.append(NotUnderstood("melding.bijlage", namen=names))
    if parts.older:
        told.append(NotUnderstood("melding.oud_bericht"))
    if len([line for line in parts.signed.splitlines() if line.strip()]) > LONG_SIGNATURE:
        told.append(NotUnderstood("melding.groet"))
    return told
