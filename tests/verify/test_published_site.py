"""A published site is held against what was built: one changed byte, one missing and one foreign file are found."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import files, run

from site_src.maintenance.git_revisions import commit_of
from site_src.verify.published import web

Serve = Callable[..., contextlib.AbstractContextManager[str]]


def small_site(folder: Path, contents: dict[str, bytes]) -> Path:
    """A site with a record of its own making, written down here without the code of the build."""
    for name, data in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    rows = "".join(f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    (folder / ".well-known").mkdir(exist_ok=True)
    (folder / ".well-known/build.sha256").write_text(rows, encoding="utf-8")
    told = {"commit": "a" * 40, "gegevens_van": "2026-11-21", "lijst_sha256": hashlib.sha256(rows.encode()).hexdigest()}
    (folder / ".well-known/build.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


CONTENTS = {"index.html": b"thuis", "404.html": b"weg", "_headers": b"/*", "en/index.html": b"home", "sw.js": b"1"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site", CONTENTS)


class Handler(http.server.SimpleHTTPRequestHandler):
    """As some hosts do it: `_headers` is not shown, and an address that does not exist has a page."""

    log: list[str]
    strange: dict[str, Callable[[Handler], None]]

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        type(self).log.append(name)
        if name in self.strange:
            self.strange[name](self)
        elif name == "_headers":
            self.send_error(404)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Serves a folder, with strange answers for some names; gives its address."""
    monkeypatch.setattr(web, "PAUSE", 0)

    @contextlib.contextmanager
    def served(folder: Path, **strange: Callable[[Handler], None]) -> Iterator[str]:
        kind = type("Own", (Handler,), {"log": [], "strange": {k.replace("_js", ".js"): v for k, v in strange.items()}})
        handler = functools.partial(kind, directory=str(folder))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()

    return served


def test_a_build_says_what_it_is_made_of_and_every_file_keeps_to_it(other_site: Path) -> None:
    told = json.loads((other_site / ".well-known/build.json").read_text("utf-8"))
    listing = (other_site / ".well-known/build.sha256").read_bytes()
    assert told["commit"] is None  # nobody said
    assert told["lijst_sha256"] == hashlib.sha256(listing).hexdigest()
    assert told["bestanden"] == listing.count(b"\n") == len(files(other_site)) - 2
    listed = {line.split("  ", 1)[1] for line in listing.decode().splitlines()}
    assert {"sw.js", "pagefind/pagefind.js", "_headers", "index.html"} <= listed
    subprocess.run(["sha256sum", "--check", "--quiet", ".well-known/build.sha256"], cwd=other_site, check=True)
    done = run("verify", other_site)
    assert (done.exit_code, "byte voor byte" in done.output) == (0, True), done.output


