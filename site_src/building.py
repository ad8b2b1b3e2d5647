"""The whole of a build, in order: read -> check -> derive -> render -> write -> verify."""

from __future__ import annotations

import datetime as dt
import gc
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_src.catalogue.reading import Reading, read_data
from site_src.catalogue.rules import check
from site_src.deriving import Catalogue, derive, newest_date
from site_src.drafting import with_drafts
from site_src.problems import Problem, ProblemsFound, blocking
from site_src.publish.dates import page_dates
from site_src.publish.gaps import gap_files
from site_src.publish.publishing import OTHER_DOWNLOADS, publish
from site_src.publish.sitefiles import manifest, security_problems
from site_src.report.consistency import check_against_report
from site_src.settings import Settings, read_settings
from site_src.site import routes
from site_src.site.assets import LATER, Assets, read_assets, service_worker
from site_src.site.language import read_languages
from site_src.site.mapping import map_files, share_images
from site_src.site.page import Page
from site_src.site.pages import Pages
from site_src.site.rendering import Renderer
from site_src.site.routes import NOT_FOUND, TEXTS, Routes
from site_src.site.searching import indexing, known_words
from site_src.site.sharing import ShareImages
from site_src.site.sitemap import robots, sitemap
from site_src.site.slots import SLOTS
from site_src.site.texts import read_text
from site_src.site.verify import check_site
from site_src.site.verify_page import Checked, check_page
from site_src.site.writing import refuse_foreign, staged, write_file


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
    refuse_foreign(options.output)
    settings = read_settings(options.content, options.base_url)
    reading, found = read_and_check(options)
    catalogue = derive(reading, settings, options.today or newest_date([item.record for item in reading.initiatives]))
    if options.concept:
        catalogue = with_drafts(catalogue, reading, options.concept, options.today or _clock())
    found += check_against_report(catalogue)
    found += security_problems(settings, options.today or _clock(), options.content.name)
    _stop_on(found, strict=options.strict)
    renderer, pages, assets = _prepare(catalogue, settings, options)
    with staged(options.output) as folder:
        checked = _make_all(renderer, pages, assets, folder, options.jobs)
        _write_worker(folder, renderer.where, assets)
        _stop_on(check_site(folder, checked, settings.origin, settings.base_path))
        files = sum(path.is_file() for path in folder.rglob("*"))
    return Summary(len(catalogue.initiatives), len(pages), files, time.perf_counter() - start, tuple(found))


def read_and_check(options: Options) -> tuple[Reading, list[Problem]]:
    """Reads data/ and runs every rule; stops when a record is wrong."""
    reading = read_data(options.data)
    found = check(reading, options.today or _clock())
    _stop_on(found, strict=options.strict)
    return reading, found


def _clock() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _stop_on(problems: Sequence[Problem], *, strict: bool = False) -> None:
    if blocking(problems, strict=strict):
        raise ProblemsFound(problems)


def _prepare(catalogue: Catalogue, settings: Settings, options: Options) -> tuple[Renderer, list[Page], Assets]:
    where = Routes(settings.origin, settings.base_path, settings.languages)
    languages = read_languages(options.content, settings.languages)
    assets = read_assets(options.content)
    pages: list[Page] = []
    for code, language in languages.items():
        texts = {
            n: read_text(options.content, code, n, where, settings.repository, SLOTS) for n in (*TEXTS, NOT_FOUND[1:-5])
        }
        pages += Pages(catalogue, language, where, texts).all()
    return Renderer(catalogue, where, languages, assets), pages, assets


OTHERS = -1  # the number of the one task that is not a page
_work: tuple[Renderer, Sequence[Page], Path, ShareImages, Assets]


def _make_all(renderer: Renderer, pages: Sequence[Page], assets: Assets, folder: Path, jobs: int) -> list[Checked]:
    """Renders, writes and reads back every page, and makes the other files, on all cores where the system can fork.

    The pages that can be searched come first, so that they are indexed while the rest is made.
    """
    global _work
    _work = (renderer, pages, folder, share_images(renderer.catalogue), assets)
    first = [number for number, page in enumerate(pages) if page.searchable]
    rest = [number for number, page in enumerate(pages) if not page.searchable]
    gc.freeze()  # what stands now is shared by all processes and never collected
    with _workers(jobs) as each:
        checked: list[Checked] = each(_one_page, first)
        with indexing(folder):
            made = each(_one_page_or_the_others, [OTHERS, *rest])
    return checked + [page for page in made if page]


@contextmanager
def _workers(jobs: int) -> Iterator[Callable[[Callable[[int], Any], Sequence[int]], list[Any]]]:
    """A `map` over processes that share what stands now, or a plain one where the system can't fork."""
    jobs = jobs or multiprocessing.cpu_count()
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield lambda work, numbers: [work(number) for number in numbers]
        return
    with multiprocessing.get_context("fork").Pool(jobs, initializer=gc.disable) as pool:
        yield lambda work, numbers: pool.map(work, numbers, chunksize=8)


def _one_page_or_the_others(number: int) -> Checked | None:
    if number != OTHERS:
        return _one_page(number)
    _other_files()
    return None


def _one_page(number: int) -> Checked:
    renderer, pages, folder, images, _ = _work
    page = pages[number]
    if page.picture and page.language == renderer.where.languages[0]:  # one for all languages
        write_file(folder, renderer.where.file(page.share_image).as_posix(), images.png(page.picture))
    file = renderer.where.file(page.address, page.language).as_posix()
    write_file(folder, file, renderer.render(page).encode("utf-8"))
    return check_page(folder, file)


def _write_worker(folder: Path, where: Routes, assets: Assets) -> None:
    """The service worker, last of all: its version follows from all the rest."""
    first = [where.link(address, code) for address in (routes.HOME, routes.LISTING) for code in where.languages]
    first += [where.link(f"/static/{name}") for name in assets.files if not name.startswith(LATER)]
    everything = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    write_file(folder, routes.WORKER.lstrip("/"), service_worker(assets.worker, first, everything))


def _other_files() -> None:
    """Writes everything that is not a page."""
    renderer, pages, folder, _, assets = _work
    where, catalogue = renderer.where, renderer.catalogue
    files = {f"static/{name}": data for name, data in assets.files.items()}
    for code, language in renderer.languages.items():
        prose = [page.prose for page in pages if page.language == code]
        files[routes.search_words(code)] = known_words(catalogue, language, prose)
    files |= dict(map_files(catalogue, where))
    files |= gap_files(catalogue, renderer.languages)
    files[routes.NEARBY] = catalogue.nearby.lookup_json().encode("utf-8")
    files |= {"sitemap.xml": sitemap(pages, where, page_dates(catalogue)), "robots.txt": robots(where)}
    files[routes.MANIFEST] = manifest(catalogue.settings, where, assets.address("icon.svg"))
    others = {name.removeprefix(routes.DATA): data for name, data in files.items() if name.startswith(OTHER_DOWNLOADS)}
    for name, data in (files | publish(catalogue, where, renderer.languages, others)).items():
        write_file(folder, name.lstrip("/"), data)
