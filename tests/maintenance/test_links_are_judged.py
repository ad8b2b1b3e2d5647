"""The link checker against a server of our own: each answer is judged right, and only time makes a link broken."""

from __future__ import annotations

import datetime as dt
import http.server
import itertools
import json
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import RECORD, ROOT, TODAY, changed, run

from site_src.maintenance.links.http_check import Answer, State, ask
from site_src.maintenance.links.link_check import (
    Link,
    check_links,
    exempted,
    links_of,
    read_exempt,
    read_state,
    state_text,
)
from site_src.maintenance.links.report import link_report
from site_src.model.problems import ProblemsFound, SiteError
from site_src.read.records import read_data

WEEK = dt.timedelta(days=7)
AGENT = "test/1 (+https://voorbeeld.nl)"
asked: list[tuple[str, str, str, float]] = []
flaky = {"status": 404}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        if self.path.startswith("/geen-head"):
            self.answer(405)
        elif self.path.startswith("/kapotte-head"):
            self.close_connection = True
        else:
            self.do_GET()

    def do_GET(self) -> None:
        asked.append((self.command, self.path, self.headers.get("User-Agent", ""), time.monotonic()))
        path = self.path.split("?")[0].strip("/")
        if path == "traag":
            time.sleep(1.5)
        redirects = {
            "verhuisd": (301, "/goed"),
            "tijdelijk": (302, "/goed"),
            "kring": (302, "/kring"),
            "heen": (301, "/terug"),
            "terug": (301, "/heen"),
            "naar-weg": (301, "/404"),
            "naar-bestand": (301, "file:///etc/passwd"),
        }
        if path in redirects:
            code, target = redirects[path]
            self.answer(code, target)
        elif path == "wisselt":
            self.answer(flaky["status"])
        else:
            self.answer(int(path) if path.isdigit() else 200)

    def answer(self, code: int, target: str = "") -> None:
        self.send_response(code)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