def test_one_changed_byte_one_missing_and_one_foreign_file_are_found_and_nothing_else(
    other_site: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(other_site, tmp_path / "kopie")
    page = copy / "pagefind/pagefind.js"
    page.write_bytes(page.read_bytes()[:-1] + b"!")
    (copy / "sw.js").unlink()
    (copy / "en/vreemd.txt").touch()
    done = run("verify", copy)
    assert done.exit_code == 1
    assert done.output.splitlines()[:-1] == [
        "en/vreemd.txt hoort er niet.",
        "pagefind/pagefind.js is anders dan gebouwd.",
        "sw.js ontbreekt.",
    ]
    assert "3 verschillen" in done.output


def test_another_build_of_ones_own_is_a_yardstick_that_the_site_can_not_choose(small: Path, tmp_path: Path) -> None:
    forged = small_site(tmp_path / "vals", CONTENTS | {"sw.js": b"2"})
    assert run("verify", forged).exit_code == 0
    done = run("verify", forged, "--with", small)
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "sw.js is anders dan gebouwd.")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("build.json", None, "heeft geen .well-known/build.json"),
        ("build.json", "nee", "is geen JSON"),
        ("build.json", "[1]", "is na de bouw veranderd"),
        ("build.sha256", f"{'0' * 64}  ../../etc/passwd\n", "regel 1"),
        ("build.sha256", f"{'0' * 64}  /etc/passwd\n", "regel 1"),
        ("build.sha256", f"{'0' * 64}  a\x1b[2J\n", "regel 1"),
        ("build.sha256", "geen lijst\n", "regel 1"),
    ],
)
def test_a_record_that_can_not_be_trusted_is_refused_in_words(
    name: str, text: str | None, said: str, small: Path
) -> None:
    path = small / ".well-known" / name
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    if name == "build.sha256":
        told = {"lijst_sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        (small / ".well-known/build.json").write_text(json.dumps(told), encoding="utf-8")
    done = run("verify", small)
    assert (done.exit_code, said in done.output) == (1, True), done.output


def test_a_site_on_the_web_that_equals_its_build_is_asked_for_once_and_says_what_can_not_be_seen(
    small: Path, serve: Serve
) -> None:
    with serve(small) as address:
        done = run("verify", address)
    assert (done.exit_code, done.output.count("byte voor byte")) == (0, 1), done.output
    assert "andere bestanden" in done.output  # foreign ones can't be seen


def test_over_the_web_a_changed_and_a_missing_file_are_found(small: Path, serve: Serve) -> None:
    (small / "en/index.html").write_bytes(b"hoem")
    (small / "sw.js").unlink()
    with serve(small) as address:
        done = run("verify", address)
    told = done.output.splitlines()
    assert (done.exit_code, told[:2]) == (1, ["en/index.html is anders dan gebouwd.", "sw.js ontbreekt."])


def elsewhere(handler: Handler) -> None:
    handler.send_response(302)
    handler.send_header("Location", f"http://localhost:{handler.server.server_address[1]}/index.html")
    handler.end_headers()


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 65536)


def cut_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "10")
    handler.end_headers()
    handler.wfile.write(b"1")


def broken(handler: Handler) -> None:
    handler.send_error(503)


@pytest.mark.parametrize("answer", [elsewhere, endless, cut_off, broken])
def test_a_strange_answer_is_a_file_that_could_not_be_fetched_and_leads_to_no_other_host(
    answer: Callable[[Handler], None], small: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 2**20)
    with serve(small, sw_js=answer) as address:
        done = run("verify", address)
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "sw.js is niet op te halen."), done.output


def test_a_server_that_answers_no_more_ends_the_comparison(tmp_path: Path, serve: Serve) -> None:
    names = [f"{number:03}_js" for number in range(100)]
    site = small_site(tmp_path / "site", {name.replace("_", "."): b"x" for name in names})
    with serve(site, **dict.fromkeys(names, broken)) as address:
        done = run("verify", address)
    assert (done.exit_code, "antwoordt niet meer" in done.output) == (1, True), done.output


@pytest.mark.parametrize("site", ["nergens", "ftp://voorbeeld.nl/", "file:///etc/"])
def test_what_is_no_folder_and_no_address_is_wrong_use(site: str, tmp_path: Path) -> None:
    assert run("verify", site).exit_code == 2


def test_the_commit_is_that_of_the_project_and_unknown_once_anything_was_changed(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        own = ("-c", "user.name=t", "-c", "user.email=t@voorbeeld.nl", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *own, *words], cwd=tmp_path, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    data = tmp_path / "data"
    data.mkdir()
    assert commit_of(data) is None  # no repository
    git("init")
    assert commit_of(data) is None  # no commit
    (tmp_path / "build.py").touch()
    git("add", "--all")
    git("commit", "-m", "x")
    index = (tmp_path / ".git/index").read_bytes()
    os.utime(tmp_path / "build.py", (0, 0))  # git would write down that it looked again
    assert commit_of(data) == git("rev-parse", "HEAD")
    assert (tmp_path / ".git/index").read_bytes() == index, "a build that is stopped would leave index.lock behind"
    (data / "nieuw.yml").touch()
    assert commit_of(data) is None


def test_a_commit_that_is_none_is_wrong_use() -> None:
    refused = run("build", "--commit", "main")
    assert (refused.exit_code, "geen git-commit" in refused.output) == (2, True)
