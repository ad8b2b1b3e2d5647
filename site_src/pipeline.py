"""The whole of a build, in order: read -> check -> derive -> render -> write -> verify."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_src.check.content import content_problems
from site_src.check.rules import check, check_drafts
from site_src.derive.catalogue import Catalogue, derive, newest_date
from site_src.derive.drafts import with_drafts
from site_src.model.problems import Problem, ProblemsFound, blocking
from site_src.model.settings import NOT_FOUND_TEXT, PROSE
from site_src.read.assets import read_assets
from site_src.read.prose import read_prose
from site_src.read.records import Reading, read_data, read_drafts
from site_src.read.settings import read_settings, read_synonyms
from site_src.read.words import WordsRead, read_words
from site_src.render import routes
from site_src.render.hosting.headers_file import headers_file
from site_src.render.last_modified import page_dates
from site_src.render.maps.drawing import Locator
from site_src.render.pages.context import PageContext
from site_src.render.pages.page import Page
from site_src.render.pages.registry import all_pages
from site_src.render.prose import render_prose
from site_src.render.routes import Routes
from site_src.render.share_images.contents import pictures
from site_src.render.site import Site
from site_src.render.sitemap import sitemap
from site_src.render.tables.in_prose import SLOTS
from site_src.render.templates import Renderer
from site_src.render.words.language import languages_of
from site_src.verify.page import Checked, check_page
from site_src.verify.site import check_site
from site_src.write.build_record import write_build_record
from site_src.write.lexicon import lexicon
from site_src.write.processes import beside, workers
from site_src.write.search_index import indexing, known_words
from site_src.write.service_worker import write_service_worker
from site_src.write.staging import prepare, staged, write_file


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line may set."""

    data: Path = Path("data")
    content: Path = Path("content")
    output: Path = Path("public")
    base_url: str | None = None
    today: dt.date | None = None
    jobs: int = 0
    strict: bool = False
    concept: Path | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made, for the last line on the screen."""

    records: int
    pages: int
    files: int
    seconds: float
    problems: tuple[Problem, ...]


def build(options: Options) -> Summary:
    """Builds the whole site or nothing; raises ProblemsFound with everything that is wrong."""
    start = time.perf_counter()
    prepare(options.output)
    settings = read_settings(options.content, options.base_url)
    reading = read_data(options.data)
    found = check(reading, options.today or _clock())
    words = read_words(options.content, settings.languages)
    found += content_problems(
        options.content, settings, words, read_synonyms(options.content), reading.vocabulary, options.today or _clock()
    )
    _stop_on(found, strict=options.strict)
    catalogue = derive(reading, settings, options.today or newest_date([item.record for item in reading.initiatives]))
    if options.concept:
        catalogue = _with_drafts(catalogue, reading, options)
    site = site_of(catalogue, words, options.content)
    pages, files = _write(site, options)
    return Summary(len(catalogue.initiatives), pages, files, time.perf_counter() - start, tuple(found))


def _write(site: Site, options: Options) -> tuple[int, int]:
    """Renders, writes and verifies the whole site; how many pages and files it has."""
    settings = site.catalogue.settings
    with staged(options.output) as folder:
        with beside(options.jobs, lambda: _write_from_data(site, folder)):
            pages = _pages(site)
            checked = _make_pages(site, pages, folder, options.jobs)
            _write_from_pages(site, pages, folder)
        write_service_worker(site, folder)
        write_build_record(site, folder, options.commit)
        _stop_on(check_site(folder, checked, settings.origin, settings.base_path))
        return len(pages), sum(path.is_file() for path in folder.rglob("*"))


def _with_drafts(catalogue: Catalogue, reading: Reading, options: Options) -> Catalogue:
    """The catalogue with the drafts of --concept, when these are right."""
    assert options.concept
    drafts = read_drafts(options.concept)
    _stop_on(check_drafts(drafts, reading, options.today or _clock()))
    return with_drafts(catalogue, reading, drafts)


def _clock() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _stop_on(problems: Sequence[Problem], *, strict: bool = False) -> None:
    if blocking(problems, strict=strict):
        raise ProblemsFound(problems)


def site_of(catalogue: Catalogue, words: WordsRead, content: Path) -> Site:
    """The catalogue with what the content folder adds to it."""
    settings, assets = catalogue.settings, read_assets(content)
    if not catalogue.roles:
        assets = assets.without("planner.js", "planning.js")
    if not settings.form_endpoint:
        assets = assets.without("report.js")
    return Site(
        catalogue,
        Routes(settings.origin, settings.base_path, settings.languages),
        languages_of(words.words, catalogue),
        {
            code: {name: read_prose(content, code, name, SLOTS) for name in (*PROSE, NOT_FOUND_TEXT)}
            for code in settings.languages
        },
        assets,
        Locator(catalogue.outline),
        read_synonyms(content),
    )


def _pages(site: Site) -> list[Page]:
    """Every page in every language."""
    shown, repository = pictures(site.catalogue), site.catalogue.settings.repository
    pages: list[Page] = []
    for code, language in site.languages.items():
        texts = {name: render_prose(prose, site.where, code, repository) for name, prose in site.prose[code].items()}
        pages += all_pages(PageContext(site.catalogue, language, site.where, texts, shown, site.locator))
    return pages


def _make_pages(site: Site, pages: Sequence[Page], folder: Path, jobs: int) -> list[Checked]:
    """Writes every page and reads it back, on all cores; what can be searched first, so that Pagefind can start."""
    renderer = Renderer(site)
    files = [site.where.file(page.address, page.language).as_posix() for page in pages]

    def write(number: int) -> None:
        write_file(folder, files[number], renderer.render(pages[number]).encode("utf-8"))

    def verify(file: str) -> Checked:
        return check_page(folder, file)

    with workers(jobs, write, verify) as each:
        each(write, [number for number, page in enumerate(pages) if page.kind.searchable])
        with indexing(folder):
            each(write, [number for number, page in enumerate(pages) if not page.kind.searchable])
            return each(verify, files)


def _write_from_data(site: Site, folder: Path) -> None:
    """Writes what needs no pages."""
    from site_src.render.files import files_from_data  # with folium, Pillow and XlsxWriter, which pages don't need

    for name, data in files_from_data(site).items():
        write_file(folder, name, data)


def _write_from_pages(site: Site, pages: Sequence[Page], folder: Path) -> None:
    """Writes what follows from all pages together: the sitemap, and the words and terms that search knows."""
    write_file(folder, routes.HEADERS.lstrip("/"), headers_file(pages, site.where, site.catalogue.settings.form_origin))
    write_file(folder, "sitemap.xml", sitemap(pages, site.where, page_dates(site.catalogue)))
    for code, language in site.languages.items():
        prose = [page.prose for page in pages if page.language == code]
        write_file(folder, routes.search_words(code).lstrip("/"), known_words(site.catalogue, language, prose))
        write_file(folder, routes.search_terms(code).lstrip("/"), lexicon(site, language))
