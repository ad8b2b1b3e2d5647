"""What every file of the site is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_src.derive.catalogue import Catalogue
from site_src.model.region.synonyms import Synonyms
from site_src.read.assets import Assets
from site_src.read.prose import Prose
from site_src.render.maps.drawing import Locator
from site_src.render.routes import Routes
from site_src.render.words.language import Language


@dataclass(frozen=True, eq=False)
class Site:
    """The catalogue, where it will stand, in which words, with which prose, scripts and styles.

    `prose` is by language and name of the page, `synonyms` are what visitors call things. The locator draws each static
    map once for all languages.
    """

    catalogue: Catalogue
    where: Routes
    languages: Mapping[str, Language]
    prose: Mapping[str, Mapping[str, Prose]]
    assets: Assets
    locator: Locator
    synonyms: Synonyms
