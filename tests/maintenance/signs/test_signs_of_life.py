"""What websites say is put beside the records, with the quote and the address, and no record changes by it."""

from __future__ import annotations

import builtins
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from helpers import RECORD, ROOT, changed, files, run
from hostile_servers import pages, serving

from site_src.maintenance.links.http_check import Answer, State
from site_src.maintenance.signs.event import to_come
from site_src.maintenance.signs.fetching import Fetched
from site_src.maintenance.signs.judging import Signs, Website, judge
from site_src.maintenance.signs.memory import Memory, after, alarm, memory_text, read_memory
from site_src.maintenance.signs.reading.calendars import calendar_events
from site_src.maintenance.signs.reading.page import tree_of
from site_src.maintenance.signs.reading.parked import parked
from site_src.maintenance.signs.reading.sitemaps import dated, listed
from site_src.maintenance.signs.reading.structured_data import structured_events
from site_src.maintenance.signs.report import signs_report
from site_src.maintenance.signs.run import Outcome
from site_src.maintenance.signs.visiting import Visit
from site_src.model.initiative import Initiative
from site_src.model.problems import SiteError
from site_src.read.records import read_data
from site_src.read.settings import read_settings
from site_src.render.forms.form_links import Addresses

TODAY = dt.date(2026, 11, 24)
WEEK = dt.timedelta(days=7)
SITE = "https://voorbeeld.nl/"
MOMENTS = "momenten:\n  - {datum: 2027-02-12, tot: 2027-02-13, omschrijving: Open dag}\n"


def page(html: str, address: str = SITE, answer: Answer | None = None) -> Fetched:
    return Fetched(answer or Answer(State.GOOD, 200), address, html.encode(), "text/html", "utf-8")


def json_ld(*events: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(event)}</script>' for event in events)


def event(name: str, start: str, **more: str) -> dict[str, str]:
    return {"@type": "Event", "name": name, "startDate": start, **more}


def read(html: str) -> list[tuple[str, str, str]]:
    tree = tree_of(page(html))
    assert tree is not None
    return [(row.name, str(row.start), str(row.until)) for row in structured_events(tree, SITE, len(html))]


@pytest.fixture
def item(tree: Callable[[dict[str, str]], Path]) -> Callable[[str], Initiative]:
    def make(record: str = RECORD) -> Initiative:
        return read_data(tree({"initiatieven/voorbeeld.yml": record})).initiatives[0].record

    return make


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2027-02-12", "2027-02-12"),
        ("2027-02-12T10:00", "2027-02-12"),
        ("2027-02-12T10:00:00+01:00", "2027-02-12"),
        ("2027-02-11T23:30:00Z", "2027-02-12"),
        ("20270212", "2027-02-12"),
        ("12-02-2027", "2027-02-12"),
        ("12/2/2027 10:00", "2027-02-12"),
        ("2027-02-12 ochtend", "2027-02-12"),
    ],
)
def test_a_day_is_understood_as_sites_write_it_by_the_clock_of_the_netherlands(value: str, day: str) -> None:
    assert read(json_ld(event("Open dag", value))) == [("Open dag", day, day)]


@pytest.mark.parametrize("value", ["", "morgen", "31-02-2027", "2027", 20270212, None, ["x"], {"@value": "2027-01-01"}])
def test_what_is_no_day_is_no_event(value: object) -> None:
    assert read(json_ld({"@type": "Event", "name": "x", "startDate": value})) == []


def test_json_ld_is_found_in_graphs_and_lists_and_a_broken_block_hides_no_other() -> None:
    graph = {"@graph": [{"@type": "WebPage", "about": [event("Diep", "2027-01-02")]}]}
    kinds = [{"@type": ["Thing", "https://schema.org/EducationEvent"], "name": "Soort", "startDate": "2027-01-03"}]
    html = '<script type="application/ld+json">{kapot</script>' + json_ld(
        graph, kinds, {"@type": "Person", "startDate": "2027-01-01"}
    )
    assert [name for name, *_ in read(html)] == ["Diep", "Soort"]


def test_microdata_is_read_as_well() -> None:
    html = (
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Meeloopdag</b>'
        '<time itemprop="startDate" datetime="2027-03-01">1 maart</time>'
        '<time itemprop="endDate" datetime="2027-03-02">2 maart</time></div>'
    )
    assert read(html) == [("Meeloopdag", "2027-03-01", "2027-03-02")]


