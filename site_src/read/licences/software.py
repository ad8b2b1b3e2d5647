"""The programs of others that go into the site, with their licences, from what is installed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from site_src.model.problems import SiteError
from site_src.read.assets import leaflet
from site_src.read.qr_code import qr_code

# what goes into the site of others: (name, package that carries it, its files in the site)
_SOFTWARE: tuple[tuple[str, str, Callable[[], Iterable[bytes]]], ...] = (
    ("Leaflet", "django-js-lib-leaflet", lambda: leaflet().values()),
    ("Web Awesome", "spaday-webawesome", lambda: qr_code()[1].values()),
    ("Pagefind", "pagefind-bin", tuple),
)
_COMMENT = re.compile(r"/\*[*!]?(.*?)\*/", re.DOTALL)
_NOTICE = re.compile(r"copyright|\(c\)|@license|@preserve", re.IGNORECASE)
_MARK = re.compile(r"^[\s*]*(@license|@preserve)?[ \t]*", re.MULTILINE)
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


@dataclass(frozen=True, slots=True)
class Software:
    """A program of others: `texts` are what its own files say of whose they are, then the licence that it came with."""

    name: str
    package: str
    version: str
    licence: str
    texts: tuple[str, ...]


@cache
def shipped_software() -> tuple[Software, ...]:
    """Every program of others that goes into the site, as it is installed; raises SiteError when one is not."""
    return tuple(_software(name, package, list(files())) for name, package, files in _SOFTWARE)


def _software(name: str, package: str, files: list[bytes]) -> Software:
    try:
        found = distribution(package)
    except PackageNotFoundError as error:
        raise SiteError(f"{name} ontbreekt: installeer wat in pyproject.toml staat ({package}).") from error
    return Software(name, package, found.version, _licence(found), (*_notices(files), *_files(found)))


def _licence(found: Distribution) -> str:
    """As the package says it, best first (PEP 639, then the older fields); nothing when it doesn't."""
    told = found.metadata
    classified = (_CLASSIFIER.fullmatch(line) for line in told.get_all("Classifier") or ())
    names = [*(told.get_all("License-Expression") or ()), *(told.get_all("License") or ())]
    names += [match[1] for match in classified if match]
    return next((name.strip() for name in names if name and len(name) < 80), "")


def _notices(files: list[bytes]) -> tuple[str, ...]:
    """Every comment that says whose a file is, once."""
    comments = (match[1] for data in files for match in _COMMENT.finditer(data.decode("utf-8")))
    return tuple(sorted({_MARK.sub("", text).strip() for text in comments if _NOTICE.search(text)}))


def _files(found: Distribution) -> list[str]:
    """The texts of licences in the package's own description; some packages have none."""
    paths = [path for path in found.files or () if re.fullmatch(r"(LICEN[CS]E|COPYING)(\.\w+)?", path.name)]
    return [path.read_text(encoding="utf-8").strip() for path in sorted(paths) if ".dist-info" in str(path)]
