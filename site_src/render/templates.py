"""The Jinja environment: autoescape everywhere, strict about names, the same helpers in every template."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from site_src.derive.facets import NATIONAL
from site_src.model.problems import SiteError
from site_src.model.settings import PROSE
from site_src.model.texts import HOUSE_LANGUAGE, with_languages
from site_src.render import routes
from site_src.render.cards import CardPrinter, illustration
from site_src.render.forms.form_links import Addresses
from site_src.render.pages.page import Page, PageKind
from site_src.render.pages.parts import MOST
from site_src.render.site import Site

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
COMPILED = TEMPLATES.parent / ".cache" / "templates"
_CSP = (
    "default-src 'none'; script-src 'self'{extra}; style-src 'self'; font-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; "
    "img-src 'self' data: https://service.pdok.nl; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


def policy(kind: PageKind) -> str:
    """The Content-Security-Policy of a kind of page: nothing inline, nothing from elsewhere but map tiles."""
    filled = _CSP.replace("{extra}", " 'wasm-unsafe-eval'" if kind.runs_wasm else "")
    return filled + ("; frame-src 'self'" if kind.frames_own else "")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=_bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"jsonld": script_json, "without_scheme": without_scheme}
    return environment


class Renderer:
    """Turns a page into HTML; one environment for all languages."""

    def __init__(self, site: Site) -> None:
        self.where = site.where
        self.languages = site.languages
        self.environment = _environment()
        self.environment.globals.update(_shared(site), print_card=CardPrinter(self.environment).print)
        for name in self.environment.list_templates():
            self.environment.get_template(name)  # compiled once, before the processes fork

    def render(self, page: Page) -> str:
        """The HTML of one page; raises SiteError that names the template and its line."""
        language, template = self.languages[page.language], f"pages/{page.kind.template}.html"
        try:
            html = self.environment.get_template(template).render(
                page=page,
                view=page.view,
                lang=language,
                t=language.say,
                link=partial(self.where.link, language=language.code),
                canonical=self.where.absolute(page.address, page.language),
            )
            return with_languages(html)
        except (TemplateError, KeyError) as error:
            where = f"templates/{template}"
            raise SiteError(f"{where}: {page.address} ({page.language}) kan niet gemaakt worden: {error!r}") from error


def _shared(site: Site) -> dict[str, Any]:
    """What every template may use, whatever its page shows."""
    settings, vocabulary = site.catalogue.settings, site.catalogue.vocabulary
    return {
        "settings": settings,
        "languages": site.languages,
        "today": site.catalogue.today,
        "draft_count": len(site.catalogue.concept),
        "vocabulary": vocabulary,
        "routes": routes,
        "most": MOST,
        "national": NATIONAL,
        "prose_pages": PROSE,
        "house_language": HOUSE_LANGUAGE,
        "link_to": site.where.link,
        "absolute": site.where.absolute,
        "asset": lambda name: site.where.link(site.assets.address(name)),
        "illustration": lambda card: illustration(card.pictured, site.assets.illustrated),
        "csp": policy,
        "has_report": site.catalogue.tables is not None,
        "has_roles": site.catalogue.roles is not None,
        "addresses": Addresses(settings, vocabulary),
    }


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates are kept from one build to the next, as Python keeps its modules; Jinja sees a changed one."""
    try:
        COMPILED.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(COMPILED))


def script_json(data: Any) -> Markup:
    """JSON that cannot end its script element or start a comment, whatever the text in it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for char, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(char, code)
    return Markup(text)  # every character that HTML gives meaning to is escaped above


def without_scheme(address: str) -> str:
    """A web address as people write it: www.jinc.nl."""
    return address.split("://", 1)[-1].rstrip("/")
