"""The list in the browser answers like the published data: 200 random questions, put to both."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import source_data
from helpers import ROOT
from playwright.sync_api import Page
from source_data import read_yaml

from site_src.derive.facets import slug

FILTERS = source_data.FIELDS | {"status": "status"}
WORDS = ["robot", "haven", "bèta", "DELFT", "groep 7", "les bedrijf", "jinc", "zzz", "Éen"]
QUESTIONS = 200
NO_SUMMARY = read_yaml(ROOT / "content/nl/interface.yml")["feit"]["geen_samenvatting"]  # what the card says then


def _list(value: object) -> list[str] | None:
    if isinstance(value, list):
        return [str(item) for item in value]
    return None if value is None or value != value else [str(value)]  # NaN is not itself


def _towns(row: pd.Series) -> list[str] | None:
    places = row["locaties"] if isinstance(row["locaties"], list) else []
    area = row["werkgebied"] if isinstance(row["werkgebied"], list) else []
    names = sorted({place["gemeente"] for place in places if place.get("gemeente")} | set(area))
    if not names and row["bereik"] != "landelijk-online":
        return None
    return [slug(name) for name in names]


def _campuses(row: pd.Series) -> list[str] | None:
    places = row["locaties"] if isinstance(row["locaties"], list) else []
    return None if not row["campussen"] and not any("lat" in place for place in places) else list(row["campussen"])


def _table(site: Path) -> pd.DataFrame:
    """One row an initiative, one column a filter: its values, or None when unknown."""
    data = pd.DataFrame(json.loads((site / "data/initiatieven.json").read_text("utf-8"))["initiatieven"])
    table = pd.DataFrame(index=data["id"])
    for name, field in FILTERS.items():
        table[name] = [_list(value) for value in data[field]]
        if field in data["feiten"][0]:
            told = [row[field] for row in data["feiten"]]
            table[name] = [answers["ja"] + answers["waarschijnlijk"] for answers in told]
            table[f"{name}-nee"] = [answers["nee"] for answers in told]
    table["campus"] = [_campuses(row) for _, row in data.iterrows()]
    table["gemeente"] = [_towns(row) for _, row in data.iterrows()]
    costs = [_list(value) for value in data["kosten"]]
    table["kosten"] = [
        cost and (["gratis"] if cost[0].casefold().startswith("gratis") else ["betaald"]) for cost in costs
    ]
    flags = [_list(value) for value in data["gratis_vervoer"]]
    table["vervoer"] = [flag and (["gratis"] if flag[0] == "True" else ["eigen"]) for flag in flags]
    table["text"] = [_text(row, towns) for (_, row), towns in zip(data.iterrows(), table["gemeente"], strict=True)]
    return table


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def _text(row: pd.Series, _towns: object) -> str:
    places = row["locaties"] if isinstance(row["locaties"], list) else []
    towns = [place.get("gemeente") for place in places] + (
        row["werkgebied"] if isinstance(row["werkgebied"], list) else []
    )
    summary = row["samenvatting"] if isinstance(row["samenvatting"], str) else NO_SUMMARY
    parts = [row["naam"], summary, row["organisatie"], row["onderdeel_van"], row["groepen"], *towns]
    return _plain(" ".join(str(part) for part in parts if isinstance(part, str)))


def _passes(found: list[str] | None, ruled_out: list[str] | None, chosen: set[str], unknown: bool) -> bool:
    """Whether one of the chosen values is there; with `unknown` also when nobody knows of one of them."""
    if chosen & set(found or ()):
        return True
    if ruled_out is None:
        return unknown and not isinstance(found, list)
    return unknown and bool(chosen - set(found or ()) - set(ruled_out))


def _filter_of(dimension: str) -> str:
    """The stage and the level of a school are two dimensions of one filter."""
    return dimension.partition("-")[0]


def _answer(table: pd.DataFrame, chosen: dict[str, list[str]], q: str, unknown: bool) -> set[str]:
    keep = pd.Series(True, index=table.index)
    for dimension, values in chosen.items():
        name = _filter_of(dimension)
        ruled_out = table[f"{name}-nee"] if f"{name}-nee" in table else table[name].map(lambda found: None)
        rows = zip(table[name], ruled_out, strict=True)
        keep &= pd.Series([_passes(*row, set(values), unknown) for row in rows], index=table.index, dtype=bool)
    for word in _plain(q).split():
        keep &= table["text"].str.contains(word, regex=False)
    return set(table.index[keep])


def _question(rng: random.Random, options: dict[str, list[str]]) -> tuple[dict[str, list[str]], str, bool]:
    names = rng.sample(sorted(options), rng.choice([0, 1, 1, 2, 2, 3, 4]))
    chosen = {name: rng.sample(options[name], min(len(options[name]), rng.choice([1, 1, 2, 3]))) for name in names}
    return chosen, rng.choice(["", "", "", *WORDS]), rng.random() < 0.3


def test_two_hundred_random_questions_get_the_same_answer(tab: Page, address: str, site: Path) -> None:
    table = _table(site)
    tab.goto(f"{address}/initiatieven/")
    options: dict[str, list[str]] = {}
    for dimension, value in tab.eval_on_selector_all(
        "[data-dimension] input", "all => all.map(box => [box.closest('fieldset').dataset.dimension, box.value])"
    ):
        options.setdefault(dimension, []).append(value)
    rng = random.Random(20261121)
    sizes = []
    for _ in range(QUESTIONS):
        chosen, q, unknown = _question(rng, options)
        pairs = [(_filter_of(name), value) for name, values in chosen.items() for value in values]
        pairs += [("q", q)] * bool(q) + [("onbekend", "ja")] * unknown
        found = tab.evaluate(
            """address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate'));
               const cards = [...document.querySelectorAll('[data-initiative]:not([hidden])')];
               return [cards.map(card => card.dataset.initiative),
                       document.querySelector('[data-count]').textContent] }""",
            f"/initiatieven/?{urlencode(pairs)}",
        )
        assert set(found[0]) == _answer(table, chosen, q, unknown), (chosen, q, unknown)
        assert found[1].split()[0] == str(len(found[0]))
        sizes.append(len(found[0]))
    assert len(set(sizes)) > 10  # the questions are not all empty or all alike


def test_the_numbers_behind_the_choices_follow_the_other_choices(tab: Page, address: str, site: Path) -> None:
    table = _table(site)
    tab.goto(f"{address}/initiatieven/?schooltype=po&branche=it-ict&branche=maritiem")
    counts = tab.eval_on_selector_all(
        "[data-dimension] input",
        "all => all.map(b => [b.closest('fieldset').dataset.dimension, b.value,"
        " b.parentElement.querySelector('.count').textContent])",
    )
    chosen = {"schooltype-fase": ["po"], "branche": ["it-ict", "maritiem"]}
    for name, value, count in counts:
        others = {key: values for key, values in chosen.items() if key != name}
        assert int(count) == len(_answer(table, others | {name: [value]}, "", unknown=False)), (name, value)


def test_certain_and_probable_are_counted_apart_and_a_no_is_never_unknown(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/")
    engine = tab.locator('link[rel=modulepreload][href*="engine"]').get_attribute("href")
    ask = """async ([address, question]) => {
      const { createEngine } = await import(address);
      const records = [
        { text: "sure", values: { s: ["havo"] }, no: { s: ["po"] } },
        { text: "likely", values: { s: ["vmbo", "havo"] }, no: { s: [] }, probable: { s: ["havo"] } },
        { text: "no", values: { s: ["po"] }, no: { s: ["havo"] } },
        { text: "open", values: { s: ["po"] }, no: { s: ["vwo"] } },
        { text: "closed", values: { s: ["po"] } },
        { text: "nothing", values: {} },
      ];
      const found = createEngine(records, ["s"]).run(question);
      return [found.total, found.probable, found.unknown, found.counts.s.havo, found.likely.s.havo];
    }"""
    assert tab.evaluate(ask, [engine, {"chosen": {"s": ["havo"]}}]) == [2, 1, 2, 2, 1]
    assert tab.evaluate(ask, [engine, {"chosen": {"s": ["havo"]}, "withUnknown": True}]) == [4, 1, 0, 2, 1]
    assert tab.evaluate(ask, [engine, {"chosen": {"s": ["havo", "vmbo"]}}]) == [2, 0, 3, 2, 1]
    assert tab.evaluate(ask, [engine, {}]) == [6, 0, 0, 2, 1]


def test_ten_thousand_records_take_less_than_fifty_milliseconds(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/")
    engine = tab.locator('link[rel=modulepreload][href*="engine"]').get_attribute("href")
    best = tab.evaluate(
        """async address => {
          const { createEngine } = await import(address);
          const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
          const records = Array.from({ length: 10000 }, (_, n) => ({
            text: `record ${n} robot haven les techniek bedrijf`,
            values: Object.fromEntries(names.map((name, i) => [name, [`${(n * (i + 3)) % 9}`, `${(n * 7) % 5}`]])) }));
          const engine = createEngine(records, names);
          const times = [];
          for (let n = 0; n < 15; n++) {
            const start = performance.now();
            engine.run({ chosen: { a: ['1', '2'], b: [`${n % 5}`], c: ['3'] }, words: ['robot', `${n}`] });
            times.push(performance.now() - start);
          }
          return Math.min(...times);
        }""",
        engine,
    )
    assert best < 50


def test_a_change_of_filter_on_the_real_list_takes_less_than_one_frame(tab: Page, address: str) -> None:
    tab.goto(f"{address}/initiatieven/")
    best = tab.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll('[data-dimension] input')].slice(0, 20);
          return Math.min(...boxes.map(box => {
            const start = performance.now();
            box.click();
            return performance.now() - start;
          }));
        }"""
    )
    assert best < 16
