"""The Jinja environment: autoescape everywhere, strict about names, the same helpers in every template."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

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
from site_src.render.words.language import Language

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
COMPILED = TEMPLATES.parent / ".cache" / "templates"
_WORDS = re.compile(r"""\{\{ ?t\((["'])([\w.-]+)\1\) ?\}\}""")
_CSP = (
    "default-src 'none'; script-src 'self'{extra}; style-src 'self'; font-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; "
    "img-src 'self' data: https://service.pdok.nl; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


def policy(kind: PageKind, form_origin: str = "") -> str:
    """The Content-Security-Policy of a kind of page: nothing inline, nothing from elsewhere but map tiles.

    `form_origin` is where the form of the site goes; only the page with that form may post there.
    """
    filled = _CSP.replace("{extra}", " 'wasm-unsafe-eval'" if kind.runs_wasm else "")
    filled += f" {form_origin}" if kind.posts_form and form_origin else ""
    return filled + ("; frame-src 'self'" if kind.frames_own else "")


class _Filled(FileSystemLoader):
    """The templates with the words of one language filled in wherever a key stands alone: `{{ t("nav.home") }}`.

    A template holds hundreds of them; what they say is the same on every page.
    """

    def __init__(self, language: Language) -> None:
        super().__init__(TEMPLATES)
        self._language = language

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source, the file with its language (each keeps its compiled form), and whether it is still the same."""
        source, file, fresh = super().get_source(environment, template)
        return _WORDS.sub(self._said, source), f"{file}?{self._language.code}", fresh

    def _said(self, found: re.Match[str]) -> str:
        words = escape(self._language.say(found[2]))
        return f"{{% raw %}}{words}{{% endraw %}}" if "{" in words else str(words)


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=_Filled(language),
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
    """Turns a page into HTML; one environment for each language, so that pieces know its words without being told."""

    def __init__(self, site: Site) -> None:
        self.where = site.where
        self.languages = site.languages
        self.environments = {code: _environment(language) for code, language in site.languages.items()}
        shared = _shared(site)
        for code, environment in self.environments.items():
            environment.globals.update(shared, **_own(site, code), print_card=CardPrinter(environment).print)
            for name in environment.list_templates():
                environment.get_template(name)  # compiled once, before the processes fork

    def render(self, page: Page) -> str:
        """The HTML of one page; raises SiteError that names the template and its line."""
        template = f"pages/{page.kind.template}.html"
        try:
            html = (
                self.environments[page.language]
                .get_template(template)
                .render(
                    page=page,
                    view=page.view,
                    canonical=self.where.absolute(page.address, page.language),
                )
            )
            return with_languages(html)
        except (TemplateError, KeyError) as error:
            where = f"templates/{template}"
            raise SiteError(f"{where}: {page.address} ({page.language}) kan niet gemaakt worden: {error!r}") from error


def _own(site: Site, code: str) -> dict[str, Any]:
    """What every template of one language may use."""
    language, catalogue = site.languages[code], site.catalogue
    return {
        "lang": language,
        "t": language.say,
        "link": partial(site.where.link, language=code),
        "addresses": Addresses(catalogue.settings, catalogue.vocabulary, code),
    }


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
        "csp": partial(policy, form_origin=settings.form_origin),
        "has_report": site.catalogue.tables is not None,
        "has_roles": site.catalogue.roles is not None,
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
