"""From home it takes two steps to a form that is filled in, and the first question is in view on a phone."""

from __future__ import annotations

from playwright.sync_api import Browser


def test_a_volunteer_on_a_phone_has_the_form_in_two_steps_and_sees_the_first_question_at_once(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(f"{address}/")
    tab.locator("footer a[href='/vragen/']").click()
    first = tab.locator(".question").first
    box = first.locator(".buttons a").first.bounding_box()
    assert box and box["y"] + box["height"] < 740
    assert "template=er-klopt-iets-niet.yml" in str(first.locator(".buttons a").first.get_attribute("href"))
    first.locator(".buttons a").last.press("Enter")  # not known: the next question
    second = tab.locator(".question").nth(1).bounding_box()
    assert second and 0 <= second["y"] < 100
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    context.close()
