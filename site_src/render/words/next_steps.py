"""What somebody does after reading about an initiative: who takes part, how to reach it, and what when nobody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from site_src.derive.catalogue import Catalogue
from site_src.derive.facets import slug
from site_src.model.initiative import Initiative
from site_src.model.record_parts import Location, Moment
from site_src.model.texts import unmarked
from site_src.render import routes
from site_src.render.words.facts import Fact, Word
from site_src.render.words.language import Language

STOPPED = "gestopt"
DIRECTIONS = "https://www.openstreetmap.org/directions?"
PRECISE = ("adres", "straat")  # a place that is known less well is no place to be led to
MOST_ROUTES, MOST_FOUND = 3, 2
#: which letters help, by who takes part: a school or a parent to the organisation, a parent to the child's school
LETTERS = {"met-de-klas": ("school", "aan_school"), "zelf-met-ouders": ("ouder",)}
FOR_ALL = ("school", "ouder")


@dataclass(frozen=True, slots=True)
class Parent:
    """The larger whole: its page on this site when others belong to it too, and its own website when a record has it.

    `stopped` is the page of the larger whole itself when that has stopped.
    """

    name: str
    address: str
    website: str
    stopped: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to send or to read out; `kind` is its key below `watnu.brief.`, `href` opens it as a mail."""

    kind: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What to do now. `who` is a sentence; `registration` and what reaches it are empty when not known.

    `parent`, `found` and `sought` are for when nothing reaches it: the larger whole, the pages where it was found, and,
    when there is no such page, where we read of it.
    """

    who: str
    registration: tuple[Word, ...]
    website: str
    contact: tuple[Word, ...]
    directions: tuple[Word, ...]
    moments: tuple[Moment, ...]
    parent: Parent | None
    found: tuple[str, ...]
    sought: str
    letters: tuple[Letter, ...]
    stopped: bool

    @property
    def reachable(self) -> bool:
        """Whether there is a website, a mail address or a telephone number of its own."""
        return bool(self.website or any(word.href for word in self.contact))


def next_steps(item: Initiative, facts: Mapping[str, Fact], catalogue: Catalogue, language: Language) -> NextSteps:
    """What somebody does now, from what its record and those of its larger whole say."""
    stopped, found = item.status == STOPPED, tuple(_found_at(item))
    letters = LETTERS.get(item.participation or "", FOR_ALL)
    return NextSteps(
        who=_who(item, catalogue, language),
        registration=() if stopped else facts["aanmelden"].words,
        website=item.website or "",
        contact=facts["contact"].words,
        directions=() if stopped else tuple(_directions(item)),
        moments=() if stopped else tuple(moment for moment in item.moments if _last(moment) >= catalogue.today),
        parent=_parent(item, catalogue),
        found=found[:MOST_FOUND],
        sought="" if found else next((source.reference for source in item.sources), ""),
        letters=() if stopped else tuple(_letter(kind, item, facts["contact"], language) for kind in letters),
        stopped=stopped,
    )


def _who(item: Initiative, catalogue: Catalogue, language: Language) -> str:
    """With whom you take part, as the term explains it."""
    if not item.participation:
        return language.say("watnu.wie_onbekend")
    return catalogue.vocabulary.term("deelname", item.participation).definition[language.code]


def _last(moment: Moment) -> dt.date:
    return moment.until or moment.date


def _directions(item: Initiative) -> Iterator[Word]:
    """A route to each place that is known well enough, named by the place."""
    places = [place for place in item.locations if place.placed and place.precision in PRECISE]
    for place in places[:MOST_ROUTES]:
        yield Word(_name(place), href=DIRECTIONS + urlencode({"to": f"{place.lat},{place.lon}"}))


def _name(place: Location) -> str:
    name, town = place.name or place.address or "", place.town or place.municipality or ""
    return name if town in name else ", ".join(part for part in (name, town) if part)


def _found_at(item: Initiative) -> Iterator[str]:
    """The web pages where it was found, each once: those that say what it is first, then the newest."""
    pages = [source for source in item.sources if source.reference.startswith("http")]
    pages.sort(key=lambda source: source.consulted or item.checked, reverse=True)
    pages.sort(key=lambda source: "samenvatting" not in source.fields)
    yield from dict.fromkeys(source.reference for source in pages)


def _parent(item: Initiative, catalogue: Catalogue) -> Parent | None:
    """The larger whole, when there is more to tell of it than its name."""
    if not item.part_of:
        return None
    members = catalogue.parts_of[item.part_of]
    if len(members) < 2:
        return None
    own = next((other for other in catalogue.wholes[item.part_of] if other.id != item.id), None)
    address = routes.term("organisatie", slug(item.part_of))
    stopped = routes.initiative(own.id) if own and own.status == STOPPED else ""
    return Parent(item.part_of, address, (own and own.website) or "", stopped)


def _letter(kind: str, item: Initiative, contact: Fact, language: Language) -> Letter:
    """The letter with the name filled in; as a mail it goes to their address, if we have it and it is for them."""
    text = unmarked(language.say(f"watnu.brief.{kind}", naam=item.name)).strip()
    mails = [word.text for word in contact.words if word.href.startswith("mailto:")] if kind != "aan_school" else []
    subject = unmarked(language.say(f"watnu.onderwerp.{kind}", naam=item.name))
    query = urlencode({"subject": subject, "body": text.replace("\n", "\r\n")}, quote_via=quote)
    return Letter(kind, text, f"mailto:{quote(mails[0], safe='@') if mails else ''}?{query}")
