"""What people take elsewhere: a list they kept, on paper, in a mail, with a colleague; and a list on their own site."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page
from source_data import CAMPUSES, RECORDS

CODE, CAMPUS = next(iter(CAMPUSES.items()))
LOCKED = """Object.defineProperty(window, "localStorage",
  { get() { throw new DOMException("locked", "SecurityError"); } });"""
LANGUAGES = ("", "/en")
FOUR = sorted(RECORDS)[:4]
NEAR_TOP = 200  # pixels: where the first card of a list on another site begins at the latest


def listed(ids: list[str]) -> str:
    return "?" + "&".join(f"id={item}" for item in ids)


def shown(tab: Page) -> list[str]:
    cards = tab.locator("li[data-initiative]:visible")
    return cards.evaluate_all("cards => cards.map(card => card.dataset.initiative)")


def code_of(tab: Page) -> str:
    """What a telephone reads in the QR code on the screen."""
    tab.locator("[data-code][data-drawn]").wait_for()
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(tab.locator("[data-code]").screenshot())))
    return found.text


def pages_of(tab: Page) -> int:
    return tab.pdf(format="A4").count(b"/Type /Page\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_teacher_keeps_four_in_five_actions_and_compares_mails_and_prints_them(
    tab: Page, address: str, language: str
) -> None:
    tab.goto(f"{address}{language}/initiatieven/?schooltype=vmbo&campus={CODE}")
    kept = []
    for number in range(4):
        button = tab.locator("button[data-save]:visible").nth(number)
        before = button.text_content()
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert button.text_content() != before, "the button says that it is kept"
        kept.append(button.get_attribute("data-save"))
    assert tab.locator("[data-saved-count]").text_content() == "4"
    tab.locator("[data-saved-link]").click()
    tab.wait_for_url("**/bewaard/**")
    assert sorted(shown(tab)) == sorted(filter(None, kept))
    deciding = tab.locator("li[data-initiative]:visible dt").all_text_contents()[:6]
    assert len(set(deciding)) == 6
    assert code_of(tab) == tab.url
    mail = parse_qs(urlsplit(tab.locator("[data-mail]").get_attribute("href") or "").query)["body"][0]
    names = {item: str(RECORDS[item]["naam"]) for item in filter(None, kept)}
    assert all(name in mail and f"/initiatieven/{item}/" in mail for item, name in names.items())
    assert tab.url in mail
    assert pages_of(tab) == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_any_four_fit_on_one_sheet_and_a_long_list_still_has_a_code_that_reads(
    tab: Page, address: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    most = {}
    for start in range(0, len(RECORDS) - 3, 12):
        four = sorted(RECORDS, key=lambda item: -len(str(RECORDS[item])))[start : start + 4]
        tab.goto(f"{address}/bewaard/{listed(four)}")
        tab.locator("[data-code][data-drawn]").wait_for(state="attached")
        if (pages := pages_of(tab)) != 1:
            most[tuple(four)] = pages
    assert most == {}
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{address}/bewaard/{listed(sorted(RECORDS)[:30])}")
    assert code_of(tab) == tab.url


def test_a_list_of_somebody_else_is_taken_over_beside_ones_own(tab: Page, address: str) -> None:
    mine, theirs = FOUR[:1], FOUR[1:]
    tab.goto(f"{address}/initiatieven/{mine[0]}/")
    tab.locator("button[data-save]").first.click()
    tab.goto(f"{address}/bewaard/{listed(theirs)}")
    assert shown(tab) == theirs
    assert tab.locator("[data-saved-count]").text_content() == "1", "looking takes nothing over"
    tab.locator(f'[data-remove="{theirs[-1]}"]').click()
    assert tab.locator("[data-saved-count]").text_content() == "1"
    tab.locator("[data-take-over]").click()
    assert sorted(shown(tab)) == sorted(mine + theirs[:-1])
    assert tab.locator("[data-shared]").is_hidden()
    tab.goto(f"{address}/bewaard/")
    assert sorted(shown(tab)) == sorted(mine + theirs[:-1]), "without a list in the address one's own is shown"
    for item in shown(tab):
        tab.locator(f'[data-remove="{item}"]').click()
    assert tab.locator("[data-empty]").is_visible()
    assert tab.locator("[data-tools]").is_hidden()


def test_a_browser_that_keeps_nothing_says_so_and_the_address_still_holds_the_list(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    context.add_init_script(LOCKED)
    page = context.new_page()
    page.goto(f"{address}/initiatieven/{FOUR[0]}/")
    page.locator("button[data-save]").first.click()
    assert page.locator("[data-keeps-nothing]").is_visible()
    page.locator("[data-saved-link]").click()
    page.wait_for_url("**/bewaard/**")
    assert shown(page) == FOUR[:1]
    assert page.locator("[data-blocked]").is_visible()
    assert page.locator("[data-shared]").is_hidden()
    context.close()


def test_without_javascript_everything_to_compare_and_every_code_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/bewaard/")
    assert sorted(shown(page)) == sorted(RECORDS)
    assert page.locator("noscript p").count() == 1 and page.locator("main button:visible").count() == 0
    page.goto(f"{address}/insluiten/")
    assert page.locator("[data-builder]").is_hidden()
    assert page.locator("pre.code:visible").count() > len(CAMPUSES)
    page.goto(f"{address}/embed/initiatieven/")
    assert page.locator("[data-initiative]").count() == len(RECORDS)
    page.goto(f"{address}/initiatieven/{FOUR[0]}/")
    assert page.locator("[data-next]").is_visible() and page.locator("[data-next] button:visible").count() == 0
    context.close()


def test_a_letter_is_copied_with_one_button(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/initiatieven/{FOUR[0]}/")
    page.locator("[data-next] summary").click()
    page.locator("[data-copy-from]").first.click()
    page.locator("[data-copy-told]:not(:empty)").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == page.locator(".letter textarea").first.input_value()
    context.close()


def codes(tab: Page) -> dict[str, str]:
    """The attributes of the code that the builder made."""
    found = re.findall(r'(\w+)="([^"]*)"', tab.locator("[data-code]").input_value())
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def embedded(tab: Page, address: str) -> Callable[[str], list[str]]:
    """The ids in a list on another site, by what is asked for behind its address."""

    def open_(query: str) -> list[str]:
        tab.goto(f"{address}/embed/initiatieven/{query}")
        tab.locator("html[data-embed-ready]").wait_for()
        return tab.locator("[data-initiative]:visible").evaluate_all("c => c.map(card => card.dataset.initiative)")

    return open_


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_webmaster_makes_the_code_for_vmbo_around_a_campus_in_three_actions(
    browser: Browser, address: str, language: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{language}/insluiten/")
    page.locator('select[name="campus"]').select_option(CODE)
    page.locator('select[name="schooltype"]').select_option("vmbo")
    page.locator('[data-copy-from="bouw-code"]').click()
    page.locator("[data-copy-told]:not(:empty)").wait_for()
    made = codes(page)
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-code]").input_value()
    assert parse_qs(urlsplit(made["src"]).query) == {"campus": [CODE], "schooltype": ["vmbo"], "aantal": ["5"]}
    assert made["title"] and made["height"] == "600"
    frame = page.frame_locator("[data-frame] iframe")
    frame.locator("html[data-embed-ready]").wait_for()
    assert 1 <= frame.locator("[data-initiative]").count() <= 5
    page.locator('input[name="kleur"][value="donker"]').check()
    page.locator('select[name="schooltype"]').select_option("")
    assert CAMPUS["id"] in codes(page)["src"], "only a campus is a page that needs no script"
    context.close()


@pytest.mark.parametrize("width", [360, 700])
@pytest.mark.parametrize(
    "path", [f"initiatieven/?campus={CODE}&schooltype=vmbo&aantal=5", f"campussen/{CAMPUS['id']}/?aantal=3"]
)
def test_a_list_on_another_site_starts_with_a_card(tab: Page, address: str, path: str, width: int) -> None:
    for language in LANGUAGES:
        tab.set_viewport_size({"width": width, "height": 600})
        tab.goto(f"{address}{language}/embed/{path}")
        tab.locator("html[data-embed-ready]").wait_for()
        first = tab.locator("[data-initiative]:visible").first.bounding_box()
        assert first and first["y"] < NEAR_TOP
        assert tab.locator("[data-initiative]:visible").count() == int(path[-1])
        assert tab.locator("[data-divider]:visible").count() <= 1, "no heading stands above nothing"
        assert tab.locator("form, details:visible").count() == 0
        more = str(tab.locator("[data-embed-more]").evaluate("link => link.pathname"))
        assert more in {f"{language}/initiatieven/", f"{language}/campussen/{CAMPUS['id']}/"}


def test_ids_and_codes_in_an_address_give_the_same_list(embedded: Callable[[str], list[str]]) -> None:
    by_code = embedded(f"?campus={CODE}&schooltype=po")
    assert by_code
    assert (
        embedded(f"?campus={CAMPUS['id']}&schooltype=PO")
        == by_code
        == embedded(f"?campus={CODE.lower()}&schooltype=po")
    )
    assert set(by_code) < set(embedded("")) == set(RECORDS)


def test_what_is_asked_for_wrongly_is_left_out_and_told(tab: Page, embedded: Callable[[str], list[str]]) -> None:
    found = embedded("?campus=nergens&schooltype=po&aantal=-1&kleur=%3Cb%3E&accent=goud&x=y")
    assert found == embedded("?schooltype=po")
    assert tab.locator("[data-ignored]").is_hidden()
    embedded("?campus=nergens&schooltype=po&aantal=-1&kleur=%3Cb%3E&accent=goud")
    told = tab.locator("[data-ignored]").text_content() or ""
    assert all(part in told for part in ("campus=nergens", "aantal=-1", "kleur=<b>", "accent=goud"))


def contrast(tab: Page) -> float:
    """Of a link and its card, as WCAG counts it."""
    return tab.evaluate("""() => {
      const light = (color) => color.match(/[0-9.]+/g).slice(0, 3).map(Number).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
      const card = document.querySelector("[data-initiative]");
      const pair = [getComputedStyle(card.querySelector("a")).color, getComputedStyle(card).backgroundColor].map(light);
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    }""")


def test_every_colour_that_can_be_chosen_is_readable_light_and_dark(
    tab: Page, address: str, embedded: Callable[[str], list[str]]
) -> None:
    tab.goto(f"{address}/insluiten/")
    accents = tab.locator('input[name="accent"]').evaluate_all("boxes => boxes.map(box => box.value)")
    papers, links = set(), set()
    for accent in accents:
        for scheme in ("licht", "donker"):
            embedded(f"?aantal=1&accent={accent}&kleur={scheme}")
            assert contrast(tab) >= 4.5, (accent, scheme)
            papers.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
            links.add(tab.evaluate("getComputedStyle(document.querySelector('[data-initiative] a')).color"))
    assert len(papers) == 2
    assert len(links) == 2 * len(accents)
