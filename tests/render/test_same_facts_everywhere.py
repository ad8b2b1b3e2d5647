"""CSV, XLSX, JSON, GeoJSON, the API and the pages carry the same facts: every field of every record, read back.

What a field should say is taken from the YAML itself, not from our own model.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from helpers import ROOT
from source_data import CAMPUSES, DIMENSION, LABELS, RECORDS, TERMS

PLACE = ("naam", "adres", "postcode", "plaats", "gemeente", "lat", "lon", "nauwkeurigheid")
Table = Mapping[str, Mapping[str, str]]


def words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def many(values: list[Any]) -> str:
    return ";".join(words(value).replace(";", ",") for value in values)


def moment(told: Mapping[str, Any]) -> str:
    """A date as the tables tell it: 2026-03-01/2026-03-02: Open dag (aanmelden voor 2026-02-20)."""
    days = "/".join(str(told[key]) for key in ("datum", "tot") if key in told)
    register = f" (aanmelden voor {told['aanmelden_voor']})" if "aanmelden_voor" in told else ""
    return f"{days}: {words(told['omschrijving'])}{register}"


def expected(record: Mapping[str, Any]) -> dict[str, str]:
    """What the row of a record should say, column by column."""
    row = {}
    for key, value in record.items():
        if key == "contact":
            row |= {f"contact_{part}": words(text) for part, text in value.items()}
        elif key == "locaties":
            for part in PLACE:
                found = [place.get(part) for place in value]
                row[f"locatie_{part}"] = many(found) if any(one is not None for one in found) else ""
        elif key == "niet":
            row |= {f"niet_{field}": many(terms) for field, terms in value.items()}
        elif key == "veranderingen":
            row[key] = many([f"{change['datum']}: {words(change['tekst'])}" for change in value])
        elif key == "momenten":
            row[key] = many([moment(one) for one in value])
        elif key != "bronnen":
            row[key] = many(value) if isinstance(value, list) else words(value)
    return row


def plain(cell: Any) -> str:
    """A cell that was read back, as text; the apostrophe that defuses a formula is not part of the fact."""
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    text = words(cell)
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


@pytest.fixture(scope="module")
def tables(site: Path) -> dict[str, Table]:
    """Every table form of the site: form -> id -> column -> text."""
    frame = pd.read_csv(site / "data/initiatieven.csv", dtype=str, keep_default_na=False)
    book = openpyxl.load_workbook(site / "data/initiatieven.xlsx")
    header, *rows = book["Initiatieven"].iter_rows(values_only=True)
    sheet = [dict(zip(header, row, strict=True)) for row in rows]
    return {
        "csv": {row["id"]: {k: plain(v) for k, v in row.items()} for row in frame.to_dict("records")},
        "xlsx": {str(row["id"]): {str(k): plain(v) for k, v in row.items()} for row in sheet},
        "geojson": {row["id"]: row for row in geojson_rows(site)},
    }


def geojson_rows(site: Path) -> Iterator[dict[str, str]]:
    for feature in json.loads((site / "data/initiatieven.geojson").read_text("utf-8"))["features"]:
        facts = feature["properties"]
        yield {key: ";".join(value) if isinstance(value, list) else words(value) for key, value in facts.items()}


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson"])
def test_every_field_of_every_record_is_in_the_tables_and_nothing_else(form: str, tables: dict[str, Table]) -> None:
    assert set(tables[form]) == set(RECORDS)
    computed = ("campussen", "afstand_km_", "bijgewerkt", "url", "locatie_rd_")
    for name, record in RECORDS.items():
        row = tables[form][name]
        wanted = expected(record)
        numbers = {"locatie_lat", "locatie_lon"}
        assert {k: row[k] for k in wanted if k not in numbers} == {k: v for k, v in wanted.items() if k not in numbers}
        for key in numbers & set(wanted):
            ours, theirs = ([float(v) for v in text.split(";") if v] for text in (row[key], wanted[key]))
            assert ours == theirs, (name, key)
        filled = {key for key, value in row.items() if value and not key.startswith(computed)}
        assert filled <= set(wanted) | {"status"}, name


def jsonable(value: Any) -> Any:
    """YAML as JSON would have it, texts on one line."""
    if isinstance(value, dict):
        return {key: jsonable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [jsonable(one) for one in value]
    return words(value) if isinstance(value, str | dt.date) else value


@pytest.mark.parametrize(
    "form", ["data/initiatieven.json", "api/v1/initiatieven.json", "api/v1/initiatieven/{id}.json"]
)
def test_every_field_and_source_of_every_record_is_in_the_json(form: str, site: Path) -> None:
    if "{id}" in form:
        rows = [json.loads((site / form.format(id=name)).read_text("utf-8")) for name in RECORDS]
    else:
        body = json.loads((site / form).read_text("utf-8"))
        rows = body["initiatieven"]
        assert body["totaal"] == len(rows) == len(RECORDS)
        assert body["schema_version"] == "1.1.0"
    for row in rows:
        for place in row["locaties"]:
            place.pop("rd", None)
        added = {key: row.pop(key) for key in ("feiten", "campussen", "afstanden_km", "bijgewerkt", "url")}
        assert added["url"] == f"https://voorbeeld.nl/initiatieven/{row['id']}/"
        assert row == {"locaties": []} | jsonable(RECORDS[row["id"]]), row["id"]


def test_the_json_says_yes_and_no_as_the_record_does_and_no_more(site: Path) -> None:
    rows = json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    for row in rows:
        record = RECORDS[row["id"]]
        for field, answers in row["feiten"].items():
            named, terms = record.get(field, []), [term["id"] for term in TERMS[DIMENSION[field]]]
            named = named if isinstance(named, list) else [named]
            whole = field in record.get("volledig", []) or (field == "praktijk" and named)
            ruled_out = record.get("niet", {}).get(field, [])
            stated = [term for term in terms if term not in named and (whole or term in ruled_out)]
            assert set(named) <= set(answers["ja"]) and set(stated) <= set(answers["nee"]), (row["id"], field)
            assert not set(answers["ja"]) & set(answers["nee"])
            if not (ROOT / "data/rapport/toets.yml").exists():
                assert (answers["ja"], answers["waarschijnlijk"], answers["nee"]) == (named, [], stated)


def test_computed_columns_agree_between_csv_and_json(site: Path, tables: dict[str, Table]) -> None:
    rows = json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"]
    for row in rows:
        flat = tables["csv"][row["id"]]
        assert flat["campussen"] == ";".join(row["campussen"])
        distances = {key.removeprefix("afstand_km_"): float(v) for key, v in flat.items() if "km_" in key and v}
        assert distances == row["afstanden_km"]
        assert flat["bijgewerkt"] == row["bijgewerkt"] >= row["gecontroleerd"]


def test_every_source_of_every_fact_has_its_row(site: Path) -> None:
    frame = pd.read_csv(site / "data/bronnen.csv", dtype=str, keep_default_na=False)
    found = sorted(tuple(map(plain, row)) for row in frame.drop(columns="waarde").to_numpy().tolist())
    parts = ("bron", "geraadpleegd", "zekerheid", "toelichting")
    wanted = sorted(
        (name, field, *(words(source.get(part)) for part in parts))
        for name, record in RECORDS.items()
        for source in record["bronnen"]
        for field in source["velden"]
    )
    assert found == wanted
    assert (frame["waarde"] != "").all()
    rows = {(row["initiatief"], row["veld"]): plain(row["waarde"]) for row in frame.to_dict("records")}
    for (name, field), value in rows.items():
        if field == "niet":
            ruled_out = RECORDS[name]["niet"]
            assert value == many([f"{one}: {term}" for one, terms in ruled_out.items() for term in terms])
        elif field not in {"locaties", "contact"}:
            assert value == expected(RECORDS[name])[field]


def test_geopandas_reads_the_same_places_and_rd_new_agrees(site: Path, tables: dict[str, Table]) -> None:
    frame = gpd.read_file(site / "data/initiatieven.geojson").set_index("id")
    assert frame.crs is not None and frame.crs.to_epsg() == 4326
    metric = frame.to_crs("EPSG:28992")
    for name, record in RECORDS.items():
        wanted = [(place["lon"], place["lat"]) for place in record.get("locaties", []) if "lat" in place]
        geometry = frame.geometry[name]
        if not wanted:
            assert geometry is None, name
            continue
        points = [(p.x, p.y) for p in getattr(geometry, "geoms", [geometry])]
        assert points == wanted, name
        rd = [(p.x, p.y) for p in getattr(metric.geometry[name], "geoms", [metric.geometry[name]])]
        axes = ([v for v in tables["csv"][name][f"locatie_rd_{axis}"].split(";") if v] for axis in "xy")
        for (x, y), (ours_x, ours_y) in zip(rd, zip(*axes, strict=True), strict=True):
            assert (abs(x - int(ours_x)) <= 0.5, abs(y - int(ours_y)) <= 0.5) == (True, True), name


def shown_as(key: str, value: Any) -> list[str]:
    """What the Dutch page should say of a field."""
    if key in DIMENSION:
        values = value if isinstance(value, list) else [value]
        return [LABELS[DIMENSION[key], one]["nl"] for one in values]
    if key == "niet":
        return [LABELS[DIMENSION[field], term]["nl"] for field, terms in value.items() for term in terms]
    if key == "locaties":
        return [words(place[part]) for place in value for part in ("naam", "adres", "postcode") if part in place]
    if key == "contact":
        return [words(text) for text in value.values()]
    if key in {"veranderingen", "momenten"}:
        return [words(told["tekst" if key == "veranderingen" else "omschrijving"]) for told in value]
    if isinstance(value, bool):
        return ["Ja" if value else "Nee"]
    if key == "website":
        return [value.split("://")[1].rstrip("/")]
    return [words(one) for one in value] if isinstance(value, list) else [words(value)]


def test_the_pages_say_every_fact(page: Callable[[str], BeautifulSoup]) -> None:
    skipped = {"id", "samenvatting_en", "gecontroleerd", "bronnen", "ook_rond", "opvolger", "volledig"}
    numbers = {"groep_van", "groep_tot", "klas_van", "klas_tot"}
    for name, record in RECORDS.items():
        told = skipped | (numbers if "groepen" in record else set())
        main = page(f"/initiatieven/{name}/").find("main")
        assert main is not None
        text = "".join(main.get_text(" ").split())
        for key, value in record.items():
            for said in shown_as(key, value) if key not in told else []:
                assert "".join(said.split()) in text, (name, key, said)


def test_campuses_say_the_same_in_csv_json_and_geojson(site: Path) -> None:
    frame = pd.read_csv(site / "data/campussen.csv", dtype={"postcode": str}).set_index("id")
    points = gpd.read_file(site / "data/campussen.geojson").set_index("id")
    api = json.loads((site / "api/v1/campussen.json").read_text("utf-8"))["campussen"]
    assert json.loads((site / "data/campussen.json").read_text("utf-8"))["campussen"] == api
    for campus, row in zip(CAMPUSES.values(), api, strict=True):
        flat = frame.loc[campus["id"]]
        for key in ("code", "naam", "adres", "postcode", "plaats", "gemeente", "nauwkeurigheid", "lat", "lon"):
            assert flat[key] == row[key] == campus[key] == points.loc[campus["id"]][key]
        for key in ("focus", "beschrijving"):
            assert [flat[f"{key}_{code}"] for code in ("nl", "en")] == [words(row[key][c]) for c in ("nl", "en")]
            assert jsonable(campus[key]) == row[key]
        assert (points.geometry[campus["id"]].x, points.geometry[campus["id"]].y) == (campus["lon"], campus["lat"])
        assert flat["initiatieven"] == len(row["initiatieven"])
        assert row["bronnen"] == jsonable(campus["bronnen"])


def test_the_tables_of_the_report_are_published_unchanged(site: Path) -> None:
    for path in sorted((ROOT / "data/rapport").glob("*.csv")):
        ours = pd.read_csv(site / "data/rapport" / path.name, dtype=str, keep_default_na=False)
        theirs = pd.read_csv(path, dtype=str, keep_default_na=False)
        pd.testing.assert_frame_equal(ours, theirs)


def test_every_csv_is_rfc_4180_in_utf_8_that_excel_recognises(site: Path) -> None:
    files = sorted((site / "data").rglob("*.csv"))
    assert len(files) >= 10
    for path in files:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf"), path.name
        assert data.endswith(b"\r\n"), path.name
        frame = pd.read_csv(io.BytesIO(data), dtype=str)
        assert not frame.columns.str.contains("Unnamed").any(), path.name
        assert data.decode("utf-8-sig").replace("\r\n", "").count("\n") == 0, path.name
