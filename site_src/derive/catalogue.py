"""From checked records to everything that follows from them: distances, reach, facets, related initiatives."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from site_src.derive.base_map import Outline, outline_of
from site_src.derive.facets import Facet, make_facets
from site_src.derive.insight.certainty import certainty_counts
from site_src.derive.insight.demand import Demand, demand_of
from site_src.derive.insight.insights import Insights
from site_src.derive.insight.questions.worth import Before, Question, questions_of
from site_src.derive.knowledge import Knowledge, knowledge_of
from site_src.derive.map_contents import Atlas
from site_src.derive.municipalities import municipalities_of
from site_src.derive.reach import Distance, Reach, codes_by_initiative, nearest, reach_of
from site_src.derive.related import parts_of, related_ids, wholes
from site_src.derive.report_tables import ReportTables, report_tables
from site_src.model.change_log import Entry
from site_src.model.gap_register import GapEntry
from site_src.model.initiative import Initiative
from site_src.model.made.coverage import Coverage
from site_src.model.region.campus import Campus
from site_src.model.region.gazetteer import Gazetteer
from site_src.model.region.region import Region
from site_src.model.region.report import Report
from site_src.model.region.report_check import ReportCheck
from site_src.model.region.roles import Roles
from site_src.model.region.wording import Wording, wording_of
from site_src.model.settings import Settings
from site_src.model.vocabulary import Vocabulary
from site_src.read.licences.geo_sources import GeoSource
from site_src.read.records import Reading

RELATED = 4  # initiatives like one, on its page
OLDEST = "2023-01-01"  # the day of a catalogue without any record


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All the site is made from; nothing in here knows about pages.

    `concept` are the ids of draft records and `before` is the catalogue without them: only in a preview. `moved` are
    the ids that records had before, with the id of today.
    """

    settings: Settings
    today: dt.date
    initiatives: tuple[Initiative, ...]
    campuses: tuple[Campus, ...]
    vocabulary: Vocabulary
    region: Region
    roles: Roles | None
    tables: ReportTables | None
    knowledge: Knowledge
    distances: dict[str, tuple[Distance, ...]]
    reach: dict[str, tuple[Reach, ...]]
    gazetteer: Gazetteer
    outline: Outline
    geo_sources: tuple[GeoSource, ...] = ()
    concept: frozenset[str] = frozenset()
    before: Catalogue | None = None
    log: tuple[Entry, ...] = ()
    demand: Demand | None = None
    gap_register: tuple[GapEntry, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    report_check: ReportCheck | None = None

    @cached_property
    def insights(self) -> Insights:
        """What the figures say: gaps, findings, promising initiatives."""
        known = self.knowledge
        return Insights(self.initiatives, self.campuses, self.reach, self.vocabulary, self.tables, known)

    @cached_property
    def certainties(self) -> dict[str, Counter[str]]:
        """For each field how many records know it, by their best certainty."""
        return certainty_counts(self.initiatives, self.vocabulary.ids("zekerheid"))

    @property
    def report(self) -> Report | None:
        """The report that the published figures come from, if there is one."""
        return self.tables.about if self.tables else None

    @property
    def wording(self) -> Wording:
        """What differs by region in the descriptions of the data."""
        return wording_of(self.settings.radius_km, self.report, self.region, self.initiatives)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What may be asked of each initiative, the question whose answer could change most first."""
        given = (self.settings, self.insights, self.facets, self.distances, self.report_check, self.today)
        return questions_of(Before(*given))

    @cached_property
    def atlas(self) -> Atlas:
        """What stands on each map."""
        return Atlas(self.initiatives, self.campuses, self.distances, self.reach, self.settings.radius_km)

    @cached_property
    def by_id(self) -> dict[str, Initiative]:
        """Initiatives by id."""
        return {item.id: item for item in self.initiatives}

    @cached_property
    def campus_by_code(self) -> dict[str, Campus]:
        """Campuses by the code of data/rapport."""
        return {campus.code: campus for campus in self.campuses}

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every filter with its values and the initiatives behind each."""
        return make_facets(self.initiatives, self.campuses, self.vocabulary, self.campus_codes, self.knowledge)

    @cached_property
    def campus_codes(self) -> dict[str, tuple[str, ...]]:
        """For each initiative the campuses it counts around, in the report's order."""
        return codes_by_initiative(self.reach)

    @cached_property
    def municipality_of(self) -> dict[str, str]:
        """The municipality of a place, where that has another name and some initiative works there."""
        return municipalities_of(self.initiatives, self.campuses, self.gazetteer)

    @cached_property
    def parts_of(self) -> dict[str, list[Initiative]]:
        """The initiatives of each larger whole, by its name."""
        return parts_of(self.initiatives)

    @cached_property
    def wholes(self) -> dict[str, list[Initiative]]:
        """Of each larger whole the initiatives that are the whole itself."""
        return wholes(self.parts_of)

    @cached_property
    def _around(self) -> dict[str, list[Reach]]:
        found: dict[str, list[Reach]] = {campus.code: [] for campus in self.campuses}
        for reach in (reach for reaches in self.reach.values() for reach in reaches):
            found.setdefault(reach.campus, []).append(reach)
        return {code: sorted(rows, key=lambda reach: reach.order) for code, rows in found.items()}

    def around(self, code: str) -> list[Reach]:
        """Everything that counts around a campus: nearest first, national and online last."""
        return self._around.get(code, [])

    @cached_property
    def _related(self) -> dict[str, tuple[str, ...]]:
        return related_ids(self.initiatives, self.campus_codes, RELATED)

    def related(self, item: Initiative) -> list[Initiative]:
        """Initiatives that share most: the same parent, activities, school types, campuses, sectors; never stopped."""
        return [self.by_id[item_id] for item_id in self._related[item.id]]


def derive(reading: Reading, settings: Settings, today: dt.date) -> Catalogue:
    """Everything that follows from the records; expects a reading without errors."""
    initiatives = tuple(sorted((item.record for item in reading.initiatives), key=lambda item: item.name.casefold()))
    campuses = tuple(item.record for item in reading.campuses)
    distances = nearest(initiatives, campuses)
    codes = [campus.code for campus in campuses]
    reach = {item.id: reach_of(item, distances.get(item.id, ()), codes, settings.radius_km) for item in initiatives}
    assert reading.region is not None  # the check refuses a missing or broken regio.yml
    return Catalogue(
        settings=settings,
        today=today,
        initiatives=initiatives,
        campuses=campuses,
        vocabulary=reading.vocabulary,
        roles=reading.roles,
        region=reading.region,
        tables=report_tables(reading.report, reading.report_tables) if reading.report else None,
        knowledge=knowledge_of(initiatives, reading.vocabulary, reading.report_check),
        report_check=reading.report_check,
        log=reading.change_log,
        demand=demand_of(reading.demand, campuses, settings.radius_km),
        gap_register=reading.gap_register,
        coverage=reading.coverage,
        moved=reading.moved.record.root if reading.moved else {},
        distances=distances,
        reach=reach,
        gazetteer=reading.geodata.gazetteer,
        outline=outline_of(reading.geodata),
        geo_sources=reading.geodata.sources,
    )


def newest_date(initiatives: Sequence[Initiative]) -> dt.date:
    """The newest date in any record: the catalogue's own "today" when no other is given."""
    dates = [str(item.checked) for item in initiatives]
    dates += [str(change.date) for item in initiatives for change in item.changes if isinstance(change.date, dt.date)]
    dates += [str(source.consulted) for item in initiatives for source in item.sources if source.consulted]
    return dt.date.fromisoformat(max(dates, default=OLDEST))
