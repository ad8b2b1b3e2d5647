"""People find what they need: by keyboard, without JavaScript, with nonsense in the address; and they share it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from source_data import RECORDS, used


def shown(tab: Page) -> list[str]:
    """The ids of the results on the screen."""
    return tab.eval_on_selector_all(
        "[data-initiative]:not([hidden])", "cards => cards.map(card => card.dataset.initiative)"
    )


def tab_to(tab: Page, selector: str, most: int = 400) -> None:
    """Presses Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"{selector} is not reached by keyboard")


def choose(tab: Page, name: str, value: str) -> None:
    """Opens the group of a filter when needed, and checks a box, by keyboard alone."""
    box = f'input[name="{name}"][value="{value}"]'
    tab.evaluate("document.activeElement.blur()")
    if not tab.locator(box).is_visible():
        summary = tab.locator(f'[data-dimension="{name}"]').locator("xpath=preceding-sibling::summary")
        summary.evaluate("node => node.dataset.target = ''")
        tab_to(tab, "[data-target]")
        tab.keyboard.press("Enter")
        summary.evaluate("node => delete node.dataset.target")
    tab_to(tab, box)
    tab.keyboard.press("Space")


@pytest.fixture
def records(site: Path) -> list[dict[str, object]]:
    return json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]


def expected(records: list[dict[str, object]], **wanted: str) -> set[str]:
    """The same question put to the export."""

    def has(record: dict[str, object], key: str, value: str) -> bool:
        answers = record["feiten"]
        assert isinstance(answers, dict)
        found = [*answers[key]["ja"], *answers[key]["waarschijnlijk"]] if key in answers else record.get(key, [])
        return value == found or (isinstance(found, list) and value in found)

    return {str(record["id"]) for record in records if all(has(record, key, value) for key, value in wanted.items())}


def test_primary_school_activities_for_parents_around_zoetermeer(
    tab: Page, address: str, records: list[dict[str, object]]
) -> None:
    tab.goto(f"{address}/initiatieven/")
    for name, value in (("schooltype", "po"), ("doelgroep", "ouders"), ("campus", "DIF")):
        choose(tab, name, value)
    assert set(shown(tab)) == expected(records, schooltypen="po", doelgroepen="ouders", campussen="DIF")
    assert "schooltype=po&doelgroep=ouders&campus=DIF" in tab.url


def test_practical_ones_for_vmbo_around_voorne_aan_zee(
    tab: Page, address: str, records: list[dict[str, object]]
) -> None:
    tab.goto(f"{address}/initiatieven/")
    for name, value in (("schooltype", "vmbo"), ("praktijk", "veel"), ("campus", "GT")):
        choose(tab, name, value)
    assert set(shown(tab)) == expected(records, schooltypen="vmbo", praktijk="veel", campussen="GT")


def test_everything_on_it(tab: Page, address: str, records: list[dict[str, object]]) -> None:
    tab.goto(f"{address}/initiatieven/")
    choose(tab, "branche", "it-ict")
    assert set(shown(tab)) == expected(records, branches="it-ict")
    count = tab.locator("[data-count]")
    assert count.get_attribute("role") == "status"
    assert count.inner_text().startswith(str(len(shown(tab))))


def test_back_reload_and_a_shared_address_give_the_same(tab: Page, browser: Browser, address: str) -> None:
    tab.goto(f"{address}/initiatieven/")
    choose(tab, "branche", "it-ict")
    first = shown(tab)
    choose(tab, "schooltype", "po")
    second, shared = shown(tab), tab.url
    tab.reload()
    assert shown(tab) == second
    tab.go_back()
    assert shown(tab) == first
    other = browser.new_page()
    other.goto(shared)
    assert shown(other) == second
    other.close()


def test_an_empty_result_says_which_filter_to_drop(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/?doelgroep=meisjes&schooltype=po&q=zzzz")
    assert shown(tab) == []
    advice = tab.locator("[data-empty] button").first
    assert "zzzz" in advice.inner_text()
    advice.press("Enter")
    assert shown(tab)


def test_unknown_is_told_and_one_click_includes_it(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/?praktijk=veel")
    known = shown(tab)
    note = tab.locator("[data-unknown]")
    extra = int("".join(char for char in note.inner_text() if char.isdigit()))
    note.press("Enter")
    tab.wait_for_url("**onbekend=ja**")
    assert "onbekend=ja" in tab.url
    assert len(shown(tab)) == len(known) + extra


NONSENSE = (
    "?schooltype=xyz&sort=<script>alert(1)</script>",
    "?q=" + "a" * 10_000,
    "?schooltype=po&schooltype=po&schooltype=zz",
    "?onbekend=misschien&campus=its",
    "?%E0%A4%A=1&q=%00%FF",
    "?q=<img src=x onerror=alert(1)>",
)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_the_address_gives_a_working_page_that_says_what_it_skipped(
    tab: Page, address: str, nonsense: str
) -> None:
    tab.goto(f"{address}/initiatieven/{nonsense}")
    assert tab.locator("[data-count]").inner_text()
    told = tab.locator("[data-ignored]")
    if "<img" not in nonsense and "%00" not in nonsense:
        assert told.is_visible()
    assert tab.locator("main img, main script:not([type])").count() == 0
    choose(tab, "branche", "it-ict")


def test_three_kept_ones_are_shared_by_their_address_and_printed(
    tab: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    tab.goto(f"{address}/initiatieven/")
    kept = shown(tab)[:3]
    for item in kept:
        tab.evaluate("document.activeElement.blur()")
        tab_to(tab, f'[data-save="{item}"]', most=400)
        tab.keyboard.press("Enter")
    tab.locator("[data-saved-link]").press("Enter")
    tab.wait_for_url("**/bewaard/**")
    assert shown(tab) == kept
    fresh = browser.new_context()
    page = fresh.new_page()
    page.goto(tab.url)
    assert shown(page) == kept
    page.pdf(path=tmp_path / "lijst.pdf", format="A4", landscape=True)
    assert (tmp_path / "lijst.pdf").stat().st_size > 5_000
    fresh.close()


def test_without_javascript_the_whole_list_is_there_and_leads_to_plain_pages(
    browser: Browser, address: str, records: list[dict[str, object]]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/initiatieven/")
    assert page.locator("[data-initiative]").count() == len(records)
    page.locator('input[value="po"]').check()
    page.locator("[data-submit]").click()
    assert "schooltype=po" in page.url
    assert page.url.endswith("#onderwerpen")
    page.locator("#onderwerpen ~ details summary").first.click()
    page.locator('#onderwerpen ~ details a[href="/initiatieven/schooltype/po/"]').click()
    assert page.locator("[data-initiative]").count() == len(expected(records, schooltypen="po"))
    page.goto(f"{address}/")
    page.locator('a[href^="/initiatieven/gemeente/"]').first.click()
    assert page.locator("[data-initiative]").count() > 0
    assert page.locator("[data-save]:visible").count() == 0
    context.close()


def test_what_was_visited_stays_when_the_network_goes(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/")
    page.evaluate("navigator.serviceWorker.ready")
    name, record = min(RECORDS.items())
    page.goto(f"{address}/initiatieven/{name}/")
    context.set_offline(True)
    page.goto(f"{address}/initiatieven/?branche={used('branche')[0]}")
    assert shown(page)
    page.goto(f"{address}/initiatieven/{name}/")
    assert page.locator("h1").inner_text() == record["naam"]
    context.close()
