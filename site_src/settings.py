"""content/site.yml -> Settings: what the site is called, where it will stand, in which languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, ValidationError

from site_src.catalogue.fields import Bilingual, Part, ShortText
from site_src.catalogue.messages import explain
from site_src.catalogue.yamltext import read_document
from site_src.problems import ProblemsFound

SITE_ADDRESS = r"^https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]+)?(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?$"


class Settings(Part):
    """Everything a maintainer may change without touching code."""

    name: ShortText = Field(alias="naam")
    subtitle: Bilingual = Field(alias="ondertitel")
    description: Bilingual = Field(alias="omschrijving")
    base_url: Annotated[ShortText, StringConstraints(pattern=SITE_ADDRESS)]
    repository: ShortText
    publisher: ShortText = Field(alias="uitgever")
    languages: tuple[ShortText, ...] = Field(("nl", "en"), alias="talen")
    radius_km: Annotated[float, Field(gt=0, le=100)] = Field(10, alias="straal_km")

    @property
    def origin(self) -> str:
        """Scheme and host, for absolute addresses."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def base_path(self) -> str:
        """The path the site stands under, with a slash on both ends: '/' or '/techniek/'."""
        path = urlsplit(self.base_url).path.strip("/")
        return f"/{path}/" if path else "/"


def read_settings(content: Path, base_url: str | None = None) -> Settings:
    """Reads content/site.yml; raises ProblemsFound with the lines that are wrong."""
    document = read_document(content / "site.yml", f"{content.name}/site.yml")
    if document.problems:
        raise ProblemsFound(document.problems)
    try:
        settings = Settings.model_validate(document.data)
    except ValidationError as error:
        raise ProblemsFound(explain(error, document, Settings)) from error
    return settings.model_copy(update={"base_url": base_url}) if base_url else settings
