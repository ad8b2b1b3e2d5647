"""One website in the report: what it says, with the quote and the address, and beside it what each record says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from site_src.maintenance.contributions.reply import harmless
from site_src.maintenance.links.report import code
from site_src.maintenance.signs.event import Event, clipped
from site_src.maintenance.signs.judging import Signs, Website
from site_src.model.initiative import Initiative
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.render import routes
from site_src.render.forms.form_links import Addresses
from site_src.render.words.language import Language

MOST_EVENTS = 5  # of one website
MOST_PROPOSED = 600  # characters in the link to a form
_DUTCH = Language(HOUSE_LANGUAGE, {})


def day_text(day: dt.date) -> str:
    """21 november 2026."""
    return _DUTCH.date(day)


def event_text(event: Event) -> str:
    """What and when in one line: “Open dag, 12 februari 2027”."""
    days = day_text(event.start)
    if event.repeats:
        days = f"steeds opnieuw sinds {days}"
    elif event.until > event.start:
        days = f"{days} tot en met {day_text(event.until)}"
    return f"{event.name or 'iets zonder naam'}, {days}"


@dataclass(frozen=True)
class Entries:
    """Each method gives the text of one website, or "" when it has nothing of the kind."""

    addresses: Addresses

    def quiet(self, signs: Signs) -> str:
        """A website that gave no page three times."""
        if not signs.quiet:
            return ""
        number = f" ({signs.answer.code})" if signs.answer.code else ""
        days = ", ".join(day_text(day) for day in signs.strikes)
        said = f"- Het adres {signs.answer.state.value}{number}. Mislukt op {days}."
        return self._entry(signs.website, [said], _status, "status", "Het bestaat niet meer, of heeft een andere site")

    def parked(self, signs: Signs, *, certain: bool) -> str:
        """A domain that is for sale or empty, with what the page gives away."""
        if not signs.parked or signs.parked.certain != certain:
            return ""
        said = [f"- Waarom: {harmless(reason)}" for reason in signs.parked.reasons]
        return self._entry(signs.website, said, _status, "website", "De website is niet meer van hen")

    def moved(self, signs: Signs) -> str:
        """A website that sends its visitors elsewhere for good."""
        if not signs.moved_to or signs.parked:
            return ""
        said = [f"- De website stuurt je blijvend door naar {code(signs.moved_to)}"]
        if signs.to_the_front:
            said.append("- Dat is een voorpagina: misschien is deze pagina weg en is er geen andere voor.")
        return self._entry(signs.website, said, _website, "website", signs.moved_to)

    def events(self, signs: Signs) -> str:
        """Events to come that a record doesn't have."""
        return self._told(signs.website, signs.events, "Op de site staat")

    def cancelled(self, signs: Signs) -> str:
        """Events of a record that the site calls off."""
        return self._told(signs.website, signs.cancelled, "Gaat volgens de site niet door")

    def pages(self, signs: Signs) -> str:
        """Pages about events that changed after a record was last checked."""
        if not signs.pages:
            return ""
        said = [f"- Veranderd op {day_text(page.changed)}: {code(clipped(page.address, 300))}"
                for page in signs.pages if page.changed]  # fmt: skip
        return self._entry(signs.website, said, _dates, "", "")

    def _told(self, website: Website, events: Sequence[Event], verb: str) -> str:
        if not events:
            return ""
        said = []
        for event in events[:MOST_EVENTS]:
            said += [f"- {verb}: **{harmless(event_text(event))}**",
                     f"  - Letterlijk ({event.form}): {_quoted(event)}",
                     f"  - Waar: {code(event.address)}"]  # fmt: skip
        if more := len(events) - MOST_EVENTS:
            said += [f"- En nog {more} andere data op deze site."] if more > 0 else []
        value = f"{verb}: {'; '.join(event_text(event) for event in events[:MOST_EVENTS])}"
        return self._entry(website, said, _dates, "", value, source=events[0].address)

    def _entry(
        self, website: Website, said: list[str], ours: Callable[[Initiative], str], field: str, value: str,
        source: str = "",
    ) -> str:  # fmt: skip
        rows = [self._row(item, ours(item), field, value, source or website.address) for item in website.initiatives]
        return "\n".join([f"### {code(website.address)}", "", *said, *rows])

    def _row(self, item: Initiative, ours: str, field: str, value: str, source: str) -> str:
        settings = self.addresses.settings
        page = settings.origin + settings.base_path + routes.initiative(item.id).lstrip("/")
        form = self.addresses.proposed(item, field, clipped(value, MOST_PROPOSED), source[:1000])
        checked = f"nagekeken op {day_text(item.checked)}"
        return f"- [{harmless(item.name)}]({page}): wij hebben {harmless(ours)} ({checked}). [Geef het door]({form})"


def _quoted(event: Event) -> str:
    return code(event.quote) if event.form == "sitemap" else f"“{harmless(event.quote)}”"


def _status(item: Initiative) -> str:
    return "geen status" if item.status == "onbekend" else f"als status ‘{item.status}’"


def _website(item: Initiative) -> str:
    return "dit adres als website"


def _dates(item: Initiative) -> str:
    if not item.moments:
        return "geen datum"
    return "; ".join(f"{moment.description}, {day_text(moment.date)}" for moment in item.moments[:3])
