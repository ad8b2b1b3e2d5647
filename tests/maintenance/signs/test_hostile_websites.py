"""Websites that never end, answer by the letter, send us in circles or to ourselves: a verdict, soon, and no harm."""

from __future__ import annotations

import datetime as dt
import socket
import time
from collections.abc import Iterator

import pytest
from hostile_servers import asked, pages, serving

from site_src.maintenance.links.http_check import Answer, State
from site_src.maintenance.signs.fetching import Fetched, Limits, fetch
from site_src.maintenance.signs.hosts import is_public
from site_src.maintenance.signs.reading.calendars import calendar_events
from site_src.maintenance.signs.reading.page import text_of, tree_of
from site_src.maintenance.signs.reading.parked import parked
from site_src.maintenance.signs.reading.sitemaps import listed
from site_src.maintenance.signs.reading.structured_data import structured_events
from site_src.maintenance.signs.visiting import Visitor

TODAY = dt.date(2026, 11, 24)
AGENT = "test/1 (+https://voorbeeld.nl)"
NEAR = Limits(size=200_000, seconds=0.4, local=True)
BIG = 2_000_000


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("goed", State.GOOD),
        ("verhuisd", State.MOVED),
        ("404", State.GONE),
        ("500", State.BROKEN),
        ("403", State.CLOSED),
        ("stap/5", State.GOOD),
        ("stap/6", State.LOOP),
        ("kring", State.LOOP),
        ("eindeloos", State.GOOD),
        ("bom", State.GOOD),
        ("druppel", State.SLOW),
        ("druppelende-kop", State.SLOW),
        ("eeuwig-bezig", State.SLOW),
        ("eindeloze-kop", State.UNREACHABLE),
        ("geen-http", State.UNREACHABLE),
        ("naar-bestand", State.UNREACHABLE),
        ("vreemd-adres", State.UNREACHABLE),
    ],
)
def test_every_server_is_judged_within_its_time_and_its_size(server: str, path: str, state: State) -> None:
    start = time.monotonic()
    found = fetch(f"{server}/{path}", AGENT, NEAR)
    assert time.monotonic() - start < NEAR.seconds + 0.5
    assert found.answer.state is state
    assert len(found.body) <= NEAR.size


def test_a_server_that_takes_the_call_and_says_nothing_is_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        for scheme in ("http", "https"):
            found = fetch(f"{scheme}://127.0.0.1:{port}/", AGENT, Limits(seconds=0.3, local=True))
            assert found.answer.state is State.SLOW


