"""data/rapport/toets.yml: what the totals of the report's tables prove of an initiative, and what they make probable.

`python build.py report-check` makes it; only `oordeel` of a conflict is written by people. Everything that the file
holds is described here, so that its checksum covers all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from site_src.model.texts import Translated
from site_src.model.values import Part, ShortText, Text

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
NOT_JUDGED = Translated(nl="Nog te beoordelen.", en="Not judged yet.")


class KnownDifference(Part):
    """A total that the report prints differently in chapters 3 and 4."""

    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    chapter_3: int = Field(alias="hoofdstuk_3")
    chapter_4: int = Field(alias="hoofdstuk_4")


class CheckSettings(Part):
    """What the check against the tables must know of the report: differences it prints, and words that name a term."""

    differences: tuple[KnownDifference, ...] = Field((), alias="verschillen")
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict, alias="woorden")


@dataclass(frozen=True, slots=True)
class Proved:
    """A term that an initiative has, or has not, whichever way the tables are filled in.

    `premises` are the initiatives (ids) of which the records say something that this leans on.
    """

    initiative: str
    dimension: str
    term: str
    value: str
    premises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probable:
    """A term that an initiative has in most ways to fill in the tables; `share` is the part of them, 0 to 1."""

    initiative: str
    dimension: str
    term: str
    share: float


class ProvedGroup(Part):
    """The initiatives of which the tables prove the same in the same way."""

    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    value: Literal["ja", "nee"] = Field(alias="waarde")
    premises: tuple[ShortText, ...] = Field((), alias="gezien")
    initiatives: tuple[ShortText, ...] = Field(alias="initiatieven")


class ProbableGroup(Part):
    """The initiatives for which the tables make one term probable, each with its share."""

    dimension: ShortText = Field(alias="dimensie")
    term: ShortText
    initiatives: dict[str, Share] = Field(alias="initiatieven")


class Suspect(Part):
    """A statement that may be the wrong one: `share` of the smallest corrections give it up."""

    initiative: ShortText = Field(alias="initiatief")
    term: ShortText
    value: Literal["ja", "nee"] = Field("ja", alias="waarde")
    share: Share = Field(alias="aandeel")


class Conflict(Part):
    """Statements that cannot all be true; about where initiatives lie when there is no term.

    `core` are the initiatives of a smallest set of such statements, `give_way` how many statements must be wrong.
    """

    dimension: ShortText | None = Field(None, alias="dimensie")
    term: ShortText | None = None
    give_way: int = Field(alias="moeten_wijken")
    core: tuple[ShortText, ...] = Field((), alias="kern")
    suspects: tuple[Suspect, ...] = Field((), alias="verdachten")
    judgement: Translated = Field(NOT_JUDGED, alias="oordeel")


class Worlds(Part):
    """How the check did on invented worlds with a known truth."""

    worlds: int = Field(alias="werelden")
    proofs: int = Field(alias="bewijzen")
    false_proofs: int = Field(alias="bewijzen_onwaar")
    probable: int = Field(alias="waarschijnlijk")
    probable_true: int = Field(alias="waarschijnlijk_waar")
    lies: int = Field(alias="fouten")
    caught: int = Field(alias="fouten_verdacht")


class GivenBack(Part):
    """Of the known facts that were hidden: how many came back rightly, wrongly, or stayed unknown."""

    hidden: int = Field(alias="verborgen")
    right: int = Field(alias="goed")
    wrong: int = Field(alias="fout")
    unknown: int = Field(alias="onbekend")


class Calibration(Part):
    """How often the check is right; `note` says of which run the figures are when not of this one."""

    worlds: Worlds | None = Field(None, alias="bedachte_werelden")
    only_yes: Worlds | None = Field(None, alias="bedachte_werelden_alleen_ja")
    given_back: GivenBack | None = Field(None, alias="elk_tiende_feit")
    note: Text | None = Field(None, alias="toelichting")


class ReportCheck(Part):
    """The outcome of holding the records against the tables; empty when nobody did."""

    checksum: ShortText | None = Field(None, alias="controlegetal")
    made_with: dict[str, str | int | float] = Field(default_factory=dict, alias="gemaakt_met")
    conflicts: tuple[Conflict, ...] = Field((), alias="tegenspraken")
    undecided: tuple[ShortText, ...] = Field((), alias="niet_beslist")
    proofs: tuple[ProvedGroup, ...] = Field((), alias="bewezen")
    probabilities: tuple[ProbableGroup, ...] = Field((), alias="waarschijnlijk")
    calibration: Calibration = Field(default_factory=Calibration, alias="ijking")
    premises: ShortText | None = Field(None, alias="uitgangspunten")
    fingerprints: dict[str, str] = Field(default_factory=dict, alias="vingerafdrukken")

    @property
    def proved(self) -> tuple[Proved, ...]:
        """What is proved, one value at a time."""
        return tuple(
            Proved(initiative, group.dimension, group.term, group.value, group.premises)
            for group in self.proofs
            for initiative in group.initiatives
        )

    @property
    def probable(self) -> tuple[Probable, ...]:
        """What is probable, one value at a time."""
        return tuple(
            Probable(initiative, group.dimension, group.term, share)
            for group in self.probabilities
            for initiative, share in group.initiatives.items()
        )
