"""One search: the right answer first, synonyms, typing errors, sentences as filters, and every state of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from source_data import RECORDS

OPEN_DAYS = tuple(f"iw-open-dag-elektro-en-installatietechniek-{town}" for town in ("rijswijk", "rotterdam"))
ON_STAGE = ("on-stage-delft", "on-stage-westland", "on-stage-zoetermeer")
BLIKSEMSTAGE = ("jinc-delft", "jinc-haaglanden", "jinc-rotterdam-rijnmond")

#: (language, what somebody types) -> the answers of which one must be first or second
SEARCHES: dict[tuple[str, str], tuple[str, ...]] = {
    ("nl", "lasser"): ("sto-rotterdam-zuid-tech-op-zuid",),
    ("nl", "robbot"): ("robotwise",),
    ("nl", "gratis bus"): ("eic-mainport-port-rangers",),
    ("nl", "gratis vervoer"): ("jinc-techniekdagen",),
    ("nl", "open dag"): OPEN_DAYS,
    ("nl", "open dag zoetermeer"): ("mbo-rijnland-zoetermeer",),
    ("nl", "rotterdam zuid"): ("sto-rotterdam-zuid-tech-op-zuid",),
    ("nl", "programmeren"): ("robotwise",),
    ("nl", "programeren"): ("robotwise",),
    ("nl", "meisjes"): ("vhto",),
    ("nl", "lego"): ("first-lego-league",),
    ("nl", "techniekdgen"): ("jinc-techniekdagen",),
    ("nl", "elektricien"): OPEN_DAYS,
    ("nl", "metselaar"): ("gaan-voor-een-baan-evenement",),
    ("nl", "profielwerkstuk"): ("profielwerkstukkenwedstrijd-mainport-en-maritime",),
    ("nl", "zeilen"): ("zeekadetten-corps",),
    ("nl", "museum"): ("maritiem-museum-offshore-experience",),
    ("nl", "leskist"): ("wntweb",),
    ("nl", "havenexcursie"): ("eic-mainport-havenprogramma-excursies",),
    ("nl", "bliksemstage"): BLIKSEMSTAGE,
    ("nl", "beroepenfeest"): ON_STAGE,
    ("nl", "klimaat"): ("sto-rotterdam-noord",),
    ("nl", "it campus"): ("campussen/it-campus-rotterdam",),
    ("nl", "witte vlekken"): ("witte-vlekken", "witte-vlekken/nu"),
    ("nl", "kosten bus"): ("rollen",),
    ("nl", "csv"): ("data",),
    ("en", "welder"): ("sto-rotterdam-zuid-tech-op-zuid",),
    ("en", "programming"): ("robotwise",),
    ("en", "robbot"): ("robotwise",),
    ("en", "free bus"): ("eic-mainport-port-rangers",),
    ("en", "open day"): OPEN_DAYS,
    ("en", "girls"): ("vhto",),
    ("en", "electrician"): OPEN_DAYS,
    ("en", "sailing"): ("zeekadetten-corps",),
    ("en", "rotterdam south"): ("sto-rotterdam-zuid-tech-op-zuid",),
    ("en", "careers party"): ON_STAGE,
    ("en", "lego"): ("first-lego-league",),
}

#: (language, a sentence) -> the filters and the place it becomes, and the words that are left
SENTENCES: dict[tuple[str, str], tuple[dict[str, list[str]], str, list[str]]] = {
    ("nl", "groep 7 gratis bij 2613"): ({"schooltype": ["po"], "kosten": ["gratis"]}, "2613", []),
    ("nl", "Groep7, 2613AB"): ({"schooltype": ["po"]}, "2613", []),
    ("nl", "3 havo"): ({"schooltype": ["havo", "vo-onderbouw"]}, "", []),
    ("nl", "5 vwo programmeren"): ({"schooltype": ["vwo", "vo-bovenbouw"], "branche": ["it-ict"]}, "", []),
    ("nl", "brugklas in Delft"): ({"schooltype": ["vo-onderbouw"]}, "Delft", []),
    ("nl", "meisjes van 10"): ({"doelgroep": ["meisjes"], "schooltype": ["po"]}, "", []),
    ("nl", "mijn dochter van 10 houdt van robots 3201"): ({"schooltype": ["po"]}, "3201", ["robots"]),
    ("nl", "zoon in 3 havo 2512"): ({"schooltype": ["havo", "vo-onderbouw"]}, "2512", []),
    ("nl", "open dag bij Spijkenise"): ({"activiteit": ["open-dag"]}, "Spijkenisse", []),
    ("nl", "gratis bus in de buurt van Den Haag"): ({"vervoer": ["gratis"]}, "Den Haag", []),
    ("nl", "iets met dinosaurussen en raketten rond Zoetermeer"): ({}, "Zoetermeer", ["dinosaurussen", "raketten"]),
    ("nl", "bedrijfsbezoek in de haven voor het vmbo"): (
        {"activiteit": ["bedrijfsbezoek"], "branche": ["maritiem"], "schooltype": ["vmbo"]}, "", []),
    ("nl", "leraren basisschol"): ({"doelgroep": ["leraren"], "schooltype": ["po"]}, "", []),
    ("en", "group 7 free near 2613"): ({"schooltype": ["po"], "kosten": ["gratis"]}, "2613", []),
    ("en", "grade 5 robots in The Hague"): ({"schooltype": ["po"]}, "The Hague", ["robots"]),
    ("en", "year 3 havo"): ({"schooltype": ["havo", "vo-onderbouw"]}, "", []),
    ("en", "girls aged 10, welding"): (
        {"doelgroep": ["meisjes"], "schooltype": ["po"], "branche": ["techniek-breed"]}, "", []),
    ("en", "free transport for a vmbo class around Rotterdam"): (
        {"vervoer": ["gratis"], "schooltype": ["vmbo"]}, "Rotterdam", ["class"]),
}  # fmt: skip

UNDERSTAND = """async (sentences) => {
  const module = (name) => import(document.querySelector(`link[rel=modulepreload][href*="/${name}."]`).href);
  const [{ readLexicon }, { understand }] = [await module("lexicon"), await module("sentence")];
  const lexicon = await readLexicon(document.querySelector("[data-search]").dataset);
  return sentences.map((sentence) => understand(sentence, lexicon));
}"""


def search(tab: Page, address: str, question: str, language: str = "nl") -> list[str]:
    """The addresses of the answers to a question, without language and slashes; `id` for an initiative."""
    tab.goto(f"{address}/{'' if language == 'nl' else f'{language}/'}zoeken/?q={quote(question)}")
    tab.locator("[data-search][data-ready]").wait_for()
    links = tab.eval_on_selector_all("[data-answers] h2 a", "links => links.map(link => link.getAttribute('href'))")
    return [link.strip("/").removeprefix("en/").removeprefix("initiatieven/") for link in links]


def understood(tab: Page, address: str, language: str, sentences: list[str]) -> list[dict[str, Any]]:
    """What the sentences become, in the words of one language."""
    tab.goto(f"{address}/{'' if language == 'nl' else f'{language}/'}zoeken/")
    found: list[dict[str, Any]] = tab.evaluate(UNDERSTAND, sentences)
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_answer_people_mean_is_the_first_or_second(tab: Page, address: str, site: Path, language: str) -> None:
    there = [path.name for path in (site / "initiatieven").iterdir()]
    asked = {q: wanted for (code, q), wanted in SEARCHES.items() if code == language}
    kept = {q: wanted for q, wanted in asked.items() if any(one in there or (site / one).is_dir() for one in wanted)}
    found = {question: search(tab, address, question, language)[:2] for question in kept}
    assert {q: found[q] for q, wanted in kept.items() if not set(wanted) & set(found[q])} == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sentence_becomes_filters_and_a_place_and_names_what_it_could_not_place(
    tab: Page, address: str, language: str
) -> None:
    asked = {sentence: wanted for (code, sentence), wanted in SENTENCES.items() if code == language}
    read = understood(tab, address, language, list(asked))
    found = {sentence: (one["chosen"], one["place"], one["left"]) for sentence, one in zip(asked, read, strict=True)}
    assert found == asked


def test_an_age_is_told_as_a_guess_and_a_mended_place_is_named(tab: Page, address: str) -> None:
    age, place = understood(tab, address, "nl", ["meisjes van 10", "robot bij Spijkenise"])
    assert age["said"] == ["Met 10 jaar zit je waarschijnlijk in groep 6 of 7 van de basisschool."]
    assert place["corrected"] == [{"typed": "Spijkenise", "meant": "Spijkenisse"}]


def test_the_search_page_offers_a_sentence_as_filters_of_the_list(tab: Page, address: str) -> None:
    search(tab, address, "groep 7 gratis robots bij 2613")
    shown = tab.locator("[data-understood]")
    assert shown.locator("[data-chips] li").all_inner_texts() == ["Basisschool (po)", "Gratis", "bij 2613"]
    assert "robots" in shown.locator("[data-notes]").inner_text()
    shown.locator("[data-to-list]").press("Enter")
    tab.wait_for_url("**/initiatieven/?schooltype=po&kosten=gratis&q=robots#pc=2613")
    assert tab.locator('input[value="po"]').is_checked()


def test_enter_in_the_list_turns_a_sentence_into_filters_and_keeps_the_rest_as_words(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/?praktijk=veel")
    tab.locator("input[name=q]").fill("groep 7 met robots bij 2613")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**schooltype=po**q=robots**#pc=2613")
    assert "praktijk=veel" in tab.url
    assert tab.locator("input[name=q]").input_value() == "robots"
    tab.go_back()
    assert "schooltype" not in tab.url


def test_the_other_language_keeps_filters_and_place(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/?schooltype=po#pc=2613")
    tab.locator('input[name="kosten"][value="gratis"]').evaluate("box => box.click()")
    tab.locator("[data-other-language]").press("Enter")
    tab.wait_for_url("**/en/initiatieven/**schooltype=po&kosten=gratis**#pc=2613")
    assert tab.locator('input[value="po"]').is_checked()


def test_words_that_were_also_searched_are_told_and_a_typing_error_only_where_nothing_is_found(
    tab: Page, address: str
) -> None:
    search(tab, address, "lasser")
    assert "solderen" in tab.locator("[data-also]").inner_text()
    search(tab, address, "robbot")
    assert "“robbot”" in (told := tab.locator("[data-status]").inner_text())
    assert "“robot”" in told
    search(tab, address, "robots")
    assert "“robot”" not in tab.locator("[data-status]").inner_text()


@pytest.mark.parametrize("question", ["ouders", "haven", "robot"])
def test_initiatives_come_before_pages_about_all_of_them(tab: Page, address: str, question: str) -> None:
    assert set(search(tab, address, question)[:3]) <= set(RECORDS)


def test_an_answer_is_a_card_with_words_apart_and_for_whom_and_where(tab: Page, address: str) -> None:
    search(tab, address, "gratis bus")
    card = tab.locator("[data-answers] li").first
    assert "gratis bus naar" in card.locator("p").inner_text()
    assert "Basisschool" in card.locator('[data-part="wie"] dd').inner_text()
    assert card.locator('[data-part="waar"] dd').inner_text()


def test_markup_in_a_question_stays_text(tab: Page, address: str) -> None:
    search(tab, address, "<img src=x onerror=alert(1)>")
    assert tab.locator("[data-status]").filter(has_text="img").count() == 1
    assert tab.locator("main img").count() == 0


def test_every_state_of_the_search_page_says_what_to_do(tab: Page, address: str) -> None:
    tab.goto(f"{address}/zoeken/")
    assert tab.locator("[data-start] a").count() > 3
    search(tab, address, "zzzzqqq")
    assert tab.locator("[data-nothing] a:visible").count() >= 2
    assert not tab.locator("[data-start]").is_visible()
    search(tab, address, "haven")
    assert tab.locator("[data-status]").get_attribute("role") == "status"
    shown = tab.locator("[data-answers] li").count()
    tab.locator("[data-more]").press("Enter")
    tab.locator(f"[data-answers] li:nth-child({shown + 1})").wait_for()
    focused = "n => document.activeElement.closest('[data-answers] li').matches(`:nth-child(${n})`)"
    assert tab.evaluate(focused, shown + 1)


def test_without_the_index_the_page_says_so_and_sentences_still_work(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{address}/zoeken/?q=haven")
    page.locator("[data-search][data-ready]").wait_for()
    assert page.locator("[data-status]").inner_text()
    assert page.locator("[data-again] a").is_visible()
    assert page.locator("[data-nothing] a[href^='/initiatieven/']").first.is_visible()
    assert page.locator("[data-to-list]").get_attribute("href") == "/initiatieven/?branche=maritiem"
    page.close()


def test_without_javascript_the_search_page_leads_to_the_list_and_its_subjects(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/zoeken/")
    links = page.locator("noscript a")
    assert [links.nth(n).get_attribute("href") for n in range(2)] == ["/initiatieven/", "/initiatieven/#onderwerpen"]
    page.close()


def test_answers_move_nothing_that_was_on_a_phone_already(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script(
        "window.moved = 0; const add = list => list.getEntries().forEach(one => { window.moved += one.value; });"
        "new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{address}/zoeken/?q={quote('groep 7 gratis bij 2613')}")
    page.locator("[data-search][data-ready]").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.01
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
