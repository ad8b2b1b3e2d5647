"""Everything that is measured at one number of records."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench import hugo_sites
from tests.bench.browser import LISTING, filter_change, wire_sizes
from tests.bench.measure import Cost, cost_of, interleaved
from tests.bench.records import ROOT, write_catalogue
from tests.bench.stages import stages_of

IMPORTS = "import pandas, geopandas, folium, jinja2"
EDITED = "vhto.yml"


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder with our data and content for one size, where commands are run and leave their cache."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    def build(self) -> Cost:
        """A build as it stands: with whatever an earlier one left."""
        return cost_of([sys.executable, str(ROOT / "build.py"), "build", "--output", str(self.output)], self.folder)

    def cold_build(self) -> Cost:
        """A build from nothing."""
        self.forget()
        shutil.rmtree(self.output, ignore_errors=True)
        return self.build()

    def check(self) -> Cost:
        return cost_of([sys.executable, str(ROOT / "build.py"), "check"], self.folder)

    def cold_check(self) -> Cost:
        self.forget()
        return self.check()

    def rebuild(self, number: int) -> Cost:
        """A build after one record was edited, each number another edit."""
        path = self.data / "initiatieven" / EDITED
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("naam: ", f"naam: {number} keer ", 1), encoding="utf-8")
        try:
            return self.build()
        finally:
            path.write_text(text, encoding="utf-8")

    def forget(self) -> None:
        """Takes away what an earlier run left; what it wrote stays."""
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)


def measured(count: int, work: Path, runs: int, *, browser: bool) -> dict[str, Any]:
    """The medians at `count` records, in a folder that is made anew."""
    place, plain, same = Workplace(work / "ours"), work / "plain", work / "same"
    shutil.rmtree(work, ignore_errors=True)
    write_catalogue(count, place.folder)
    shutil.copytree(ROOT / "content", place.folder / "content")
    place.build()
    hugo_sites.write_plain(place.data, plain)
    ours, theirs = hugo_sites.write_same(place.data, place.output, same)
    costs = interleaved(
        runs,
        ours=place.cold_build,
        same=lambda: hugo_sites.build(same),
        plain=lambda: hugo_sites.build(plain),
        imports=lambda: cost_of([sys.executable, "-c", IMPORTS], work),
        check=place.cold_check,
    )
    found: dict[str, Any] = {name: asdict(cost) for name, cost in costs.items()}
    found |= {"date": dt.date.today().isoformat(), "runs": runs, "pages": [ours.pages, theirs.pages],
              "html": [ours.html, theirs.html]}  # fmt: skip
    numbers = itertools.count(2)
    place.cold_build()
    found["again"] = asdict(interleaved(runs, again=lambda: place.rebuild(next(numbers)))["again"])
    found["check again"] = asdict(interleaved(runs, again=place.check)["again"])
    if browser:
        found["filter"] = filter_change(place.output)
        found["list"] = wire_sizes(place.output, (LISTING,))[LISTING].whole
    place.forget()
    found["stages"] = stages_of(place.data, place.folder / "public-in-one-process")
    return found
