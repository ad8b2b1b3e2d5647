"""The small files that machines look for: security.txt, llms.txt, the web app manifest."""

from __future__ import annotations

from site_src.derive.catalogue import Catalogue
from site_src.model.settings import Settings
from site_src.render import routes
from site_src.render.open_data.json_records import json_bytes
from site_src.render.routes import Routes


def security_txt(settings: Settings, where: Routes) -> bytes | None:
    """RFC 9116; None when content/site.yml names no contact."""
    found = settings.security
    if not found:
        return None
    lines = (
        f"Contact: {found.contact.replace('{repository}', settings.repository)}",
        f"Expires: {found.expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(settings.languages)}",
        f"Canonical: {where.absolute(routes.SECURITY)}",
    )
    return ("\n".join(lines) + "\n").encode("utf-8")


def llms_txt(catalogue: Catalogue, where: Routes) -> bytes:
    """What this site is and where its data are, for language models (llmstxt.org): Markdown."""
    settings = catalogue.settings
    links = {
        "Alle gegevens en uitleg": routes.DATA, "OpenAPI": routes.OPENAPI,
        "Initiatieven (JSON)": "/api/v1/initiatieven.json", "Campussen (JSON)": "/api/v1/campussen.json",
        "Initiatieven (CSV)": "/data/initiatieven.csv", "Wat er veranderde (Atom)": routes.ATOM,
        "Werkwijze en bronnen": routes.text("verantwoording"), "Alle pagina's": "/sitemap.xml",
    }  # fmt: skip
    lines = [f"# {settings.name}", "", *_quoted(settings), ""]
    lines += ["Een feit dat ontbreekt is niet bekend; dat is iets anders dan “nee”. Elk feit heeft een bron.",
              f"Gegevens van {catalogue.today.isoformat()}. Licentie: CC BY 4.0, {settings.publisher}.", "",
              "## Gegevens", ""]  # fmt: skip
    lines += [f"- [{name}]({where.absolute(address)})" for name, address in links.items()]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _quoted(settings: Settings) -> list[str]:
    """What the site is, in each of its languages that somebody wrote it in, as a quotation in Markdown."""
    told = filter(None, map(settings.description.get, settings.languages))
    lines = [line for text in told for line in (f"> {text}", ">")]
    return lines[:-1]


def manifest(settings: Settings, where: Routes, icon: str) -> bytes:
    """The web app manifest (W3C): a name and an icon for who puts the site on a home screen."""
    code = settings.languages[0]
    return json_bytes({
        "name": settings.name,
        "short_name": settings.name,
        "description": settings.description[code],
        "lang": code,
        "id": where.link(routes.HOME),
        "start_url": where.link(routes.HOME),
        "scope": where.link(routes.HOME),
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#00695c",
        "icons": [{"src": where.link(icon), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    })  # fmt: skip
