"""The pages that tell about something: an initiative, a campus, and the prose."""

from __future__ import annotations

from site_src.derive.reach import How
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render import structured_data as structured
from site_src.render.pages.gaps import GapPages
from site_src.render.pages.map import MappingPages, MapView
from site_src.render.pages.page import Page, cut
from site_src.render.tables.in_prose import SLOTS
from site_src.render.tables.report_charts import campus_charts
from site_src.render.tables.report_tables import introduction_of, profiles_around


class TellingPages(MappingPages, GapPages):
    """Initiatives, campuses, prose."""

    def initiative(self, item: Initiative) -> Page:
        """One initiative: what, for whom, where, how we know."""
        code, address = self.language.code, routes.initiative(item.id)
        card = self.cards[item.id]
        data = structured.initiative(item, self.catalogue, self.where.absolute(address, code), card["summary"].text)
        return self.page(
            address,
            "initiative",
            item.name,
            cut(card["summary"].text),
            ((self.language.say("nav.initiatieven"), routes.LISTING),),
            data=(data,),
            **card,
            map=self._own_map(item),
            related=[self.cards[other.id] for other in self.catalogue.related(item)],
            reach=self.catalogue.reach[item.id],
            distances=self.catalogue.distances.get(item.id, ()),
        )

    def _own_map(self, item: Initiative) -> MapView | None:
        maps = self.catalogue.atlas.of.get(item.id)
        return self.map_view(maps, item.name) if maps else None

    def campuses(self) -> Page:
        """The eight campuses beside each other."""
        say = self.language.say
        counts = {campus.code: len(self.catalogue.around(campus.code)) for campus in self.catalogue.campuses}
        return self.page(routes.CAMPUSES, "campuses", say("campussen.titel"), say("campussen.omschrijving"),
                         campuses=self.catalogue.campuses, counts=counts, region=self.eight_map())  # fmt: skip

    def campus(self, code: str) -> Page:
        """One campus: what it is, what is near, what is national, what the report counted."""
        return self._campus_page(code, "campus", routes.campus(self.catalogue.campus_by_code[code].id))

    def embedded_campus(self, code: str) -> Page:
        """What is around a campus, for an iframe on another site."""
        address = routes.embedded_campus(self.catalogue.campus_by_code[code].id)
        return self._campus_page(code, "embed_campus", address, indexed=False)

    def _campus_page(self, code: str, template: str, address: str, *, indexed: bool = True) -> Page:
        campus = self.catalogue.campus_by_code[code]
        around = [(reach, self.cards[reach.initiative]) for reach in self.catalogue.around(code)]
        language = self.language.code
        data = structured.campus(campus, self.where.absolute(routes.campus(campus.id), language), language)
        return self.page(
            address,
            template,
            campus.name,
            cut(campus.description[language]),
            ((self.language.say("nav.campussen"), routes.CAMPUSES),),
            data=(data,),
            indexed=indexed,
            map=self.map_view(self.catalogue.atlas.around[code], campus.name),
            campus=campus,
            groups={how.value: [row for row in around if row[0].how is how] for how in How},
            total=len(around),
            tables=introduction_of(self.catalogue, self.language, code),
            charts=campus_charts(self.catalogue, self.language, code),
            standing=self.standing_out(code),
            profiles=profiles_around(self.catalogue, self.language, code),
        )

    def text(self, name: str, address: str, *, indexed: bool = True) -> Page:
        """A page of prose with generated tables in it."""
        text = self.texts[name]
        tables = {block.slot: SLOTS[block.slot](self.catalogue, self.language) for block in text.blocks if block.slot}
        return self.page(
            address, "text", text.title, text.description, indexed=indexed, blocks=text.blocks, tables=tables
        )

    def embedding(self) -> Page:
        """The code to put a list or a campus on another site."""
        say = self.language.say
        return self.page(routes.EMBEDDING, "embedding", say("insluiten.titel"), say("insluiten.omschrijving"),
                         campuses=self.catalogue.campuses)  # fmt: skip
