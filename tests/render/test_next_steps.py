"""Each initiative says what to do now, and never sends somebody to a website or a telephone number that it hides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from helpers import LANGUAGES, ROOT, TODAY, changed, text
from source_data import RECORDS

from site_src.derive.catalogue import derive
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.render.words.facts import facts_of
from site_src.render.words.next_steps import next_steps

DETAILS = {
    "nl": ("Hoe je de organisatie bereikt, weten we nog niet", "Vraag het de organisatie."),
    "en": ("How to reach the organisation, we do not know yet", "Ask the organisation."),
}
ELSEWHERE = ("http", "tel:", "mailto:")
SENDS = re.compile(r"\b(website|site|bel|belt|mail|call|phone)\b", re.I)
PREFIX = {"nl": "", "en": "/en"}


def block(page: Callable[[str], BeautifulSoup], item: str, language: str) -> Tag:
    found = page(f"{PREFIX[language]}/initiatieven/{item}/").select_one("main [data-next]")
    assert found, item
    return found


def hrefs(tag: Tag) -> list[str]:
    return [str(link["href"]) for link in tag.select("a[href]")]


def told(tag: Tag) -> str:
    """What is read before the letters, which are not ours to be answered."""
    letters = tag.select_one("details")
    return text(tag).removesuffix(text(letters)) if letters else text(tag)


@pytest.mark.parametrize("language", PREFIX)
def test_every_initiative_has_a_next_step_that_its_record_backs(
    page: Callable[[str], BeautifulSoup], language: str
) -> None:
    unreachable, unknown = DETAILS[language]
    wrong = []
    for item, record in RECORDS.items():
        tag, contact = block(page, item, language), record.get("contact", {})
        links, said = hrefs(tag), told(tag)
        reach = [record.get("website"), *(f"mailto:{mail}" for mail in [contact.get("email")] if mail)]
        reach += ["tel:" + re.sub(r"[^+0-9]", "", contact["telefoon"])] if contact.get("telefoon") else []
        known = [link for link in reach if link]
        stopped = record["status"] == "gestopt"
        right = all(link in links for link in known) and bool(links)
        right &= stopped or (unknown in said) == ("aanmelden" not in record)
        right &= (unreachable in said) == (not known and not stopped)
        if not right:
            wrong.append(item)
    assert wrong == []


@pytest.mark.parametrize("language", PREFIX)
def test_nobody_is_sent_to_a_website_or_telephone_without_the_link(
    page: Callable[[str], BeautifulSoup], language: str
) -> None:
    """Whatever names one holds a link to it."""
    without = {}
    for item in RECORDS:
        tag = block(page, item, language)
        for piece in tag.select("p, li, dd"):
            outside = [link for link in hrefs(piece) if link.startswith(ELSEWHERE) and "/issues/" not in link]
            if SENDS.search(text(piece)) and not outside and not piece.find_parent("details"):
                without[item] = text(piece)
    assert without == {}


def test_who_cannot_be_reached_gets_the_larger_whole_the_source_and_a_letter(
    page: Callable[[str], BeautifulSoup],
) -> None:
    for item, record in RECORDS.items():
        if record.get("website") or record.get("contact") or record["status"] == "gestopt":
            continue
        tag = block(page, item, "nl")
        parent = record.get("onderdeel_van")
        if sum(other.get("onderdeel_van") == parent for other in RECORDS.values()) > 1:
            assert [link for link in hrefs(tag) if "/organisatie/" in link], item
        pages = [source["bron"] for source in record["bronnen"] if source["bron"].startswith("http")]
        assert not pages or set(pages) & set(hrefs(tag)), item
        assert pages or record["bronnen"][0]["bron"] in text(tag), item
        assert tag.select("details textarea[readonly]"), item
        assert [link for link in hrefs(tag) if "/issues/new" in link], item


def test_what_has_stopped_offers_what_came_after_and_no_signing_up(page: Callable[[str], BeautifulSoup]) -> None:
    for item, record in RECORDS.items():
        if record["status"] != "gestopt":
            continue
        tag = block(page, item, "nl")
        assert not tag.select("dl, textarea"), item
        first = tag.select_one("a")
        assert first and str(first["href"]) in record.get("opvolger", str(first["href"])), item


@pytest.mark.parametrize("language", PREFIX)
def test_a_letter_is_the_same_in_the_field_and_in_the_mail(page: Callable[[str], BeautifulSoup], language: str) -> None:
    item = next(item for item, record in RECORDS.items() if record.get("deelname") == "met-de-klas")
    tag = block(page, item, language)
    letters = tag.select(".letter")
    assert len(letters) == 2
    for letter in letters:
        written = letter.select_one("textarea")
        mail = urlsplit(str(letter.select_one("a[href^=mailto]")["href"]))  # type: ignore[index]
        assert written
        assert RECORDS[item]["naam"] in written.text
        assert parse_qs(mail.query)["body"][0].replace("\r\n", "\n").strip() == written.text.strip()
        assert letter.select_one("label[for]")["for"] == written["id"]  # type: ignore[index]
        assert letter.select_one("button[data-copy-from][hidden]"), "the button waits for the script"


def test_dates_to_come_contact_and_a_place_known_well_become_steps(
    tree: Callable[[Mapping[str, str]], Path],
) -> None:
    """A date that has passed and a place of which only the town is known lead nobody anywhere."""
    record = changed(status="status: actief\naanmelden: [via-school]") + ADDED
    data = tree({"initiatieven/voorbeeld.yml": record})
    catalogue = derive(read_data(data), read_settings(ROOT / "content"), TODAY)
    item = catalogue.by_id["voorbeeld"]
    steps = next_steps(item, facts_of(item, catalogue, LANGUAGES["nl"]), catalogue, LANGUAGES["nl"])
    assert [moment.description for moment in steps.moments] == ["Open dag"]
    assert [word.href for word in steps.contact if word.href] == ["mailto:info@voorbeeld.nl", "tel:0101234567"]
    assert [word.text for word in steps.directions] == ["Robotzaal, Rotterdam"]
    assert parse_qs(urlsplit(steps.directions[0].href).query) == {"to": ["51.9225,4.4792"]}
    assert [word.text for word in steps.registration] == [catalogue.vocabulary.label("aanmelden", "via-school", "nl")]
    assert steps.letters[0].href.startswith("mailto:info@voorbeeld.nl?")
    assert steps.reachable


ADDED = """\
contact: {email: info@voorbeeld.nl, telefoon: 010 123 45 67}
momenten:
  - {datum: 2026-11-01, omschrijving: Voorbij}
  - {datum: 2026-12-01, omschrijving: Open dag}
"""