ICAL = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Kamp
DTSTART;VALUE=DATE:20270301
DTEND;VALUE=DATE:20270303
END:VEVENT
BEGIN:VEVENT
SUMMARY:Elke week
DTSTART:20250101T100000Z
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
SUMMARY:Voorbij
DTSTART:20250101T100000Z
RRULE:FREQ=WEEKLY;UNTIL=20260101T000000Z
END:VEVENT
BEGIN:VEVENT
SUMMARY:Gaat niet door
DTSTART:20270401T100000Z
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_tells_what_is_to_come_with_its_own_lines() -> None:
    found = to_come(calendar_events(ICAL.replace("\n", "\r\n").encode(), f"{SITE}a.ics", TODAY), TODAY)
    assert [(row.name, str(row.start), row.repeats, row.cancelled) for row in found] == [
        ("Elke week", "2025-01-01", True, False),
        ("Kamp", "2027-03-01", False, False),
        ("Gaat niet door", "2027-04-01", False, True),
    ]
    assert str(found[1].until) == "2027-03-02"
    assert found[1].quote == "SUMMARY:Kamp · DTSTART;VALUE=DATE:20270301 · DTEND;VALUE=DATE:20270303"


def sitemap(*addresses: str, changed: str = "2026-11-20") -> bytes:
    rows = "".join(f"<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>" for address in addresses)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def test_a_sitemap_tells_of_addresses_that_speak_of_events_below_the_website_only() -> None:
    body = sitemap(
        f"{SITE}x/agenda/open-dag-12-februari-2027/",
        f"{SITE}x/preventie/",
        f"{SITE}y/opendag",
        f"{SITE}x/events/2027/03/04",
    )
    found, _ = listed(body, f"{SITE}x")
    assert [row.address for row in found] == [
        f"{SITE}x/agenda/open-dag-12-februari-2027/",
        f"{SITE}x/events/2027/03/04",
    ]
    assert [(row.name, str(row.start)) for row in dated(found, SITE)] == [
        ("open dag", "2027-02-12"),
        ("events", "2027-03-04"),
    ]


LONG = "<p>" + "Op onze school leer je lassen, programmeren en nog veel meer. " * 40
PARKED = [
    ("<html data-adblockkey='x'><script src='https://img.sedoparking.com/a.js'></script>", True),
    ("<h1>voorbeeld.nl is te koop</h1><script src='https://www.bodis.com/a.js'></script>", True),
    ("<h1>Deze domeinnaam is te koop!</h1>", False),
    ("<p>This domain may be for sale.", False),
    ("<p>Dit domein is gereserveerd voor een klant.", False),
    ("<h1>Welcome to nginx!</h1>", False),
    (f"{LONG}<script src='https://www.bodis.com/a.js'></script>", False),
]
LIVING = [
    "<h1>Techniek op school</h1><p>Kom naar de open dag.",
    f"{LONG}<p>Een leerling vroeg of dit domein te koop is.",
    "<div id='app'></div><script src='/app.js'></script>",
    "<p>Het domein techniek is populair. Kaarten zijn te koop bij de ingang.",
    "<p>Plaatsen zijn gereserveerd voor scholen.",
    "",
]


@pytest.mark.parametrize(("html", "certain"), PARKED)
def test_a_parked_domain_is_certain_with_two_kinds_of_signs_and_perhaps_with_one(html: str, certain: bool) -> None:
    tree = tree_of(page(html if html.startswith("<html") else f"<html><body>{html}"))
    assert tree is not None
    found = parked(tree, SITE, SITE)
    assert found and found.reasons
    assert found.certain is certain


@pytest.mark.parametrize("html", LIVING)
def test_an_ordinary_page_is_not_called_parked(html: str) -> None:
    tree = tree_of(page(html if html.startswith("<html") else f"<html><body>{html}"))
    assert tree is not None
    assert parked(tree, SITE, SITE) is None


def test_a_domain_that_leads_to_a_trader_is_parked() -> None:
    tree = tree_of(page("<p>Buy this domain today"))
    assert tree is not None
    found = parked(tree, SITE, "https://www.hugedomains.com/x")
    assert found and found.certain


