"""Dutch and English say the same things: the same words of the interface, all there and all used, the same sections."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
import yaml
from helpers import ROOT

from site_src.derive.catalogue import Catalogue
from site_src.derive.gaps import NEARBY, REGION, SHARE
from site_src.derive.insight.counts import SETS
from site_src.derive.insight.coverage import COVERED
from site_src.derive.insight.gaps.deviations import LESS, LIGHT, MORE, STRONG
from site_src.derive.insight.questions.asking import NOT_ASKED
from site_src.derive.insight.role_costs import BUSES, VERDICTS, Plan
from site_src.derive.insight.success_factors import FACTORS
from site_src.derive.reach import How
from site_src.model.change_log import KINDS
from site_src.model.fields import Kind
from site_src.model.gap_register import DATA, WORLD
from site_src.model.region.demand import SCHOOL_TYPES
from site_src.model.settings import NOT_FOUND_TEXT, PROSE
from site_src.read.words import read_words
from site_src.render.pages.contributing.coverage import COLUMNS as COVERAGE
from site_src.render.pages.open_data import OFFERED
from site_src.render.pages.sharing.embeds import ACCENTS
from site_src.render.tables.gap_figure import COLUMNS as FIGURE_COLUMNS
from site_src.render.tables.in_prose import SLOTS
from site_src.render.words.language import spoken
from site_src.render.words.next_steps import FOR_ALL, LETTERS
from site_src.render.words.questions import CHANGED

CODES = ("nl", "en")
PAGES = sorted(path.name for path in (ROOT / "content/nl").glob("*.md"))
PLACES = ((ROOT / "templates", "*.html"), (ROOT / "site_src", "*.py"), (ROOT / "site_src/static/js", "*.js"))
KEY = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+"
CALL = re.compile(r"(?:\b(t|say|count|many)|words)(?:\.get)?(?:\(|\[)")
FAMILY = re.compile(r"""["'`]((?:[a-z0-9_]+\.)+)(?:["']\s*(?:~|\+)|\{|\$\{)""")

# Keys that are put together from a beginning and a value: `t("status." ~ item.status)`, `say(f"soort.{amount.kind}")`.
FAMILIES: dict[str, Callable[[Catalogue], list[str]]] = {
    "bereik.": lambda catalogue: [*(how.value for how in How), "niet"],
    "deur.": lambda catalogue: ["leraren"],
    "data.": lambda catalogue: [
        *(key for key, _ in OFFERED),
        *Kind,
        *("veld", "type", "betekenis", "voorbeeld", "ingevuld", "zekerheid"),
    ],
    "dimensie.": lambda catalogue: [
        *(facet.id for facet in catalogue.facets),
        *(dimension for dimension in catalogue.vocabulary.dimensions if dimension != "niveau"),
    ],
    "filter.titel.": lambda catalogue: [facet.id for facet in catalogue.facets],
    "embed.groep.": lambda catalogue: ["waarschijnlijk", "onbekend", "gestopt"],
    "factor.": lambda catalogue: list(FACTORS),
    "groepen.": lambda catalogue: [
        f"{kind}.{form}" for kind in ("groep", "klas") for form in ("een", "tussen", "van", "tot")
    ],
    "cijfer.kolom.": lambda catalogue: ["campus", *FIGURE_COLUMNS],
    "cijfer.methode.": lambda catalogue: ["delen", "vergelijk", "licht", "sterk", "onbekend", "toeval"],
    "cijfer.valt_op.": lambda catalogue: [f"{side}_{mark}" for side in (MORE, LESS) for mark in (STRONG, LIGHT)],
    "herkomst.": lambda catalogue: ["rapport", "catalogus", "beide"],
    "insluiten.accenten.": lambda catalogue: list(ACCENTS),
    "keuze.": lambda _: [
        *(f"wie.{key}" for key in ("jaar", "fase", "school", "waarschijnlijk", "onbekend")),
        *(f"hoe.{key}" for key in ("ja", "waarschijnlijk", "onbekend")),
        *(f"waar.{key}" for key in ("km", "gemeente", "overal", "elders", "onbekend")),
        *("gratis", "status.onbekend", "status.gewijzigd"),
    ],
    "keuze.hoe.": lambda _: ["klas", "zelf"],
    "keuze.soort.": lambda _: ["groep", "klas"],
    "landkaart.titel.": lambda catalogue: ["campussen", "regio", "campus", "initiatief"],
    "landkaart.uitleg.": lambda catalogue: ["campussen", "regio", "campus", "initiatief"],
    "melding.lijkt.": lambda _: ["naam", "website", "organisatie"],
    "nauwkeurigheid.": lambda catalogue: catalogue.vocabulary.ids("nauwkeurigheid"),
    "nabij.": lambda _: [
        "leeg",
        "postcode",
        "buiten",
        "onbekend",
        "stuk",
        "geweigerd",
        "geen_locatie",
        "nabij",
        "landelijk",
        "zonder_plek",
        "dichtbij",
        "precies",
        "ongeveer",
        "gemeten",
        "hier",
    ],
    "nav.": lambda catalogue: list(PROSE),
    "plan.": lambda catalogue: ["ouders", "ritten", "opschalen", *BUSES[1:], *VERDICTS],
    "plan.bus.": lambda catalogue: list(BUSES),
    "plan.vraag.": lambda catalogue: [field.name for field in fields(Plan)],
    "praktijk.": lambda catalogue: catalogue.vocabulary.ids("praktijk"),
    "rol.optie.": lambda catalogue: ["ouders", "ritten", "opschalen", *BUSES[1:]],
    "register.": lambda catalogue: [
        *("sinds", "begin", "tot", "ontstaan", "verdwenen"),
        *("buiten_uitleg", "gegevens_uitleg"),
    ],
    "register.aard.": lambda catalogue: [DATA, WORLD],
    "register.soort.": lambda catalogue: [NEARBY, SHARE, REGION],
    "soort.": lambda catalogue: [amount.kind for role in catalogue.roles.roles for amount in role.amounts],
    "status.": lambda catalogue: [term for term in catalogue.vocabulary.ids("status") if term != "actief"],
    "tabel.": lambda catalogue: ["term", "betekenis", "bron"],
    "telwoord.": lambda catalogue: [str(number) for number in range(13)],
    "toets_rapport.": lambda catalogue: [
        *("bewezen_wel", "bewezen_niet", "wel_rond", "niet_rond", "werelden", "werelden_alleen_ja"),
        *("ijking_bewijzen", "ijking_waarschijnlijk", "ijking_fouten"),
    ],
    "toets_rapport.kolom.": lambda catalogue: ["waarover", "kenmerk", "wat"],
    "toets_rapport.terug.": lambda catalogue: ["goed", "fout", "onbekend"],
    "toets_rapport.titel.": lambda catalogue: ["tegenspraken", "aantallen", "hoger", "ijking"],
    "toets.": lambda catalogue: ["light", "dark"],
    "dekking.": lambda _: list(COVERAGE),
    "weet_jij.status.": lambda _: ["actief", *CHANGED],
    "weet_jij.vraag.": lambda _: ["veld", *(field.name for field in COVERED if field.attribute not in NOT_ASKED)],
    "watnu.brief.": lambda catalogue: LETTER_KINDS,
    "watnu.brief_kop.": lambda catalogue: LETTER_KINDS,
    "watnu.onderwerp.": lambda catalogue: LETTER_KINDS,
    "vragen.hoe.": lambda _: ["klas", "zelf"],
    "vragen.jaar.": lambda _: ["groep", "klas"],
    "vragen.los.": lambda _: ["groep", "klas"],
    "vraag.initiatief.": lambda catalogue: ["een", "meer"],
    "vraag.wie.": lambda catalogue: list(SCHOOL_TYPES),
    "wit.bewering.": lambda catalogue: [MORE, LESS],
    "wit.mate.": lambda catalogue: [f"{side}_{mark}" for side in (MORE, LESS) for mark in (STRONG, LIGHT)],
    "wit.omschrijving.": lambda catalogue: list(SETS),
    "wit.titel.": lambda catalogue: list(SETS),
    "wit.vijf.": lambda catalogue: ["po", "veel"],
    "wit.zin.": lambda catalogue: sorted({finding.kind for finding in catalogue.insights.findings}),
    "vinder.soort.": lambda catalogue: [
        value.kind for facet in catalogue.facets for value in facet.values if value.kind
    ],
    "veranderd.": lambda catalogue: [*KINDS, "veranderde"],
    "veranderd.veld.": lambda catalogue: ["toegevoegd", "weggehaald", "veranderd"],
}

LETTER_KINDS = sorted({*FOR_ALL, *(kind for kinds in LETTERS.values() for kind in kinds)})
OPTIONAL = {"veld."}  # labels of fields, for a language that they have none in


def flat(data: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        yield from flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", str(value))]


@cache
def words(code: str) -> dict[str, str]:
    return dict(flat(yaml.safe_load((ROOT / "content" / code / "interface.yml").read_text(encoding="utf-8"))))


@cache
def code_files() -> dict[str, str]:
    """Every template, module and script, as text."""
    paths = (path for folder, pattern in PLACES for path in sorted(folder.rglob(pattern)))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def first_argument(text: str, start: int) -> str:
    """From after a bracket to the comma or bracket that ends the first argument."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth < 0 or (depth == 0 and text[place] == ","):
            return text[start:place]
    return text[start:]


def calls(file: str) -> Iterator[tuple[str, str]]:
    """(what is called, its first argument) wherever a file asks for words."""
    text = code_files()[file]
    yield from ((call[1] or "words", first_argument(text, call.end())) for call in CALL.finditer(text))


def asked(file: str) -> Iterator[str]:
    """Every key that a file asks for by its full name; a count asks for two."""
    for name, argument in calls(file):
        for key in re.findall(rf"""["'`]({KEY})["'`]""", argument):
            yield from (f"{key}.een", f"{key}.meer") if name in {"count", "many"} else (key,)


def test_both_languages_have_the_same_words_in_the_same_order() -> None:
    assert list(words("nl")) == list(words("en"))
    assert len(words("nl")) > 150


@pytest.mark.parametrize("code", CODES)
def test_no_word_is_empty_and_all_are_quoted_where_yaml_would_read_something_else(code: str) -> None:
    data = dict(flat(yaml.safe_load((ROOT / "content" / code / "interface.yml").read_text(encoding="utf-8"))))
    assert [key for key, value in data.items() if not value.strip() or value in {"True", "False", "None"}] == []


def test_both_languages_fill_in_the_same_values() -> None:
    def blanks(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert [key for key in words("nl") if blanks(words("nl")[key]) != blanks(words("en")[key])] == []


def test_every_word_that_a_page_asks_for_exists() -> None:
    wanted = {(file, key) for file in code_files() for key in asked(file)}
    assert len(wanted) > 100
    assert sorted(pair for pair in wanted if pair[1] not in words("nl")) == []


def test_every_family_of_words_is_listed_here_and_nothing_listed_is_gone() -> None:
    arguments = [argument for file in code_files() for _, argument in calls(file)]
    assert {prefix for argument in arguments for prefix in FAMILY.findall(argument)} == set(FAMILIES) | OPTIONAL


@pytest.mark.parametrize("prefix", FAMILIES)
def test_every_member_of_a_family_exists(prefix: str, catalogue: Catalogue) -> None:
    members = FAMILIES[prefix](catalogue)
    assert members
    assert sorted({prefix + member for member in members} - set(words("nl"))) == []


def test_every_word_is_used_somewhere(catalogue: Catalogue) -> None:
    used = {prefix + member for prefix, members in FAMILIES.items() for member in members(catalogue)}
    for file, text in code_files().items():
        used.update(asked(file))
        used.update(key for key in re.findall(rf"""["'`]({KEY})["'`]""", text))
        # a family with its members in the same file: `for key in ("stap", "over")`
        own = set(FAMILY.findall(text)) & set(FAMILIES)
        used.update(prefix + word for prefix in own for word in re.findall(r"""["']([a-z0-9_-]+)["']""", text))
    assert sorted(set(words("nl")) - used) == []


@pytest.mark.parametrize("code", CODES)
def test_a_word_that_only_one_language_knows_is_named_at_the_other(code: str, content: Path) -> None:
    path = content / code / "interface.yml"
    path.write_text(path.read_text(encoding="utf-8") + "nergens: {anders: x}\n", encoding="utf-8")
    other = next(each for each in CODES if each != code)
    told = {(problem.file, problem.message) for problem in read_words(content, CODES).problems}
    assert told == {(f"content/{other}/interface.yml", "De vertaling van “nergens.anders” ontbreekt.")}


def test_one_and_many_are_said_differently() -> None:
    dutch, english = (spoken(read_words(ROOT / "content", CODES).words)[code] for code in CODES)
    assert [dutch.count("lijst.aantal", n) for n in (0, 1, 2)] == ["0 initiatieven", "1 initiatief", "2 initiatieven"]
    assert [english.count("lijst.aantal", n) for n in (0, 1, 2)] == ["0 initiatives", "1 initiative", "2 initiatives"]


def test_numbers_and_dates_follow_the_language() -> None:
    dutch, english = (spoken(read_words(ROOT / "content", CODES).words)[code] for code in CODES)
    assert (dutch.number(1234.5), english.number(1234.5)) == ("1.234,5", "1,234.5")
    day = dt.date(2026, 3, 1)
    assert (dutch.date(day), english.date(day)) == ("1 maart 2026", "1 March 2026")
    assert (dutch.date("2026-03"), english.date("2026-03"), dutch.date("2026")) == ("maart 2026", "March 2026", "2026")


def outline(code: str, name: str) -> list[str]:
    """The skeleton of a page of prose: heads, generated tables, list items, rows and where its links go."""
    lines = []
    for line in (ROOT / "content" / code / name).read_text(encoding="utf-8").splitlines():
        start = re.match(r"(#+|\[\[[a-z-]+\]\]|-|\d+\.|\|)(?: |$)", line)
        if start:
            lines.append(start[1])
        lines += sorted(link.removesuffix(f".{code}") for link in re.findall(r"\]\(([^)]+)\)", line))
    return lines


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_prose_has_the_same_sections_tables_lists_and_links_in_both_languages(name: str) -> None:
    assert outline("nl", name) == outline("en", name)


def test_every_page_of_prose_is_there_in_both_languages_and_has_a_route() -> None:
    assert [path.name for path in sorted((ROOT / "content/en").glob("*.md"))] == PAGES
    assert set(PAGES) == {f"{name}.md" for name in (*PROSE, NOT_FOUND_TEXT)}


def test_every_generated_table_is_used_once() -> None:
    for code in CODES:
        texts = "".join((ROOT / "content" / code / name).read_text(encoding="utf-8") for name in PAGES)
        assert sorted(re.findall(r"^\[\[([a-z-]+)\]\]$", texts, re.M)) == sorted(SLOTS)
