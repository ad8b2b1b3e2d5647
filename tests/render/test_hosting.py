"""One policy for every server: `_headers` in the site, and snippets that a real nginx obeys below a path."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import OTHER_REGION, ROOT, run

from site_src.render.hosting.apache import apache_snippet
from site_src.render.hosting.headers_file import headers_file
from site_src.render.hosting.nginx import nginx_snippet
from site_src.render.hosting.policy import REFERRER, TYPES, common_headers
from site_src.render.pages.page import PageKind
from site_src.render.routes import Routes
from site_src.render.templates import policy

NGINX = shutil.which("nginx", path=os.pathsep.join((os.environ["PATH"], "/usr/sbin", f"{ROOT}/.cache/nginx/usr/sbin")))
CONFIG = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/fouten.log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {folder}; include {folder}/hosting/nginx.conf; }}
}}
"""


def snippets(folder: Path) -> None:
    """What `headers` writes for a site below /techniek/."""
    options = ("--content", OTHER_REGION / "content", "--base-url", "https://voorbeeld.nl/techniek/")
    done = run("headers", "--output", folder, *options)
    assert done.exit_code == 0, done.output


def directives(csp: str) -> dict[str, set[str]]:
    """Each directive of a policy with its sources."""
    return {name: set(sources) for name, *sources in map(str.split, csp.split(";"))}


