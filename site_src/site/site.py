"""What every file of the site is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_src.deriving import Catalogue
from site_src.site.assets import Assets
from site_src.site.language import Language
from site_src.site.routes import Routes


@dataclass(frozen=True, slots=True)
class Site:
    """The catalogue, where it will stand, in which words, with which scripts and styles."""

    catalogue: Catalogue
    where: Routes
    languages: Mapping[str, Language]
    assets: Assets