def test_only_web_addresses_on_the_public_internet_are_called(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *given, **more: called.append(given))
    names = ("localhost", "127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "2130706433", "0")
    for address in (
        server,
        *(f"http://{name}/" for name in names),
        "http://8.8.8.8:22/",
        "file:///etc/passwd",
        "ftp://8.8.8.8/",
    ):
        assert fetch(address, AGENT, Limits(seconds=2)).answer.state is State.UNREACHABLE, address
    assert called == []


def test_a_name_that_leads_to_one_private_address_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **more: rows)
    assert fetch("http://half.voorbeeld.nl/", AGENT, Limits(seconds=1)).answer.state is State.UNREACHABLE


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("172.16.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_an_address_is_public_or_it_is_not_asked(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_a_public_site_sends_on_to_this_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real, called = socket.create_connection, []

    def connect(address: tuple[str, int], **more: object) -> socket.socket:
        called.append(address)
        return real(("127.0.0.1", int(server.rpartition(":")[2])))

    monkeypatch.setattr(socket, "create_connection", connect)
    found = fetch("http://93.184.216.34/naar-binnen", AGENT, Limits(seconds=2))
    assert found.answer.state is State.UNREACHABLE
    assert called == [("93.184.216.34", 80)]


def page(body: bytes, charset: str | None = "utf-8") -> Fetched:
    return Fetched(Answer(State.GOOD, 200), "https://voorbeeld.nl/", body, "text/html", charset)


def filled(piece: str, size: int = BIG) -> bytes:
    return (piece * (size // len(piece)))[:size].encode()


SCRIPT = '<script type="application/ld+json">'
EVENT = '<i id=a itemprop=b itemscope itemtype="https://schema.org/Event" itemref="a d b">'
SELF, LOT = f"{EVENT}<b id=b itemprop=c itemref='a b'>x</b></i>", f"{EVENT}</i>"
WITHIN = (EVENT.replace("<i", "<div") + "<p id=d>" + "<b itemprop=b>x</b>" * 4000 + "</p>"
          + '<u itemprop=c itemscope itemref="d d d d">y</u>' * 3000 + "</div>")  # fmt: skip
PAGES = {
    "an unknown encoding": page(b"<p>caf\xe9</p>", "klingon-8"),
    "another encoding than it says": page("<p>café</p>".encode("utf-16"), "utf-8"),
    "no text at all": page(b"\x00" * 5000),
    "nothing": page(b"  "),
    "a picture": Fetched(Answer(State.GOOD, 200), "https://voorbeeld.nl/", b"\x89PNG" * 99, "image/png"),
    "deep elements": page(filled("<div>")),
    "deep JSON": page((SCRIPT + "[" * 100_000).encode()),
    "JSON with comments only": page((SCRIPT + "{/*" * 600_000).encode()),
    "wide JSON": page((SCRIPT + '[{"@type":"Event"},' * 90_000 + "{}]</script>").encode()),
    "many blocks": page(filled(SCRIPT + "{</script>")),
    "deep microdata": page(filled('<div itemscope itemtype="https://schema.org/Event" itemprop=a>', 400_000)),
    "microdata that refers to itself": page((SELF * 2000).encode()),
    "microdata that refers to a lot within": page(WITHIN.encode()),
    "microdata that refers to a lot": page(("<p id=d>" + "<b itemprop=b>x</b>" * 4000 + "</p>" + LOT * 4000).encode()),
    "words without end": page(filled("domein ")),
    "one long word": page(filled("a")),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_read_within_three_seconds_and_without_an_error(name: str) -> None:
    start = time.process_time()
    tree = tree_of(PAGES[name])
    if tree is not None:
        assert list(structured_events(tree, "https://voorbeeld.nl/", len(PAGES[name].body))) == []
        parked(tree, "https://voorbeeld.nl/", "https://voorbeeld.nl/")
        text_of(tree)
    assert time.process_time() - start < 3


BOMB = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)  # fmt: skip
FILE = '<!DOCTYPE u [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % g SYSTEM "http://127.0.0.1:9/x">%g;'
ROW = "<url><loc>https://voorbeeld.nl/opendag/{}</loc><lastmod>2026-11-01</lastmod></url>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{BOMB}]><urlset>{ROW.format('&j;')}</urlset>", ["https://voorbeeld.nl/opendag/"]),
        (f"{FILE}]><urlset>{ROW.format('&f;')}</urlset>", ["https://voorbeeld.nl/opendag/"]),
        (
            f"<urlset>{ROW.format('a')}<url><loc>javascript:opendag</loc></url><url><kapot",
            ["https://voorbeeld.nl/opendag/a"],
        ),
        ("<urlset>" + "<url>" * 50_000, []),
        ("<html><p>Deze pagina bestaat niet</p></html>", []),
        ("", []),
        ("\x00\x01", []),
    ],
    ids=["a billion laughs", "a file of this machine", "cut off", "deep", "a page", "nothing", "bytes"],
)
def test_a_sitemap_opens_nothing_and_tells_what_can_be_read(body: str, found: list[str]) -> None:
    start = time.process_time()
    pages, other = listed(body.encode())
    assert ([row.address for row in pages], other) == (found, "")
    assert time.process_time() - start < 2


RULE = "BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:{}\r\nRRULE:{}\r\nEND:VEVENT\r\n"
CALENDARS = {
    "nothing": "",
    "a page": "<html></html>",
    "an event that is never closed": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "a day that is no day": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20271340\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "a day that never comes": "BEGIN:VCALENDAR\r\n"
    + RULE.format("20170101T000000Z", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=999999999") * 100 + "END:VCALENDAR",
    "deep": "BEGIN:VCALENDAR\r\n" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("name", CALENDARS)
def test_a_calendar_that_is_none_tells_nothing_and_never_counts_for_long(name: str) -> None:
    start = time.process_time()
    events = list(calendar_events(CALENDARS[name].encode(), "https://voorbeeld.nl/a.ics", TODAY))
    assert [event for event in events if event.until >= TODAY] == []
    assert time.process_time() - start < 3


def test_a_visit_is_one_page_one_calendar_and_the_sitemap_and_says_who_we_are(server: str) -> None:
    links = "".join(f'<a href="/a{number}.ics">x</a><a href="/p{number}">y</a>' for number in range(50))
    index = "".join(f"<sitemap><loc>{server}/agenda-{n}.xml</loc></sitemap>" for n in range(50))
    pages["/druk"] = ("text/html", links.encode())
    pages["/sitemap.xml"] = ("application/xml", f"<sitemapindex>{index}</sitemapindex>".encode())
    asked.clear()
    visitor = Visitor(lambda url: fetch(url, AGENT, NEAR), "test")
    visitor.visit(f"{server}/druk")
    visitor.visit(f"{server}/goed")
    assert asked == [
        (path, AGENT) for path in ("/robots.txt", "/druk", "/a0.ics", "/sitemap.xml", "/agenda-0.xml", "/goed")
    ]


def test_what_robots_txt_closes_is_not_asked(server: str) -> None:
    pages["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /dicht\n")
    asked.clear()
    visit = Visitor(lambda url: fetch(url, AGENT, NEAR), "test").visit(f"{server}/dicht")
    del pages["/robots.txt"]
    assert visit.page.answer.state is State.CLOSED
    assert [path for path, _ in asked] == ["/robots.txt"]
