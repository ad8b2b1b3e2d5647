"""The forms of the site itself, for people without an account; only when the publisher can receive them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from site_src.model.values import SUMMARY_LENGTH
from site_src.render import routes
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, Form, issue_forms, labels
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page, PageKind

REPORT = PageKind("report", posts_form=True)


@dataclass(frozen=True, slots=True)
class ReportView:
    """The three forms in the order of how often they are wanted, where they go, and the facts to choose from."""

    forms: tuple[Form, ...]
    endpoint: str
    host: str
    fields: dict[str, str]
    longest_summary: int = SUMMARY_LENGTH


def report_page(context: PageContext) -> Page:
    """A correction, a confirmation and a new initiative on one page."""
    say, settings, code = context.language.say, context.catalogue.settings, context.language.code
    forms = issue_forms(context.catalogue.vocabulary, code)
    endpoint = settings.form_endpoint or ""
    view = ReportView(
        tuple(forms[name] for name in (WRONG, RIGHT, NEW)), endpoint, urlsplit(endpoint).hostname or "", labels(code)
    )
    return context.page(REPORT, routes.REPORT, say("melden.titel"), say("melden.omschrijving"), view)
