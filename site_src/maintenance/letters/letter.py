"""What a letter says: its words stand in templates/letters/letter.html, once for paper and mail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_timedelta
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from site_src.derive.catalogue import Catalogue
from site_src.maintenance.letters.recipients import Recipient
from site_src.model.initiative import Initiative
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render import routes
from site_src.render.forms.form_links import Addresses
from site_src.render.routes import Routes
from site_src.render.templates import TEMPLATES, without_scheme
from site_src.render.words.facts import SHOWN, facts_of
from site_src.render.words.language import Language
from site_src.render.words.owner_report import OwnerReport, Shown, owner_report

TEMPLATE = "letters/letter.html"
TOLD = ("samenvatting", "website", *SHOWN, "locaties", "werkgebied", "status")  # the facts that a letter repeats
RECENT = dt.timedelta(days=60)  # younger than this is not called old


@dataclass(frozen=True, slots=True)
class About:
    """What a letter says of one initiative; `page` is its page for the organisation."""

    report: OwnerReport
    told: tuple[Shown, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; `paper` and `mail` are HTML, the same words with and without what only paper needs."""

    recipient: Recipient
    subject: str
    about: tuple[About, ...]
    oldest: str
    paper: str
    mail: str


class Writer:
    """Writes letters in Dutch; one catalogue, one day."""

    def __init__(self, catalogue: Catalogue, language: Language, today: dt.date) -> None:
        self._catalogue, self._language, self._today = catalogue, language, today
        settings = catalogue.settings
        self._addresses = Addresses(settings, catalogue.vocabulary)
        self._where = Routes(settings.origin, settings.base_path, settings.languages)
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._environment.filters["without_scheme"] = without_scheme

    def write(self, recipient: Recipient) -> Letter:
        """The letter to one organisation."""
        about = tuple(self._about(item) for item in recipient.items)
        oldest = min(each.report.oldest for each in about)
        subject = subject_of(recipient)
        template = self._environment.get_template(TEMPLATE)
        given = {
            "recipient": recipient, "subject": subject, "about": about, "settings": self._catalogue.settings,
            "lang": self._language, "site": self._where.absolute(routes.HOME), "day": self._today,
            "oldest": oldest, "ago": _ago(oldest, self._today, self._language),
            "lost": any(each.report.lost for each in about), "stopped": all(each.report.stopped for each in about),
        }  # fmt: skip
        paper, mail = (template.render(given, paper=paper) for paper in (True, False))
        return Letter(recipient, subject, about, oldest, paper, mail)

    def _about(self, item: Initiative) -> About:
        facts = facts_of(item, self._catalogue, self._language)
        report = owner_report(item, facts, self._catalogue, self._language, self._addresses)
        shown = {each.fact.key: each for each in report.shown}
        told = tuple(shown[key] for key in TOLD if key in shown and shown[key].fact.words)
        return About(report, told, self._where.absolute(routes.owner(item.id), self._code))

    @property
    def _code(self) -> str:
        languages = self._catalogue.settings.languages
        return HOUSE_LANGUAGE if HOUSE_LANGUAGE in languages else languages[0]


def subject_of(recipient: Recipient) -> str:
    """What the letter is about, in one line."""
    if len(recipient.items) == 1:
        return f"Klopt wat wij vertellen over {recipient.items[0].name}?"
    return f"Klopt wat wij vertellen over de activiteiten van {recipient.name}?"


def _ago(month: str, today: dt.date, language: Language) -> str:
    """How long ago a month is: "3 jaar geleden"; "" when that is not long."""
    age = today - dt.date.fromisoformat(f"{month}-01")
    if age < RECENT:
        return ""
    return format_timedelta(-age, granularity="month", add_direction=True, locale=language.locale)
