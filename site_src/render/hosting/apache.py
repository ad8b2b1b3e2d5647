"""The same policy for Apache 2.4: a file `.htaccess` for the folder of the site (mod_headers, mod_mime)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from site_src.render import routes
from site_src.render.hosting.policy import (
    ASK_AGAIN,
    FOR_ANY_SITE,
    FOR_EVER,
    NOT_IN_A_FRAME,
    OPEN,
    STATIC,
    TEXTS,
    TYPES,
    common_headers,
    embeds,
    translations,
)
from site_src.render.routes import Routes

_TOLD = """\
# Gemaakt met `python build.py headers`: niet met de hand veranderen, maar opnieuw maken na elke nieuwe versie.
# Zet dit als `.htaccess` in de map van de site. De server moet het mogen lezen (AllowOverride FileInfo Indexes), en
# mod_headers moet aanstaan.
"""


def apache_snippet(where: Routes, form_origin: str = "") -> str:
    """What holds everywhere, then what differs by the path of the address."""
    texts = " ".join(f".{suffix}" for suffix, kind in TYPES.items() if kind in TEXTS)
    lines = [
        "DirectoryIndex index.html",
        f"ErrorDocument 404 {where.link(routes.NOT_FOUND)}",
        *(f"AddType {kind} .{suffix}" for suffix, kind in TYPES.items()),
        f"AddCharset utf-8 {texts}",
        *_headers(common_headers(form_origin) | NOT_IN_A_FRAME | ASK_AGAIN),
        *_within((where.link(STATIC),), _headers(FOR_EVER)),
        *_within(map(where.link, OPEN), _headers(FOR_ANY_SITE)),
        *_within(embeds(where), [f"Header always unset {name}" for name in NOT_IN_A_FRAME]),
    ]
    for path, page in translations(where).items():
        lines += _within((path,), [f"ErrorDocument 404 {page}"])
    return _TOLD + "\n".join([*lines, ""])


def _headers(headers: Mapping[str, str]) -> list[str]:
    """`always`: with errors too."""
    return [f'Header always set {name} "{value}"' for name, value in headers.items()]


def _within(paths: Iterable[str], lines: list[str]) -> list[str]:
    pattern = "|".join(map(re.escape, paths))
    return [f'<If "%{{REQUEST_URI}} =~ m#^({pattern})#">', *(f"    {line}" for line in lines), "</If>"]
