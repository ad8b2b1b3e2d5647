"""What differs by region in the descriptions of the data: what counts as near, whether there is a report, examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from site_src.model.fields import RecordField
from site_src.model.initiative import Initiative
from site_src.model.region.region import Region
from site_src.model.region.report import Report
from site_src.model.texts import Meaning

_OF_REPORT = re.compile(r"\[( [^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Fills a description: `{straal}` is what counts as near, `[ …]` is only said in a region with a report.

    `examples`: what a field may look like, by its name, for those that have an example of the region itself.
    """

    radius_km: float
    report: Report | None
    examples: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: str, comma: str = ",") -> str:
        """A description as this region says it."""
        kept = _OF_REPORT.sub(r"\1" if self.report else "", text)
        return kept.replace("{straal}", f"{self.radius_km:g}".replace(".", comma))

    def example(self, of: RecordField) -> str:
        """What a field may look like; nothing when neither the model nor the region has an example."""
        return of.spec.example or self.examples.get(of.name, "")

    def meaning(self, meaning: Meaning) -> Meaning:
        """The same in the two languages that the data are documented in."""
        return Meaning(self.text(meaning.nl), self.text(meaning.en, "."))


def wording_of(
    radius_km: float, report: Report | None, region: Region | None, initiatives: Iterable[Initiative]
) -> Wording:
    """The wording of a region; its examples are those of the initiative that data/regio.yml names, if it is there."""
    named = next((item for item in initiatives if region and item.id == region.example), None)
    examples = {"id": named.id, "website": named.website or ""} if named else {}
    return Wording(radius_km, report, examples)
