"""The same policy for nginx: a piece to include in a `server` block whose `root` holds the site at its own path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_src.render import routes
from site_src.render.hosting.policy import (
    ASK_AGAIN,
    BYTES,
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
# Zet dit met `include` in het `server`-blok. De bestanden van de site staan dan in de map {base} onder `root`.
"""


def nginx_snippet(where: Routes, form_origin: str = "") -> str:
    """One location with what holds everywhere, and within it those that differ: nginx inherits headers all or none."""
    base, common = where.link("/"), common_headers(form_origin)
    ours = common | NOT_IN_A_FRAME
    lines = [
        f"location ^~ {base} {{",
        "    index index.html;",
        "    absolute_redirect off;",
        "    charset utf-8;",
        f"    charset_types {' '.join(kind for kind in TEXTS if kind != 'text/html')};",
        *_types(),
        *_errors(where.link(routes.NOT_FOUND)),
        *_headers(ours | ASK_AGAIN),
        *_location(f"^~ {where.link(STATIC)}", ours | FOR_EVER),
    ]
    for path in OPEN:
        lines += _location(f"^~ {where.link(path)}", ours | ASK_AGAIN | FOR_ANY_SITE)
    for path in embeds(where):
        lines += _location(f"^~ {path}", common | ASK_AGAIN)
    for path, page in translations(where).items():
        lines += _location(f"^~ {path}", ours | ASK_AGAIN, page)
    return _TOLD.format(base=base) + "\n".join([*lines, "}", ""])


def _types() -> list[str]:
    rows = [f"        {kind} {suffix};" for suffix, kind in TYPES.items()]
    return ["    types {", *rows, "    }", f"    default_type {BYTES};"]


def _errors(page: str, deeper: str = "") -> list[str]:
    """A folder without a page is no page either, so 403 becomes 404."""
    return [f"{deeper}    error_page 404 {page};", f"{deeper}    error_page 403 =404 {page};"]


def _headers(headers: Mapping[str, str], deeper: str = "") -> Iterator[str]:
    """`always`: with errors too."""
    return (f'{deeper}    add_header {name} "{value}" always;' for name, value in headers.items())


def _location(pattern: str, headers: Mapping[str, str], page: str = "") -> list[str]:
    errors = _errors(page, "    ") if page else []
    return ["", f"    location {pattern} {{", *errors, *_headers(headers, "    "), "    }"]
