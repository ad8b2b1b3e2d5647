"""What differs by region in the descriptions of the data: how far counts as near, and whether there is a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_src.model.region.report import Report
from site_src.model.texts import Meaning

_OF_REPORT = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Fills a description: `{straal}` is what counts as near, `[…]` is only said in a region with a report."""

    radius_km: float
    report: Report | None

    def text(self, text: str, comma: str = ",") -> str:
        """A description as this region says it."""
        kept = _OF_REPORT.sub(r"\1" if self.report else "", text)
        return kept.replace("{straal}", f"{self.radius_km:g}".replace(".", comma))

    def meaning(self, meaning: Meaning) -> Meaning:
        """The same in the two languages that the data are documented in."""
        return Meaning(self.text(meaning.nl), self.text(meaning.en, "."))
