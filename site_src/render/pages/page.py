"""A page: its kind, its head, and the view that its template prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from site_src.render import routes
from site_src.render.share_images.contents import Picture

Crumb = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PageKind:
    """What all pages of one kind share: their template, and how people find them.

    `searchable`: the full text search finds it. `about_one`: it is about one initiative or campus, and who searches
    means those first. `indexed`: search engines may show it, and it stands in the sitemap. `runs_wasm`: its script
    runs WebAssembly. `frames_own`: it shows pages of this site in a frame. `posts_form`: it has the form that goes to
    the publisher.
    """

    template: str
    searchable: bool = False
    about_one: bool = False
    indexed: bool = True
    runs_wasm: bool = False
    frames_own: bool = False
    posts_form: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """A view that is made when its page is printed, in the process that prints it, and then forgotten."""

    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language; `given` is the view that its template prints, or what makes it (`Later`).

    `prose` are the plain words of a page of prose.
    """

    kind: PageKind
    address: str
    language: str
    title: str
    description: str
    given: object = None
    crumbs: tuple[Crumb, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    indexed: bool = True
    picture: Picture | None = None
    prose: str = ""

    @property
    def view(self) -> object:
        """What the template prints."""
        return self.given.make() if isinstance(self.given, Later) else self.given

    @property
    def share_image(self) -> str:
        """The address of the picture for when the page is shared; a page without its own takes that of home."""
        return routes.share_image(self.address if self.picture else routes.HOME)


def cut(text: str, most: int = 155) -> str:
    """Whole words, short enough for a search result."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