@pytest.mark.parametrize(
    ("asked", "target", "moved", "front"),
    [
        ("http://voorbeeld.nl", "https://www.voorbeeld.nl/", "", False),
        (SITE, f"{SITE}nl/home", "", False),
        (SITE, "https://anders.nl/", "https://anders.nl/", False),
        (f"{SITE}a", f"{SITE}b", f"{SITE}b", False),
        (f"{SITE}a", f"{SITE}a/", "", False),
        (f"{SITE}a", SITE, SITE, True),
    ],
)
def test_moved_is_another_host_or_path_and_not_a_lock_or_a_slash(
    item: Callable[..., Initiative], asked: str, target: str, moved: str, front: bool
) -> None:
    visit = Visit(asked, page("<p>x", target, Answer(State.MOVED, 200, target)))
    found = judge(Website(asked, (item(),)), visit, (), TODAY)
    assert (found.moved_to, found.to_the_front) == (moved, front)


def judged(record: Initiative, html: str, sitemap: bytes = b"") -> Signs:
    sitemaps = (Fetched(Answer(State.GOOD, 200), f"{SITE}sitemap.xml", sitemap),) if sitemap else ()
    return judge(Website(SITE, (record,)), Visit(SITE, page(html), None, sitemaps), (), TODAY)


def test_an_event_that_the_record_has_is_no_difference_unless_the_site_calls_it_off(
    item: Callable[..., Initiative],
) -> None:
    known, off = (
        event("Open dag", "2027-02-13"),
        event("Open dag", "2027-02-12", eventStatus="https://schema.org/EventCancelled"),
    )
    past, far = event("Oud", "2026-11-23"), event("Ver", "2099-01-01")
    assert not judged(item(RECORD + MOMENTS), json_ld(known, past, far)).differs
    assert [row.name for row in judged(item(), json_ld(known)).events] == ["Open dag"]
    found = judged(item(RECORD + MOMENTS), json_ld(off))
    assert (len(found.cancelled), found.events) == (1, ())
    assert not judged(item(), json_ld(off)).differs


def test_a_page_that_changed_after_the_record_was_checked_is_perhaps_news(item: Callable[..., Initiative]) -> None:
    body = sitemap(f"{SITE}opendag", changed="2026-11-02")
    assert [row.address for row in judged(item(), "<p>x", body).pages] == [f"{SITE}opendag"]
    assert not judged(item(changed(gecontroleerd="gecontroleerd: 2026-11-02")), "<p>x", body).differs


def test_a_domain_for_sale_tells_of_no_events(item: Callable[..., Initiative]) -> None:
    found = judged(item(), "<html data-adblockkey=x><body><p>domein te koop" + json_ld(event("x", "2027-01-01")))
    assert found.parked and not found.events


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def site(server: str, tree: Callable[[dict[str, str]], Path], tmp_path: Path) -> Callable[..., Any]:
    """Runs `signs` over a record with this website, and gives exit code, report, JSON and state."""

    def look(path: str, day: dt.date = TODAY, *more: object, record: str = RECORD) -> tuple[int, str, Any, Path]:
        text = record.replace("website: https://voorbeeld.nl/", f"website: {server}{path}")
        data = tree({"initiatieven/voorbeeld.yml": text})
        report, out, state = tmp_path / "r.md", tmp_path / "s.json", tmp_path / "state.json"
        before = files(data)
        result = run("signs", "--data", data, "--content", ROOT / "content", "--report", report, "--json", out,
                     "--state", state, "--today", day, "--delay", 0, "--timeout", 0.4, "--local", *more)  # fmt: skip
        assert files(data) == before
        return result.exit_code, report.read_text("utf-8"), json.loads(out.read_text("utf-8")), state

    return look


def test_the_report_puts_the_quote_and_the_address_beside_the_record_with_a_form_that_is_filled_in(
    site: Callable[..., Any], server: str
) -> None:
    nasty = "Open dag ](https://kwaad.nl) @team <script> `x`"
    pages["/leeft"] = ("text/html", json_ld(event(nasty, "2027-02-12")).encode())
    code, text, data, _ = site("/leeft")
    assert code == 0
    assert "12 februari 2027" in text and "wij hebben geen datum (nagekeken op 1 november 2026)" in text
    assert f"`{server}/leeft`" in text and '"startDate": "2027-02-12"' in text
    assert "@team" not in text.replace("%40team", "") and "<script>" not in text and "](https://kwaad" not in text
    link = text.partition("[Geef het door](")[2].partition(")\n")[0].rstrip().removesuffix(")")
    form = parse_qs(urlsplit(link).query)
    assert form["template"] == ["er-klopt-iets-niet.yml"] and form["initiatief"] == ["voorbeeld"]
    assert "12 februari 2027" in form["waarde"][0] and form["bron"] == [f"{server}/leeft"]
    assert data["adressen"][0]["gebeurtenissen"][0]["datum"] == "2027-02-12"


