"""Contributing without git: forms made from the model, links that fill them in, words for what a change does."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, TODAY, changed, run
from source_data import CAMPUSES, RECORDS, TERMS

from site_src.derive.insight.freshness import old_facts
from site_src.maintenance.contributions.form_parsing import read_form
from site_src.maintenance.contributions.proposing import handle
from site_src.maintenance.freshness import freshness_report, stale
from site_src.pipeline import Options, build
from site_src.read.records import Reading, read_data
from site_src.read.settings import read_settings
from site_src.render.forms.form_links import Addresses
from site_src.render.forms.issue_forms import CORRECTABLE, RIGHT, WRONG, issue_forms, labels

FORMS = ROOT / ".github/ISSUE_TEMPLATE"
INITIATIVE, SECTOR = min(RECORDS), TERMS["branche"][0]["id"]
CAMPUS = next(iter(CAMPUSES.values()))["id"]
NAMES = sorted(path.stem for path in FORMS.glob("*.yml") if path.stem != "config")
KINDS = {"markdown": {"value"}, "input": {"label", "description", "placeholder"},
         "textarea": {"label", "description"}, "dropdown": {"label", "description", "options"},
         "checkboxes": {"label", "description", "options"}}  # fmt: skip


def form(name: str) -> dict[str, Any]:
    return yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))


def test_the_forms_are_made_from_the_model_and_up_to_date(reading: Reading, tmp_path: Path) -> None:
    assert list(issue_forms(reading.vocabulary)) == [NAMES[2], NAMES[0], NAMES[1]]
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    result = run("forms", "--check", "--data", data)
    assert all(f".github/ISSUE_TEMPLATE/{name}.yml is verouderd" in result.stdout for name in NAMES)
    assert run("forms", "--data", data).exit_code == 0
    for name in NAMES:
        assert (tmp_path / f".github/ISSUE_TEMPLATE/{name}.yml").read_bytes() == (FORMS / f"{name}.yml").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_form_keeps_to_what_github_accepts(name: str) -> None:
    """Source: GitHub Docs, "Syntax for issue forms" and "Common validation errors"."""
    data = form(name)
    assert set(data) == {"name", "description", "title", "labels", "body"}
    questions = [item for item in data["body"] if item["type"] != "markdown"]
    ids = [item["id"] for item in questions]
    heads = [item["attributes"]["label"] for item in questions]
    assert len(set(ids)) == len(ids)
    assert len(set(heads)) == len(heads)
    for item in data["body"]:
        assert set(item["attributes"]) <= KINDS[item["type"]]
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", item["id"]) for item in questions)
        options = item["attributes"].get("options", [])
        words = [option["label"] if isinstance(option, dict) else option for option in options]
        assert all(isinstance(word, str) and word != "None" for word in words)
        assert len(set(words)) == len(words)
    assert any(item.get("validations", {}).get("required") for item in questions)


def test_the_form_for_a_new_initiative_offers_every_term(reading: Reading) -> None:
    offered = {
        item["id"]: item["attributes"].get("options", []) for item in form("nieuw-initiatief")["body"] if "id" in item
    }
    for field, dimension in (("schooltypen", "schooltype"), ("activiteiten", "activiteit"), ("praktijk", "praktijk")):
        words = [option["label"] if isinstance(option, dict) else option for option in offered[field]]
        assert words == [term.label.nl for term in reading.vocabulary.terms(dimension)]


def test_the_choice_of_forms_points_at_our_own_site() -> None:
    settings = read_settings(ROOT / "content")
    for link in form("config")["contact_links"]:
        assert link["url"].startswith((settings.base_url, settings.repository))


def issue_links(soup: BeautifulSoup) -> list[dict[str, str]]:
    repository = read_settings(ROOT / "content").repository
    found = [urlsplit(a["href"]) for a in soup.select(f'a[href^="{repository}/issues/new?"]')]
    return [{key: values[0] for key, values in parse_qs(parts.query).items()} for parts in found]


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/initiatieven/", f"/campussen/{CAMPUS}/", "/over/", f"/initiatieven/{INITIATIVE}/"]
)
def test_every_page_has_a_link_that_fills_in_where_something_is_wrong(address: str, page: Any) -> None:
    links = [link for link in issue_links(page(address)) if link["template"] == f"{WRONG}.yml"]
    assert f"https://voorbeeld.nl{address}" in {link["initiatief"] for link in links}


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_fact_of_an_initiative_has_a_link_that_fills_in_the_form(language: str, page: Any) -> None:
    soup = page(f"{language}/initiatieven/{INITIATIVE}/")
    facts = soup.select(".facts .fact")
    links = [issue_links(fact) for fact in facts]
    assert len(facts) > 10
    assert [len(found) for found in links] == [1] * len(facts)
    dutch = {link[0].get("veld") for link in links}
    assert {"Schooltypen", "Kosten", "Gratis vervoer", "Contact", "Status"} <= dutch
    assert None not in dutch
    assert {link[0]["initiatief"] for link in links} == {INITIATIVE}
    beside = {link.get("veld") for tag in soup.select(".improve") for link in issue_links(tag)}
    assert beside == {"Naam", "Samenvatting", "Website"}


def test_every_place_and_area_of_every_initiative_has_a_pencil(pages: Any) -> None:
    found = 0
    for file, soup in pages.items():
        if re.fullmatch(r"initiatieven/[a-z0-9-]+/index\.html", file):
            for place in soup.select(".places > li"):
                found += 1
                assert [link["veld"] for link in issue_links(place)] == ["Locaties"], file
    assert found > 20


def test_what_the_links_fill_in_the_forms_know(page: Any) -> None:
    fields = {name: {item["id"] for item in form(name)["body"] if "id" in item} for name in NAMES}
    addresses = (f"/initiatieven/{INITIATIVE}/", f"/initiatieven/branche/{SECTOR}/")
    for link in (link for address in addresses for link in issue_links(page(address))):
        name = link["template"].removesuffix(".yml")
        assert set(link) - {"template", "title"} <= fields[name]


@pytest.mark.parametrize("field", CORRECTABLE)
def test_the_filled_in_field_is_understood_when_it_comes_back(field: str, tree: Any) -> None:
    reading = read_data(tree({"initiatieven/voorbeeld.yml": RECORD}))
    forms = issue_forms(reading.vocabulary)
    link = Addresses(read_settings(ROOT / "content"), reading.vocabulary).wrong("voorbeeld", field)
    given = {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()} | {
        "waarde": "???",
        "bron": "opgave",
    }
    text = "\n".join(f"### {item.label}\n{given[item.id]}" for item in forms[WRONG].questions)
    outcome = handle(read_form(text, forms), reading, forms, TODAY)
    assert "niet zelf aanpassen" not in outcome.message or field == "locaties"


ENDPOINT = "https://formulier.voorbeeld.nl/f/abc"


def own_form_holds(public: Path, initiative: BeautifulSoup, *, given: bool) -> None:
    """With a place where it arrives the site has its own form, and only that page posts there; else nothing of it."""
    policies = {path: BeautifulSoup(path.read_bytes(), "lxml").select_one("meta[http-equiv=Content-Security-Policy]")
                for path in public.rglob("index.html")}  # fmt: skip
    outside = {path.parent for path, tag in policies.items() if tag and "formulier.voorbeeld.nl" in str(tag["content"])}
    assert outside == ({public / "melden", public / "en/melden"} if given else set())
    asking = initiative.select(".facts .ask, .improve .ask, .places .ask")
    assert asking
    assert all((urlsplit(str(a["href"])).path == "/melden/") == given for a in asking)
    if not given:
        return
    page = BeautifulSoup((public / "melden/index.html").read_bytes(), "lxml")
    for shown in page.select("form[data-report]"):
        assert (shown["method"], shown["action"]) == ("post", ENDPOINT)
        assert not page.select("form[data-report] :is(input:not([type=hidden]), select, textarea):not([name])")
        hidden = shown.select_one("input[type=hidden][name=formulier]")
        asked = {tag["name"] for tag in shown.select("[name]")} - {"formulier"}
        assert hidden is not None
        assert asked == {item["id"] for item in form(str(hidden["value"]))["body"] if "id" in item}
        needed = {tag["name"] for tag in shown.select("[required]")}
        assert needed == {
            item["id"] for item in form(str(hidden["value"]))["body"]
            if item.get("validations", {}).get("required") or item.get("id") == "zeker"
        }  # fmt: skip
    assert len(page.select("form[data-report]")) == len(NAMES)
    told = "content " + str(policies[public / "melden/index.html"])
    assert "form-action 'self' https://formulier.voorbeeld.nl\"" in told


@pytest.mark.parametrize("place", ["http://x.nl/", "https://x", "https://x.nl/ ; script-src *", "javascript:alert(1)"])
def test_a_place_for_the_form_that_is_no_safe_address_stops_the_build(place: str, content: Path, tree: Any) -> None:
    path = content / "site.yml"
    path.write_text(path.read_text(encoding="utf-8") + f"formulier: {place!r}\n", encoding="utf-8")
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    result = run("build", "--data", data, "--content", content, "--output", content / "uit")
    assert (result.exit_code, "site.yml" in result.output) == (1, True)


def test_without_an_address_for_mail_there_is_no_mail_link_and_with_one_it_holds_the_form(
    tree: Any, content: Path, tmp_path: Path
) -> None:
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    for email, amount in (("", 0), (f"email: meld@voorbeeld.nl\nformulier: {ENDPOINT}\n", 2)):
        path = content / "site.yml"
        path.write_text(path.read_text(encoding="utf-8") + email, encoding="utf-8")
        build(Options(data, content, tmp_path / "public", jobs=1))
        html = (tmp_path / "public/initiatieven/voorbeeld/index.html").read_text(encoding="utf-8")
        soup = BeautifulSoup(html, "lxml")
        links = [a["href"] for a in soup.select(".check > p a[href^=mailto]")]
        assert len(links) == amount
        about_one = [a["href"] for a in soup.select(".check details a[href^=mailto]")]
        own_form_holds(tmp_path / "public", soup, given=bool(email))
        prose = (tmp_path / "public/bijdragen/index.html").read_text(encoding="utf-8")
        assert len(BeautifulSoup(prose, "lxml").select("main a[href^=mailto]")) == amount
    forms = issue_forms(read_data(data).vocabulary)
    bodies = [parse_qs(urlsplit(link).query)["body"][0] for link in links]
    assert [read_form(body, forms).form for body in bodies] == [RIGHT, WRONG]
    assert [read_form(body, forms).answers["initiatief"] for body in bodies] == ["voorbeeld", "voorbeeld"]
    assert "\r\n" in unquote(links[0])
    fields = [read_form(parse_qs(urlsplit(link).query)["body"][0], forms).answers["veld"] for link in about_one]
    assert {labels()[name] for name in CORRECTABLE if name != "samenvatting_en"} == set(fields)


@pytest.mark.parametrize("email", ["geen adres", "a@b", "x@y.nl?bcc=z@z.nl", "javascript:alert(1)"])
def test_a_wrong_address_for_mail_stops_the_build(email: str, content: Path, tree: Any) -> None:
    path = content / "site.yml"
    path.write_text(path.read_text(encoding="utf-8") + f"email: {email!r}\n", encoding="utf-8")
    result = run(
        "build",
        "--data",
        tree({"initiatieven/voorbeeld.yml": RECORD}),
        "--content",
        content,
        "--output",
        content / "uit",
    )
    assert (result.exit_code, "site.yml" in result.output) == (1, True)


def test_records_with_an_old_fact_are_listed_with_what_to_look_at_and_a_link_to_confirm_each(reading: Reading) -> None:
    items = [item.record for item in reading.initiatives]
    addresses = Addresses(read_settings(ROOT / "content"), reading.vocabulary)
    text = freshness_report(items, addresses, TODAY)
    old = [item for item in items if old_facts(item, TODAY)]
    assert len(text) < 65_000
    assert sorted(re.findall(r"template=klopt-nog\.yml&title=[^&]*&initiatief=([a-z0-9-]+)", text)) == sorted(
        i.id for i in old
    )
    assert [item.checked for item in stale(items, TODAY)] == sorted(item.checked for item in old)
    active = items[0].model_copy(update={"status": "actief"})
    half_a_year_later = freshness_report([active], addresses, dt.date(2024, 2, 29))
    assert "2023-08-31, status): [klopt nog]" in half_a_year_later
    assert freshness_report(items, addresses, dt.date(2023, 9, 1)).count("\n") == 1


@pytest.fixture
def summary(tree: Any, tmp_path: Path) -> Any:
    """What `summary` says when the example record is joined or replaced by others."""

    def told(files: dict[str, str]) -> str:
        base = tree({"initiatieven/voorbeeld.yml": RECORD})
        shutil.copytree(base, tmp_path / "basis" / "data")
        result = run("summary", "--base", tmp_path / "basis/data", "--data", tree(files), "--content", ROOT / "content")
        assert result.exit_code == 0, result.output
        return result.stdout

    return told


def test_the_summary_says_which_initiatives_pages_and_counts_move(summary: Any) -> None:
    near = {"gemeente": "Zoetermeer", "plaats": "Zoetermeer", "postcode": "2712 PB", "lat": "52.0455", "lon": "4.5185"}
    record = changed(id="id: nieuw", naam="naam: Robots <b>@iedereen</b>", schooltypen="schooltypen: [po]")
    for key, value in near.items():
        record = re.sub(rf"^(    {key}): .*$", rf"\1: {value}", record, flags=re.M)
    text = summary({"initiatieven/nieuw.yml": record})
    assert "- nieuw: **Robots &lt;b&gt;@\u200biedereen&lt;/b&gt;**" in text
    line = next(row for row in text.splitlines() if row.startswith("- rond Zoetermeer (Dutch Innovation Factory)"))
    assert "1 extra initiatief (samen 1)" in line
    assert "1 extra initiatief voor po" in line
    assert {
        "- `/initiatieven/nieuw/`",
        "- `/initiatieven/schooltype/po/`",
        "- `/campussen/dutch-innovation-factory/`",
    } <= set(text.splitlines())
    assert "biotech-campus" not in text.split("## Aantallen")[1].split("## Pagina")[0]


def test_the_summary_names_the_fields_that_changed_and_what_went_away(summary: Any) -> None:
    text = summary({"initiatieven/voorbeeld.yml": changed(praktijk="praktijk: deels")})
    assert "- anders: **Voorbeeld** (Praktijk)" in text
    assert "1 extra initiatief met ‘deels doen’, 1 initiatief minder met ‘veel doen’" in text


def test_the_summary_of_no_change_is_one_sentence(summary: Any) -> None:
    assert "verandert niets" in summary({})


def test_the_summary_of_broken_records_waits_for_the_repair(tree: Any) -> None:
    data = tree({"initiatieven/voorbeeld.yml": changed(praktijk="praktijk: vele")})
    result = run("summary", "--base", ROOT / "data", "--data", data, "--content", ROOT / "content")
    assert (result.exit_code, "als de fouten in de records weg zijn" in result.stdout) == (1, True)
