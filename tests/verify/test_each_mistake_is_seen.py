"""The last check before a site goes out sees each kind of mistake, and says nothing of a site without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_src.verify.page import check_page
from site_src.verify.site import check_site

ORIGIN = "https://voorbeeld.nl"
HEAD = '<meta charset="utf-8"><title>Titel</title><meta name="description" content="Waar dit over gaat.">'
STYLE = '<link rel="stylesheet" href="/s.css">'
BODY = '<h1>Kop</h1><p id="plek"><a href="/twee/">Verder</a></p>'
SECOND = "<h1>Twee</h1><p><a href='/#plek'>Terug</a></p>"
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://voorbeeld.nl/</loc></url><url><loc>https://voorbeeld.nl/twee/</loc></url></urlset>"
)


def html(body: str, head: str = HEAD + STYLE, lang: str = ' lang="nl"') -> str:
    return f"<!doctype html><html{lang}><head>{head}</head><body>{body}</body></html>"


GOOD = {
    "index.html": html(BODY),
    "twee/index.html": html(SECOND),
    "s.css": "p{margin:0}",
    "sitemap.xml": SITEMAP,
    "robots.txt": "User-agent: *",
}


def found(folder: Path, files: dict[str, str], base: str = "/") -> list[tuple[str, str, str]]:
    """(file, rule, message) of everything that is wrong with the good site after these changes."""
    for name, content in (GOOD | files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    pages = [check_page(folder, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.html"))]
    problems = check_site(folder, pages, ORIGIN, base)
    return [(problem.file, problem.rule, problem.message) for problem in problems]


def test_a_good_site_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == []


FINE = {
    "headings that go up again": "<h2>Twee</h2><h3>Drie</h3><h2>Twee</h2>",
    "a label around a field": "<label>Naam <input name=n></label>",
    "a label elsewhere": '<label for="n">Naam</label><input id="n" name="n">',
    "a field named by aria-label": '<select aria-label="Kies"><option>een</option></select>',
    "fields nobody sees": '<input type="hidden" name="h"><input type="submit" value="Zoek">',
    "an image that is decoration": '<img src="/s.css" alt="">',
    "a link that is an image": '<a href="/twee/"><img src="/s.css" alt="Twee"></a>',
    "a link with a name for screen readers": '<a href="/twee/" aria-label="Twee"></a>',
    "a link to another site": '<a href="https://www.jinc.nl/">JINC</a>',
    "mail and telephone": '<a href="mailto:info@voorbeeld.nl">mail</a> <a href="tel:0101234567">bel</a>',
    "an absolute link to ourselves": f'<a href="{ORIGIN}/twee/">Twee</a>',
    "a script of our own": '<script src="/s.css"></script>',
    "data for machines": '<script type="application/ld+json">{"@type": "Thing"}</script>',
    "a table with column heads": '<table><tr><th scope="col">Kop</th></tr><tr><td>1</td></tr></table>',
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_fine_gives_no_problems(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, {"index.html": html(BODY + FINE[name])}) == []


ADD = {
    "broken link": ('<a href="/drie/">Drie</a>', "link", "/drie/"),
    "broken link, absolute": (f'<a href="{ORIGIN}/drie/">Drie</a>', "link", "/drie/"),
    "broken link, relative": ('<a href="drie.html">Drie</a>', "link", "drie.html"),
    "broken image": ('<img src="/weg.png" alt="">', "link", "/weg.png"),
    "broken anchor on another page": ('<a href="/twee/#weg">Twee</a>', "anker", "#weg"),
    "broken anchor on the page itself": ('<a href="#weg">Hier</a>', "anker", "#weg"),
    "two h1": ("<h1>Nog een</h1>", "pagina", "één h1"),
    "skipped heading": ("<h3>Diep</h3>", "pagina", "slaat een niveau over"),
    "empty heading": ("<h2> </h2>", "pagina", "h2 is leeg"),
    "duplicate id": ('<p id="plek">Nog eens</p>', "pagina", "“plek” staat er 2 keer"),
    "missing label": ('<input name="zoek">', "pagina", "“zoek” heeft geen label"),
    "missing label, select": ('<select name="kies"><option>een</option></select>', "pagina", "“kies”"),
    "missing label, textarea": ('<textarea name="zeg"></textarea>', "pagina", "“zeg”"),
    "label for another field": ('<label for="x">X</label><input id="y" name="y">', "pagina", "“y” heeft geen label"),
    "missing alt": ('<img src="/s.css">', "pagina", "alt-tekst"),
    "empty link": ('<a href="/twee/"> </a>', "pagina", "Een a heeft geen tekst"),
    "link with an image that says nothing": (
        '<a href="/twee/"><img src="/s.css" alt=""></a>',
        "pagina",
        "Een a heeft geen tekst",
    ),
    "empty button": ("<button></button>", "pagina", "Een button heeft geen tekst"),
    "inline style": ("<style>p{color:red}</style>", "pagina", "opmaak in de pagina zelf"),
    "style attribute": ('<p style="color:red">rood</p>', "pagina", "opmaak in de pagina zelf"),
    "inline script": ("<script>alert(1)</script>", "pagina", "een script in de pagina zelf"),
    "inline module": ('<script type="module">alert(1)</script>', "pagina", "een script in de pagina zelf"),
    "onclick": ('<p onclick="alert(1)">klik</p>', "pagina", "onclick"),
    "javascript link": ('<a href="javascript:alert(1)">klik</a>', "pagina", "javascript:"),
    "link that is no address": ('<a href="http://[kapot">klik</a>', "pagina", "is geen webadres"),
    "data link": ('<a href="data:text/html,x">klik</a>', "pagina", "is geen webadres"),
    "script from another host": ('<script src="https://cdn.nl/x.js"></script>', "pagina", "andere host"),
    "image from another host": ('<img src="//cdn.nl/x.png" alt="">', "pagina", "andere host"),
    "frame from another host": ('<iframe src="https://cdn.nl/" title="x"></iframe>', "pagina", "andere host"),
    "style sheet from another host": ('<link rel="stylesheet" href="https://cdn.nl/x.css">', "pagina", "andere host"),
    "JSON-LD broken": ('<script type="application/ld+json">{"a": }</script>', "pagina", "geen JSON"),
    "JSON-LD empty": ('<script type="application/ld+json"></script>', "pagina", "geen JSON"),
    "table without headers": ("<table><tr><td>1</td></tr></table>", "pagina", "kolomkoppen"),
    "table with row heads only": ('<table><tr><th scope="row">1</th></tr></table>', "pagina", "kolomkoppen"),
}


@pytest.mark.parametrize("name", ADD)
def test_a_mistake_on_a_page_is_seen_once_and_said_of_that_page(name: str, tmp_path: Path) -> None:
    extra, rule, words = ADD[name]
    problems = found(tmp_path, {"index.html": html(BODY + extra)})
    assert [(file, kind) for file, kind, _ in problems] == [("index.html", rule)], problems
    assert words in problems[0][2]


HEADS = {
    "missing lang": (html(BODY, lang=""), "taal"),
    "empty lang": (html(BODY, lang=' lang=""'), "taal"),
    "missing title": (html(BODY, HEAD.replace("<title>Titel</title>", "") + STYLE), "titel"),
    "a title in a drawing only": (
        html(BODY + "<svg><title>Kaart</title></svg>", HEAD.replace("<title>Titel</title>", "") + STYLE),
        "titel",
    ),
    "empty title": (html(BODY, HEAD.replace("Titel", " ") + STYLE), "titel"),
    "missing description": (html(BODY, HEAD.replace("description", "author") + STYLE), "omschrijving"),
    "empty description": (html(BODY, HEAD.replace("Waar dit over gaat.", "") + STYLE), "omschrijving"),
    "no h1": (html(BODY.replace("h1", "p")), "één h1"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_page_without_its_head_is_seen(name: str, tmp_path: Path) -> None:
    page, words = HEADS[name]
    problems = found(tmp_path, {"index.html": page})
    assert [(file, rule) for file, rule, _ in problems] == [("index.html", "pagina")], problems
    assert words in problems[0][2]


def test_a_page_that_the_sitemap_lacks_is_seen(tmp_path: Path) -> None:
    sitemap = SITEMAP.replace("<url><loc>https://voorbeeld.nl/twee/</loc></url>", "")
    assert [row[:2] for row in found(tmp_path, {"sitemap.xml": sitemap})] == [("twee/index.html", "sitemap")]


def test_a_page_that_asks_not_to_be_indexed_may_not_be_in_the_sitemap(tmp_path: Path) -> None:
    second = html(SECOND, HEAD + STYLE + '<meta name="robots" content="noindex">')
    problems = found(tmp_path, {"twee/index.html": second})
    assert [row[:2] for row in problems] == [("sitemap.xml", "sitemap")]
    assert "twee/index.html" in problems[0][2]


@pytest.mark.parametrize("extra", ["https://voorbeeld.nl/drie/", "https://elders.nl/"])
def test_an_address_in_the_sitemap_that_is_no_page_is_seen(extra: str, tmp_path: Path) -> None:
    sitemap = SITEMAP.replace("</urlset>", f"<url><loc>{extra}</loc></url></urlset>")
    assert [row[:2] for row in found(tmp_path, {"sitemap.xml": sitemap})] == [("sitemap.xml", "sitemap")]


def test_a_file_that_nothing_leads_to_is_seen(tmp_path: Path) -> None:
    assert [row[:2] for row in found(tmp_path, {"vergeten.txt": "?"})] == [("vergeten.txt", "wees")]


def test_a_page_that_nothing_leads_to_is_seen(tmp_path: Path) -> None:
    problems = found(tmp_path, {"index.html": html("<h1>Kop</h1><p id='plek'><a href='/'>Hier</a></p>")})
    assert [row[:2] for row in problems] == [("twee/index.html", "wees")]


def test_under_a_folder_a_link_that_leaves_the_folder_is_seen(tmp_path: Path) -> None:
    inside = {name: text.replace('="/', '="/map/').replace("='/", "='/map/") for name, text in GOOD.items()}
    inside["sitemap.xml"] = SITEMAP.replace("voorbeeld.nl/", "voorbeeld.nl/map/")
    assert found(tmp_path, inside, base="/map/") == []
    inside["index.html"] = html(BODY.replace("/twee/", "/map/twee/") + '<a href="/twee/">Weg</a>').replace(
        "/s.css", "/map/s.css"
    )
    assert [row[1] for row in found(tmp_path, inside, base="/map/")] == ["link"]


def test_every_mistake_of_a_page_is_told_in_one_run(tmp_path: Path) -> None:
    extra = "".join(ADD[name][0] for name in ("broken link", "two h1", "missing alt", "onclick", "inline style"))
    assert len(found(tmp_path, {"index.html": html(BODY + extra)})) == 5


def site_in_two_languages(folder: Path, linked: bool) -> list[tuple[str, str]]:
    """(file, rule) for a page in both languages that link to each other, and to which other pages link or don't."""

    def page(address: str, other: str, more: str = "") -> str:
        canonical = f'<link rel="canonical" href="{ORIGIN}{address}"><link rel="alternate" href="{ORIGIN}{other}">'
        body = f'<h1>Kop</h1><a href="{other}" hreflang="xx">Andere taal</a><a href="{address}">Hier</a>{more}'
        return html(body, HEAD + STYLE + canonical)

    here, there = ('<a href="/los/">Los</a>', '<a href="/en/los/">Los</a>') if linked else ("", "")
    files = {
        "index.html": page("/", "/en/", BODY[BODY.index("<p") :] + here),
        "en/index.html": page("/en/", "/", there),
        "los/index.html": page("/los/", "/en/los/"),
        "en/los/index.html": page("/en/los/", "/los/"),
    }
    more = "".join(f"<url><loc>{ORIGIN}/{path}</loc></url>" for path in ("en/", "los/", "en/los/"))
    return [row[:2] for row in found(folder, files | {"sitemap.xml": SITEMAP.replace("</urlset>", f"{more}</urlset>")})]


def test_a_page_is_not_found_because_its_translation_and_its_own_head_link_to_it(tmp_path: Path) -> None:
    assert site_in_two_languages(tmp_path / "met", linked=True) == []
    orphans = site_in_two_languages(tmp_path / "zonder", linked=False)
    assert orphans == [("en/los/index.html", "wees"), ("los/index.html", "wees")]


def test_pages_that_only_link_to_each_other_are_not_found(tmp_path: Path) -> None:
    files = {f"{name}/index.html": html(f'<h1>Kop</h1><a href="/{other}/">Verder</a>', HEAD + STYLE)
             for name, other in (("drie", "vier"), ("vier", "drie"))}  # fmt: skip
    more = "".join(f"<url><loc>{ORIGIN}/{name}/</loc></url>" for name in ("drie", "vier"))
    problems = found(tmp_path, files | {"sitemap.xml": SITEMAP.replace("</urlset>", f"{more}</urlset>")})
    assert [row[:2] for row in problems] == [("drie/index.html", "wees"), ("vier/index.html", "wees")]
