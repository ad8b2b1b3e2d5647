"""The page with open data, the small files for machines, and the dates in the sitemap."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, changed, run
from source_data import LOG, RECORDS, TERMS

from site_src.derive.catalogue import Catalogue
from site_src.model.computed_fields import part_meanings
from site_src.model.fields import fields_of
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Change, Contact, Excluded, Location, Moment, Source
from site_src.pipeline import Options, build
from site_src.render.last_modified import first_day
from site_src.render.open_data.metadata.datapackage import LICENCE

ORIGIN = "https://voorbeeld.nl"
Page = Callable[[str], BeautifulSoup]


@pytest.mark.parametrize("address", ["/data/", "/en/data/"])
def test_the_python_on_the_page_runs_and_finds_every_initiative(address: str, page: Page, served: str) -> None:
    code = page(address).select_one("code[data-snippet]")
    assert code is not None and ORIGIN in code.text
    told, found = io.StringIO(), {}
    with contextlib.redirect_stdout(told):
        exec(compile(code.text.replace(ORIGIN, served), "voorbeeld.py", "exec"), found)
    assert told.getvalue().startswith(f"{len(RECORDS)} initiatieven, ")
    assert len(found["kaart"]) == len(RECORDS)
    assert (found["vmbo"]["schooltypen"].str.split(";").map(lambda types: "vmbo" in types)).all()


@pytest.mark.parametrize("address", ["/data/", "/en/data/"])
def test_the_dictionary_has_every_field_with_its_terms_and_how_often_it_is_filled(
    address: str, page: Page, catalogue: Catalogue
) -> None:
    rows = {row.code.text: row for row in page(address).select("table[data-dictionary] tbody tr") if row.code}
    fields = fields_of(Initiative)
    assert list(rows) == [field.name for field in fields]
    for field in fields:
        row, alias, spec = rows[field.name], field.name, field.spec
        meaning = catalogue.wording.meaning(field.meaning)["nl" if address == "/data/" else "en"]
        assert meaning and meaning in row.get_text()
        ids = [code.text for code in row.select("details code")]
        assert ids == ([term["id"] for term in TERMS[spec.term]] if spec.term else [])
        filled = sum(record.get(alias) not in (None, []) for record in RECORDS.values())
        count = row.select_one("td.number")
        assert count is not None and int(count.text) == filled, alias
        levels = [int(number) for number in re.findall(r": (\d+)", row.select("td")[-1].get_text())]
        known = sum(record.get(alias) not in (None, [], "onbekend" if alias == "status" else None)
                    for record in RECORDS.values())  # fmt: skip
        assert sum(levels) == (known if spec.sourced else 0), alias


def test_every_part_of_a_field_and_every_english_help_is_explained() -> None:
    models = {"contact": Contact, "niet": Excluded, "locaties": Location, "veranderingen": Change, "momenten": Moment,
              "bronnen": Source}  # fmt: skip
    wanted = {f"{name}.{field.alias or key}" for name, model in models.items()
              for key, field in model.model_fields.items()}  # fmt: skip
    assert set(part_meanings()) == wanted
    assert [field.name for field in fields_of(Initiative) if not field.spec.help_en] == []


def test_every_file_below_data_is_offered_on_the_page(site: Path, page: Page) -> None:
    offered = {str(tag["href"]).removeprefix("/data/") for tag in page("/data/").select("a[download]")}
    there = {path.relative_to(site / "data").as_posix() for path in (site / "data").rglob("*") if path.is_file()}
    assert {name for name in there if not name.startswith(("kaart/", "momenten/"))} - {"index.html"} == offered


def test_the_licence_is_the_same_everywhere(site: Path, page: Page) -> None:
    assert "https://creativecommons.org/licenses/by/4.0/deed.nl" in {
        str(a["href"]) for a in page("/data/").select("a[href]")
    }
    assert LICENCE["name"] == "CC-BY-4.0"
    assert json.loads((site / "api/v1/openapi.json").read_text("utf-8"))["info"]["license"]["identifier"] == "CC-BY-4.0"
    assert "licence/CC_BY_4_0" in (site / "data/catalog.ttl").read_text("utf-8")
    assert json.loads((site / "data/initiatieven.json").read_text("utf-8"))["licentie"] == "CC BY 4.0"


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_changed_is_told_newest_first_and_each_links_to_its_initiative(language: str, page: Page) -> None:
    soup = page(f"{language}/veranderd/")
    items = soup.select("main .news > li")
    changes = [change for record in RECORDS.values() for change in record.get("veranderingen", [])] + LOG
    assert len(items) == len(changes) > 0
    wanted = [str(first_day(change["datum"])) for change in changes]
    years = [int(tag.text) for tag in soup.select("main h2")]
    assert years == sorted({int(day[:4]) for day in wanted}, reverse=True)
    for item in items:
        link = item.select_one("a")
        assert link is not None and str(link["href"]).startswith(f"{language}/initiatieven/")
    assert soup.select_one(f'a[href="{language}/atom.xml"]')
    stopped = [
        name for name, record in RECORDS.items() if record["status"] == "gestopt" and record.get("veranderingen")
    ]
    for name in stopped:
        word = "Gestopt" if not language else "Stopped"
        assert any(item.text.split("\n")[0] and f"{word}: {RECORDS[name]['naam']}" in item.text for item in items)


def test_every_page_leads_to_the_data_and_knows_the_feed(page: Page) -> None:
    item = min(RECORDS)
    for address, language in (("/", ""), (f"/en/initiatieven/{item}/", "/en"), ("/over/", "")):
        soup = page(address)
        assert soup.select_one(f'footer a[href="{language}/data/"]')
        feed = soup.select_one("link[type='application/atom+xml']")
        assert feed is not None and feed["href"] == f"{language}/atom.xml"
        assert soup.select_one("link[rel=manifest][href='/manifest.webmanifest']")
    assert page("/over/").select_one('main a[href="/data/"]')
    assert page(f"/en/initiatieven/{item}/").select_one(f'main a[href="/api/v1/initiatieven/{item}.json"]')


# --- small files


def test_security_txt_has_a_contact_an_expiry_and_its_own_address(site: Path) -> None:
    lines = dict(line.split(": ", 1) for line in (site / ".well-known/security.txt").read_text("utf-8").splitlines())
    assert lines["Contact"].startswith("https://") and "{" not in lines["Contact"]
    assert lines["Canonical"] == f"{ORIGIN}/.well-known/security.txt"
    assert dt.datetime.fromisoformat(lines["Expires"]) > dt.datetime.now(tz=dt.UTC), "renew it in content/site.yml"
    assert set(lines) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}


@pytest.mark.parametrize(("day", "code", "word"), [("2027-10-01", 0, ""), ("2027-10-02", 1, "verloopt op"),
                                                   ("2027-11-01", 1, "is verlopen")])  # fmt: skip
def test_the_check_warns_from_thirty_days_before_security_txt_expires(
    day: str, code: int, word: str, tree: Callable[..., Path], content: Path
) -> None:
    site = (content / "site.yml").read_text("utf-8")
    (content / "site.yml").write_text(re.sub(r"verloopt: \S+", "verloopt: 2027-11-01", site), encoding="utf-8")
    data = tree({"initiatieven/voorbeeld.yml": RECORD})
    done = run("check", "--strict", "--data", data, "--content", content, "--today", day)
    found = [line for line in done.stdout.splitlines() if "security" in line]
    assert (done.exit_code, len(found)) == (code, code)
    assert all(word in line and line.startswith("content/site.yml") for line in found)


def test_a_site_without_a_security_contact_has_no_security_txt(
    tree: Callable[..., Path], content: Path, tmp_path: Path
) -> None:
    site = (content / "site.yml").read_text("utf-8")
    (content / "site.yml").write_text(re.sub(r"(?m)^beveiliging:.*\n(  .*\n)+", "", site), encoding="utf-8")
    build(Options(tree({"initiatieven/voorbeeld.yml": RECORD}), content, tmp_path / "public", jobs=1))
    assert not (tmp_path / "public/.well-known/security.txt").exists()


def test_the_manifest_names_the_site_and_an_icon_that_is_there(site: Path) -> None:
    found = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert found["name"] == yaml.safe_load((ROOT / "content/site.yml").read_text("utf-8"))["naam"]
    assert found["start_url"] == found["scope"] == "/"
    assert [(site / icon["src"].lstrip("/")).is_file() for icon in found["icons"]] == [True]


def test_llms_txt_leads_to_files_that_are_there(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    assert text.startswith("# ")
    links = re.findall(r"\]\((\S+)\)", text)
    assert len(links) >= 6
    for link in links:
        path = site / urlsplit(link).path.lstrip("/")
        assert (path / "index.html" if link.endswith("/") else path).is_file(), link


def last_changes(site: Path) -> dict[str, str | None]:
    """Address -> lastmod."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    rows = ElementTree.parse(site / "sitemap.xml").findall(f"{space}url")
    return {str(row.findtext(f"{space}loc")): row.findtext(f"{space}lastmod") for row in rows}


