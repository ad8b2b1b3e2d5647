"""`_headers`, in the way of Netlify and Cloudflare Pages: rules that add up.

Both join what several rules say of one header, so no header stands in two rules for one file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_src.render.hosting.policy import (
    EMBED,
    FOR_ANY_SITE,
    FOR_EVER,
    NOT_IN_A_FRAME,
    OPEN,
    STATIC,
    common_headers,
)
from site_src.render.pages.page import Page
from site_src.render.routes import Routes


def headers_file(pages: Sequence[Page], where: Routes, form_origin: str = "") -> bytes:
    """Every rule; which pages stay out of frames follows from the pages that there are."""
    said = [(where.link("/*"), common_headers(form_origin))]
    said += [(path, NOT_IN_A_FRAME) for path in _own_paths(pages, where)]
    said.append((where.link(f"{STATIC}*"), FOR_EVER))
    said += [(where.link(f"{path}*"), FOR_ANY_SITE) for path in OPEN]
    rules: dict[str, dict[str, str]] = {}
    for path, headers in said:
        rules[path] = rules.get(path, {}) | headers
    return "\n".join(_rule(path, headers) for path, headers in rules.items()).encode("utf-8")


def _own_paths(pages: Sequence[Page], where: Routes) -> list[str]:
    """The home of each language, and the first folder of every other page that is not for a frame."""
    found = {where.link(_folder(page.address), page.language) for page in pages if not page.address.startswith(EMBED)}
    return sorted(found)


def _folder(address: str) -> str:
    first, _, rest = address.lstrip("/").partition("/")
    return f"/{first}/*" if rest or (address.endswith(f"{first}/") and first) else f"/{first}"


def _rule(path: str, headers: Mapping[str, str]) -> str:
    return "\n".join((path, *(f"  {name}: {value}" for name, value in headers.items()), ""))