@pytest.fixture(scope="module")
def port(other_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real nginx with the site below /techniek/, and nothing else."""
    if not NGINX:
        pytest.skip("nginx is not here, and .ci/browser could not fetch it")
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "techniek").symlink_to(other_site)
    snippets(folder / "hosting")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=number), encoding="utf-8")
    with subprocess.Popen([NGINX, "-e", folder / "fouten.log", "-c", folder / "nginx.conf"]) as server:
        for _ in range(100):
            with socket.socket() as door:
                if not door.connect_ex(("127.0.0.1", number)):
                    break
            time.sleep(0.05)
        yield number
        server.terminate()


def asked(port: int, path: str) -> tuple[HTTPResponse, bytes]:
    """One answer of that server."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer, answer.read()


def first(site: Path, pattern: str) -> str:
    """The address below /techniek/ of some file that the site has."""
    return f"/techniek/{min(site.glob(pattern)).relative_to(site).as_posix()}"


def test_a_real_nginx_below_a_path_sends_the_policy_with_pages_data_and_errors(port: int, other_site: Path) -> None:
    data = first(other_site, "api/v1/initiatieven.json")
    for path, status in (("/techniek/", 200), (data, 200), ("/techniek/nergens", 404), ("/techniek/api/", 404)):
        answer, _ = asked(port, path)
        assert answer.status == status
        sent = dict(answer.getheaders())
        assert common_headers().items() <= sent.items(), path
        assert (sent["X-Frame-Options"], sent["Cache-Control"]) == ("DENY", "no-cache"), path
        assert sent.get("Access-Control-Allow-Origin") == ("*" if path == data else None)
    assert asked(port, data)[0].headers["Content-Type"] == "application/json"


def test_nginx_lets_other_sites_frame_only_what_is_made_for_it(port: int, other_site: Path) -> None:
    for path in ("/techniek/embed/initiatieven/", "/techniek/en/embed/initiatieven/"):
        answer, page = asked(port, path)
        assert (answer.status, answer.headers["X-Frame-Options"]) == (200, None)
        assert common_headers().items() <= dict(answer.getheaders()).items()
        assert b"data-embed" in page
    assert asked(port, "/techniek/embed/nergens")[0].headers["X-Frame-Options"] == "DENY"


def test_nginx_answers_in_the_language_of_an_address_and_keeps_only_what_has_a_fingerprint(
    port: int, other_site: Path
) -> None:
    for path, language in (("/techniek/nergens/", "nl"), ("/techniek/en/nergens/", "en")):
        answer, page = asked(port, path)
        assert (answer.status, BeautifulSoup(page, "lxml").html["lang"]) == (404, language)
    kept = asked(port, first(other_site, "static/site.*.css"))[0].headers
    assert (kept["Content-Type"], "immutable" in kept["Cache-Control"]) == ("text/css; charset=utf-8", True)
    assert asked(port, "/techniek/sw.js")[0].headers["Cache-Control"] == "no-cache"
    assert asked(port, "/techniek/static/nergens.js")[0].headers["Cache-Control"] == "no-cache"


def test_the_policy_of_a_server_forbids_nothing_that_a_page_allows_itself(other_site: Path) -> None:
    widest = directives(common_headers()["Content-Security-Policy"])
    found = set()
    for file in other_site.rglob("*.html"):
        text = file.read_text("utf-8")
        found |= set(re.findall(r'Content-Security-Policy" content="([^"]+)"', text))
        assert set(re.findall(r'name="referrer" content="([^"]+)"', text)) <= {REFERRER}
    assert len(found) > 2
    for csp in found:
        own = directives(csp.replace("&#39;", "'"))
        assert {name for name, sources in own.items() if not sources <= widest[name]} == set(), csp
    assert "frame-src" not in directives(policy(PageKind("x")))


def test_a_server_lets_the_form_of_the_site_go_where_the_settings_say() -> None:
    where, form = Routes("https://site.test", "/", ("nl",)), "https://formulier.test"
    for said in (nginx_snippet(where, form), apache_snippet(where, form), headers_file([], where, form).decode()):
        assert f"form-action 'self' {form}" in said
    assert "formulier.test" not in nginx_snippet(where)


def rules(site: Path) -> dict[str, str]:
    """Each path of `_headers` with what it says."""
    blocks = (site / "_headers").read_text("utf-8").strip().split("\n\n")
    assert len({block.splitlines()[0] for block in blocks}) == len(blocks)
    return {path: "\n".join(lines) for path, *lines in map(str.splitlines, blocks)}


def test_the_headers_file_frames_only_embeds_and_says_no_header_twice_of_one_file(other_site: Path) -> None:
    found = rules(other_site)
    patterns = {path: re.compile(re.escape(path).replace(r"\*", ".*")) for path in found}
    assert len(found) < 100  # what Cloudflare reads
    for file in other_site.rglob("*"):
        if file.is_file():
            address = "/" + file.relative_to(other_site).as_posix().removesuffix("index.html")
            said = [found[path] for path, pattern in patterns.items() if pattern.fullmatch(address)]
            names = re.findall(r"^  ([\w-]+):", "\n".join(said), re.M)
            assert len(names) == len(set(names)), address
            if file.suffix == ".html":
                assert ("X-Frame-Options" in names) is ("embed/" not in address), address
            assert ("immutable" in "".join(said)) is address.startswith("/static/")


def test_every_kind_of_file_has_a_type_for_servers(any_site: Path) -> None:
    suffixes = {path.suffix.lstrip(".") for path in any_site.rglob("*") if path.is_file()}
    just_bytes = {"pagefind", "pf_filter", "pf_fragment", "pf_index", "pf_meta", "pf_sort", ""}
    assert sorted(suffixes - TYPES.keys() - just_bytes) == []


def test_apache_gets_the_same_policy_and_headers_can_refuse_in_words(tmp_path: Path) -> None:
    snippets(tmp_path / "hosting")
    text = (tmp_path / "hosting/apache.htaccess").read_text("utf-8")
    for name, value in common_headers().items():
        assert f'Header always set {name} "{value}"' in text
    assert "ErrorDocument 404 /techniek/404.html" in text
    assert "#^(/techniek/embed/|/techniek/en/embed/)#" in text
    (tmp_path / "bestand").touch()
    refused = run("headers", "--output", tmp_path / "bestand", "--content", OTHER_REGION / "content")
    assert (refused.exit_code, "kan niet geschreven worden" in refused.output) == (1, True)
