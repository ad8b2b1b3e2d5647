"""The page for an organisation: its numbers are those of the finder, its links open a form with the right answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from helpers import RECORD, ROOT, TODAY, changed, text
from source_data import RECORDS

from site_src.derive.catalogue import Catalogue, derive
from site_src.maintenance.contributions.form_parsing import read_form
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.read.words import read_words
from site_src.render.forms.form_links import Addresses
from site_src.render.forms.issue_forms import RIGHT, WRONG, issue_forms, labels
from site_src.render.words.facts import facts_of
from site_src.render.words.language import languages_of
from site_src.render.words.owner_report import OwnerReport, owner_report

PREFIX = {"nl": "", "en": "/en"}
OUR_TRANSLATION = "samenvatting_en"
TEMPLATES = ROOT / ".github/ISSUE_TEMPLATE"
Page = Callable[[str], BeautifulSoup]
Answers = dict[str, set[str]]


def owner(page: Page, item: str, language: str) -> Tag:
    found = page(f"{PREFIX[language]}/initiatieven/{item}/beheer/").main
    assert found, item
    return found


def choices(listing: BeautifulSoup) -> list[tuple[str, str]]:
    """(filter, value) of every box that a visitor can tick."""
    return [(box["name"], box["value"]) for box in listing.select("form[data-filters] input[type=checkbox]")]


def found_at(card: Tag, name: str, value: str, open_filters: set[str]) -> str:
    """How the finder shows a card when this one box is ticked: what site_src/static/js/engine.js does."""
    told = card.get(f"data-{name}")
    if told is None:
        return "misschien"
    if value in str(told).split():
        return "waarschijnlijk" if value in str(card.get(f"data-{name}-waarschijnlijk", "")).split() else "zeker"
    ruled_out = str(card.get(f"data-{name}-nee", "")).split()
    return "misschien" if name in open_filters and value not in ruled_out else "niet"


def not_surely_found(card: Tag, boxes: list[tuple[str, str]], open_filters: set[str]) -> dict[str, int]:
    """How many choices of each filter do not surely find a card that they may fit; the status is told apart."""
    counts: dict[str, int] = {}
    for name, value in boxes:
        how = found_at(card, name, value, open_filters)
        lost = how in {"misschien", "waarschijnlijk"}
        if name == "status" and card["data-status"] == "onbekend":
            lost = how == "niet" and value != "gestopt"
        counts[name] = counts.get(name, 0) + lost
    return {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize("language", PREFIX)
def test_the_cost_is_what_the_boxes_of_the_finder_give(page: Page, language: str) -> None:
    listing = page(f"{PREFIX[language]}/initiatieven/")
    boxes, cards = choices(listing), listing.select("article[data-initiative][data-gecontroleerd]")
    open_filters = {name for name, _ in boxes if listing.select(f"article[data-{name}-nee]")}
    assert (len(cards), len(boxes) > 50) == (len(RECORDS), True)
    wrong = []
    for card in cards:
        main = owner(page, str(card["data-initiative"]), language)
        said = text(main.select_one("[data-cost]")).replace(text(card.h3), "")  # a name may hold a number
        wanted = {} if card["data-status"] == "gestopt" else not_surely_found(card, boxes, open_filters)
        rows = [
            int(found) for row in main.select("#kosten ~ ul > li .count") for found in re.findall(r"\d+", text(row))
        ]
        numbers = [int(found) for found in re.findall(r"\d+", said)]
        first = (
            [sum(wanted.values()), len(boxes)] if wanted else ([] if card["data-status"] == "gestopt" else [len(boxes)])
        )
        missed = [wanted["status"]] if card["data-status"] == "onbekend" else []
        if numbers != first + missed or sorted(rows) != sorted(wanted.values()):
            wrong.append((card["data-initiative"], said, rows, wanted))
    assert wrong == []


def test_the_cost_of_unknown_and_probable_and_of_a_status_is_told_apart(page: Page) -> None:
    by_kind = {"misschien": "We weten het niet van:", "waarschijnlijk": "Waarschijnlijk wel, maar niet zeker:",
               "gemist": "Wie dit kiest, vindt het niet:", "niets": "Hier weten we nog niets van."}  # fmt: skip
    all_text = " ".join(text(owner(page, item, "nl")) for item in RECORDS)
    assert [kind for kind, words in by_kind.items() if words not in all_text] == []


def form_links(main: Tag) -> list[tuple[str, dict[str, str]]]:
    """(address, answers filled in) of each link to a form."""
    links = [str(a["href"]) for a in main.select("a[href*='/issues/new?']")]
    return [(link, {key: value[0] for key, value in parse_qs(urlsplit(link).query).items()}) for link in links]


def problems_of_form(given: Mapping[str, str], item: str) -> Iterator[str]:
    """What is wrong with the answers that a link fills in, held against the form that GitHub shows."""
    path = TEMPLATES / given["template"]
    body = yaml.safe_load(path.read_text("utf-8"))["body"] if path.is_file() else []
    asked = {part["id"] for part in body if "id" in part}
    if unknown := given.keys() - asked - {"template", "title"}:
        yield f"{path.name} does not ask {unknown}"
    if given.get("initiatief") != item:
        yield f"{given.get('initiatief')} is not {item}"
    if given["template"] == f"{WRONG}.yml" and given.get("bron") != "opgave":
        yield "the source is not filled in"
    if "veld" in given and given["veld"] not in labels().values():
        yield f"{given['veld']} is no field that can be corrected"


@pytest.mark.parametrize("language", PREFIX)
def test_every_link_opens_a_form_with_the_right_answers_and_every_fact_has_one(page: Page, language: str) -> None:
    names = {label: name for name, label in labels().items()}
    for item, record in RECORDS.items():
        found = [given for _, given in form_links(owner(page, item, language))]
        assert [problem for given in found for problem in problems_of_form(given, item)] == [], item
        assert [given["template"] for given in found].count(f"{RIGHT}.yml") == 1, item
        fields = {names[given["veld"]] for given in found if "veld" in given}
        shown = {name for name in labels() if name in record and record[name] != "onbekend"} - {OUR_TRANSLATION}
        assert shown <= fields, item
        if record["status"] != "gestopt":
            assert {"kosten", "contact", "aanmelden", "gratis_vervoer"} <= fields, item


@pytest.mark.parametrize("language", PREFIX)
def test_an_owner_is_led_to_it_from_the_page_of_the_initiative_and_nobody_else_is(page: Page, language: str) -> None:
    for item in RECORDS:
        address = f"{PREFIX[language]}/initiatieven/{item}/beheer/"
        assert len(page(f"{PREFIX[language]}/initiatieven/{item}/").select(f".check a[href='{address}']")) == 1
        own = page(address)
        assert own.select("meta[name=robots][content=noindex]")
        assert not own.select("[data-pagefind-body]")
    assert "/beheer/" not in page("/sitemap.xml").get_text()


def report_of(data: Path, content: Path, email: str = "") -> tuple[OwnerReport, Catalogue, str]:
    """The report of the example record, on a site with or without an address for mail."""
    settings = read_settings(content)
    settings = settings.model_copy(update={"email": email}) if email else settings
    catalogue = derive(read_data(data), settings, TODAY)
    language = languages_of(read_words(content, settings.languages).words, catalogue)["nl"]
    item = catalogue.by_id["voorbeeld"]
    facts = facts_of(item, catalogue, language)
    addresses = Addresses(settings, catalogue.vocabulary)
    return owner_report(item, facts, catalogue, language, addresses), catalogue, language.code


def ways(report: OwnerReport) -> Iterator[tuple[str, str]]:
    """(form, mail) of everything in a report."""
    yield from ((each.way.form, each.way.mail) for each in (*report.lost, *report.missing, *report.shown))
    yield from ((way.form, way.mail) for way in (report.right, report.wrong))


def test_a_mail_asks_the_same_and_is_read_as_the_same_form(tree, content: Path) -> None:
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    report, catalogue, _ = report_of(data, content, "meld@voorbeeld.nl")
    forms, pairs = issue_forms(catalogue.vocabulary), list(ways(report))
    assert len(pairs) > 15
    for form, mail in pairs:
        given = {key: value[0] for key, value in parse_qs(urlsplit(form).query).items()}
        assert mail.startswith("mailto:meld@voorbeeld.nl?")
        sent = read_form(parse_qs(urlsplit(mail).query)["body"][0], forms)
        answers = {key: value for key, value in given.items() if key not in {"template", "title"}}
        assert f"{sent.form}.yml" == given["template"]
        assert answers == {key: value for key, value in sent.answers.items() if key != "zeker"}


def test_without_an_address_for_mail_there_is_no_mail(tree, content: Path, page: Page) -> None:
    report, *_ = report_of(tree({"initiatieven/voorbeeld.yml": RECORD}), content)
    assert {mail for _, mail in ways(report)} == {""}
    assert not [a for item in RECORDS for a in owner(page, item, "nl").select("a[href^=mailto]")]


def test_each_fact_has_the_day_that_somebody_last_looked_at_it(tree, content: Path) -> None:
    record = changed(gecontroleerd="gecontroleerd: 2023-08-31") + (
        "  - velden: [praktijk]\n    bron: https://anders.nl/\n    geraadpleegd: 2025-03-02\n    zekerheid: website\n"
    )
    report, *_ = report_of(tree({"initiatieven/voorbeeld.yml": record}), content)
    months = {shown.fact.key: (shown.month, shown.source) for shown in report.shown}
    assert months["praktijk"] == ("2025-03", "uit anders.nl en 1 andere")
    assert months["naam"] == ("2023-08", "uit voorbeeld.nl")
    assert (report.oldest, report.one_age) == ("2023-08", False)


def test_what_is_everywhere_misses_no_place_and_what_stopped_misses_nothing(tree, content: Path) -> None:
    start, rest = changed(bereik="bereik: landelijk-online").split("locaties:\n")
    everywhere = start + rest[rest.index("status:") :].replace("locaties, ", "")
    report, *_ = report_of(tree({"initiatieven/voorbeeld.yml": everywhere}), content)
    assert not {missing.label for missing in report.missing} & {"Locaties", "Werkgebied"}
    stopped, *_ = report_of(tree({"initiatieven/voorbeeld.yml": changed(status="status: gestopt")}), content)
    assert (stopped.lost, stopped.stopped) == ((), True)
    assert "gestopt" in " ".join(stopped.cost)


def test_every_fact_that_a_form_asks_for_is_shown_lost_or_missing(catalogue: Catalogue) -> None:
    language = languages_of(read_words(ROOT / "content", ("nl", "en")).words, catalogue)["nl"]
    addresses = Addresses(catalogue.settings, catalogue.vocabulary)
    asked = {field.name for field in fields_of(Initiative) if field.spec.asked and field.name != "werkgebied"}
    for item in catalogue.initiatives:
        report = owner_report(item, facts_of(item, catalogue, language), catalogue, language, addresses)
        named = {parse_qs(urlsplit(form).query).get("veld", [""])[0] for form, _ in ways(report)}
        lacking = {labels()[name] for name in asked} - named
        assert lacking <= ({"Locaties"} if item.reach == "landelijk-online" else set()), item.id
