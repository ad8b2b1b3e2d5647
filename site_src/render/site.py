"""What every file of the site is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from site_src.derive.catalogue import Catalogue
from site_src.read.assets import Assets
from site_src.render.maps.drawing import Locator
from site_src.render.routes import Routes
from site_src.render.words.language import Language


@dataclass(frozen=True, eq=False)
class Site:
    """The catalogue, where it will stand, in which words, with which scripts and styles."""

    catalogue: Catalogue
    where: Routes
    languages: Mapping[str, Language]
    assets: Assets

    @cached_property
    def locator(self) -> Locator:
        """Draws the static maps, each once for all languages."""
        return Locator(self.catalogue.outline)
