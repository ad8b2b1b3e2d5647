"""Whatever a record says, no published file runs it, breaks on it, or leaves a record out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import openpyxl
import pytest
import rdflib
import vobject
from helpers import LANGUAGES, RECORD, ROOT, TODAY, changed
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import validate

from site_src.derive.catalogue import Catalogue, derive
from site_src.pipeline import Options, build
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.render.open_data.downloads import publish
from site_src.render.open_data.formats.formula_escaping import clean, cleaned, defused
from site_src.render.routes import Routes

EVIL = {
    "formula": "=HYPERLINK(\"https://kwaad.nl\";\"klik\")",
    "plus": "+31 10 1234567",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "space": " =1+1",
    "return": "\r=1+1",
    "full width": "＝1+1",
    "control": "Robots\x00\x07\x1b[31m\x7f bouwen",
    "surrogate": "Robots \ud800 bouwen",
    "no character": "Robots \uffff bouwen",
    "separator": "Robots\u2028bouwen",
    "markup": "]]></title><script>alert(1)</script>&amp;",
    "turtle": 'Robots" ; <urn:x> <urn:y> . \\',
    "calendar": "Robots\r\nEND:VCALENDAR, ; \\ bouwen",
    "quotes": 'Robots "bouwen", of; niet',
    "long": "Zoë heeft een idee. " * 90,
}  # fmt: skip


@pytest.fixture
def catalogue(tree: Callable[..., Path]) -> Catalogue:
    """One record with a date and a change, and one without a place."""
    more = 'bereik: lokaal\nmomenten:\n  - {datum: 2026-12-01, tot: 2026-12-02, omschrijving: Open dag, aanmelden_voor: 2026-11-30}\nveranderingen: [{datum: "2026-03", tekst: Verhuisd}]'  # noqa: E501
    data = tree({
        "initiatieven/voorbeeld.yml": changed(bereik=more),
        "initiatieven/zonder-plek.yml": changed(id="id: zonder-plek", naam="naam: Zonder plek", locaties=None).replace(
            "  - naam: Robotzaal\n    adres: Coolsingel 40\n    postcode: 3011 AD\n    plaats: Rotterdam\n"
            "    gemeente: Rotterdam\n    lat: 51.9225\n    lon: 4.4792\n    nauwkeurigheid: adres\n", ""),
    })  # fmt: skip
    return derive(read_data(data), read_settings(ROOT / "content", "https://voorbeeld.nl/"), TODAY)


def published(catalogue: Catalogue, text: str | None = None) -> dict[str, bytes]:
    """All files, with `text` wherever a record holds free text."""
    if text is not None:
        catalogue = replace(catalogue, initiatives=tuple(_said(item, text) for item in catalogue.initiatives))
    where = Routes("https://voorbeeld.nl", "/", ("nl", "en"))
    return dict(publish(catalogue, where, LANGUAGES, {}))


def _said(item, text: str):  # type: ignore[no-untyped-def]
    moments = tuple(moment.model_copy(update={"description": text}) for moment in item.moments)
    changes = tuple(change.model_copy(update={"text": text}) for change in item.changes)
    sources = tuple(source.model_copy(update={"note": text}) for source in item.sources)
    update = {"name": text, "summary": text, "groups": text, "organisation": text}
    return item.model_copy(update=update | {"moments": moments, "changes": changes, "sources": sources})


@pytest.mark.parametrize("name", EVIL)
def test_no_cell_of_a_table_is_a_formula(name: str, catalogue: Catalogue) -> None:
    files = published(catalogue, EVIL[name])
    dangerous = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")
    for file, data in files.items():
        if file.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
            assert len({len(row) for row in rows}) == 1, file
            assert [cell for row in rows for cell in row if cell.lstrip(" ").startswith(dangerous)] == [], file
    book = openpyxl.load_workbook(io.BytesIO(files["data/initiatieven.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert [
        cell.value for cell in cells if isinstance(cell.value, str) and cell.value.lstrip().startswith(dangerous)
    ] == []
    assert {sheet.freeze_panes for sheet in book} - {None} != set()


@pytest.mark.parametrize("name", EVIL)
def test_every_format_stays_whole(name: str, catalogue: Catalogue) -> None:
    files = published(catalogue, EVIL[name])
    text = clean(EVIL[name]).strip()
    for file, data in files.items():
        if file.endswith((".xlsx", ".zip")):
            continue
        said = data.decode("utf-8")  # so no surrogates
        assert [c for c in said if (ord(c) < 32 and c not in "\r\n") or c in "\x7f\u2028\ufffe\uffff"] == [], file
        if file.endswith((".json", ".geojson", ".jsonld")):
            json.loads(data)
        elif file.endswith(".xml"):
            ElementTree.fromstring(data)
            feed = feedparser.parse(data)
            assert not feed.bozo
            assert "<script" not in data.decode()
        elif file.endswith(".ttl"):
            rdflib.Graph().parse(data=data, format="turtle")
        elif file.endswith(".ics"):
            events = vobject.readOne(data.decode("utf-8")).vevent_list
            assert len(events) >= 2
            assert text[:30] in events[0].summary.value
            assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    rows = json.loads(files["api/v1/initiatieven.json"])["initiatieven"]
    assert {row["naam"].strip() for row in rows} == {text}


@given(st.text(max_size=60))
def test_no_text_whatever_becomes_a_formula_or_breaks_a_file(text: str) -> None:
    safe = defused(text)
    safe.encode("utf-8")
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert clean(clean(text)) == clean(text)
    assert json.loads(json.dumps(cleaned({text: [text]}))) == {clean(text): [clean(text)]}


def test_an_ordinary_text_is_not_changed() -> None:
    for text in ("Zoë’s idee: ‘robots’ – €5", "🤖 robots", "groep 7 en 8", "https://x.nl/a?b=c"):
        assert defused(text) == text


def test_a_record_without_a_place_is_there_with_an_empty_list_and_without_geometry(catalogue: Catalogue) -> None:
    files = published(catalogue)
    assert json.loads(files["api/v1/initiatieven/zonder-plek.json"])["locaties"] == []
    features = {f["id"]: f for f in json.loads(files["data/initiatieven.geojson"])["features"]}
    assert features["zonder-plek"]["geometry"] is None
    assert features["voorbeeld"]["geometry"] == {"type": "Point", "coordinates": [4.4792, 51.9225]}
    rows = csv.DictReader(io.StringIO(files["data/initiatieven.csv"].decode("utf-8-sig"), newline=""))
    found = {row["id"]: (row["locatie_lat"], row["locatie_rd_x"], row["afstand_km_ITS"]) for row in rows}
    assert found["zonder-plek"] == ("", "", "")
    assert found["voorbeeld"][0] == "51.9225" and found["voorbeeld"][1].isdigit()


def test_dates_are_events_of_whole_days_with_a_deadline_of_their_own(catalogue: Catalogue) -> None:
    for name in ("data/momenten.ics", "data/momenten/voorbeeld.ics"):
        events = vobject.readOne(published(catalogue)[name].decode("utf-8")).vevent_list
        days = [(event.dtstart.value, event.dtend.value) for event in events]
        assert days == [(dt.date(2026, 12, 1), dt.date(2026, 12, 3)), (dt.date(2026, 11, 30), dt.date(2026, 12, 1))]
        assert [event.uid.value for event in events] == [f"voorbeeld-1{end}@voorbeeld.nl" for end in ("", "-aanmelden")]
        assert {event.dtstamp.value.isoformat() for event in events} == {f"{TODAY}T00:00:00+00:00"}
        assert (events[0].summary.value, events[0].location.value) == (
            "Voorbeeld: Open dag", "Robotzaal, Coolsingel 40, Rotterdam")  # fmt: skip
    assert "data/momenten/zonder-plek.ics" not in published(catalogue)


def test_the_calendar_of_one_initiative_is_described_when_there_is_one(catalogue: Catalogue) -> None:
    none = replace(catalogue, initiatives=tuple(i.model_copy(update={"moments": ()}) for i in catalogue.initiatives))
    for data, described in ((catalogue, True), (none, False)):
        document = json.loads(published(data)["api/v1/openapi.json"])
        validate(document)
        assert ("/data/momenten/{id}.ics" in document["paths"]) is described


def test_a_catalogue_without_records_is_published_too(tree: Callable[..., Path]) -> None:
    empty = derive(read_data(tree({})), read_settings(ROOT / "content"), TODAY)
    files = published(empty)
    assert json.loads(files["data/initiatieven.json"])["totaal"] == 0
    openpyxl.load_workbook(io.BytesIO(files["data/initiatieven.xlsx"]))


def test_a_site_with_dates_is_built_with_a_link_to_the_calendar(
    tree: Callable[..., Path], content: Path, tmp_path: Path
) -> None:
    moments = "momenten: [{datum: 2026-12-01, omschrijving: Open dag}]\nbereik: lokaal"
    record = RECORD.replace("locaties, status]", "locaties, status, momenten]").replace("bereik: lokaal", moments)
    build(Options(tree({"initiatieven/voorbeeld.yml": record}), content, tmp_path / "public", jobs=1))
    page = (tmp_path / "public/initiatieven/voorbeeld/index.html").read_text("utf-8")
    assert "/data/momenten/voorbeeld.ics" in page
    assert (tmp_path / "public/data/momenten/voorbeeld.ics").is_file()
