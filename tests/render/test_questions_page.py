"""The page of questions asks what is worth most first, and each answer opens a form that says what was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from helpers import LANGUAGES, TODAY, text

from site_src.derive.catalogue import Catalogue
from site_src.derive.insight.questions.worth import Question
from site_src.maintenance.contributions.form_parsing import Submission, read_form
from site_src.maintenance.contributions.proposal import Kind
from site_src.maintenance.contributions.proposing import handle
from site_src.model.record_parts import DENIABLE
from site_src.read.records import Reading
from site_src.render.forms.form_links import Addresses
from site_src.render.forms.issue_forms import RIGHT, WRONG, issue_forms
from site_src.render.routes import COVERAGE, QUESTIONS
from site_src.render.words.questions import asked_in_words, asked_once, choices_of, worth_in_words

Pages = Callable[[str], BeautifulSoup]
SOURCE = "https://voorbeeld.nl/over"


@pytest.fixture(scope="module")
def asked(page: Pages) -> list[Tag]:
    """Every question of the page, in its order."""
    return page(QUESTIONS).select("ol > li.question")


def answers(box: Tag) -> Iterator[str]:
    """The links that answer a question, without that to the next one."""
    return (str(link["href"]) for link in box.select(".buttons a") if "/issues/new" in str(link["href"]))


def test_each_initiative_stands_there_once_with_its_best_question_and_the_best_of_all_comes_first(
    asked: list[Tag], catalogue: Catalogue
) -> None:
    active = {f"over-{item.id}" for item in catalogue.initiatives if item.status != "gestopt"}
    assert {str(box["id"]) for box in asked} == active and len(asked) == len(active)
    worths = []
    for box in asked:
        numbers = [int(number) for number in re.findall(r"\d+", text(box.select_one(".question__worth")))]
        worths.append(sum(numbers))
        assert numbers, text(box)
    assert worths == sorted(worths, reverse=True)


def test_every_question_is_reached_by_its_place_and_its_larger_whole_and_leads_to_the_next(
    asked: list[Tag], page: Pages
) -> None:
    ids = [str(box["id"]) for box in asked]
    for heading in ("plaats", "organisatie"):
        links = page(QUESTIONS).select(f"section[aria-labelledby={heading}] a")
        assert {str(link["href"]) for link in links} == {f"#{name}" for name in ids}
    skips = [str(box.select(".buttons a")[-1]["href"]) for box in asked[:-1]]
    assert skips == [f"#{name}" for name in ids[1:]]


def test_the_pages_are_linked_from_every_page_and_where_people_read_how_to_help(page: Pages) -> None:
    for address in ("/", "/en/", "/bijdragen/", "/en/bijdragen/"):
        links = [str(link["href"]) for link in page(address).select("main a, footer a")]
        assert [link for link in links if link.endswith(QUESTIONS)], address
    assert page("/bijdragen/").select(f'main a[href$="{QUESTIONS}"]')
    assert page(QUESTIONS).select(f'a[href$="{COVERAGE}"]') and page(COVERAGE).select("table tbody tr")


def one_of_each(catalogue: Catalogue) -> list[Question]:
    """The best question about each field, and about a term of it."""
    kinds: dict[object, Question] = {}
    for question in asked_once(catalogue.questions):
        kinds.setdefault((question.asked.field.name, question.asked.old), question)
    return list(kinds.values())


def test_every_answer_on_the_page_becomes_a_change_of_that_record(catalogue: Catalogue, reading: Reading) -> None:
    forms = issue_forms(catalogue.vocabulary)
    addresses = Addresses(catalogue.settings, catalogue.vocabulary)
    seen = set()
    for question in one_of_each(catalogue):
        item = catalogue.by_id[question.asked.initiative]
        for choice in choices_of(question.asked, item, catalogue, LANGUAGES["nl"]):
            link = addresses.answer(item.id, choice.field, choice.value) if choice.field else addresses.right(item)
            given = {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()}
            form = given.pop("template").removesuffix(".yml")
            given.pop("title")
            assert set(given) <= {asked.id for asked in forms[form].questions}, link
            typed = {"waarde": given.get("waarde", "")} if form == WRONG else {"zeker": "ja"}
            sent = Submission(form, {**given, **typed, "bron": SOURCE})
            if form == WRONG and not typed["waarde"]:
                continue  # somebody still has to type it
            outcome = handle(sent, reading, forms, TODAY)
            wanted = Kind.CONFIRM if form == RIGHT else Kind.EDIT
            assert (outcome.kind, outcome.id) == (wanted, item.id), f"{link} {outcome.message}"
            seen.add((question.asked.field.name, str(given.get("waarde", "")).startswith("niet ")))
            if choice.text == "Nee" and question.asked.term:
                ruled_out = yaml.safe_load(outcome.text)["niet"][question.asked.field.name]
                assert question.asked.term in ruled_out
                sources = [catalogue.by_id[item.id].sources, yaml.safe_load(outcome.text)["bronnen"]]
                assert len(sources[1]) == len(sources[0]) + 1, "the older source still says the rest"
    assert {name for name, _ in seen} >= {"status", "gratis_vervoer", "praktijk", *DENIABLE} - {"vorm"}
    assert {name for name, no in seen if no} >= {"schooltypen", "doelgroepen", "activiteiten", "branches"}


def test_a_mail_with_the_question_is_read_back_as_the_same_form(catalogue: Catalogue) -> None:
    settings = catalogue.settings.model_copy(update={"email": "info@voorbeeld.nl"})
    link = Addresses(settings, catalogue.vocabulary).mail("fout", "maak-o-theek", "kosten")
    body = unquote(parse_qs(urlsplit(link).query)["body"][0])
    sent = read_form(body, issue_forms(catalogue.vocabulary))
    assert (sent.form, sent.answers["initiatief"], sent.answers["veld"]) == (WRONG, "maak-o-theek", "Kosten")
    assert Addresses(catalogue.settings, catalogue.vocabulary).mail("fout", "maak-o-theek", "kosten") == ""


def test_a_field_without_a_sentence_of_its_own_is_asked_for_by_its_name(catalogue: Catalogue) -> None:
    language = LANGUAGES["nl"]
    words = {key: word for key, word in language.words.items() if key != "weet_jij.vraag.duur"}
    (question, *_) = [one for one in catalogue.questions if one.asked.field.name == "duur"]
    item = catalogue.by_id[question.asked.initiative]
    told = asked_in_words(question.asked, item, catalogue, replace(language, words=words))
    assert told == f"Wat weet je van {item.name}: duur?"


def test_what_an_answer_can_change_is_told_with_what_each_number_counts(catalogue: Catalogue) -> None:
    question = next(one for one in catalogue.questions if one.worth.verdicts and one.worth.scores)
    choices, verdicts = len(question.worth.choices), len(question.worth.verdicts)
    told = worth_in_words(question.worth, LANGUAGES["nl"])
    assert f"bij {choices} keuzes" in told and f"{verdicts} uitkomsten over witte vlekken" in told
    assert f"{choices} choices, {verdicts} findings" in worth_in_words(question.worth, LANGUAGES["en"])