def test_a_site_is_called_quiet_after_three_looks_in_three_weeks_and_not_before(site: Callable[..., Any]) -> None:
    told = [site("/404", TODAY + number * WEEK) for number in range(3)]
    assert [data["adressen"][0]["stil"] for _, _, data, _ in told] == [False, False, True]
    assert "Al 3 keer geen pagina" in told[2][1] and "Al 3 keer" not in told[1][1]
    assert "24 november 2026, 1 december 2026, 8 december 2026" in told[2][1]


def test_when_most_sites_are_silent_the_check_is_what_is_broken(site: Callable[..., Any], server: str) -> None:
    site("/404")
    code, text, data, state = site("/druppel", TODAY + WEEK)
    kept = json.loads(state.read_text("utf-8"))
    assert code == 1 and "De controle zelf werkt niet" in text and "##" not in text
    assert data["controle_werkt"] is False
    assert (kept["laatste_keer"], kept["laatste_keer_goed"]) == ("2026-12-01", "2026-11-24")
    assert kept["mislukt"] == {f"{server}/404": ["2026-11-24"]}


@pytest.mark.parametrize(
    ("hosts", "heard", "works"), [(0, 0, False), (2, 1, True), (3, 1, False), (70, 35, True), (70, 34, False)]
)
def test_the_check_works_when_at_least_half_of_the_hosts_answered(hosts: int, heard: int, works: bool) -> None:
    assert Outcome((), hosts, heard).works is works


def test_a_look_at_one_initiative_keeps_nothing(site: Callable[..., Any]) -> None:
    code, text, _, state = site("/goed", TODAY, "--only", "voorbeeld")
    assert code == 0 and "Er is niets anders" in text and not state.exists()


def test_an_id_that_is_none_is_told_with_the_nearest_one(tree: Callable[[dict[str, str]], Path]) -> None:
    result = run("signs", "--data", tree({"initiatieven/voorbeeld.yml": RECORD}), "--only", "voorbeld")
    assert result.exit_code == 1 and "Bedoelde je “voorbeeld”?" in result.stderr


@pytest.mark.parametrize(("days", "silent"), [(0, False), (14, False), (15, True)])
def test_the_alarm_goes_when_the_check_has_not_worked_for_two_weeks(tmp_path: Path, days: int, silent: bool) -> None:
    state, report = tmp_path / "state.json", tmp_path / "r.md"
    state.write_text(memory_text(Memory(TODAY, TODAY)), encoding="utf-8")
    result = run("signs-alarm", "--state", state, "--report", report, "--today", TODAY + dt.timedelta(days=days))
    assert (result.exit_code, report.exists()) == (int(silent), silent)
    if silent:
        assert "werkte 15 dagen geleden voor het laatst" in report.read_text("utf-8")


def test_the_alarm_goes_too_when_the_check_runs_each_week_but_never_works(tmp_path: Path) -> None:
    memory = Memory(TODAY, TODAY)
    for number in range(1, 4):
        memory = after(memory, (), TODAY + number * WEEK, works=False)
    assert memory.ran == TODAY + 3 * WEEK
    assert "21 dagen" in alarm(memory, TODAY + 3 * WEEK)
    assert "nog nooit" in alarm(read_memory(tmp_path / "niets.json"), TODAY)


@pytest.mark.parametrize("text", ["[", "[]", "{}", '{"mislukt": {"a": 3}}', '{"laatste_keer": 3}'])
def test_a_memory_that_is_none_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SiteError, match="Verwijder het bestand"):
        read_memory(path)


def test_a_missing_reader_is_told_in_one_line_with_the_group_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("extruct"):
            raise ImportError(name)
        return real_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    result = run("signs")
    assert result.exit_code == 1 and "pip install '.[signs]'" in result.stderr and "Traceback" not in result.stderr
    assert 'signs = ["extruct"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_a_report_with_much_to_tell_fits_in_an_issue(item: Callable[..., Initiative]) -> None:
    many = tuple(judged(item(), json_ld(*(event(f"Dag {n}", "2027-02-12") for n in range(40)))) for _ in range(3)) * 60
    text = signs_report(
        Outcome(many, 180, 180),
        {},
        Addresses(read_settings(ROOT / "content"), read_data(ROOT / "data").vocabulary),
        TODAY,
    )
    assert "En nog 35 andere data" in text and "De rest past hier niet" in text and len(text) < 65_000
