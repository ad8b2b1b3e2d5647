"""The Jinja environment: autoescape everywhere, strict about names, the same helpers in every template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from site_src.model.initiative import Initiative
from site_src.model.problems import SiteError
from site_src.read.assets import Assets
from site_src.render import routes
from site_src.render.forms.form_links import Addresses
from site_src.render.pages.page import Page
from site_src.render.site import Site
from site_src.render.words import facts

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
COMPILED = TEMPLATES.parent / ".cache" / "templates"
_CSP = (
    "default-src 'none'; script-src 'self'{extra}; style-src 'self'; font-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; "
    "img-src 'self' data: https://service.pdok.nl; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


Card = Mapping[str, Any]
_NEEDS_WASM = {"search"}  # Pagefind searches with WebAssembly


def policy(template: str) -> str:
    """The Content-Security-Policy of a kind of page: nothing inline, nothing from elsewhere but map tiles."""
    return _CSP.replace("{extra}", " 'wasm-unsafe-eval'" if template in _NEEDS_WASM else "")


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
        self.catalogue = site.catalogue
        self.made_cards: dict[tuple[str, str, str, int, bool], Markup] = {}
        self.where = site.where
        self.languages = site.languages
        self.environment = _environment()
        self.environment.globals.update(self._shared(site.assets))
        for name in self.environment.list_templates():
            self.environment.get_template(name)  # compiled once, before the processes fork

    def _shared(self, assets: Assets) -> dict[str, Any]:
        """What every template may use."""
        return {
            "catalogue": self.catalogue,
            "settings": self.catalogue.settings,
            "vocabulary": self.catalogue.vocabulary,
            "routes": routes,
            "csp": policy,
            "asset": lambda name: self.where.link(assets.address(name)),
            "card": self.card,
            "shown_facts": facts.SHOWN,
            "shown_when_known": facts.SHOWN_WHEN_KNOWN,
            "place_names": facts.place_names,
            "search_text": search_text,
            "addresses": Addresses(self.catalogue.settings, self.catalogue.vocabulary),
            "absolute": self.where.absolute,
            "link_to": self.where.link,
        }

    @pass_context
    def card(
        self, context: Context, entry: Card, distance: str = "", level: int = 3, filterable: bool = False
    ) -> Markup:
        """The card of an initiative; it stands on some twenty pages and is made once for each way it is shown."""
        key = (context["lang"].code, entry["item"].id, distance, level, filterable)
        if key not in self.made_cards:
            given = {name: context[name] for name in ("lang", "t", "link")}
            own = {"entry": entry, "distance": distance, "level": level, "filterable": filterable}
            self.made_cards[key] = Markup(self.environment.get_template("parts/card.html").render(given | own))
        return self.made_cards[key]

    def render(self, page: Page) -> str:
        """The HTML of one page; raises SiteError that names the template and its line."""
        language = self.languages[page.language]
        try:
            return self.environment.get_template(f"pages/{page.template}.html").render(
                page=page,
                lang=language,
                t=language.say,
                link=partial(self.where.link, language=language.code),
                canonical=self.where.absolute(page.address, page.language),
                **page.context,
            )
        except (TemplateError, KeyError) as error:
            where = f"templates/pages/{page.template}.html"
            raise SiteError(f"{where}: {page.address} ({page.language}) kan niet gemaakt worden: {error!r}") from error


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


def search_text(item: Initiative) -> str:
    """What the list searches besides name and summary."""
    return " ".join([item.organisation or "", item.part_of or "", item.groups or "", *facts.place_names(item)]).strip()


def without_scheme(address: str) -> str:
    """A web address as people write it: www.jinc.nl."""
    return address.split("://", 1)[-1].rstrip("/")
