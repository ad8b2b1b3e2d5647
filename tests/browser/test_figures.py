"""From a question about a gap to a figure with its source, a picture and a cost; on a phone too, and without script."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

CAMPUS = "green-technology-campus"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("prefix", "group", "campus", "picture", "costs"),
    [
        ("", "Groep of onderwerp", "Campus", "Grafiek als plaatje (PNG)", "Wat kost meer aanbod?"),
        ("/en", "Group or subject", "Campus", "Chart as a picture (PNG)", "What does more cost?"),
    ],
    ids=["nl", "en"],
)
def test_where_is_too_little_for_primary_schools_and_girls_around_brielle(
    width: int, prefix: str, group: str, campus: str, picture: str, costs: str, tab: Page, address: str
) -> None:
    """Six actions to a figure with its source, a picture and a cost; three more for the other group."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{address}{prefix}/witte-vlekken/")
    tab.get_by_label(group).select_option(value=f"{prefix}/witte-vlekken/schooltype/po/")  # 1
    tab.get_by_label(campus, exact=True).select_option(value=CAMPUS)  # 2
    tab.locator("[data-gap-choice] button").click()  # 3
    figure = tab.locator(".gap-figure", has=tab.locator(f"#{CAMPUS}"))
    expect(figure.locator("[data-quote]")).to_be_in_viewport()
    assert re.search(r"1 (dichtbij|nearby)", figure.locator("[data-quote]").inner_text())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    with tab.expect_download() as found:
        tab.get_by_text(picture).click()  # 4
    assert Image.open(found.value.path()).width > 1200
    figure.get_by_text(costs).click()  # 5
    tab.wait_for_selector("html[data-planner-ready]", state="attached")
    assert "opschalen=1" in tab.url and "€" in tab.locator("[data-told]").inner_text()
    tab.go_back()
    tab.get_by_label(group).select_option(value=f"{prefix}/witte-vlekken/doelgroep/meisjes/")
    tab.locator("[data-gap-choice] button").click()
    tab.wait_for_url(f"**/meisjes/#{CAMPUS}")
    assert re.search(r"0 (dichtbij|nearby)", figure.locator("[data-quote]").inner_text())


def test_a_figure_is_copied_with_its_source_and_address(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/witte-vlekken/schooltype/havo/#{CAMPUS}")
    figure = page.locator(".gap-figure[open]")
    figure.locator("[data-copy-quote]").click()
    expect(figure.locator("[data-copied]")).to_have_text("Gekopieerd, met bron en adres.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Havo rond Green technology campus: ")
    assert "gegevens van" in copied and copied.endswith(f"/witte-vlekken/schooltype/havo/#{CAMPUS}")
    context.close()


def test_without_javascript_a_figure_is_two_links_away(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/witte-vlekken/")
    assert not page.locator("[data-gap-choice]").is_visible()
    page.locator("[data-gap-links] summary", has_text="Doelgroep").click()
    page.locator("[data-gap-links] a", has_text="Meisjes").click()
    page.locator(".gap-figure summary", has_text="Green technology").click()
    assert "0 dichtbij" in page.locator(f"#{CAMPUS} [data-quote]").inner_text()
    context.close()


def test_a_chart_can_be_read_in_forced_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 700, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/witte-vlekken/schooltype/vmbo/")
    picture = Image.open(io.BytesIO(page.locator(".dots").nth(5).screenshot()))
    assert len({colour for _, colour in picture.convert("RGB").getcolors(100_000) or []}) > 3
    context.close()


def test_the_memo_of_every_campus_is_one_sheet(tab: Page, address: str) -> None:
    tab.goto(f"{address}/campussen/")
    for link in tab.eval_on_selector_all("main a[href*='/campussen/']", "all => all.map(a => a.getAttribute('href'))"):
        if re.fullmatch(r"/campussen/[a-z-]+/", link):
            tab.goto(f"{address}{link}cijfers/")
            assert len(re.findall(rb"/Type /Page\b", tab.pdf(format="A4"))) == 1, link