def test_the_sitemap_gives_the_newest_date_in_each_record(site: Path) -> None:
    found = last_changes(site)
    newest = {}
    for name, record in RECORDS.items():
        dates = [record["gecontroleerd"], *(s["geraadpleegd"] for s in record["bronnen"] if "geraadpleegd" in s)]
        newest[name] = max([*dates, *(first_day(change["datum"]) for change in record.get("veranderingen", []))])
        for language in ("", "/en"):
            assert found[f"{ORIGIN}{language}/initiatieven/{name}/"] == str(newest[name]), name
    newest_of_all = str(max([*newest.values(), *(row["datum"] for row in LOG)]))
    assert found[f"{ORIGIN}/"] == found[f"{ORIGIN}/veranderd/"] == newest_of_all
    assert len(set(found.values())) > 3
    assert found[f"{ORIGIN}/privacy/"] is None  # nobody can tell from the data


def test_changing_one_record_changes_its_own_date_only(
    tree: Callable[..., Path], content: Path, tmp_path: Path
) -> None:
    other = changed(id="id: ander", naam="naam: Ander")
    dates = []
    consulted = {"    zekerheid": "    zekerheid: website\n    geraadpleegd: 2026-11-21"}
    for lines in ({}, {"gecontroleerd": "gecontroleerd: 2026-11-20"}, consulted):
        record = changed(**lines)
        data = tree({"initiatieven/voorbeeld.yml": record, "initiatieven/ander.yml": other})
        build(Options(data, content, tmp_path / "public", base_url="https://site.example/", jobs=1))
        found = last_changes(tmp_path / "public")
        dates.append([found[f"https://site.example/initiatieven/{name}/"] for name in ("voorbeeld", "ander")])
    assert dates == [[day, "2026-11-01"] for day in ("2026-11-01", "2026-11-20", "2026-11-21")]


def test_under_a_path_of_its_own_every_address_has_that_path(
    tree: Callable[..., Path], content: Path, tmp_path: Path
) -> None:
    base = "https://site.example/techniek/"
    build(Options(tree({"initiatieven/voorbeeld.yml": RECORD}), content, tmp_path / "public", base_url=base, jobs=1))
    public = tmp_path / "public"
    for name in ("data/datapackage.json", "data/catalog.ttl", "api/v1/openapi.json", "atom.xml", "llms.txt",
                 ".well-known/security.txt", "api/v1/initiatieven.json"):  # fmt: skip
        found = re.findall(r"https://site\.example/[a-z]+", (public / name).read_text("utf-8"))
        assert found and set(found) <= {"https://site.example/techniek"}, name
    assert json.loads((public / "manifest.webmanifest").read_text("utf-8"))["scope"] == "/techniek/"
    shutil.rmtree(public)