def serving(server: Server) -> Iterator[Server]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    for running in serving(Server(("127.0.0.1", 0), Handler)):
        yield f"http://127.0.0.1:{running.server_port}"


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a certificate that nobody vouches for."""
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=elders.nl",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    running = Server(("127.0.0.1", 0), Handler)
    running.socket = context.wrap_socket(running.socket, server_side=True)
    for ready in serving(running):
        yield f"https://127.0.0.1:{ready.server_port}"


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("goed", State.GOOD),
        ("200", State.GOOD),
        ("verhuisd", State.MOVED),
        ("tijdelijk", State.GOOD),
        ("404", State.GONE),
        ("410", State.GONE),
        ("naar-weg", State.GONE),
        ("429", State.BUSY),
        ("403", State.CLOSED),
        ("500", State.BROKEN),
        ("503", State.BROKEN),
        ("traag", State.SLOW),
        ("kring", State.LOOP),
        ("heen", State.LOOP),
        ("naar-bestand", State.LOOP),
        ("geen-head", State.GOOD),
        ("kapotte-head", State.GOOD),
    ],
)
def test_each_way_to_answer_is_judged_right(server: str, path: str, state: State) -> None:
    assert ask(f"{server}/{path}", AGENT, 0.6).state is state


def test_a_certificate_that_nobody_vouches_for_is_unsafe(unsafe: str) -> None:
    assert ask(f"{unsafe}/goed", AGENT, 3).state is State.UNSAFE


def test_a_host_that_is_not_there_is_unreachable() -> None:
    assert ask("http://127.0.0.1:9/", AGENT, 1).state is State.UNREACHABLE
    assert ask("http://bestaat-niet.invalid/", AGENT, 3).state is State.UNREACHABLE


def test_a_link_that_moved_says_where_to(server: str) -> None:
    assert ask(f"{server}/verhuisd", AGENT, 2).target == f"{server}/goed"


def test_it_asks_the_cheap_way_first_says_who_it_is_and_rests_between_two_questions(server: str) -> None:
    asked.clear()
    links = [Link(f"{server}/goed?{number}", ()) for number in range(3)]
    check_links(links, lambda url: ask(url, AGENT, 2), {}, TODAY, jobs=8, delay=0.2)
    assert {(method, agent) for method, _, agent, _ in asked} == {("HEAD", AGENT)}
    times = [moment for *_, moment in asked]
    assert all(after - before >= 0.2 for before, after in itertools.pairwise(times))


def test_hosts_are_asked_beside_each_other() -> None:
    def slow(url: str) -> Answer:
        time.sleep(0.3)
        return Answer(State.GOOD)

    start = time.monotonic()
    check_links([Link(f"https://host{number}.nl/", ()) for number in range(6)], slow, {}, TODAY, jobs=6)
    assert time.monotonic() - start < 1


def week(server: str, state: Path, day: dt.date, status: int) -> bool:
    """One weekly look at a link that answers with a status; whether it is called broken."""
    flaky["status"] = status
    link = Link(f"{server}/wisselt", (("data/initiatieven/x.yml", 4),))
    verdicts = check_links([link], lambda url: ask(url, AGENT, 2), read_state(state), day)
    state.write_text(state_text(verdicts), encoding="utf-8")
    return verdicts[0].broken


def test_three_strikes_over_three_weeks_and_not_before(server: str, tmp_path: Path) -> None:
    state = tmp_path / "links.json"
    assert [week(server, state, TODAY + number * WEEK, 404) for number in range(3)] == [False, False, True]


def test_three_strikes_in_ten_days_are_too_soon(server: str, tmp_path: Path) -> None:
    state = tmp_path / "links.json"
    assert not any(week(server, state, TODAY + dt.timedelta(days=day), 404) for day in (0, 5, 10))
    assert [len(days) for days in read_state(state).values()] == [3]


def test_many_strikes_in_one_week_are_one(server: str, tmp_path: Path) -> None:
    state = tmp_path / "links.json"
    assert not any(week(server, state, TODAY + dt.timedelta(days=day), 500) for day in range(5))
    assert [len(days) for days in read_state(state).values()] == [1]


@pytest.mark.parametrize(("status", "broken"), [(200, [False, False, True]), (429, [False, True, True])])
def test_a_good_week_starts_anew_and_a_busy_week_counts_for_nothing(
    server: str, tmp_path: Path, status: int, broken: list[bool]
) -> None:
    state = tmp_path / "links.json"
    week(server, state, TODAY, 404)
    week(server, state, TODAY + WEEK, status)
    assert [week(server, state, TODAY + number * WEEK, 404) for number in (2, 3, 4)] == broken


def test_every_address_of_every_record_is_found_with_its_file_and_line(tree) -> None:
    record = changed(status="status: gestopt\nopvolger: 'Nieuw, https://nieuw.nl/.'")
    found = {link.address: link.places for link in links_of(read_data(tree({"initiatieven/voorbeeld.yml": record})))}
    file = "data/initiatieven/voorbeeld.yml"
    assert found["https://voorbeeld.nl/"] == ((file, 4),)
    line = next(number for number, row in enumerate(record.splitlines(), 1) if row.startswith("opvolger"))
    assert found["https://nieuw.nl/"] == ((file, line),)
    assert found["https://voorbeeld.nl/over"][0][0] == file


def test_every_record_of_the_catalogue_has_its_website_looked_at() -> None:
    reading = read_data(ROOT / "data")
    addresses = {link.address for link in links_of(reading)}
    assert {item.record.website for item in reading.initiatives if item.record.website} <= addresses


def test_exceptions_have_a_reason_and_an_end(tmp_path: Path) -> None:
    path = tmp_path / "linkuitzonderingen.yml"
    path.write_text(
        "- {adres: 'https://a.nl/*', reden: bewijs}\n- {adres: 'https://b.nl/', reden: x, tot: 2026-01-01}\n"
    )
    links = [Link(url, ()) for url in ("https://a.nl/x", "https://b.nl/", "https://c.nl/")]
    kept, skipped = exempted(links, read_exempt(path), TODAY)
    assert [link.address for link in kept] == ["https://b.nl/", "https://c.nl/"]
    assert skipped == {"https://a.nl/x": "bewijs"}
    path.write_text("- {adres: 'https://a.nl/*'}\n")
    with pytest.raises(ProblemsFound) as caught:
        read_exempt(path)
    assert "“reden” ontbreekt" in caught.value.problems[0].message
    assert read_exempt(ROOT / "content/linkuitzonderingen.yml")


@pytest.mark.parametrize("text", ["[", "[]", '{"a": 3}', '{"a": ["morgen"]}'])
def test_a_state_that_is_no_state_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SiteError, match="geen lijst met mislukte links"):
        read_state(path)


def test_the_command_tells_the_line_and_keeps_the_state(server: str, tree, content: Path, tmp_path: Path) -> None:
    local = RECORD.replace("https://voorbeeld.nl/over", f"{server}/404").replace(
        "https://voorbeeld.nl/", f"{server}/goed"
    )
    data, state, report = tree({"initiatieven/voorbeeld.yml": local}), tmp_path / "s.json", tmp_path / "r.md"
    (data / "campussen.yml").write_text("[]\n", encoding="utf-8")
    codes = []
    for number in range(3):
        result = run("links", "--data", data, "--content", content, "--state", state, "--report", report, "--delay", 0,
                     "--today", TODAY + number * WEEK)  # fmt: skip
        codes.append(result.exit_code)
    assert codes == [0, 0, 1]
    text = report.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(local.splitlines(), 1) if "/404" in row)
    assert "2 links, 1 kapot" in text
    assert f"`{server}/404` bestaat niet meer (404)" in text
    assert f"[data/initiatieven/voorbeeld.yml:{line}](https://github.com/mrdh/techniek-dichtbij/blob/main/" in text
    assert list(json.loads(state.read_text(encoding="utf-8"))) == [f"{server}/404"]


def test_a_report_fits_in_an_issue() -> None:
    links = [Link(f"https://h{number}.nl/{'x' * 90}", (("data/initiatieven/a.yml", 1),)) for number in range(2000)]
    verdicts = check_links(links, lambda url: Answer(State.GONE, 404), {}, TODAY, jobs=8)
    text = link_report(verdicts, {}, "https://github.com/a/b", TODAY)
    assert len(text) < 65_000
    assert "De rest past hier niet" in text
    assert Counter(verdict.broken for verdict in verdicts) == {False: 2000}
