"""sitemap.xml and robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from site_src.render.pages.page import Page
from site_src.render.routes import Routes

_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(pages: Sequence[Page], where: Routes, dates: Mapping[str, dt.date]) -> bytes:
    """Every indexed page with its translations (sitemaps.org 0.9, Google's hreflang extension).

    `dates`: when the data behind an address last changed; prose has no such date, and then none is given.
    """
    rows = "\n".join(_row(page, where, dates.get(page.address)) for page in pages if page.indexed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACES}>\n{rows}\n</urlset>\n'.encode()


def _row(page: Page, where: Routes, date: dt.date | None) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(where.absolute(page.address, code))}/>'
        for code in where.languages
    )
    changed = f"<lastmod>{date.isoformat()}</lastmod>" if date else ""
    return f"<url><loc>{escape(where.absolute(page.address, page.language))}</loc>{changed}{links}</url>"


def robots(where: Routes) -> bytes:
    """Everybody is welcome; here is the list of pages."""
    return f"User-agent: *\nAllow: /\nSitemap: {where.absolute('/sitemap.xml')}\n".encode()
