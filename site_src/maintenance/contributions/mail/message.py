"""A mail as it was saved: .eml, the text alone, or HTML; its text, its subject, and what came along unread."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage

from site_src.maintenance.contributions.mail.html_text import html_text
from site_src.maintenance.contributions.plain_text import cleaned

MOST_BYTES = 30_000_000  # a mail with photos; what is longer is cut off
NAMED = 60  # characters of the name of an attachment
_HEADER = re.compile(rb"\A(?:\s*\n)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_OF_MAIL = re.compile(rb"^(?:From|Subject|Received|MIME-Version|Content-Type|Message-ID|Return-Path):", re.I | re.M)
_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|meta|style|div|table|p|span|font)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says; `attachments` are the names of what came along and was not read."""

    text: str
    subject: str = ""
    attachments: tuple[str, ...] = ()


def read_message(data: bytes) -> Message:
    """A mail out of the bytes of a file; what is no mail with headers is taken for its text. Never raises."""
    data = data[:MOST_BYTES]
    head = _HEADER.match(data.replace(b"\r\n", b"\n")[:100_000])
    if not head or not _OF_MAIL.search(head[0]):
        return Message(_readable(_decoded(data)))
    try:
        return _message(email.message_from_bytes(data, policy=email.policy.default))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError):
        return Message(_readable(_decoded(data)))  # headers that the library trips over: the text is still there


def _message(mail: EmailMessage) -> Message:
    parts = [part for part in mail.walk() if not part.is_multipart()]
    texts = {kind: [_content(part) for part in parts if _is_text(part, kind)] for kind in ("plain", "html")}
    text = "\n".join(texts["plain"])
    if not text.strip():
        text = "\n".join(html_text(html) for html in texts["html"])
    left = [part for part in parts if not (_is_text(part, "plain") or _is_text(part, "html"))]
    return Message(_readable(text), str(mail.get("subject", "")), tuple(_name(part) for part in left))


def _is_text(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == f"text/{kind}" and not part.is_attachment() and not part.get_filename()


def _content(part: EmailMessage) -> str:
    """The text of a part; in UTF-8 when it says to be in something nobody knows."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload).encode("utf-8", "replace")
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return _decoded(data)


def _name(part: EmailMessage) -> str:
    return " ".join(cleaned(part.get_filename() or part.get_content_type()).split())[:NAMED]


def _decoded(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark, or in the characters of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _readable(text: str) -> str:
    return html_text(text) if _HTML.match(text) else text
